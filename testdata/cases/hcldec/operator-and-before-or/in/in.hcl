v = true || false && false
