integration {
  name        = local.name
  description = "Builds images on Happy Cloud."
  identifier  = "packer/happy/cloud"
  flags       = ["hcp-ready"]
  docs {
    process_docs    = true
    readme_location = "./README.md"
    external_url    = "https://github.com/happy/packer-plugin-cloud"
  }
  license {
    type = "MPL-2.0"
    url  = "https://github.com/happy/packer-plugin-cloud/blob/main/LICENSE"
  }
  component {
    type = "builder"
    name = "Happy Cloud Image"
    slug = "image"
  }
}
