integration {
  name        = "Tiny"
  description = "Builds tiny images."
  identifier  = "packer/acme/tiny"

  component {
    type = "builder"
    name = "Tiny"
    slug = "tiny"
  }
}
