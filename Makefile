SDC ?= cargo run --locked -q --

.PHONY: generate test check bench

# The sample plugin and this project's own pages, made by the command they describe.
generate:
	$(SDC) generate testdata/packer-plugin-happycloud
	$(SDC) generate .

test:
	cargo test --locked

check:
	$(SDC) check testdata/packer-plugin-happycloud
	$(SDC) check .

bench:
	cargo bench --locked
