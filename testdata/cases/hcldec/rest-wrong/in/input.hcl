a = 1
b = "x"
other {}
