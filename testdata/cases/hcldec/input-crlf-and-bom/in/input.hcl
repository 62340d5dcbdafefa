a = "x"
b = <<E
y
E
