SDC ?= cargo run --locked -q --
SAMPLE := testdata/packer-plugin-happycloud

.PHONY: generate check test acceptance bench sample

# The shared options, the sample plugin and this project's own pages, made by the command
# they describe.
generate:
	$(SDC) gen-spec crates/packer-plugin --features config
	$(SDC) gen-spec testdata/acceptance/rust
	$(SDC) struct-markdown crates/packer-plugin --features config
	$(SDC) generate $(SAMPLE)
	$(SDC) generate

check:
	$(SDC) gen-spec --check crates/packer-plugin --features config
	$(SDC) gen-spec --check testdata/acceptance/rust
	$(SDC) struct-markdown --check crates/packer-plugin --features config
	$(SDC) generate --check $(SAMPLE)
	$(SDC) generate --check

test:
	cargo test --workspace --locked

# The plugin of testdata/acceptance in the real Packers, where Go is there to build them.
acceptance:
	.ci/acceptance

bench:
	cargo bench --workspace --locked

# The sample plugin from what people wrote of it, and what came of one struct.
sample:
	.ci/sample
