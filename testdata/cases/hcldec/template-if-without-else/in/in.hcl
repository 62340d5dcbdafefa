v = "a%{ if !y }b%{ endif }c"
