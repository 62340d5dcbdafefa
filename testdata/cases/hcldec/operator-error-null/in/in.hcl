v = null + 1
