v = <<E
a
E
