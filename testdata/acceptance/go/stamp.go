//go:generate packer-sdc mapstructure-to-hcl2 -type StampConfig

package main

import (
	"context"
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2/hcldec"
	packersdk "github.com/hashicorp/packer-plugin-sdk/packer"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
)

// Puts a stamp beside an artifact.
type StampConfig struct {
	// What becomes of the artifact: `keep`, `replace`, or nothing.
	Input string `mapstructure:"input"`
	// How it is to go wrong.
	Wrong string `mapstructure:"wrong"`
}

type Stamp struct {
	config StampConfig
}

func (p *Stamp) ConfigSpec() hcldec.ObjectSpec {
	return p.config.FlatMapstructure().HCL2Spec()
}

func (p *Stamp) Configure(raws ...interface{}) error {
	p.config = StampConfig{}
	return config.Decode(&p.config, nil, raws...)
}

func (p *Stamp) PostProcess(ctx context.Context, ui packersdk.Ui, source packersdk.Artifact) (packersdk.Artifact, bool, bool, error) {
	ui.Say(fmt.Sprintf("Stamping %s of %s", source.Id(), source.BuilderId()))
	switch p.config.Wrong {
	case "fail":
		return nil, false, false, fmt.Errorf("stamp has failed")
	case "panic":
		panic("stamp panics")
	}
	files := source.Files()
	if len(files) == 0 {
		return nil, false, false, fmt.Errorf("the artifact has no files")
	}
	path := files[0] + ".stamp"
	if err := os.WriteFile(path, []byte(source.Id()+"\n"), 0o644); err != nil {
		return nil, false, false, err
	}
	switch p.config.Input {
	case "keep", "replace":
		stamp := &fileArtifact{builder: "trial.stamp", id: "stamp", files: []string{path}}
		return stamp, p.config.Input == "keep", false, nil
	}
	return source, true, true, nil
}
