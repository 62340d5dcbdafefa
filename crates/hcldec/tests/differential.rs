//! Ours beside `HashiCorp`'s hcldec, on inputs that a generator makes: whether an input is
//! taken, the value, and the place of the first error. `.ci/judges` builds the other side into
//! the folder that `SDC_JUDGES` names. `SDC_DIFFERENTIAL` says how many inputs, `SDC_CORPUS`
//! where there are texts to change.

#[path = "differential/body.rs"]
mod body;
#[path = "differential/corpus.rs"]
mod corpus;
#[path = "differential/expression.rs"]
mod expression;
#[path = "differential/json.rs"]
mod json;
#[path = "differential/judge.rs"]
mod judge;
#[path = "differential/meant.rs"]
mod meant;
#[path = "differential/mutate.rs"]
mod mutate;
#[path = "differential/random.rs"]
mod random;
#[path = "differential/shape.rs"]
mod shape;
#[path = "differential/verdict.rs"]
mod verdict;

use judge::{Input, Judge, ours};
use random::Random;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;
use verdict::{Verdict, verdict};

/// How many inputs, where nobody says.
const INPUTS: usize = 4000;

fn variable<T: std::str::FromStr>(name: &str) -> Option<T> {
    let value = std::env::var(name).ok().filter(|value| !value.is_empty());
    value?.parse().ok()
}

/// The input of a number, the same in every run.
fn input(number: usize, corpus: &[String]) -> Input {
    let seed = u64::try_from(number).expect("a number is small");
    let random = &mut Random::new(seed.wrapping_mul(0x0d1f_fe2e_4717_u64));
    if !corpus.is_empty() && number % 5 == 4 {
        return corpus::input(random, corpus);
    }
    let shape = shape::root(random);
    let spec = shape.text(random.chance(85));
    let (name, text) = if random.chance(30) {
        (judge::JSON, json::body(random, &shape))
    } else {
        (judge::NATIVE, body::native(random, &shape))
    };
    let text = if random.chance(35) {
        mutate::mutated(random, &text)
    } else {
        text
    };
    Input { spec, name, text }
}

#[test]
fn nothing_differs_from_hashicorps_that_has_no_name() {
    let program = variable::<PathBuf>("SDC_JUDGES").map(|judges| judges.join("bin/hcldec-batch"));
    let Some(program) = program.filter(|program| program.exists()) else {
        eprintln!("left out: SDC_JUDGES names no folder with `bin/hcldec-batch`");
        return;
    };
    let corpus = variable::<PathBuf>("SDC_CORPUS").map(|folder| corpus::texts(&folder));
    let corpus = corpus.unwrap_or_default();
    let count = variable("SDC_DIFFERENTIAL").unwrap_or(INPUTS);
    let first = variable("SDC_DIFFERENTIAL_FROM").unwrap_or(0);
    let counts = Mutex::new(BTreeMap::<String, usize>::new());
    let different = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (program, corpus, counts, different) = (&program, &corpus, &counts, &different);
            scope.spawn(move || {
                let mut judge = Judge::start(program);
                for number in (first + thread..first + count).step_by(threads) {
                    let input = input(number, corpus);
                    let (ours, theirs) = (ours(&input), judge.ask(&input));
                    let verdict = verdict(&input, &ours, &theirs);
                    let kind = verdict.kind();
                    *counts.lock().expect("no thread died").entry(kind).or_default() += 1;
                    if let Verdict::Different(what) = verdict {
                        let shown = format!(
                            "== input {number}: {what}\n{}\n-- {}\n{}\n-- ours: {ours:?}\n-- theirs: {theirs:?}\n",
                            input.spec.split_whitespace().collect::<Vec<_>>().join(" "),
                            input.name, input.text,
                        );
                        different.lock().expect("no thread died").push((number, shown));
                    }
                }
            });
        }
    });
    for (kind, count) in &*counts.lock().expect("no thread died") {
        println!("{count:8} {kind}");
    }
    let mut different = different.into_inner().expect("no thread died");
    different.sort();
    let shown = different.iter().map(|(_, shown)| shown.as_str());
    let shown: Vec<&str> = shown.collect();
    assert!(
        shown.is_empty(),
        "{}\n{} differ",
        shown.join("\n"),
        different.len()
    );
}
