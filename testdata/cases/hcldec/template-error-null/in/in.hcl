v = "a${null}"
