netwrok {
}
other "x" {
}
