v = { a = { x = { p = [1], q = true } }, b = { y = {} } }
