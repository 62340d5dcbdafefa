v = "a%{ endfor }"
