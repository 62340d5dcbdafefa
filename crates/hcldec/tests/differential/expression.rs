//! Expressions by the grammar, mostly of a wanted type.

use crate::random::Random;
use crate::shape::{Ty, ty};

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "2",
    "-1",
    "10",
    "0.5",
    "1.50",
    "1e3",
    "1e-3",
    "007",
    "12345678901234567890",
    "1.0",
];
const TEXTS: &[&str] = &[
    "",
    "x",
    "two words",
    "1",
    "1.5",
    "true",
    "false",
    "null",
    "ä",
    "e\u{301}",
    "日本",
    "#no",
    "\\n",
    "\\\"q\\\"",
    "\\u00e9",
    "\\U0001F600",
    "$${a}",
    "%%{b}",
    "$",
    "%",
    "$x",
    "a\\\\b",
];

/// Makes expressions; names that `for` gives are kept in `scope`.
pub(crate) struct Expressions<'r> {
    pub(crate) random: &'r mut Random,
    scope: Vec<&'static str>,
}

impl<'r> Expressions<'r> {
    pub(crate) fn new(random: &'r mut Random) -> Self {
        Self {
            random,
            scope: Vec::new(),
        }
    }

    /// An expression that is mostly of the type.
    pub(crate) fn of(&mut self, wanted: &Ty, depth: usize) -> String {
        if self.random.chance(2) {
            let other = ty(self.random, 1);
            return self.plain(&other, depth);
        }
        if depth > 0 && self.random.chance(35) {
            return self.computed(wanted, depth - 1);
        }
        self.plain(wanted, depth)
    }

    fn any(&mut self, depth: usize) -> String {
        let ty = ty(self.random, 1);
        self.of(&ty, depth)
    }

    fn plain(&mut self, wanted: &Ty, depth: usize) -> String {
        if self.random.chance(2) {
            return "null".to_owned();
        }
        let less = depth.saturating_sub(1);
        match wanted {
            Ty::Any => {
                let other = match ty(self.random, usize::from(depth > 0)) {
                    Ty::Any => Ty::String,
                    other => other,
                };
                self.plain(&other, less)
            }
            Ty::Number => self.random.pick(NUMBERS).to_owned(),
            Ty::Bool => self
                .random
                .pick(&["true", "false", "\"true\"", "1"])
                .to_owned(),
            Ty::String => self.string(depth),
            Ty::List(element) | Ty::Set(element) => {
                let elements = (0..self.random.below(4)).map(|_| self.of(element, less));
                let elements = elements.collect();
                self.list(elements)
            }
            Ty::Tuple(elements) => {
                let elements = elements.iter().map(|element| self.of(element, less));
                let elements = elements.collect();
                self.list(elements)
            }
            Ty::Map(element) => {
                let names = ["a", "b", "\"x y\"", "1", "(text)", "true", "k-1"];
                let items = (0..self.random.below(4)).map(|_| {
                    let name = self.random.pick(&names).to_owned();
                    (name, self.of(element, less))
                });
                let items = items.collect();
                self.object(items)
            }
            Ty::Object(parts) => {
                let items = parts
                    .iter()
                    .map(|(name, ty)| ((*name).to_owned(), self.of(ty, less)));
                let items = items.collect();
                self.object(items)
            }
        }
    }

    /// Blanks, newlines and comments, as they may stand in brackets.
    fn blank(&mut self) -> &'static str {
        let all = [
            "",
            " ",
            "",
            " ",
            "  ",
            "\n",
            "\t",
            " /* c */ ",
            " # c\n",
            "\r\n",
            "// c\n",
        ];
        self.random.pick(&all)
    }

    fn list(&mut self, elements: Vec<String>) -> String {
        let mut text = "[".to_owned();
        let count = elements.len();
        for (i, element) in elements.into_iter().enumerate() {
            text += self.blank();
            text += &element;
            if i + 1 < count || self.random.chance(20) {
                text += self.blank();
                text.push(',');
            }
        }
        text += self.blank();
        text.push(']');
        text
    }

    fn object(&mut self, items: Vec<(String, String)>) -> String {
        let mut text = "{".to_owned();
        let count = items.len();
        for (i, (name, value)) in items.into_iter().enumerate() {
            text += self.random.pick(&["", " ", "\n", " # c\n"]);
            text += &name;
            text += self.random.pick(&[" = ", "=", " : ", ":", " /* c */ = "]);
            text += &value;
            if i + 1 < count {
                text += self.random.pick(&[", ", ",", "\n", ",\n", " # c\n"]);
            } else {
                text += self.random.pick(&["", ",", " ", "\n"]);
            }
        }
        text.push('}');
        text
    }

    fn string(&mut self, depth: usize) -> String {
        if self.random.chance(10) {
            return self.heredoc(depth);
        }
        format!("\"{}\"", self.template(depth, false))
    }

    /// The inside of a string or a heredoc.
    pub(crate) fn template(&mut self, depth: usize, heredoc: bool) -> String {
        let mut text = String::new();
        for _ in 0..self.random.below(3) {
            match self.random.below(if depth == 0 { 2 } else { 5 }) {
                0 | 1 => text += self.random.pick(TEXTS),
                2 | 3 => {
                    let less = depth.saturating_sub(1);
                    let kinds = [Ty::String, Ty::Number, Ty::Bool];
                    let ty = &kinds[self.random.below(3)];
                    let value = self.of(ty, less);
                    let (open, close) = self.random.pick(&[
                        ("${", "}"),
                        ("${ ", " }"),
                        ("${~ ", "}"),
                        ("${", " ~}"),
                    ]);
                    text += open;
                    text += &value;
                    text += close;
                }
                _ => text += &self.directive(depth - 1),
            }
            if heredoc && self.random.chance(50) {
                text.push('\n');
            }
        }
        text
    }

    fn directive(&mut self, depth: usize) -> String {
        if self.random.chance(50) {
            let condition = self.of(&Ty::Bool, depth);
            let then = self.template(depth, false);
            let otherwise = if self.random.chance(50) {
                format!("%{{ else }}{}", self.template(depth, false))
            } else {
                String::new()
            };
            let strip = self.random.pick(&["", "~"]);
            return format!("%{{ if {condition} }}{then}{otherwise}%{{{strip} endif }}");
        }
        let over = self.collection(depth);
        let names = self.random.pick(&["x", "i, x"]);
        self.scope.push("x");
        let body = self.template(depth, false);
        self.scope.pop();
        format!("%{{ for {names} in {over} ~}} {body}%{{ endfor }}")
    }

    fn heredoc(&mut self, depth: usize) -> String {
        let dash = self.random.pick(&["", "-"]);
        let mut lines = String::new();
        for _ in 0..self.random.below(4) {
            lines += self.random.pick(&["", "  ", "    ", "\t"]);
            lines += &self.template(depth, true);
            lines.push('\n');
        }
        let indent = self.random.pick(&["", "  "]);
        format!("<<{dash}E\n{lines}{indent}E\n")
    }

    fn collection(&mut self, depth: usize) -> String {
        let inner = ty(self.random, 0);
        let ty = if self.random.chance(60) {
            Ty::List(Box::new(inner))
        } else {
            Ty::Map(Box::new(inner))
        };
        self.of(&ty, depth)
    }

    fn name(&mut self) -> &'static str {
        if let Some(last) = self.scope.last()
            && self.random.chance(50)
        {
            return last;
        }
        let names = [
            "text", "num", "yes", "none", "list", "tup", "obj", "objs", "nope", "for",
        ];
        self.random.pick(&names)
    }

    fn computed(&mut self, wanted: &Ty, depth: usize) -> String {
        match self.random.below(12) {
            0 => self.name().to_owned(),
            1 | 2 => {
                let steps = [
                    ".a", ".b", "[0]", "[1]", ".0", ".*", "[*]", ".d.e", "[\"a\"]", ".*.a",
                    "[*].a", ".c[0]", "[num]", "[-1]", ".2.a", "[\"0\"]",
                ];
                let name = self.name();
                let mut text = name.to_owned();
                for _ in 0..=self.random.below(2) {
                    text += self.random.pick(&steps);
                }
                text
            }
            3 => {
                let condition = self.of(&Ty::Bool, depth);
                let (then, otherwise) = (self.of(wanted, depth), self.of(wanted, depth));
                format!("{condition} ? {then} : {otherwise}")
            }
            4 => format!("({}{})", self.blank(), self.of(wanted, depth)),
            5 => {
                let function = self.random.pick(&["twice", "all", "up", "nofn", "ns::f"]);
                let count = 1 + self.random.below(2);
                let arguments: Vec<String> = (0..count).map(|_| self.any(depth)).collect();
                let end = self.random.pick(&["", "", "", ",", "..."]);
                format!("{function}({}{end})", arguments.join(", "))
            }
            6 => self.for_expression(wanted, depth),
            7 => format!(
                "{}{}",
                self.random.pick(&["!", "-"]),
                self.of(wanted, depth)
            ),
            _ => {
                let operators = [
                    "+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||",
                ];
                let (operator, operand) = match self.random.below(4) {
                    0 => (self.random.pick(&operators[11..]), Ty::Bool),
                    1 => (self.random.pick(&operators), Ty::Any),
                    _ => (self.random.pick(&operators[..11]), Ty::Number),
                };
                let (left, right) = (self.of(&operand, depth), self.of(&operand, depth));
                format!("{left} {operator} {right}")
            }
        }
    }

    fn for_expression(&mut self, wanted: &Ty, depth: usize) -> String {
        let over = self.collection(depth);
        let names = self.random.pick(&["x", "i, x"]);
        self.scope.push("x");
        let element = match wanted {
            Ty::List(element) | Ty::Set(element) | Ty::Map(element) => (**element).clone(),
            _ => Ty::Any,
        };
        let value = self.of(&element, depth);
        let condition = if self.random.chance(25) {
            format!(" if {}", self.of(&Ty::Bool, depth))
        } else {
            String::new()
        };
        let text = if matches!(wanted, Ty::Map(_) | Ty::Object(_)) {
            let key = if self.random.chance(70) {
                "x".to_owned()
            } else {
                self.of(&Ty::String, depth)
            };
            let group = self.random.pick(&["", "", "..."]);
            format!("{{for {names} in {over} : {key} => {value}{group}{condition}}}")
        } else {
            format!("[for {names} in {over} : {value}{condition}]")
        };
        self.scope.pop();
        text
    }
}
