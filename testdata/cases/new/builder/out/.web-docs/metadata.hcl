integration {
  name        = "HappyCloud"
  description = "Builds images in HappyCloud, a cloud that makes everybody happy."
  identifier  = "packer/happycloud/happycloud"

  docs {
    process_docs    = true
    readme_location = "./README.md"
  }

  license {
    type = "Apache-2.0"
    url  = "https://github.com/happycloud/packer-plugin-happycloud/blob/main/LICENSE"
  }

  component {
    type = "builder"
    name = "HappyCloud"
    slug = "happycloud"
  }

  component {
    type = "provisioner"
    name = "HappyCloud Firewall"
    slug = "firewall"
  }

  component {
    type = "post-processor"
    name = "HappyCloud Publish"
    slug = "publish"
  }

  component {
    type = "data-source"
    name = "HappyCloud Image"
    slug = "image"
  }

  component {
    type = "builder"
    name = "Happycloud Snapshot"
    slug = "snapshot"
  }
}
