nmae = "x"
colour = "red"
