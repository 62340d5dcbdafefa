v = a = 1
