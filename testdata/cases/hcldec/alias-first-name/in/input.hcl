name = "a"
disk {
  size = 1
}
