a = [for x in ["1", "b"] : x]
