v = "a \t ${~ s } b"
