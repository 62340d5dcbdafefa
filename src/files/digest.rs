//! What a file held, in 32 bytes: how the record and the journal know bytes again.

use super::Node;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::path::Path;
use std::{fs, io};

/// The SHA-256 of a file's bytes, or of the target of a symbolic link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Digest([u8; 32]);

impl Digest {
    pub(super) fn of(node: &Node) -> Self {
        match node {
            Node::File(bytes) => Self(Sha256::digest(bytes).into()),
            Node::Link(to) => {
                let mut hash = Sha256::new();
                // So that no file has the digest of a link.
                hash.update(b"link\0");
                hash.update(to.as_os_str().as_encoded_bytes());
                Self(hash.finalize().into())
            }
        }
    }

    /// That of what is at a path; none where nothing is. A folder, and what cannot be read
    /// to its end, has none and is an error.
    pub(super) fn at(path: &Path) -> io::Result<Option<Self>> {
        let meta = match fs::symlink_metadata(path) {
            Ok(meta) => meta,
            Err(error) if is_missing(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let node = if meta.is_symlink() {
            Node::Link(fs::read_link(path)?)
        } else if meta.is_file() {
            Node::File(fs::read(path)?)
        } else if meta.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        } else {
            return Err(io::Error::other("it is neither a file nor a folder"));
        };
        Ok(Some(Self::of(&node)))
    }

    /// Reads what its `Display` writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }
}

/// Whether an error says that there is nothing at a path.
pub(super) fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_that_of_sha256sum_and_reads_back() {
        let digest = Digest::of(&Node::File(b"abc".to_vec()));
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), text);
        assert_eq!(Digest::parse(text), Some(digest));
        assert_eq!(Digest::parse("ba78"), None);
        assert_ne!(Digest::of(&Node::Link("abc".into())), digest);
    }
}
