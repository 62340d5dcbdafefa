v = <<-EOT
    Foo
${s}
  EOT
