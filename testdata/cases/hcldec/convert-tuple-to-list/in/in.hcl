v = [1, "2", true]
