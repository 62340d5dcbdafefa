v = [for s in l : "${s}!"]
