packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "big" {
  default = null
}

source "trial" "x" {
  path = "x.out"
}

source "trial" "y" {
  path = "y.out"
}

build {
  sources = ["trial.x", "trial.y"]
  provisioner "trial-run" {
    inline = ["echo build ${source.name}"]
    sleep  = 1
    big    = var.big
    override = {
      y = {
        inline = "echo override"
        sleep  = "1"
      }
    }
  }
}
