integration {
  name        = "Tiny"
  description = "Builds images
on Tiny."
  identifier  = "packer/happy/tiny"
  flgs        = []
  component {
    type = "builder"
    name = "Image"
    slug = "image"
  }
}
