v = {
  for k, n in m :
  k => n +
  1
  if n > 1
}
