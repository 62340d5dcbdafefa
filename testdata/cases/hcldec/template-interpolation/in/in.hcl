v = "a${s}b${n}c${y}"
