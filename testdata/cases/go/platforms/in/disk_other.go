//go:build windows && arm64

package a

type Disk struct {
	Drive string
}
