name = <<END
  text
 END.
list = []
