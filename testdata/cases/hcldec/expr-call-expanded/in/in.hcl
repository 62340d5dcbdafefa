v = same(["a"]...)
