v = <<EOT a
EOT
