v = true ? 1
