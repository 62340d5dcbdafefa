a = true || [1]
b = 1 && false
