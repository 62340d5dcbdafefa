integration {
  name        = "A"
  description = "It makes images of A."
  identifier  = "packer/acme/a"
  component {
    type = "builder"
    name = "X"
    slug = "x"
  }
}
