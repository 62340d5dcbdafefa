v = [for s in l : s if s != "a"]
