b "x" {
  v = 1
}
b "y" {
  v = 2
}
b z {}
