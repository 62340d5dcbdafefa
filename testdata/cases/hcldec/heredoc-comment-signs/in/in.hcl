v = <<E
# a // b /* c
E
