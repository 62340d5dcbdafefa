v = [f(nope, 1), f(), f(nope, [1]...)]
