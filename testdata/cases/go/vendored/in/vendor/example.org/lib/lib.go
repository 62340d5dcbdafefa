package lib

type Mode string
