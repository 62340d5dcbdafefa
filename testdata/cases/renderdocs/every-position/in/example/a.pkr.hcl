source "a" "b" {
}
