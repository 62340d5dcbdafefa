a = {
  web = { ports = [80, 443] }
  ssh = { ports = [22, "none"] }
}
