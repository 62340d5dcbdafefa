integration {
  name        = "sdc"
  description = "The software development companion for Packer plugins written in Rust."
  identifier  = "packer/sdc/sdc"

  docs {
    process_docs    = true
    readme_location = "./README.md"
  }
}
