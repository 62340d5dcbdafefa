b {
  x = 1
}
b {
}
b {
  x = "text"
}
