//! Reading the configuration into the author's struct, with all that is wrong with it at once,
//! though serde stops at the first.

use super::raw::{Configuration, holds_unknown};
use crate::hcldec::{PathStep, Spec, Value, WrongValue, from_value};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// More mistakes than anybody reads at once.
const MOST: usize = 50;

/// What has become of a configuration.
#[derive(Debug)]
pub(crate) enum Decoded<T> {
    /// It is right.
    Ready(T),
    /// It cannot be read until Packer knows all of it.
    Preliminary,
    /// What is wrong with it.
    Wrong(Vec<String>),
}

impl Configuration {
    /// Reads it by its spec.
    pub(crate) fn decode<T: DeserializeOwned>(&self, spec: &Spec) -> Decoded<T> {
        let mut value = self.value.clone();
        let mut wrong: Vec<String> = self.wrong.iter().map(ToString::to_string).collect();
        let mut preliminary = false;
        // What was wrong is taken out, and it is read again, to find what else is. Only the
        // struct of a reading that nothing was taken out for is used.
        let mut removed: Vec<Vec<PathStep>> = Vec::new();
        for wrong in &self.wrong {
            // It may have been left out at once.
            remove(&mut value, &wrong.path);
            removed.push(removable(&wrong.path).to_vec());
        }
        while wrong.len() < MOST {
            let mut error = match from_value::<T>(&value, spec) {
                Ok(read) if wrong.is_empty() && !preliminary => return Decoded::Ready(read),
                Ok(_) => break,
                Err(error) => error,
            };
            if !follows(&error, &removed) {
                if error.path.is_empty() {
                    error.path = blame::<T>(&error, &value, spec);
                }
                match part(&value, &error.path) {
                    Some(part) if holds_unknown(part) => preliminary = true,
                    _ => wrong.push(error.to_string()),
                }
            }
            if !remove(&mut value, &error.path) {
                break;
            }
            removed.push(removable(&error.path).to_vec());
        }
        if wrong.is_empty() {
            Decoded::Preliminary
        } else {
            Decoded::Wrong(wrong)
        }
    }
}

/// Whether it is missing only because it was taken out.
fn follows(error: &WrongValue, removed: &[Vec<PathStep>]) -> bool {
    removed.iter().any(|path| {
        let Some((PathStep::Key(name) | PathStep::Attribute(name), parent)) = path.split_last()
        else {
            return false;
        };
        parent == error.path && error.message == format!("missing field `{name}`")
    })
}

/// The attribute that an error is about which does not say so: serde loses the place of what
/// it reads into a flattened struct. It is the one without which the error is another.
fn blame<T: DeserializeOwned>(error: &WrongValue, value: &Value, spec: &Spec) -> Vec<PathStep> {
    let Value::Object(attributes) = value else {
        return Vec::new();
    };
    for name in attributes.keys() {
        let path = vec![PathStep::Key(name.clone())];
        let mut without = value.clone();
        remove(&mut without, &path);
        let changed = match from_value::<T>(&without, spec) {
            Ok(_) => true,
            Err(other) => other != *error && !follows(&other, std::slice::from_ref(&path)),
        };
        if changed {
            return path;
        }
    }
    Vec::new()
}

fn part<'a>(value: &'a Value, path: &[PathStep]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, step| match step {
        PathStep::Attribute(name) | PathStep::Key(name) => value.get(name),
        PathStep::Index(index) => value.elements()?.get(*index),
    })
}

/// The path of what is taken out for a part: where it is in a list the whole list, so that no
/// place shifts.
fn removable(path: &[PathStep]) -> &[PathStep] {
    let is_index = |step: &PathStep| matches!(step, PathStep::Index(_));
    let end = path.iter().position(is_index).unwrap_or(path.len());
    &path[..end]
}

/// Takes a part out. False where there is nothing to take out.
fn remove(value: &mut Value, path: &[PathStep]) -> bool {
    let Some((last, above)) = removable(path).split_last() else {
        return false;
    };
    let place = above.iter().try_fold(value, |place, step| {
        let (entries, name) = entries(place, step)?;
        entries.get_mut(name)
    });
    place
        .and_then(|place| entries(place, last))
        .is_some_and(|(entries, name)| entries.remove(name).is_some())
}

/// What a step leads into, and by which name.
fn entries<'a, 'b>(
    place: &'a mut Value,
    step: &'b PathStep,
) -> Option<(&'a mut BTreeMap<String, Value>, &'b String)> {
    match (place, step) {
        (
            Value::Object(entries) | Value::Map(_, entries),
            PathStep::Attribute(name) | PathStep::Key(name),
        ) => Some((entries, name)),
        _ => None,
    }
}
