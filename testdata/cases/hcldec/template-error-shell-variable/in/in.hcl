v = "${HOME:-x}"
