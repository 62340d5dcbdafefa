rule {
  action = "accept"
  port   = "https"
}

rule {
  prot = 443
}

rules {
  port = 443
}
