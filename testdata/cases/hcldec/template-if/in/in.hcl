v = "%{ if y }yes%{ else }no%{ endif }"
