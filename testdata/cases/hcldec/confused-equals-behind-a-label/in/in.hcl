disk "a" = {
  size = 1
}
