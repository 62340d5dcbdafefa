//! The example of the docs is a template that the config structs can read.

use packer_plugin_happycloud::builder::happycloud::{Config, DiskKind};
use packer_plugin_happycloud::common::Region;

#[test]
fn the_structs_read_what_the_example_says() {
    let config: Config = serde_json::from_value(serde_json::json!({
        "source_image": "debian-13",
        "image_name": "web",
        "region": "us-west",
        "boot_timeout": "1m30s",
        "disk": { "size": "16 GiB", "backup": { "hours": [2, 14] } },
        "data_disk": [{ "size": 100, "kind": "large" }],
    }))
    .expect("the example is right");
    assert_eq!(config.region, Region::UsWest);
    assert_eq!(config.boot_timeout.expect("it is set").0, 90);
    assert_eq!(config.disk.expect("it is set").size, 16);
    assert_eq!(config.data_disks[0].kind, DiskKind::Large);
}
