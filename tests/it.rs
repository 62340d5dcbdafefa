//! Tests that need code: everything that a case folder cannot say.

#[path = "it/architecture.rs"]
mod architecture;
#[path = "it/build_script.rs"]
mod build_script;
#[path = "it/check_corpus.rs"]
mod check_corpus;
#[path = "it/check_formats.rs"]
mod check_formats;
#[path = "it/corpus.rs"]
mod corpus;
#[path = "it/corpus_generate.rs"]
mod corpus_generate;
#[path = "it/corpus_partials.rs"]
mod corpus_partials;
#[path = "it/corpus_renderdocs.rs"]
mod corpus_renderdocs;
#[path = "it/corpus_webdocs.rs"]
mod corpus_webdocs;
#[path = "it/docs_properties.rs"]
mod docs_properties;
#[path = "it/files.rs"]
mod files;
#[path = "it/files_properties.rs"]
mod files_properties;
#[path = "it/gen_spec_json.rs"]
mod gen_spec_json;
#[path = "it/gen_spec_rust.rs"]
mod gen_spec_rust;
#[path = "it/go_corpus.rs"]
mod go_corpus;
#[path = "it/go_judge.rs"]
mod go_judge;
#[path = "it/go_reader.rs"]
mod go_reader;
#[path = "it/help.rs"]
mod help;
#[path = "it/interrupted.rs"]
mod interrupted;
#[path = "it/judge.rs"]
mod judge;
#[path = "it/plugin_check.rs"]
mod plugin_check;
#[path = "it/plugins.rs"]
mod plugins;
#[path = "it/real_crates.rs"]
mod real_crates;
#[path = "it/source_advice.rs"]
mod source_advice;
#[path = "it/source_features.rs"]
mod source_features;
#[path = "it/source_input.rs"]
mod source_input;
#[path = "it/source_limits.rs"]
mod source_limits;
#[path = "it/source_names.rs"]
mod source_names;
#[cfg(unix)]
#[path = "it/streams.rs"]
mod streams;
#[path = "it/struct_markdown.rs"]
mod struct_markdown;
#[path = "it/support.rs"]
mod support;
#[cfg(unix)]
#[path = "it/torture.rs"]
mod torture;
#[path = "it/watch.rs"]
mod watch;
