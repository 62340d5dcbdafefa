mb = "many"
