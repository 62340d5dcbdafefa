packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

source "trial" "x" {
  path = "x.out"
}

build {
  sources = ["trial.x"]
  provisioner "trial-run" {
    flaky        = "flaky"
    max_retries  = 2
    pause_before = "1s"
  }
}
