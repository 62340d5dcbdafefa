//! The differences that are meant, each by the row of the tables in `docs/hcl.md` that has its
//! reason.

use crate::judge::{Finding, Input, Outcome};

/// A difference that is meant, by the row of the table in `docs/hcl.md` that has its reason,
/// and how it is known.
pub(crate) struct Meant {
    pub(crate) row: &'static str,
    pub(crate) applies: fn(&Input, &Outcome, &Outcome) -> bool,
}

pub(crate) const MEANT: &[Meant] = &[
    Meant {
        row: "`any` in the blocks of a map",
        applies: |_, _, theirs| matches!(theirs, Outcome::Spec(why) if why.contains("may not contain attributes with type 'any'")),
    },
    Meant {
        row: "values that it has no form for",
        applies: |_, _, theirs| matches!(theirs, Outcome::Died(_)),
    },
    Meant {
        row: "a required argument inside a `default` or a `transform`",
        applies: |input, ours, theirs| {
            (input.spec.contains("default") || input.spec.contains("transform"))
                && like_the_rest(input, ours, theirs, "Missing required argument")
        },
    },
    Meant {
        row: "a required argument that is written as a block, or the other way round",
        applies: |input, ours, theirs| {
            let words = ["argument-as-block", "block-as-argument"];
            let other = |our: &Finding| words.iter().any(|word| our.message.starts_with(word));
            findings(ours).iter().any(other) && like_the_rest(input, ours, theirs, "Missing ")
        },
    },
    Meant {
        row: "the place of blocks whose values have no common type",
        applies: |input, ours, theirs| {
            like_the_rest(input, ours, theirs, "Unconsistent argument types")
        },
    },
    Meant {
        row: "a byte order mark before JSON",
        applies: |input, _, theirs| {
            input.is_json() && input.text.starts_with('\u{feff}') && !parsed(theirs)
        },
    },
    Meant {
        row: "the place of what is missing in a file of comments",
        applies: |input, ours, theirs| {
            let only = |findings: &[Finding]| {
                findings
                    .iter()
                    .all(|f| f.range.is_some_and(|(a, b)| a == b))
            };
            input.text.starts_with(['#', '/']) && only(findings(ours)) && only(findings(theirs))
        },
    },
    Meant {
        row: "the type of a map of blocks without blocks, by several labels",
        applies: |input, ours, theirs| match (ours, theirs) {
            (Outcome::Value(a, _), Outcome::Value(b, _)) => {
                a == b && a.contains("{}") && input.spec.contains("labels = [\"k\", \"l\"]")
            }
            _ => false,
        },
    },
    Meant {
        row: "zero with a minus sign",
        applies: |input, ours, theirs| match (ours, theirs) {
            (Outcome::Value(_, t), Outcome::Value(b, u)) => {
                // In a set both zeros are there.
                let twice = input.text.contains("-0") && b.contains("0,0");
                (b.contains("-0") || twice) && t == u
            }
            _ => false,
        },
    },
    Meant {
        row: "the place of the second of two blocks in a JSON array",
        applies: |input, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                input.is_json()
                    && their.message.starts_with("Duplicate")
                    && (our.message.starts_with("duplicate-block") || our.range >= their.range)
            }
            None => false,
        },
    },
    Meant {
        row: "what is wrong in a block on one line",
        applies: |_, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                their.message.starts_with("Invalid single-argument block")
                    && our.range < their.range
            }
            None => false,
        },
    },
    Meant {
        row: "what is wrong in an index or behind a splat",
        applies: |_, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                let words = ["Missing close bracket on", "Invalid attribute name"];
                words.iter().any(|words| their.message.starts_with(words))
                    && our.message.starts_with("syntax:")
            }
            None => false,
        },
    },
    Meant {
        row: "a wrong element of a `for`",
        applies: |input, ours, theirs| match (ours, theirs) {
            (
                Outcome::Refused {
                    wrong: ours,
                    parsed: true,
                },
                Outcome::Refused { wrong: theirs, .. },
            ) => {
                input.text.contains("for")
                    && theirs
                        .iter()
                        .any(|their| relation(input, &ours[0], their).is_some())
            }
            _ => false,
        },
    },
    Meant {
        row: "places in a JSON string behind an escape",
        applies: |input, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                input.is_json()
                    && input.text.contains('\\')
                    && our.range >= their.range
                    && parsed(ours)
            }
            None => false,
        },
    },
    Meant {
        row: "the place where a text is no JSON",
        applies: |_, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                our.message.starts_with("json:") && our.range <= their.range && !parsed(theirs)
            }
            None => false,
        },
    },
    Meant {
        row: "brackets, strings and comments that do not match",
        applies: |_, ours, theirs| match first(ours, theirs) {
            Some((our, their)) => {
                let words = [
                    "is not closed;",
                    "; closes nothing",
                    "belongs to;",
                    "a heredoc begins",
                ];
                let matching =
                    |finding: &Finding| words.iter().any(|words| finding.message.contains(words));
                matching(our)
                    || their.message.starts_with("Unclosed template")
                    || their.message.starts_with("Unbalanced")
                        && findings(ours).iter().any(matching)
            }
            None => false,
        },
    },
    Meant {
        row: "characters that no token begins with",
        applies: |_, ours, theirs| match first(ours, theirs) {
            Some((_, their)) => {
                let checks = [
                    "Invalid character",
                    "Unsupported operator",
                    "Invalid multi-line",
                ];
                checks.iter().any(|check| their.message.starts_with(check)) && !parsed(ours)
            }
            None => false,
        },
    },
];

/// Whether theirs says one thing more, and all else is said here too.
fn like_the_rest(input: &Input, ours: &Outcome, theirs: &Outcome, more: &str) -> bool {
    let (said, rest): (Vec<&Finding>, Vec<&Finding>) = findings(theirs)
        .iter()
        .partition(|finding| finding.message.starts_with(more));
    let known = |their: &&Finding| {
        let same = |our| relation(input, our, their).is_some();
        findings(ours).iter().any(same)
    };
    !said.is_empty() && (rest.is_empty() || rest.iter().any(known))
}

fn findings(outcome: &Outcome) -> &[Finding] {
    match outcome {
        Outcome::Refused { wrong, .. } => wrong,
        _ => &[],
    }
}

/// The first finding of each, where both refuse.
fn first<'o>(ours: &'o Outcome, theirs: &'o Outcome) -> Option<(&'o Finding, &'o Finding)> {
    match (ours, theirs) {
        (Outcome::Refused { wrong: a, .. }, Outcome::Refused { wrong: b, .. }) => {
            a.first().zip(b.first())
        }
        _ => None,
    }
}

fn parsed(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused { parsed: true, .. })
}

/// How the places of two findings lie to each other, where they can be of one mistake.
pub(crate) fn relation(input: &Input, our: &Finding, their: &Finding) -> Option<&'static str> {
    // Nothing but blanks in between.
    let beside = |end: usize, start: usize| {
        let between = input.text.get(end..start);
        between.is_some_and(|between| {
            let comment = between.trim();
            comment.is_empty()
                || comment.starts_with("/*") && comment.ends_with("*/")
                || comment.lines().count() == 1 && comment.starts_with(['#', '/'])
        })
    };
    match (our.range, their.range) {
        (None, None) => Some("refused in the spec"),
        (Some(a), Some(b)) if a == b => Some("refused, one range"),
        (Some((a, b)), Some((c, d))) if a >= c && b <= d => Some("refused, ours inside"),
        (Some((a, b)), Some((c, d))) if c >= a && d <= b => Some("refused, theirs inside"),
        (Some((a, b)), Some((c, d))) if beside(b, c) || beside(d, a) => {
            Some("refused, side by side")
        }
        (Some((a, b)), Some((c, d))) if a < d && c < b => Some("refused, overlapping"),
        _ => None,
    }
}

#[test]
fn every_difference_that_is_meant_is_in_the_docs() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/hcl.md");
    // The packaged crate comes without it.
    let Ok(page) = std::fs::read_to_string(page) else {
        return;
    };
    for meant in MEANT {
        assert!(
            page.contains(&format!("| {} |", meant.row)),
            "{}",
            meant.row
        );
    }
}
