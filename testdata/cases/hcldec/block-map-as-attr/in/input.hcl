tag = { a = { value = "b" } }
