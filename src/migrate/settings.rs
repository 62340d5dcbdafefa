//! What only the lines of a Makefile said, as settings.

use crate::project::Project;

/// The text of sdc.toml with what a Makefile said that is not usual. `kept` is where rendered
/// pages are left, if they are.
pub(super) fn with_what_the_makefile_said(
    project: &Project,
    kept: Option<String>,
    text: &str,
) -> String {
    let root = project.root();
    let organization = || {
        let known = root.join(project.metadata_name()).is_file();
        let named = project.makefile()?.organization.as_ref()?;
        (!known).then(|| named.value.clone())
    };
    let unless = |value: &str, usual: &str| (value != usual).then(|| value.to_owned());
    let settings = [
        ("org", organization()),
        ("docs", unless(project.docs_name(), "docs")),
        ("partials", unless(project.partials_name(), "docs-partials")),
        ("rendered", kept),
        ("web-docs", unless(project.web_docs_name(), ".web-docs")),
    ];
    let has = |key: &str| {
        let mut keys = text.lines().map_while(|line| {
            let line = line.trim_start();
            (!line.starts_with('[')).then(|| line.split('=').next().unwrap_or(line).trim())
        });
        keys.any(|known| known == key)
    };
    let new: String = settings
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .filter(|(key, _)| !has(key))
        .map(|(key, value)| format!("{key} = {}\n", toml::Value::String(value)))
        .collect();
    // Keys come before the first table.
    new + text
}
