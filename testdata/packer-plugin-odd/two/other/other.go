package other

type Thing string
