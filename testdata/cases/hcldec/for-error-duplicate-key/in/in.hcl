v = {for x in ["a", "b"] : "k" => x}
