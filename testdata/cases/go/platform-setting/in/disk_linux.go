package a

type Disk struct {
	Device string
}
