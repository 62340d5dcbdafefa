packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "build" {
  default = ""
}

variable "run" {
  default = ""
}

variable "stamp" {
  default = ""
}

variable "size" {
  default = 1
}

source "trial" "x" {
  path  = "x.out"
  size  = var.size
  wrong = var.build
}

build {
  sources = ["trial.x"]
  provisioner "trial-run" {
    wrong = var.run
  }
  error-cleanup-provisioner "shell-local" {
    inline = ["echo CLEANED UP"]
  }
  post-processor "trial-stamp" {
    wrong = var.stamp
    input = "replace"
  }
}
