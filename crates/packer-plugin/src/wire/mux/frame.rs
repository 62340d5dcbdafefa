//! The header of a frame.

/// Bytes that may be on their way in a stream before the receiver has read any.
pub(super) const WINDOW: u32 = 256 * 1024;

/// The length of a header.
pub(super) const LENGTH: usize = 12;

pub(super) const SYN: u16 = 1;
pub(super) const ACK: u16 = 2;
pub(super) const FIN: u16 = 4;
pub(super) const RST: u16 = 8;

/// What a frame is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As many bytes follow as the length says.
    Data,
    /// The sender takes as many bytes more as the length says.
    WindowUpdate,
    /// Asks for an answer with the same length.
    Ping,
    /// The sender opens no more streams; the length says why.
    GoAway,
}

/// What every frame begins with, and all but data consist of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: Kind,
    pub(super) flags: u16,
    /// The stream that it is about; 0 is the session.
    pub(super) stream: u32,
    pub(super) length: u32,
}

impl Header {
    /// A window update for the flags alone.
    pub(super) fn flags(stream: u32, flags: u16) -> Self {
        Self {
            kind: Kind::WindowUpdate,
            flags,
            stream,
            length: 0,
        }
    }

    pub(super) fn encode(self) -> [u8; LENGTH] {
        let kind = match self.kind {
            Kind::Data => 0,
            Kind::WindowUpdate => 1,
            Kind::Ping => 2,
            Kind::GoAway => 3,
        };
        let mut bytes = [0; LENGTH];
        bytes[1] = kind;
        bytes[2..4].copy_from_slice(&self.flags.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.stream.to_be_bytes());
        bytes[8..12].copy_from_slice(&self.length.to_be_bytes());
        bytes
    }

    /// Nothing where it is of another version, or of a kind that does not exist.
    pub(super) fn decode(bytes: [u8; LENGTH]) -> Option<Self> {
        let [version, kind, f0, f1, s0, s1, s2, s3, l0, l1, l2, l3] = bytes;
        let kind = match (version, kind) {
            (0, 0) => Kind::Data,
            (0, 1) => Kind::WindowUpdate,
            (0, 2) => Kind::Ping,
            (0, 3) => Kind::GoAway,
            _ => return None,
        };
        Some(Self {
            kind,
            flags: u16::from_be_bytes([f0, f1]),
            stream: u32::from_be_bytes([s0, s1, s2, s3]),
            length: u32::from_be_bytes([l0, l1, l2, l3]),
        })
    }
}
