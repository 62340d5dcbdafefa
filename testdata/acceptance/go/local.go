//go:generate packer-sdc mapstructure-to-hcl2 -type LocalConfig

package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2/hcldec"
	packersdk "github.com/hashicorp/packer-plugin-sdk/packer"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

// Builds a file on this machine.
type LocalConfig struct {
	// The file.
	Path string `mapstructure:"path" required:"true"`
	// How large the file is, in bytes.
	Size uint16 `mapstructure:"size"`
	// Seconds to wait before it is written.
	Sleep int `mapstructure:"sleep"`
	// How it is to go wrong.
	Wrong string `mapstructure:"wrong"`

	force bool
}

type Local struct {
	config LocalConfig
}

func (b *Local) ConfigSpec() hcldec.ObjectSpec {
	return b.config.FlatMapstructure().HCL2Spec()
}

func (b *Local) Prepare(raws ...interface{}) ([]string, []string, error) {
	b.config = LocalConfig{}
	if err := config.Decode(&b.config, nil, raws...); err != nil {
		return nil, nil, err
	}
	if vars, ok := raws[0].(map[string]interface{}); ok {
		b.config.force = vars["packer_force"] == "true" || vars["packer_force"] == true
	}
	var warnings []string
	switch b.config.Wrong {
	case "warn":
		warnings = append(warnings, "something may be wrong")
	case "prepare":
		errs := packersdk.MultiErrorAppend(nil, fmt.Errorf("first"), fmt.Errorf("second"))
		return nil, nil, errs
	}
	return []string{"Colour", "Size"}, warnings, nil
}

func (b *Local) Run(ctx context.Context, ui packersdk.Ui, hook packersdk.Hook) (packersdk.Artifact, error) {
	ui.Say("Building")
	ui.Machine("trial", "a,b", "c")
	if _, err := os.Stat(b.config.Path); err == nil && !b.config.force {
		return nil, fmt.Errorf("`%s` exists; `-force` overwrites it", b.config.Path)
	}
	data := map[string]interface{}{
		"ID": "local-1", "Colour": "red", "Size": int64(b.config.Size),
		"PackerRunUUID": os.Getenv("PACKER_RUN_UUID"), "ConnType": "none",
		"PackerHTTPIP": "ERR", "PackerHTTPPort": "ERR", "PackerHTTPAddr": "ERR",
		"Host": "", "Port": 0, "User": "", "Password": "", "WinRMPassword": "",
		"SSHPublicKey": "", "SSHPrivateKey": "",
	}
	comm := &localCommunicator{}
	if err := hook.Run(ctx, packersdk.HookProvision, ui, comm, data); err != nil {
		if err := hook.Run(ctx, packersdk.HookCleanupProvision, ui, comm, data); err != nil {
			ui.Error(err.Error())
		}
		return nil, err
	}
	switch b.config.Wrong {
	case "fail":
		return nil, fmt.Errorf("build has failed")
	case "panic":
		panic("build panics")
	case "nothing":
		return nil, nil
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(time.Duration(b.config.Sleep) * time.Second):
	}
	if err := os.WriteFile(b.config.Path, []byte(strings.Repeat("x", int(b.config.Size))), 0o644); err != nil {
		return nil, err
	}
	return &fileArtifact{builder: "trial.local", id: "local", files: []string{b.config.Path}, data: data}, nil
}

type fileArtifact struct {
	builder string
	id      string
	files   []string
	data    map[string]interface{}
}

func (a *fileArtifact) BuilderId() string { return a.builder }
func (a *fileArtifact) Id() string        { return a.id }
func (a *fileArtifact) Files() []string   { return a.files }
func (a *fileArtifact) String() string    { return a.id + ": " + strings.Join(a.files, ", ") }

func (a *fileArtifact) State(name string) interface{} {
	if name == "generated_data" {
		return a.data
	}
	return nil
}

func (a *fileArtifact) Destroy() error {
	for _, path := range a.files {
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
