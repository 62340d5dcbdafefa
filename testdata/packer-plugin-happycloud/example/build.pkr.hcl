packer {
  required_plugins {
    happycloud = {
      source  = "github.com/acme/happycloud"
      version = ">= 1.2.0"
    }
  }
}

source "happycloud" "web" {
  source_image = "debian-13"
  image_name   = "web-{{timestamp}}"
  region       = "us-west"
  boot_timeout = "1m30s"
  networks     = ["front", "back"]
  open_ports   = [22, 443]

  image_labels = {
    team = "web"
  }

  disk {
    size = "16 GiB"

    backup {
      hours = [2, 14]
    }
  }

  data_disk {
    size  = 100
    kind  = "large"
    mount = "/var/log"
  }

  data_disk {
    size  = 4
    mount = "/srv/cache"
  }

  share {
    project = "shop"
    rights  = ["read", "copy"]
  }
}

build {
  sources = ["source.happycloud.web"]

  provisioner "happycloud-firewall" {
    rule {
      action = "accept"
      port   = 443
    }
  }

  post-processor "happycloud-publish" {
    title = "Web server"

    contact {
      name  = "The web people"
      email = "web@happycloud.example"
    }
  }
}
