v = p[i - 1].n
