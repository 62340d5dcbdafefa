list = ["a" "b"]
tags = { a = "1" b = "2" }
name = upper("a" "b")
