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

/// A page for each thing that rules are about, and for what they must leave alone.
const SMALL: [&str; 40] = [
    "Set it to <your-name>, or <b>leave</b> it.\n",
    "<buildName> is the name\nof the build.\n\nNext.\n",
    "Text\n<name> below\nand more.\n\n- <x> y\n\n> <z> w\n",
    "<div>text</div>\n\n<table>\n<tr><td>a</td></tr>\n</table>\n\nLast.\n",
    "a <br> b <br/> c <img src='x.png'/> d\n",
    "<Tabs>\n\n<Tab heading=\"a\">\n\nText.\n\n</Tab>\n</Tabs>\n",
    "A <a href=\"https://a.b\">link</a> and <Inline.Part x={{y: 1}}/> here.\n",
    "<!-- a\n\nremark --> x\n\ny <!-- z --> w\n",
    "<pre>\n\na\n</pre>\n\nb\n",
    "An <unclosed and <1 and < x and <your_name> and a<b.\n",
    "\\<name> \\\\<other> &lt;third> \\\"x\\\" \\* \\/ \\'\n",
    "Use {{timestamp}}, {$x} and ${y} in it, {a: 1}.\n",
    "export the image\n",
    "import it from there\nand go on.\n",
    "Then\nexport the image.\n\n- import it\n",
    "import x from 'y'\n\nText.\n",
    "exports are fine. import\n",
    "Write to <me@x.org>, me@y.org or https://a.b/c_d_e, www.e.f.\n",
    "[a](#b) [c][d] ![e](f.png) <https://g.h> [i](j \"k\")\n\n[d]: /l\n",
    "See [\nhttps://a.b ] and (https://c.d/e).\n",
    "```hcl\na = 1\n",
    "- a\n\n  ```hcl\n  b = 1\n- c\n\n## D\n",
    "~~~\n<a>\n~~~\n\n`<b>` ``c ` d``\n",
    "# A B\n\n## A b\n\n## a-b-1\n\n### A b\n",
    "## Networking & Disks\n\n## HTTP (S) proxy\n\n## `code` and [link](x) **b**\n",
    "## Required:\n\n## Optional:\n\n## Required:\n\n## ???\n",
    "## The <b>bold</b> one\n\n## It's 100% \"right\" @ $5 / 3~\n",
    "Title\n=====\n\nOther\n-----\n",
    "- `size` (number) - How big.\n\n- `name` (string)\n  More.\n",
    "| a | b |\n|---|---|\n| <c> | `d` |\n| [e](f) | g |\n",
    "-> **Note:** this\n\n~> that\n\n  -> not this\n\n- => listed\n",
    "Line one  \nline two\\\nline three\n",
    "~~gone~~ *em* _em_ **st** __st__ a_b_c\n",
    "@include \"x.mdx\"\n",
    "page_title: x\n---\n\nText.\n",
    "1. one\n2. two\n\n   more\n\n* star\n  - nested\n",
    "> quote\n> more\n\n---\n\ntext\n",
    "- [ ] open\n- [x] done\n",
    "&amp; &copy; &#35; &nosuch;\n",
    "",
];

#[test]
#[ignore = "needs Node with the packages of tests/site"]
fn small_pages_are_on_the_site_what_is_said_here() {
    let shown: Vec<Shown> = judge("pages.mjs", &SMALL);
    let wrong = SMALL
        .iter()
        .zip(&shown)
        .filter_map(|(text, site)| compare(text, text, site));
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "needs Node with the packages of tests/site"]
fn headings_with_any_sign_have_the_ids_of_the_site() {
    let signs: Vec<char> = ('\u{a1}'..='\u{ffff}')
        .filter(|c| !c.is_control())
        .collect();
    let line = |signs: &[char]| format!("## a{}b\n\n", signs.iter().collect::<String>());
    let pages: Vec<String> = signs
        .chunks(4096)
        .map(|page| page.chunks(8).map(line).collect())
        .collect();
    let texts: Vec<&str> = pages.iter().map(String::as_str).collect();
    let shown: Vec<Shown> = judge("pages.mjs", &texts);
    for (text, site) in texts.iter().zip(&shown) {
        let ours = ours(text);
        let pairs = ours.ids.iter().zip(&site.ids).zip(text.split("\n\n"));
        for ((ours, theirs), heading) in pairs {
            assert_eq!(ours, theirs, "{heading}");
        }
        assert_eq!(ours.ids.len(), site.ids.len());
    }
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
