v = same("a")
