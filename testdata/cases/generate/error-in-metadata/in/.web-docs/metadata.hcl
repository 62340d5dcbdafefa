integration {
  name        = "Tiny"
  descripton = 1
  identifier  = "packer/acme/tiny"

  component {
    type = "builder"
    name = "Tiny"
    slug = "tiny"
  }
}
