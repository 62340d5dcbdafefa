//! What two outcomes of one input say of each other.

use crate::judge::{Finding, Input, Outcome};
use crate::meant::{MEANT, relation};

pub(crate) enum Verdict {
    /// Alike: a value, or a refusal at the same place.
    Same(&'static str),
    /// Different by intent, as `docs/hcl.md` says.
    Named(&'static str),
    /// Different, and nobody knows why.
    Different(String),
}

impl Verdict {
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Same(kind) => format!("alike: {kind}"),
            Self::Named(row) => format!("as docs/hcl.md says: {row}"),
            Self::Different(what) => format!("different: {what}"),
        }
    }
}

pub(crate) fn verdict(input: &Input, ours: &Outcome, theirs: &Outcome) -> Verdict {
    let verdict = plain_verdict(input, ours, theirs);
    if let Verdict::Different(_) = verdict
        && let Some(meant) = MEANT
            .iter()
            .find(|meant| (meant.applies)(input, ours, theirs))
    {
        return Verdict::Named(meant.row);
    }
    verdict
}

fn plain_verdict(input: &Input, ours: &Outcome, theirs: &Outcome) -> Verdict {
    match (ours, theirs) {
        (Outcome::Spec(_), Outcome::Spec(_)) => Verdict::Same("the spec is refused"),
        (Outcome::Died(_), _) => Verdict::Different("ours died".to_owned()),
        (_, Outcome::Died(_)) => Verdict::Different("theirs died".to_owned()),
        (Outcome::Value(..), Outcome::Value(..)) if ours == theirs => Verdict::Same("one value"),
        (
            Outcome::Refused { wrong: our, parsed },
            Outcome::Refused {
                wrong: their,
                parsed: theirs_parsed,
            },
        ) => {
            if parsed == theirs_parsed {
                return places(input, *parsed, our, their);
            }
            Verdict::Different(format!("parsed by one: {} | {}", kind(our), kind(their)))
        }
        (Outcome::Value(..), Outcome::Value(..)) => Verdict::Different("values differ".to_owned()),
        (Outcome::Value(..), Outcome::Refused { wrong, .. }) => {
            Verdict::Different(format!("only ours takes it: {}", kind(wrong)))
        }
        (Outcome::Refused { wrong, .. }, Outcome::Value(..)) => {
            Verdict::Different(format!("only ours refuses it: {}", kind(wrong)))
        }
        (Outcome::Spec(spec), _) => {
            Verdict::Different(format!("only ours refuses the spec: {spec}"))
        }
        (_, Outcome::Spec(spec)) => Verdict::Different(format!("only ours takes the spec: {spec}")),
    }
}

fn places(input: &Input, parsed: bool, ours: &[Finding], theirs: &[Finding]) -> Verdict {
    let (Some(our), Some(their)) = (ours.first(), theirs.first()) else {
        return Verdict::Different("refused without a reason".to_owned());
    };
    if let Some(related) = relation(input, our, their) {
        return Verdict::Same(related);
    }
    let both = ours.iter().any(|our| relation(input, our, their).is_some())
        && theirs
            .iter()
            .any(|their| relation(input, our, their).is_some());
    if both {
        return Verdict::Same("refused, in another order");
    }
    if parsed && ours.iter().any(|our| relation(input, our, their).is_some()) {
        return Verdict::Same("refused, ours says more");
    }
    Verdict::Different(format!(
        "first errors differ: {} | {}",
        short(&our.message),
        short(&their.message)
    ))
}

fn kind(wrong: &[Finding]) -> String {
    wrong
        .first()
        .map_or_else(String::new, |finding| short(&finding.message))
}

fn short(message: &str) -> String {
    let known = |c: char| if c.is_ascii_digit() { '0' } else { c };
    message.chars().take(60).map(known).collect()
}
