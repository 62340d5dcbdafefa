v = { null = 1, true = 2, if = 3 }
