net {
  # forgotten
}
