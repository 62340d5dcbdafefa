integration {
  name = "Cloud"
  description = "Makes images."
  identifier = "packer/acme/cloud"
}
