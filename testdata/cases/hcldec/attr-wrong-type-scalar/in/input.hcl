a = "many"
b = "True"
