packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "wrong" {
  default = "fail"
}

data "trial-echo" "a" {
  text  = "hi"
  wrong = var.wrong
}

source "null" "n" {
  communicator = "none"
}

build {
  sources = ["null.n"]
  provisioner "shell-local" {
    inline = ["echo ${data.trial-echo.a.text}"]
  }
}
