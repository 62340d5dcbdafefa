list = [
  "a"
  "b",
]
