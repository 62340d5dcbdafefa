packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
    gotrial = {
      source  = "github.com/acme/gotrial"
      version = ">= 0.0.1"
    }
  }
}

data "trial-echo" "rust" {
  text = "rust"
}

data "gotrial-echo" "go" {
  text = "go"
}

source "trial" "rust" {
  path = "rust.out"
}

source "gotrial" "go" {
  path = "go.out"
}

build {
  sources = ["trial.rust", "gotrial.go"]
  provisioner "trial-run" {
    inline = ["echo rust sees ${data.gotrial-echo.go.words[0]}"]
    big    = "${source.name}.rust"
  }
  provisioner "gotrial-run" {
    inline = ["echo go sees ${data.trial-echo.rust.words[0]}"]
    big    = "${source.name}.go"
  }
  post-processors {
    post-processor "gotrial-stamp" { input = "keep" }
    post-processor "trial-stamp" { input = "keep" }
  }
}
