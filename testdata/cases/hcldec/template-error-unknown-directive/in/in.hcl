v = "%{ while true }"
