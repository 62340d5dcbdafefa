v = m.kk
