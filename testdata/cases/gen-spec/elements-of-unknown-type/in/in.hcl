sources = [{ file = "a" }, { git = { commit = true } }]
by_name = { a = [{ file = "a" }, { git = {} }] }
pairs = [["a", 1], ["b", "x"]]
rest = { a = 1, b = "x", c = [true] }
ext {
  Local {
    path = "p"
  }
}
