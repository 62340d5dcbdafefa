//go:generate packer-sdc mapstructure-to-hcl2 -type RunConfig

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"time"

	"github.com/hashicorp/hcl/v2/hcldec"
	packersdk "github.com/hashicorp/packer-plugin-sdk/packer"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

// Runs commands on the machine.
type RunConfig struct {
	// The commands.
	Inline []string `mapstructure:"inline"`
	// Seconds to wait afterwards.
	Sleep int `mapstructure:"sleep"`
	// A path on the machine that a megabyte is copied to and from.
	Big string `mapstructure:"big"`
	// A file that stands for a failure which is gone the next time.
	Flaky string `mapstructure:"flaky"`
	// How it is to go wrong.
	Wrong string `mapstructure:"wrong"`
}

type Run struct {
	config RunConfig
}

func (p *Run) ConfigSpec() hcldec.ObjectSpec {
	return p.config.FlatMapstructure().HCL2Spec()
}

func (p *Run) Prepare(raws ...interface{}) error {
	p.config = RunConfig{}
	return config.Decode(&p.config, nil, raws...)
}

func (p *Run) Provision(ctx context.Context, ui packersdk.Ui, comm packersdk.Communicator, generated map[string]interface{}) error {
	ui.Say(fmt.Sprintf("Provisioning %v", generated["ID"]))
	for _, line := range p.config.Inline {
		cmd := &packersdk.RemoteCmd{Command: line}
		if err := cmd.RunWithUi(ctx, comm, ui); err != nil {
			return err
		}
		ui.Message(fmt.Sprintf("status %d", cmd.ExitStatus()))
	}
	if p.config.Big != "" {
		if err := copyBig(ctx, comm, p.config.Big); err != nil {
			return err
		}
	}
	if p.config.Flaky != "" {
		if _, err := os.Stat(p.config.Flaky); err != nil {
			if err := os.WriteFile(p.config.Flaky, nil, 0o644); err != nil {
				return err
			}
			return fmt.Errorf("not this time")
		}
	}
	switch p.config.Wrong {
	case "fail":
		return fmt.Errorf("run has failed")
	case "panic":
		panic("run panics")
	case "exit":
		os.Exit(3)
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(p.config.Sleep) * time.Second):
		return nil
	}
}

func copyBig(ctx context.Context, comm packersdk.Communicator, path string) error {
	data := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	if err := comm.Upload(path, bytes.NewReader(data), nil); err != nil {
		return err
	}
	var back bytes.Buffer
	if err := comm.Download(path, &back); err != nil {
		return err
	}
	if !bytes.Equal(back.Bytes(), data) {
		return fmt.Errorf("what came back is not what was sent")
	}
	var out bytes.Buffer
	cmd := &packersdk.RemoteCmd{Command: "head -c 3000000 /dev/zero", Stdout: &out}
	if err := comm.Start(ctx, cmd); err != nil {
		return err
	}
	if cmd.Wait(); out.Len() != 3000000 {
		return fmt.Errorf("%d bytes of output came", out.Len())
	}
	return nil
}
