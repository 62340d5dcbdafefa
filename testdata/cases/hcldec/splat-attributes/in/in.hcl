v = p.*.n
