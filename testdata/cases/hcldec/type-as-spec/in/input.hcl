server_type = "cx11"
image = "debian"
region = ["eu"]
netwrok {
}
