v = "%{ if y }a\"\n%{ endif }"
