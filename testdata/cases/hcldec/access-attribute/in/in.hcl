v = m.k
