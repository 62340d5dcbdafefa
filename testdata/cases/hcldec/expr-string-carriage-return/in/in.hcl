v = "ab"
