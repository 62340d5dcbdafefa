integration {
  name = "Cloud
  description = Images.
  identifier == "packer/happy/cloud"
  flags = ["a" "b"]
  component {
    type = "builder"
    name = "Image"
    slug = "image"
  }
