v = sam("a")
