v = same()
