name = “web”
list = [„a“, ‘b’]
disk {
  size = “1”
}
