# Every mistake that template authors make, at once.
imgae_name = "web-{{timestamp}}"
region     = ["us-west"]
networks   = "front"

image_labels {
  team = "web"
}

disk {
  size = ["16 GiB"]

  backup = {
    hours = [2, 14]
  }
}

disk {
  size = 8
}

data_disk = [
  { size = 100 },
]

share "shop" {
  rights = ["read"]
}

share {
  rights = ["read", { copy = true }]
}
