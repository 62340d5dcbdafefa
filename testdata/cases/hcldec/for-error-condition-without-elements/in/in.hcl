v = [for x in [] : x if 1]
