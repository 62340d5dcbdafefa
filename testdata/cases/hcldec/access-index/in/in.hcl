v = p[1].n
