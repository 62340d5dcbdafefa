v = l.name
