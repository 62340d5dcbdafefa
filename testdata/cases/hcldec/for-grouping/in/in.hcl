v = {for i, s in l : s => i...}
