v = true ? 1 : "x"
