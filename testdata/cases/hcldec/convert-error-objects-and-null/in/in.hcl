a = [{ x = 1 }, null]
b = [[1], null]
