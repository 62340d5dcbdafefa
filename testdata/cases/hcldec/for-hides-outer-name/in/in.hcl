v = [for l in l : l][1]
