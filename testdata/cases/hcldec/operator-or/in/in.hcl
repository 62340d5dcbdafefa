v = false || true
