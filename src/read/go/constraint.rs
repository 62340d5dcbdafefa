//! For which platforms a file is meant: by its name, `disk_windows.go`, and by the lines
//! `//go:build` and `// +build` above its package clause.

use super::skip;
use std::env::consts;

/// The platform that a package is read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Go's name of the system, `linux`.
    pub os: String,
    /// Go's name of the processor, `amd64`.
    pub arch: String,
    /// Whether somebody has said so: else it is that of the machine, and may be another on
    /// the next.
    pub is_given: bool,
}

/// Where a file is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Built {
    /// Everywhere.
    Always,
    /// On the target, and not everywhere.
    Here,
    /// Not on the target, and perhaps elsewhere.
    Elsewhere,
}

const SYSTEMS: &str = " aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd \
                       openbsd plan9 solaris wasip1 windows zos ";

const UNIX: &str = " aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd \
                    solaris ";

const PROCESSORS: &str = " 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 \
                          mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 \
                          s390x sparc sparc64 wasm ";

fn is_in(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|known| known == word)
}

impl Target {
    /// What Go takes on this machine: `GOOS` and `GOARCH`, else the machine itself.
    #[must_use]
    pub fn host() -> Self {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let os = match consts::OS {
            "macos" => "darwin",
            os => os,
        };
        let arch = match consts::ARCH {
            "x86_64" => "amd64",
            "x86" => "386",
            "aarch64" => "arm64",
            "loongarch64" => "loong64",
            "powerpc64" if cfg!(target_endian = "little") => "ppc64le",
            "powerpc64" => "ppc64",
            "wasm32" => "wasm",
            arch => arch,
        };
        Self {
            os: variable("GOOS").unwrap_or_else(|| os.to_owned()),
            arch: variable("GOARCH").unwrap_or_else(|| arch.to_owned()),
            is_given: false,
        }
    }

    /// Whether Go knows a system of that name.
    #[must_use]
    pub fn is_system(name: &str) -> bool {
        is_in(SYSTEMS, name)
    }

    /// Whether Go knows a processor of that name.
    #[must_use]
    pub fn is_processor(name: &str) -> bool {
        is_in(PROCESSORS, name)
    }

    /// The names that Go knows: of systems, and of processors.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SYSTEMS
            .split_whitespace()
            .chain(PROCESSORS.split_whitespace())
    }

    /// Where a file is built.
    pub(super) fn built(&self, file_name: &str, text: &str) -> Built {
        let by_name = self.by_name(file_name);
        let by_text = by_text(text, &|tag| self.has(tag));
        match (by_name, by_text) {
            (None, None) => Built::Always,
            (Some(false), _) | (_, Some(false)) => Built::Elsewhere,
            _ => Built::Here,
        }
    }

    fn by_name(&self, file_name: &str) -> Option<bool> {
        let stem = file_name.split('.').next()?;
        let mut words = stem.split('_').skip(1).collect::<Vec<_>>();
        if words.last() == Some(&"test") {
            words.pop();
        }
        match words.as_slice() {
            [.., os, arch] if is_in(SYSTEMS, os) && is_in(PROCESSORS, arch) => {
                Some(self.has(os) && self.has(arch))
            }
            [.., one] if is_in(SYSTEMS, one) || is_in(PROCESSORS, one) => Some(self.has(one)),
            _ => None,
        }
    }

    /// Whether a tag holds. Of Go's releases all are taken for old: a file for one to come
    /// is not for anybody.
    fn has(&self, tag: &str) -> bool {
        let release = || {
            let minor = tag
                .strip_prefix("go1.")
                .and_then(|minor| minor.parse::<u32>().ok());
            minor.is_some_and(|minor| minor >= 1)
        };
        tag == self.os
            || tag == self.arch
            || matches!(tag, "gc" | "cgo")
            || (tag == "unix" && is_in(UNIX, &self.os))
            || matches!(
                (self.os.as_str(), tag),
                ("android", "linux") | ("illumos", "solaris") | ("ios", "darwin")
            )
            || release()
    }
}

/// What the lines above the package clause say; none where they say nothing, or what
/// holds everywhere.
fn by_text(text: &str, has: &dyn Fn(&str) -> bool) -> Option<bool> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut old = Vec::new();
    let mut seen = Vec::new();
    let mut at = 0;
    // The old form counts only where a blank line stands between it and the rest.
    let mut blank = 0;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        if rest.len() - trimmed.len() > 0
            && is_blank_line(&text[..at], &rest[..rest.len() - trimmed.len()])
        {
            blank = seen.len();
        }
        at = text.len() - trimmed.len();
        if !trimmed.starts_with("//") && !trimmed.starts_with("/*") {
            break;
        }
        let end = skip::comment(text.as_bytes(), at).unwrap_or(text.len());
        let comment = text[at..end].trim();
        let new = comment.strip_prefix("//go:build");
        if let Some(expression) = new.filter(|rest| rest.starts_with([' ', '\t'])) {
            return Expression::new(expression).value(has);
        }
        seen.push(comment);
        at = end;
    }
    for comment in &seen[..blank] {
        let line = comment
            .strip_prefix("//")
            .map(str::trim_start)
            .unwrap_or_default();
        let line = line
            .strip_prefix("+build")
            .filter(|rest| rest.starts_with([' ', '\t']));
        old.extend(line.map(|line| {
            line.split_whitespace().any(|all| {
                all.split(',').all(|tag| match tag.strip_prefix('!') {
                    Some(tag) => !has(tag),
                    None => has(tag),
                })
            })
        }));
    }
    (!old.is_empty()).then(|| old.into_iter().all(|line| line))
}

/// Whether the white space behind a line holds an empty line.
fn is_blank_line(before: &str, space: &str) -> bool {
    let breaks = space.matches('\n').count();
    breaks > 1 || (breaks == 1 && before.is_empty())
}

/// An expression of a `//go:build` line: `a && !(b || c)`.
struct Expression<'a> {
    rest: &'a str,
    depth: usize,
    /// Whether it is none.
    wrong: bool,
}

impl<'a> Expression<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            depth: 0,
            wrong: false,
        }
    }

    /// Its value; none where it is no expression, which is for Go to say.
    fn value(mut self, has: &dyn Fn(&str) -> bool) -> Option<bool> {
        let value = self.or(has);
        (!self.wrong && self.rest.trim_start().is_empty()).then_some(value)
    }

    fn take(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn or(&mut self, has: &dyn Fn(&str) -> bool) -> bool {
        let mut value = self.and(has);
        while self.take("||") {
            value |= self.and(has);
        }
        value
    }

    fn and(&mut self, has: &dyn Fn(&str) -> bool) -> bool {
        let mut value = self.not(has);
        while self.take("&&") {
            value &= self.not(has);
        }
        value
    }

    fn not(&mut self, has: &dyn Fn(&str) -> bool) -> bool {
        let mut negated = false;
        while self.take("!") {
            negated = !negated;
        }
        if self.take("(") {
            self.depth += 1;
            // Nobody nests these; what does is no expression.
            if self.depth > 100 {
                self.wrong = true;
                return false;
            }
            let value = self.or(has);
            self.depth -= 1;
            self.wrong |= !self.take(")");
            return value != negated;
        }
        let text = self.rest.trim_start();
        let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let (tag, rest) = text.split_at(text.find(|c| !is_tag(c)).unwrap_or(text.len()));
        self.wrong |= tag.is_empty();
        self.rest = rest;
        has(tag) != negated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(name: &str, text: &str) -> Built {
        let target = Target {
            os: "linux".to_owned(),
            arch: "amd64".to_owned(),
            is_given: true,
        };
        target.built(name, text)
    }

    #[test]
    fn a_name_tells_the_platform() {
        assert_eq!(built("a.go", ""), Built::Always);
        assert_eq!(built("linux.go", ""), Built::Always);
        assert_eq!(built("a_linux.go", ""), Built::Here);
        assert_eq!(built("a_windows.go", ""), Built::Elsewhere);
        assert_eq!(built("a_linux_arm64.go", ""), Built::Elsewhere);
        assert_eq!(built("step_linux_helper.go", ""), Built::Always);
        assert_eq!(built("a_darwin.pb.go", ""), Built::Elsewhere);
    }

    #[test]
    fn lines_above_the_package_tell_it_too() {
        let here = [
            "linux",
            "!windows",
            "unix && (cgo || js)",
            "go1.18",
            "(linux)",
        ];
        for expression in here {
            let text = format!("// x\n\n//go:build {expression}\npackage p\n");
            assert_eq!(built("a.go", &text), Built::Here, "{expression}");
        }
        for expression in ["ignore", "linux && arm64", "!(linux||darwin)", "!!windows"] {
            let text = format!("/* x */\r\n//go:build {expression}\r\n\r\npackage p\r\n");
            assert_eq!(built("a.go", &text), Built::Elsewhere, "{expression}");
        }
        let no_expression = ["", " ", " &&", " a b", " (a", "x"];
        for expression in no_expression {
            let text = format!("//go:build{expression}\n\npackage p\n");
            assert_eq!(built("a.go", &text), Built::Always, "{expression}");
        }
    }

    #[test]
    fn the_old_form_needs_a_blank_line() {
        assert_eq!(
            built("a.go", "// +build windows darwin,cgo\n\npackage p\n"),
            Built::Elsewhere
        );
        assert_eq!(
            built("a.go", "// +build windows linux,!arm\n\npackage p\n"),
            Built::Here
        );
        assert_eq!(
            built("a.go", "// +build windows\npackage p\n"),
            Built::Always
        );
    }

    #[test]
    fn nothing_is_nested_too_deeply() {
        let deep = format!("//go:build {}\n\npackage p\n", "(".repeat(100_000));
        assert_eq!(built("a.go", &deep), Built::Always);
    }
}
