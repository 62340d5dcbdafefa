v = same("a", "b")
