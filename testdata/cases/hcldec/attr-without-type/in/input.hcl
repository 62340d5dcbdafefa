a = { b = [true] }
