v = <<EOT
a\n "b" $${x}
EOT
