disk {
  size = 1

name = "web"
