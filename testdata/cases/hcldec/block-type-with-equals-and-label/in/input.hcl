tag "a" = {
}
