v = true ? { a = 1 } : { a.b = 1 }
