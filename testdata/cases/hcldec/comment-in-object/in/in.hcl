v = {
  # a
  a = 1 # b
  /* c */
  b = 2 // d
}
