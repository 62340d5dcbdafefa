integration {
  name        = "Happy Cloud"
  description = "Builds images on Happy Cloud."
  identifier  = "packer/happy/cloud"
}
