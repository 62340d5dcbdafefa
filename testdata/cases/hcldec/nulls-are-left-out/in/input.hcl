b = { c = null, d = [null, { e = null }] }
