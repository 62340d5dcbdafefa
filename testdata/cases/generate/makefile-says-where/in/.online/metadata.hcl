integration {
  name        = "Tiny"
  description = "Makes tiny images."
  identifier  = "packer/acme/tiny"

  component {
    type = "builder"
    name = "Tiny"
    slug = "tiny"
  }
}
