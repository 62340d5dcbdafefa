tags = [{ a = "b" }]
