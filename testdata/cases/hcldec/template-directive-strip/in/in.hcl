v = "%{ for x in l ~}\n ${x} %{~ endfor }"
