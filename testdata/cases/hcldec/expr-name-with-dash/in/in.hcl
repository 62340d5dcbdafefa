v = a-b
