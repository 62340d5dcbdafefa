v = {for k, n in m : k => n * 10}
