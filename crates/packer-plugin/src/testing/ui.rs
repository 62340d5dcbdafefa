//! A user interface that remembers.

use crate::Result;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::rpc::{Service, no_method};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

/// What was said, from all sides of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct FakeUi {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    said: Vec<String>,
    errors: Vec<String>,
    answers: VecDeque<String>,
}

impl FakeUi {
    pub(super) fn new(answers: VecDeque<String>) -> Self {
        let ui = Self::default();
        lock(&ui.state).answers = answers;
        ui
    }

    pub(super) fn said(&self) -> Vec<String> {
        lock(&self.state).said.clone()
    }

    pub(super) fn errors(&self) -> Vec<String> {
        lock(&self.state).errors.clone()
    }
}

impl Service for FakeUi {
    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        let mut state = lock(&self.state);
        let (service, method) = method.split_once('.').unwrap_or((method, ""));
        match method {
            "Say" | "Message" => state.said.push(argument.text()),
            "Error" => state.errors.push(argument.text()),
            "Ask" => {
                let answer = state.answers.pop_front();
                let unexpected = || format!("nobody answers `{}`", argument.text());
                return Ok(answer.ok_or_else(unexpected)?.into());
            }
            "Machine" => {
                let line = [
                    vec![argument.field("Category").text()],
                    argument.field("Args").texts(),
                ];
                state.said.push(line.concat().join(","));
            }
            "NewTrackProgress" => return Ok("Progress".into()),
            "Add" | "Close" if service == "UiProgress" => {}
            _ => return Err(no_method(&format!("{service}.{method}"))),
        }
        Ok(Msg::Nil)
    }
}
