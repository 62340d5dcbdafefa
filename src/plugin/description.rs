//! What a plugin says of itself: a JSON object with its versions and the names of
//! its components, read strictly, because Packer believes it.

use super::BinaryName;
use crate::component::ComponentType;
use crate::diagnostics::{Diagnostic, Diagnostics, Place, SourceFile};
use semver::Version;
use serde_json::{Map, Value};
use std::sync::Arc;

/// How a plugin describes a component that is called as the plugin is.
pub const DEFAULT_NAME: &str = "-packer-default-plugin-name-";

/// The answer to `describe`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The plugin's own version.
    pub version: String,
    /// The version of the plugin protocol, as in `x5.0`.
    pub api_version: String,
    /// Whether it can do protobuf.
    pub protobuf: bool,
    /// The kinds of components, and the names of those of each.
    pub components: Vec<(ComponentType, Vec<String>)>,
}

/// The keys of the components.
const KINDS: [(&str, ComponentType); 4] = [
    ("builders", ComponentType::Builder),
    ("provisioners", ComponentType::Provisioner),
    ("post_processors", ComponentType::PostProcessor),
    ("datasources", ComponentType::DataSource),
];

impl Description {
    /// Reads what a plugin printed; what is wrong with it goes to the findings.
    pub fn parse(answer: &Arc<SourceFile>, findings: &mut Diagnostics) -> Option<Self> {
        let mut reader = Reader { answer, findings };
        let object = reader.object()?;
        let version = reader.version(&object, "version");
        reader.version(&object, "sdk_version");
        let api_version = reader.api_version(&object);
        let protobuf = reader.protocol(&object);
        let components: Vec<_> = KINDS
            .into_iter()
            .map(|(key, ty)| (ty, reader.names(&object, key)))
            .collect();
        if components.iter().all(|(_, names)| names.is_empty()) {
            let wrong = reader.wrong("the plugin has no component", None);
            reader.findings.push(wrong.help("list at least one in `builders`, `provisioners`, `post_processors` or `datasources`"));
        }
        Some(Self {
            version: version.unwrap_or_default(),
            api_version: api_version.unwrap_or_default(),
            protobuf,
            components,
        })
    }

    /// Compares it with what the file name says.
    pub(super) fn compare(
        &self,
        name: &BinaryName,
        answer: &Arc<SourceFile>,
        findings: &mut Diagnostics,
    ) {
        let reader = Reader { answer, findings };
        let pairs = [
            ("version", &self.version, &name.version),
            ("api_version", &self.api_version, &name.api_version),
        ];
        for (key, said, named) in pairs {
            if let Some(named) = named.as_ref().filter(|named| *named != said) {
                let message = format!("`{key}` is `{said}`, but the file name says `{named}`");
                let wrong = reader.wrong(message, Some(key));
                reader
                    .findings
                    .push(wrong.help("Packer refuses a plugin whose names do not agree"));
            }
        }
    }

    /// All components: of what kind, and by what name.
    pub(super) fn each(&self) -> impl Iterator<Item = (ComponentType, &str)> {
        self.components
            .iter()
            .flat_map(|(ty, names)| names.iter().map(|name| (*ty, name.as_str())))
    }

    /// `1 builder, 2 provisioners`.
    #[must_use]
    pub fn count(&self) -> String {
        let counts = self
            .components
            .iter()
            .filter(|(_, names)| !names.is_empty());
        let counts = counts.map(|(ty, names)| {
            let s = if names.len() == 1 { "" } else { "s" };
            format!("{} {}{s}", names.len(), ty.words())
        });
        counts.collect::<Vec<_>>().join(", ")
    }
}

struct Reader<'a> {
    answer: &'a Arc<SourceFile>,
    findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// An error at a key; at the answer as a whole where there is no such key.
    fn wrong(&self, message: impl Into<String>, key: Option<&str>) -> Diagnostic {
        let quoted = key.map(|key| format!("\"{key}\""));
        let found = quoted.and_then(|key| Some((self.answer.text().find(&key)?, key.len())));
        let place = match found {
            Some((at, len)) => Place::new(self.answer, at..at + len),
            None => Place::whole(self.answer.name()),
        };
        Diagnostic::error("plugin-describe", message).at(place)
    }

    fn object(&mut self) -> Option<Map<String, Value>> {
        let text = self.answer.text();
        match serde_json::from_str(text) {
            Ok(Value::Object(object)) => Some(object),
            Ok(_) => {
                let wrong = self.wrong("`describe` printed JSON that is not an object", None);
                self.findings.push(wrong);
                None
            }
            Err(_) if text.trim().is_empty() => {
                let wrong = self.wrong("`describe` printed nothing", None);
                self.findings
                    .push(wrong.help("it must print one JSON object to standard output"));
                None
            }
            Err(error) => {
                let lines = text
                    .split_inclusive('\n')
                    .take(error.line().saturating_sub(1));
                let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
                let at = text.floor_char_boundary(at.min(text.len()));
                let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
                let why = error.to_string();
                let why = why.split(" at line ").next().unwrap_or_default();
                let message = format!("`describe` printed something that is not JSON: {why}");
                let wrong = Diagnostic::error("plugin-describe", message);
                self.findings
                    .push(wrong.at(Place::new(self.answer, at..end)).help(
                        "it must print one JSON object and nothing else; logs go to standard error",
                    ));
                None
            }
        }
    }

    fn string(&mut self, object: &Map<String, Value>, key: &str) -> Option<String> {
        match object.get(key) {
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(_) => {
                let wrong = self.wrong(
                    format!("`{key}` is not a string that says something"),
                    Some(key),
                );
                self.findings.push(wrong);
                None
            }
            None => {
                let wrong = self.wrong(format!("`{key}` is missing"), None);
                self.findings
                    .push(wrong.did_you_mean(key, object.keys().map(String::as_str)));
                None
            }
        }
    }

    fn version(&mut self, object: &Map<String, Value>, key: &str) -> Option<String> {
        let text = self.string(object, key)?;
        match Version::parse(&text) {
            Ok(version) if key == "version" && !matches!(version.pre.as_str(), "" | "dev") => {
                let mut odd = self.wrong(
                    format!("`{text}` is a pre-release other than `dev`"),
                    Some(key),
                );
                odd.severity = crate::diagnostics::Severity::Warning;
                self.findings
                    .push(odd.help("Packer installs releases, and `-dev` from a local path"));
            }
            Ok(_) => {}
            Err(error) => {
                let wrong = self.wrong(
                    format!("`{key}` is not a semantic version: {error}"),
                    Some(key),
                );
                self.findings.push(
                    wrong
                        .label(format!("it is `{text}`"))
                        .help("write it as `1.2.3` or `1.2.3-dev`"),
                );
            }
        }
        Some(text)
    }

    fn api_version(&mut self, object: &Map<String, Value>) -> Option<String> {
        let text = self.string(object, "api_version")?;
        let numbers = text.strip_prefix('x').and_then(|rest| rest.split_once('.'));
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match numbers {
            Some((major, minor)) if number(major) && number(minor) => {
                if major != "5" {
                    let mut odd = self.wrong(
                        format!("Packer does not speak `{text}`"),
                        Some("api_version"),
                    );
                    odd.severity = crate::diagnostics::Severity::Warning;
                    self.findings.push(odd.help("today's Packer speaks `x5.0`"));
                }
            }
            _ => {
                let message =
                    format!("`api_version` is `{text}`, which is not `x` and two numbers");
                let wrong = self.wrong(message, Some("api_version"));
                self.findings.push(wrong.help("write it as `x5.0`"));
            }
        }
        Some(text)
    }

    /// Whether the plugin can do protobuf.
    fn protocol(&mut self, object: &Map<String, Value>) -> bool {
        let protobuf = object.get("protocol_version").and_then(Value::as_str) == Some("v2");
        if !protobuf {
            let message = "the plugin does not offer protocol `v2`, so Packer sends it Go's gob";
            let note = Diagnostic::note("plugin-describe", message);
            self.findings.push(
                note.at(Place::whole(self.answer.name()))
                    .help("one that speaks protobuf says `\"protocol_version\": \"v2\"`"),
            );
        }
        protobuf
    }

    fn names(&mut self, object: &Map<String, Value>, key: &str) -> Vec<String> {
        let list = match object.get(key) {
            Some(Value::Array(list)) => list.as_slice(),
            Some(Value::Null) | None => &[],
            Some(_) => {
                let wrong = self.wrong(format!("`{key}` is not a list"), Some(key));
                self.findings.push(wrong);
                &[]
            }
        };
        let mut names: Vec<String> = Vec::new();
        for item in list {
            let right = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            let problem = match item.as_str() {
                None => format!("`{key}` holds {item}, which is not a name"),
                Some(name) if names.iter().any(|known| known == name) => {
                    format!("`{key}` holds `{name}` twice")
                }
                Some(name) if name.is_empty() || !name.chars().all(right) => {
                    format!("`{key}` holds `{name}`, which no template can name")
                }
                Some(name) if name != DEFAULT_NAME && name.starts_with('-') => {
                    format!("`{key}` holds `{name}`, which begins with a dash")
                }
                Some(name) => {
                    names.push(name.to_owned());
                    continue;
                }
            };
            let wrong = self.wrong(problem, Some(key));
            self.findings.push(wrong);
        }
        names
    }
}
