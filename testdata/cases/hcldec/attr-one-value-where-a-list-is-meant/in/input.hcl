regions = "eu"
