v = "é😀" nope
