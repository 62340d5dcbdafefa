v = [1 / 0 == 1 || true, false && nope, nope && false]
