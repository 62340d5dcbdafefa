b {
  x = { a = 1 }
  y = null
}
