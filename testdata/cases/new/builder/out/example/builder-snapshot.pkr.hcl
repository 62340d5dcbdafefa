packer {
  required_plugins {
    happycloud = {
      source  = "github.com/happycloud/happycloud"
      version = ">= 0.1.0"
    }
  }
}

source "happycloud-snapshot" "web" {
  source_image = "debian-13"
  image_name   = "web"
  tags         = ["tested"]

  disk {
    size = 20
  }
}

build {
  sources = ["source.happycloud-snapshot.web"]

  provisioner "shell" {
    inline = ["echo the image comes to ${build.ImagePath}"]
  }
}
