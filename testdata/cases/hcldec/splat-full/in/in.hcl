v = p[*].n
