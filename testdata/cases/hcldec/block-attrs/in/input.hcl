env {
  A = 1
  B = "x"
}
