texts   = [1, "a", null, true]
numbers = [2, null, 1]
objects = { x = { a = 1, b = null }, y = { a = "1", b = true } }
nulls   = [null, null]
