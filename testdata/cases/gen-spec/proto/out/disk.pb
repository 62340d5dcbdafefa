
$
"
size
size


cty.Number