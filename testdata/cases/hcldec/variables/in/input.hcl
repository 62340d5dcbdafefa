a = "${greeting}, ${name}"
