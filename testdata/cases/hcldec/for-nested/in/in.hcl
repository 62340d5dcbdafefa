v = [for s in ["a", "b"] : [for n in [1, 2] : "${s}${n}"]]
