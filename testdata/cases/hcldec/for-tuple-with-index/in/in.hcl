v = [for i, s in l : "${i}${s}"]
