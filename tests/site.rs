//! The integrations portal as a judge: what it makes of a page, by the packages that it is made
//! of, is what this tool says of it. Needs Node and what `npm ci` in `tests/site` brings.

use packer_sdc::diagnostics::{Diagnostics, Severity, SourceFile};
use packer_sdc::docs::page::{LinkKind, Page};
use packer_sdc::files::{Node, read_tree};
use packer_sdc::metadata::{Metadata, REFUSED};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the site makes of a page.
#[derive(Debug, Deserialize, Default, PartialEq)]
#[serde(default)]
struct Shown {
    refused: Option<String>,
    ids: Vec<String>,
    links: Vec<Option<String>>,
    dropped: Vec<String>,
    text: String,
}

/// Has one of the site's scripts read many texts at once.
fn judge<T: DeserializeOwned>(script: &str, texts: &[&str]) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site");
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs");
    let mut input = node.stdin.take().unwrap();
    input
        .write_all(&serde_json::to_vec(texts).unwrap())
        .unwrap();
    drop(input);
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "run `npm ci` in tests/site");
    let read: Vec<T> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read.len(), texts.len());
    read
}

/// What this tool says of a page.
fn ours(text: &str) -> Shown {
    let page = Page::parse(text);
    let blocks: Vec<_> = page.html.iter().filter(|html| html.block).collect();
    let hidden = |at: usize| blocks.iter().any(|html| html.range.contains(&at));
    let links = page
        .links
        .iter()
        .filter(|link| !link.image && link.kind != LinkKind::Html && !hidden(link.range.start));
    let tags = page.html.iter().map(|html| &text[html.range.clone()]);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Shown {
        refused: None,
        ids: page.sections(false).into_iter().map(|(_, id)| id).collect(),
        links: links.map(|link| Some(decoded(&link.destination))).collect(),
        dropped: tags
            .filter(|tag| !tag.starts_with("<!--"))
            .map(plain)
            .collect(),
        text: plain(&page.shown),
    }
}

fn decoded(url: &str) -> String {
    let signs = [("%20", " "), ("%7B", "{"), ("%7D", "}"), ("%22", "\"")];
    signs
        .iter()
        .fold(url.to_owned(), |url, (code, sign)| url.replace(code, sign))
}

/// The difference between two lists or texts, in a line.
fn difference(name: &str, ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let same = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b);
    let at = same.count();
    let part = |text: &str| {
        let from = text.floor_char_boundary(at.saturating_sub(20));
        let to = text.ceil_char_boundary((at + 60).min(text.len()));
        text[from..to].to_owned()
    };
    Some(format!(
        "{name}: ours `{}`, the site's `{}`",
        part(ours),
        part(theirs)
    ))
}

/// Texts that the site reads otherwise, where only what is shown differs: by a reader of
/// Markdown that is older than `CommonMark`.
const DIALECT: [&str; 4] = [
    // Bold letters within a word, which lose their marks.
    "{{__HTTP__ADDRESS__}}",
    // A list that is indented by more than its item.
    "following are valid:\n  \n      -   name (string)",
    // Two back-ticks that the next lines close.
    "Type: ``\nArtifact BuilderId: `yuval-k.arm-image`",
    // A definition that leads to nothing.
    "[//]: <> (Ignore",
];

fn compare(name: &str, text: &str, site: &Shown) -> Option<String> {
    let ours = ours(text);
    if let Some(why) = &site.refused {
        let known = !Page::parse(text).modules.is_empty();
        return (!known).then(|| format!("{name}: refused: {why}"));
    }
    let plain = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let theirs = site
        .dropped
        .iter()
        .map(plain)
        .filter(|tag| !tag.starts_with("<!--"));
    let links = |links: &[Option<String>]| {
        let urls = links
            .iter()
            .map(|url| decoded(url.as_deref().unwrap_or("-")));
        urls.collect::<Vec<_>>().join(" ")
    };
    let mut found = vec![
        difference("ids", &ours.ids.join(" "), &site.ids.join(" ")),
        difference("links", &links(&ours.links), &links(&site.links)),
    ];
    if !DIALECT.iter().any(|other| text.contains(other)) {
        let theirs = theirs.collect::<Vec<_>>().join(" ");
        found.push(difference("dropped", &ours.dropped.join(" "), &theirs));
        found.push(difference("text", &ours.text, &site.text));
    }
    let found: Vec<String> = found.into_iter().flatten().collect();
    (!found.is_empty()).then(|| format!("{name}:\n  {}", found.join("\n  ")))
}

/// All pages and partials of the corpus, without front matter.
fn corpus() -> Vec<(String, String)> {
    let root = std::env::var_os("SDC_CORPUS").expect("SDC_CORPUS names the corpus");
    let mut pages = Vec::new();
    for (path, node) in read_tree(Path::new(&root)).unwrap() {
        let is_page = path
            .extension()
            .is_some_and(|end| end == "md" || end == "mdx");
        if let (true, Node::File(bytes)) = (is_page, node)
            && let Ok(text) = String::from_utf8(bytes)
        {
            let body = text[Page::parse(&text).body..].to_owned();
            pages.push((path.display().to_string(), body));
        }
    }
    pages
}

#[test]
#[ignore = "needs SDC_CORPUS, and Node with the packages of tests/site"]
fn every_page_of_the_plugins_is_on_the_site_what_is_said_here() {
    let pages = corpus();
    let texts: Vec<&str> = pages.iter().map(|(_, text)| text.as_str()).collect();
    let shown: Vec<Shown> = judge("pages.mjs", &texts);
    let wrong = pages
        .iter()
        .zip(&shown)
        .filter_map(|((name, text), site)| compare(name, text, site));
    let wrong: Vec<String> = wrong.collect();
    let (n, all) = (wrong.len(), pages.len());
    assert!(
        wrong.is_empty(),
        "{n} of {all} pages differ:\n{}",
        wrong.join("\n")
    );
}

/// Small changes to a file, the same in every run.
struct Mutations {
    state: u64,
}

impl Mutations {
    fn below(&mut self, n: usize) -> usize {
        // Knuth's linear congruential generator; its high bits are the good ones.
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % n
    }

    /// The text with one line of it changed, taken out, doubled or broken.
    fn of(&mut self, text: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = self.below(lines.len());
        let line = lines[at].clone();
        let (key, value) = line.split_once('=').unwrap_or((&line, ""));
        let values = [
            "null",
            "5",
            "true",
            "false",
            "\"\"",
            "\"text\"",
            "[]",
            "[\"archived\"]",
            "[null]",
            "{}",
            "name",
            "upper(\"x\")",
            "\"a ${b}\"",
            "\"https://a.b\"",
            "\"a.b\"",
            "\"mailto:a\"",
            "\"a\nb\"",
            "\"open",
            "<<E\nx\nE",
        ];
        lines[at] = match self.below(9) {
            0 => String::new(),
            1 => format!("{line}\n{line}"),
            2 => {
                let cut = self.below(line.len() + 1);
                let cut = line.floor_char_boundary(cut);
                format!(
                    "{}{}",
                    &line[..cut],
                    line.get(cut + 1..).unwrap_or_default()
                )
            }
            3 => line.replace('{', "\"label\" {"),
            4 => line.replacen(|c: char| c.is_ascii_lowercase(), "x", 1),
            5 => format!("{line}\nunknown = 1"),
            _ if value.is_empty() => format!("{line}\nextra {{\n}}"),
            _ => format!("{key}= {}", values[self.below(values.len())]),
        };
        lines.join("\n") + "\n"
    }
}

#[test]
#[ignore = "needs Node with the packages of tests/site"]
fn metadata_is_refused_where_errors_say_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let mut files = Vec::new();
    for (path, node) in read_tree(&root).unwrap() {
        if let (true, Node::File(bytes)) = (path.ends_with("metadata.hcl"), node)
            && let Ok(text) = String::from_utf8(bytes)
            && !text.trim().is_empty()
        {
            files.push(text);
        }
    }
    let mut mutations = Mutations { state: 1 };
    for n in 0..1000 {
        let text = mutations.of(&files[n % files.len()]);
        files.push(text);
    }
    let texts: Vec<&str> = files.iter().map(String::as_str).collect();
    let refusals: Vec<Option<String>> = judge("metadata.mjs", &texts);
    let mut wrong = Vec::new();
    for (text, refusal) in files.iter().zip(&refusals) {
        let mut findings = Diagnostics::new();
        let _ = Metadata::read(
            &SourceFile::new("metadata.hcl", text.as_str()),
            &mut findings,
        );
        let refused = |finding: &&packer_sdc::diagnostics::Diagnostic| {
            finding.severity == Severity::Error && REFUSED.contains(&finding.code)
        };
        if findings.iter().any(|finding| refused(&finding)) != refusal.is_some() {
            wrong.push(format!(
                "{text}\nthe publisher: {refusal:?}\nhere: {findings}"
            ));
        }
    }
    let refused = refusals.iter().flatten().count();
    assert!(
        refused > 100 && refused < files.len() - 100,
        "{refused} are refused"
    );
    let n = wrong.len();
    assert!(
        wrong.is_empty(),
        "{n} of {}:\n{}",
        files.len(),
        wrong.join("\n----\n")
    );
}
