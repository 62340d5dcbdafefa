disk = {
  size = 1
}
