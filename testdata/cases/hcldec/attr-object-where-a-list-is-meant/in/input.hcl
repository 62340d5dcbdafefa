rules = { port = 1 }
