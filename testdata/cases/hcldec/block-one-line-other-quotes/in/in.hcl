b { a = “x” }
