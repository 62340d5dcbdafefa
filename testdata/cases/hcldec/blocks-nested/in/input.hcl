a {
  b {
    c "x" {
      v = 1
    }
  }
  b {}
}
