name: "web"
disk: {
  size = 1
}
