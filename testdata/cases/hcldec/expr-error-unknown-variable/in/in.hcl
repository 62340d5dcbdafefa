v = 1 + nam
