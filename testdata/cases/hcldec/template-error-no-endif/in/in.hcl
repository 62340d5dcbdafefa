v = "%{ if true }a"
