packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "keep" {
  type    = bool
  default = null
}

variable "input" {
  default = "replace"
}

source "trial" "x" {
  path = "x.out"
}

build {
  sources = ["trial.x"]
  post-processor "trial-stamp" {
    input               = var.input
    keep_input_artifact = var.keep
  }
}
