packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

source "trial" "x" {
  path  = "x.out"
  size  = 70000
  sleep = -1
}

build {
  sources = ["trial.x"]
}
