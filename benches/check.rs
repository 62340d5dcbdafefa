//! How long `sdc check` takes for a plugin of 1,000 pages: under 300 ms is the aim.

use packer_sdc::check::check;
use packer_sdc::docs::Shared;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, iter};
use tempfile::TempDir;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn a_thousand_pages(bencher: divan::Bencher<'_, '_>) {
    let plugin = plugin(1_000);
    bencher.bench(|| check(plugin.path(), Shared::BuiltIn).unwrap());
}

/// A plugin with so many builders, each with a page of the usual length (about 10 kB
/// with its partial), links and examples.
fn plugin(pages: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        fs::write(path, text).unwrap();
    };
    let fields: String = iter::repeat_n(
        "- `field` (string) - What it is for, in `some` words.\n\n",
        60,
    )
    .collect();
    write("docs-partials/fields.mdx", &fields);
    let mut readme = String::from("The plugin builds images.\n\n");
    let mut components = String::new();
    for i in 0..pages {
        let link = format!("/packer/integrations/happy/cloud/latest/components/builder/image-{i}");
        writeln!(readme, "- [image-{i}]({link})").unwrap();
        writeln!(
            components,
            "  component {{\n    type = \"builder\"\n    name = \"Image {i}\"\n    slug = \"image-{i}\"\n  }}"
        )
        .unwrap();
        let mut body = String::new();
        for section in 0..12 {
            write!(
                body,
                "## Section {section}\n\nSee [the first](#section-0) and [it]({link}#section-{section}).\n\n\
                 ```hcl\nsource \"happy-image-{i}\" \"x\" {{\n  region = var.region\n}}\n```\n\n"
            )
            .unwrap();
        }
        let page = format!("{body}@include 'fields.mdx'\n");
        let front =
            format!("---\npage_title: Image {i}\ndescription: An image.\n---\n\n# Image {i}\n\n");
        write(&format!("docs/builders/image-{i}.mdx"), &(front + &page));
        let web = page.replace("@include 'fields.mdx'", &fields);
        let web = format!("{}\n", web.trim_end());
        write(
            &format!(".web-docs/components/builder/image-{i}/README.md"),
            &web,
        );
    }
    write("docs/README.md", &readme);
    write(".web-docs/README.md", &readme);
    let head =
        "name = \"Cloud\"\n  description = \"Images.\"\n  identifier = \"packer/happy/cloud\"";
    write(
        ".web-docs/metadata.hcl",
        &format!("integration {{\n  {head}\n{components}}}\n"),
    );
    dir
}
