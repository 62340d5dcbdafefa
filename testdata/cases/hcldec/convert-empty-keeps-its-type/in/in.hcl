a = true ? [] : [1]
b = [true ? [] : ["x"]]
