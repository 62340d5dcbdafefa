v = [null && true, true && null, null || true]
