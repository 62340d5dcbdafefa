v = <<EOT
  Foo
  EOT
