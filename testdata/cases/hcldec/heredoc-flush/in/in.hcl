v = <<-EOT
    Foo
      Bar
    Baz
  EOT
