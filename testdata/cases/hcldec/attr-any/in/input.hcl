a = [1, "x", { b = null }]
