v = [<<A
a
A
, <<B
b
B
]
