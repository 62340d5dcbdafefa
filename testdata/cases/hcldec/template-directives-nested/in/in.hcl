v = "%{ for x in l }%{ if x == "a" }[${x}]%{ endif }%{ endfor }"
