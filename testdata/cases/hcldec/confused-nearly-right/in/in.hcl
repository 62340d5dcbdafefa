nmae = "web"
disks {
  sise = 1
}
disk {
  sise = 1
}
