"network" {
}
