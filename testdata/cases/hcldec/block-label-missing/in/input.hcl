b {}
b "x" "y" {}
