v = {
  a = <<A
a
A
  b = 1
}
