packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "build" {
  default = 0
}

variable "run" {
  default = 0
}

variable "shell" {
  default = ":"
}

source "trial" "x" {
  path  = "x.out"
  sleep = var.build
}

build {
  sources = ["trial.x"]
  provisioner "shell" {
    inline = [var.shell]
  }
  provisioner "trial-run" {
    sleep = var.run
  }
}
