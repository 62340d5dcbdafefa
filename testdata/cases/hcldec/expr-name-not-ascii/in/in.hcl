v = größe
