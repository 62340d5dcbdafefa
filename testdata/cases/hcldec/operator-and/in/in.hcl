v = true && false
