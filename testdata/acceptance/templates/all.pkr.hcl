packer {
  required_plugins {
    trial = {
      source  = "github.com/acme/trial"
      version = ">= 0.0.1"
    }
  }
}

variable "secret" {
  type      = string
  default   = "s3cret"
  sensitive = true
}

data "trial-echo" "twice" {
  text  = "hi there"
  count = 2
}

data "trial-echo" "once" {
  text = "once"
}

source "trial" "x" {
  path = "x.out"
  size = 10
}

build {
  sources = ["trial.x"]

  provisioner "trial-run" {
    inline = [
      "echo colour ${build.Colour}, size ${build.Size}",
      "echo words ${join("+", data.trial-echo.twice.words)}, item ${data.trial-echo.twice.items[1].name}",
      "echo secret ${var.secret}; exit 3",
    ]
    big = "big.bin"
  }
  provisioner "shell" {
    inline = ["echo shell ${data.trial-echo.once.text}; echo error >&2"]
  }
  provisioner "file" {
    content     = "hello"
    destination = "up.txt"
  }
  provisioner "file" {
    source      = "up.txt"
    destination = "down.txt"
    direction   = "download"
  }
  provisioner "shell-local" {
    inline = ["echo local ${build.ID}"]
  }

  post-processors {
    post-processor "trial-stamp" {}
    post-processor "checksum" {
      checksum_types = ["sha256"]
      output         = "sums"
    }
  }
  post-processor "manifest" {}
}
