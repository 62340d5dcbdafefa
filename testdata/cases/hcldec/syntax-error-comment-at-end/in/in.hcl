v = 1 + # no more
