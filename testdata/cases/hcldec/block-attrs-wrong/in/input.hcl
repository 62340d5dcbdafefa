env {
  A = "x"
  inner {}
}
env {}
