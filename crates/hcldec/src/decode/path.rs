//! Where in a configuration something is, as people write it: `disk[1].size`.

use std::fmt;

/// The way from the outermost body to a part of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Name(&'a str),
    Index(usize),
    Label(&'a str),
}

impl<'a> Path<'a> {
    pub(super) const ROOT: Self = Path {
        parent: None,
        step: Step::Root,
    };

    /// The attribute or block of that name.
    pub(super) fn name(&'a self, name: &'a str) -> Self {
        self.join(Step::Name(name))
    }

    /// The block at that place.
    pub(super) fn index(&'a self, index: usize) -> Self {
        self.join(Step::Index(index))
    }

    /// The block of that label.
    pub(super) fn label(&'a self, label: &'a str) -> Self {
        self.join(Step::Label(label))
    }

    fn join(&'a self, step: Step<'a>) -> Self {
        Path {
            parent: Some(self),
            step,
        }
    }

    pub(super) fn is_root(&self) -> bool {
        self.parent.is_none()
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(parent) = self.parent else {
            return Ok(());
        };
        parent.fmt(f)?;
        match self.step {
            Step::Root => Ok(()),
            Step::Name(name) if parent.is_root() => f.write_str(name),
            Step::Name(name) => write!(f, ".{name}"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Label(label) => write!(f, "[{label:?}]"),
        }
    }
}
