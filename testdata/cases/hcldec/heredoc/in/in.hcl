v = <<EOT
Foo
  Bar
EOT
