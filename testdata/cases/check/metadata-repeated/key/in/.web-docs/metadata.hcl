integration {
  name = "Cloud"
  name = "Cloud2"
  description = "Images."
  descripton = "x"
  identifier = "packer/happy/cloud"
  component {
    type = "bilder"
    name = "Image"
    slug = "image"
  }
}
