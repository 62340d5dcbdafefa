v = false ? "x" : null
