label = "a"
name = "b"
disk {}
drive {}
