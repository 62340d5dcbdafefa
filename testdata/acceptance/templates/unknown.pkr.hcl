packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

source "trial" "x" {
  paht = "x.out"
}

build {
  sources = ["trial.x"]
}
