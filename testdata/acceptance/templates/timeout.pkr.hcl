packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "inline" {
  type    = list(string)
  default = []
}

variable "sleep" {
  default = 60
}

source "trial" "x" {
  path = "x.out"
}

build {
  sources = ["trial.x"]
  provisioner "trial-run" {
    inline  = var.inline
    sleep   = var.sleep
    timeout = "1s"
  }
}
