v = same(
  "a",
)
