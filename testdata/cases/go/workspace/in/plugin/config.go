package a

import "example.org/lib/sub"

type Config struct {
	Mode sub.Mode
}
