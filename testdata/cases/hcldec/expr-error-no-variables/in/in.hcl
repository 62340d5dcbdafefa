v = name
