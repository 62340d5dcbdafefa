package sub

type Mode string
