v = m["k"]
