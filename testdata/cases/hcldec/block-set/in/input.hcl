b {
  v = "y"
}
b {
  v = "x"
}
b {
  v = "y"
}
