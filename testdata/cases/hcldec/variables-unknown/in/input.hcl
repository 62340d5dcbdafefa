a = nmae
