a = n * 2
