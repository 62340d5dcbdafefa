use super::{Docs, back, over, targets};
use crate::diagnostics::SourceFile;
use crate::project::Makefile;

const PACKER_SDC: &str = "\
NAME=happy
VERSION?=$(shell go list -m example.org/sdk | cut -d \" \" -f2)

.PHONY: dev

build:
\t@go build -o ${BINARY}

install-packer-sdc: ## Install it
\t@go install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@${VERSION}

plugin-check: install-packer-sdc build
\t@packer-sdc plugin-check ${BINARY}

generate: install-packer-sdc
\t@go generate ./...
\t@rm -rf .docs
\t@packer-sdc renderdocs -src \"docs\" -partials docs-partials/ -dst \".docs/\"
\t@./.web-docs/scripts/compile-to-webdocs.sh \".\" \".docs\" \".web-docs\" \"acme\"
\t@rm -r \".docs\"

check-generate: generate
\tgit diff --exit-code
";

const SDC: &str = "\
NAME=happy
VERSION?=$(shell go list -m example.org/sdk | cut -d \" \" -f2)

.PHONY: dev

build:
\t@go build -o ${BINARY}

install-packer-sdc: ## Install it
\t@go install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@${VERSION}

plugin-check: build
\t@sdc plugin-check ${BINARY}

generate:
\t@sdc generate

check-generate: generate
\tgit diff --exit-code
";

fn docs() -> Docs {
    Docs {
        pages: "docs".to_owned(),
        partials: "docs-partials".to_owned(),
        rendered: ".docs".to_owned(),
        published: ".web-docs".to_owned(),
        organization: "acme".to_owned(),
        version: "v0.6.0".to_owned(),
    }
}

#[test]
fn the_makefile_of_most_plugins_goes_over_and_back() {
    let moved = over(PACKER_SDC, false, true);
    assert_eq!(moved.text, SDC);
    assert_eq!((moved.lost, moved.kept), (true, None));
    assert_eq!(over(SDC, false, true).text, SDC);
    assert_eq!(back(SDC, &docs()), PACKER_SDC);
    assert_eq!(back(PACKER_SDC, &docs()), PACKER_SDC);
    let targets: Vec<String> = targets(SDC).into_iter().collect();
    assert_eq!(targets, ["check-generate", "generate", "plugin-check"]);
}

#[test]
fn other_forms_of_the_lines_are_understood() {
    for (before, after) in [
        (
            "generate: install-packer-sdc\n\t@go generate ./...\n\t@if [ -d \".docs\" ]; then rm -r \".docs\"; fi\n\t@packer-sdc renderdocs -src docs \\\n\t\t-partials docs-partials/ -dst .docs/\n\t@rm -r \".docs\"\n",
            "generate: install-packer-sdc\n\t@sdc generate\n",
        ),
        (
            "generate:\n\tgo generate ./... # all\n\tgo fmt ./...\n\tgo tool packer-sdc renderdocs -src docs -dst .docs\n",
            "generate:\n\tsdc generate\n\tgo fmt ./...\n",
        ),
        // What makes docs alone goes on making docs alone.
        (
            "docs:\n\t@go run -modfile=./go.mod example.org/cmd/packer-sdc renderdocs -src docs -dst .docs\n\t@./.web-docs/scripts/compile-to-webdocs.sh \".\" .docs .web-docs acme\n",
            "docs:\n\t@sdc renderdocs -src docs -dst .docs\n\t@sdc webdocs \".\" .docs .web-docs acme\n",
        ),
        (
            "check:\n\tgo tool packer-sdc plugin-check ${BINARY}\n",
            "check:\n\tsdc plugin-check ${BINARY}\n",
        ),
        // Not a recipe, and none of ours.
        (
            "A:=$(shell packer-sdc version)\n# packer-sdc renderdocs\n",
            "A:=$(shell packer-sdc version)\n# packer-sdc renderdocs\n",
        ),
        ("clean:\n\trm -rf .docs\n", "clean:\n\trm -rf .docs\n"),
        ("", ""),
    ] {
        assert_eq!(over(before, false, true).text, after);
        assert_eq!(over(after, false, true).text, after);
    }
}

#[test]
fn other_generators_go_on() {
    let before = "generate:\n\tgo generate ./...\n\tpacker-sdc renderdocs -src docs -dst .docs/\n";
    let after = "generate:\n\tgo generate -skip packer-sdc ./...\n\tsdc generate\n";
    let moved = over(before, true, true);
    assert_eq!(moved.text, after);
    // The rendered pages stay.
    assert_eq!(moved.kept, Some(".docs".to_owned()));
    assert_eq!(over(after, true, true).text, after);
    let back = back(after, &docs());
    assert_eq!(back.matches("go generate ./...").count(), 1, "{back}");
    assert!(
        back.contains("packer-sdc renderdocs -src \"docs\""),
        "{back}"
    );
    assert!(back.ends_with("install-packer-sdc:\n\t@go install github.com/hashicorp/packer-plugin-sdk/cmd/packer-sdc@v0.6.0\n"), "{back}");
}

#[test]
fn a_plugin_without_web_docs_gets_none() {
    let before = "generate: install-packer-sdc\n\t@go generate ./...\n\tpacker-sdc renderdocs -src ./docs -dst ./.docs\n\ninstall-packer-sdc:\n\tgo install example.org/cmd/packer-sdc@latest\n";
    let moved = over(before, false, false);
    assert_eq!(moved.text, before.replace("\tpacker-sdc", "\tsdc"));
    assert!(!moved.lost);
}

#[test]
fn a_moved_makefile_still_says_where_the_web_docs_come_from() {
    let makefile = Makefile::read(&SourceFile::new("GNUmakefile", SDC));
    assert!(makefile.webdocs.is_some());
}
