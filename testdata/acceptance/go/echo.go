//go:generate packer-sdc mapstructure-to-hcl2 -type EchoConfig,EchoOutput,EchoItem

package main

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/packer-plugin-sdk/hcl2helper"
	"github.com/hashicorp/packer-plugin-sdk/template/config"
	"github.com/zclconf/go-cty/cty"
)

// Says a text several times.
type EchoConfig struct {
	// The text.
	Text string `mapstructure:"text" required:"true"`
	// How often it is said.
	Count *uint8 `mapstructure:"count"`
	// How it is to go wrong.
	Wrong string `mapstructure:"wrong"`
}

// A part of what was said.
type EchoItem struct {
	// The part.
	Name string `mapstructure:"name"`
}

// What was said.
type EchoOutput struct {
	// All of it.
	Text string `mapstructure:"text"`
	// How long the text is.
	Length int `mapstructure:"length"`
	// Its words.
	Words []string `mapstructure:"words"`
	// The text once for each time.
	Items []EchoItem `mapstructure:"items"`
}

type Echo struct {
	config EchoConfig
}

func (d *Echo) ConfigSpec() hcldec.ObjectSpec {
	return d.config.FlatMapstructure().HCL2Spec()
}

func (d *Echo) OutputSpec() hcldec.ObjectSpec {
	return (&EchoOutput{}).FlatMapstructure().HCL2Spec()
}

func (d *Echo) Configure(raws ...interface{}) error {
	d.config = EchoConfig{}
	if err := config.Decode(&d.config, nil, raws...); err != nil {
		return err
	}
	if d.config.Text == "" {
		return fmt.Errorf("`text` is empty")
	}
	return nil
}

func (d *Echo) Execute() (cty.Value, error) {
	switch d.config.Wrong {
	case "fail":
		return cty.NullVal(cty.EmptyObject), fmt.Errorf("echo has failed")
	case "panic":
		panic("echo panics")
	}
	count := 1
	if d.config.Count != nil {
		count = int(*d.config.Count)
	}
	output := EchoOutput{
		Text:   strings.Repeat(d.config.Text, count),
		Length: len(d.config.Text),
		Words:  strings.Fields(d.config.Text),
	}
	for i := 0; i < count; i++ {
		output.Items = append(output.Items, EchoItem{Name: d.config.Text})
	}
	return hcl2helper.HCL2ValueFromConfig(output, d.OutputSpec()), nil
}
