nom = "a"
drive {
  size = 1
}
drive {
  size = 2
}
