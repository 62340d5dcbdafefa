v = { (null) = 1 }
