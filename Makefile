SDC ?= cargo run --locked -q --
SAMPLE := testdata/packer-plugin-happycloud

.PHONY: generate check test acceptance bench sample

# The shared options, the sample plugin and this project's own pages, made by the command
# they describe.
generate:
	$(SDC) gen-spec crates/packer-plugin --features config
	$(SDC) struct-markdown crates/packer-plugin --features config
	$(SDC) generate $(SAMPLE)
	$(SDC) generate

check:
	$(SDC) gen-spec --check crates/packer-plugin --features config
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

# The sample plugin without what is generated, generated in target/sample.
sample:
	rm -rf target/sample
	mkdir -p target/sample
	cp -r $(SAMPLE)/. target/sample
	cd target/sample && rm -rf target .web-docs/README.md .web-docs/components \
		docs-partials/builder docs-partials/datasource docs-partials/post_processor \
		docs-partials/provisioner
	find target/sample/src -name '*.hcl2spec.rs' -delete
	$(SDC) generate target/sample --docs target/sample/.docs
	@echo; cd target/sample && find src docs-partials .docs .web-docs -type f | sort
	@echo; head -n 40 target/sample/.web-docs/components/builder/happycloud/README.md
