v = null || false
