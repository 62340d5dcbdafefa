packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "text" {
  default = "hi"
}

data "trial-echo" "a" {
  text = var.text
}

source "trial" "x" {
  path = data.trial-echo.a.text
}

build {
  sources = ["trial.x"]
  provisioner "trial-run" {
    inline = ["echo ${data.trial-echo.a.text} ${build.Colour}"]
    sleep  = data.trial-echo.a.length
  }
  post-processor "trial-stamp" {
    input = build.Colour
  }
}
