# a
v = 1 # b
# c