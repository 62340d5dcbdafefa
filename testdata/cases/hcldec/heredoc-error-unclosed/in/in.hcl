v = <<EOT
a
