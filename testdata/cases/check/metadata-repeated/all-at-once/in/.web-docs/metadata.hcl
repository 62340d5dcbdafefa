integration {
  name        = "Tiny"
  name        = "Tiny again"
  description = 1e400
  identifier  = "packer/tiny"
  flags       = ["hcp-redy"]
  docs {
    process_docs = "yes"
  }
  component {
    type = "bilder"
    name = "Image"
    slug = "image"
  }
}
