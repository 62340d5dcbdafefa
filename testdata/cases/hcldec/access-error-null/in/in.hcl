v = z.a
