v = true & false
