v = "a ${~ s ~} b"
