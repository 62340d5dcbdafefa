package a

import "example.org/lib"

type Config struct {
	Mode lib.Mode
}
