// The plugin that the one in Rust is compared with: the same four components, on the Go SDK.
package main

import (
	"fmt"
	"os"

	"github.com/hashicorp/packer-plugin-sdk/plugin"
	"github.com/hashicorp/packer-plugin-sdk/version"
)

func main() {
	set := plugin.NewSet()
	set.SetVersion(version.NewPluginVersion("0.1.0", "", ""))
	set.RegisterDatasource("echo", new(Echo))
	set.RegisterProvisioner("run", new(Run))
	set.RegisterBuilder(plugin.DEFAULT_NAME, new(Local))
	set.RegisterPostProcessor("stamp", new(Stamp))
	if err := set.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
