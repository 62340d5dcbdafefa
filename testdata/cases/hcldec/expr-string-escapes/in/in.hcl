v = "a\n\r\t\"\\b"
