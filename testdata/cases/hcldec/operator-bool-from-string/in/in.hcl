v = !"false"
