region = ["eu"]
