list = [
  "a",
name = "web"
disk {
  size = 1
}
