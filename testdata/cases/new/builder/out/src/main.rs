//! The plugin as Packer starts it. Packer asks every plugin to `describe` itself.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some("describe") {
        let description = serde_json::json!({
            "version": env!("CARGO_PKG_VERSION"),
            "sdk_version": "0.6.1",
            "api_version": "x5.0",
            "protocol_version": "v2",
            "builders": ["-packer-default-plugin-name-", "snapshot"],
            "post_processors": ["publish"],
            "provisioners": ["firewall"],
            "datasources": ["image"],
        });
        println!("{description}");
        return ExitCode::SUCCESS;
    }
    eprintln!("this is a Packer plugin; run it with `packer build`");
    ExitCode::FAILURE
}
