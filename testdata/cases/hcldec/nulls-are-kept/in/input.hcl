b = { c = null }
