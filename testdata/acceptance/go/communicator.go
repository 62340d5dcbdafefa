package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"

	packersdk "github.com/hashicorp/packer-plugin-sdk/packer"
)

// The Go SDK has no communicator for this machine that a plugin could use.
type localCommunicator struct{}

func (c *localCommunicator) Start(ctx context.Context, remote *packersdk.RemoteCmd) error {
	cmd := exec.CommandContext(ctx, "/bin/sh", "-c", remote.Command)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = remote.Stdin, remote.Stdout, remote.Stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		status := 0
		if err := cmd.Wait(); err != nil {
			status = cmd.ProcessState.ExitCode()
		}
		remote.SetExited(status)
	}()
	return nil
}

func (c *localCommunicator) Upload(path string, source io.Reader, info *os.FileInfo) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(file, source)
	return err
}

func (c *localCommunicator) Download(path string, sink io.Writer) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(sink, file)
	return err
}

func (c *localCommunicator) UploadDir(string, string, []string) error {
	return fmt.Errorf("folders cannot be copied")
}

func (c *localCommunicator) DownloadDir(string, string, []string) error {
	return fmt.Errorf("folders cannot be copied")
}
