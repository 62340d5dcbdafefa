use super::frame::{ACK, Header, Kind, LENGTH, SYN, WINDOW};
use super::{Role, Session, Stream};
use crate::wire::socket::Socket;
use proptest::prelude::*;
use std::io::{ErrorKind, Read, Write};
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

type Side = (Session, Receiver<Stream>);

/// A session with a peer that is only bytes.
fn served() -> (Socket, Side) {
    let (peer, socket) = Socket::pair().unwrap();
    (peer, Session::start(socket, Role::Server).unwrap())
}

fn pair() -> (Side, Side) {
    let (one, other) = Socket::pair().unwrap();
    let client = Session::start(one, Role::Client).unwrap();
    (client, Session::start(other, Role::Server).unwrap())
}

/// A stream that the client opened, from both sides.
fn stream(client: &Side, server: &Side) -> (Stream, Stream) {
    (client.0.open().unwrap(), server.1.recv().unwrap())
}

fn read(peer: &Socket, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    let mut peer = peer;
    peer.read_exact(&mut bytes).unwrap();
    bytes
}

fn send(peer: &Socket, header: Header, bytes: &[u8]) {
    let mut peer = peer;
    peer.write_all(&header.encode()).unwrap();
    peer.write_all(bytes).unwrap();
}

fn frame(kind: Kind, flags: u16, stream: u32, length: u32) -> Header {
    Header {
        kind,
        flags,
        stream,
        length,
    }
}

/// Whether the session has ended, as the peer sees it.
fn has_ended(peer: &Socket) -> bool {
    let mut peer = peer;
    let mut rest = Vec::new();
    // An end that comes while something is unread is an error on some systems.
    peer.read_to_end(&mut rest).is_ok() || cfg!(not(target_os = "linux"))
}

#[test]
fn opens_and_answers_as_packer_expects() {
    let (peer, (_session, incoming)) = served();
    send(&peer, frame(Kind::WindowUpdate, SYN, 1, 0), &[]);
    send(&peer, frame(Kind::Data, 0, 1, 4), &[0, 0, 0, 0]);
    assert_eq!(read(&peer, 12), [0, 1, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]);
    let stream = incoming.recv().unwrap();
    let mut id = [9; 4];
    (&stream).read_exact(&mut id).unwrap();
    assert_eq!(id, [0; 4]);
    (&stream).write_all(&id).unwrap();
    assert_eq!(
        read(&peer, 16),
        [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0]
    );
    send(&peer, frame(Kind::Ping, SYN, 0, 1), &[]);
    assert_eq!(read(&peer, 12), [0, 2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1]);
    drop(stream);
    assert_eq!(read(&peer, 12), [0, 1, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0]);
}

#[test]
fn own_streams_have_even_numbers() {
    let (peer, (session, _incoming)) = served();
    let _streams = (session.open().unwrap(), session.open().unwrap());
    let bytes = read(&peer, 24);
    assert_eq!(bytes[..12], [0, 1, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0]);
    assert_eq!(bytes[12..], [0, 1, 0, 1, 0, 0, 0, 4, 0, 0, 0, 0]);
}

#[test]
fn megabytes_go_both_ways_at_once() {
    let (client, server) = pair();
    let (near, far) = stream(&client, &server);
    let data: Vec<u8> = (0..3_000_000u32).map(|i| i.to_le_bytes()[1]).collect();
    thread::scope(|scope| {
        for (from, to) in [(&near, &far), (&far, &near)] {
            let data = &data;
            scope.spawn(move || {
                let mut from = from;
                from.write_all(data).unwrap();
            });
            scope.spawn(move || {
                let mut read = vec![0; data.len()];
                let mut to = to;
                to.read_exact(&mut read).unwrap();
                assert!(read == *data);
            });
        }
    });
}

#[test]
fn a_stream_that_nobody_reads_holds_up_no_other() {
    let (client, server) = pair();
    let (stuck, unread) = stream(&client, &server);
    let (near, far) = stream(&client, &server);
    let writing = thread::spawn(move || {
        let mut stuck = &stuck;
        stuck.write_all(&vec![1; 2_000_000])
    });
    thread::sleep(Duration::from_millis(20));
    (&near).write_all(b"through").unwrap();
    let mut read = [0; 7];
    (&far).read_exact(&mut read).unwrap();
    assert_eq!(&read, b"through");
    assert!(!writing.is_finished());
    drop(unread);
    assert_eq!(
        writing.join().unwrap().unwrap_err().kind(),
        ErrorKind::BrokenPipe
    );
}

#[test]
fn what_was_sent_before_the_end_is_read() {
    let (client, server) = pair();
    let (near, far) = stream(&client, &server);
    (&near).write_all(b"last words").unwrap();
    drop(near);
    let mut read = String::new();
    (&far).read_to_string(&mut read).unwrap();
    assert_eq!(read, "last words");
    let error = (&far).write(b"too late").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
}

#[test]
fn the_end_of_the_socket_wakes_everybody() {
    let (client, server) = pair();
    let (near, far) = stream(&client, &server);
    let reading = thread::spawn(move || (&far).read(&mut [0; 1]));
    let writing = thread::spawn(move || (&near).write_all(&vec![0; 1_000_000]).map(|()| near));
    thread::sleep(Duration::from_millis(20));
    assert!(reading.is_finished() || !writing.is_finished());
    server.0.close();
    let _ = reading.join().unwrap();
    assert!(writing.join().unwrap().is_err());
    assert!(client.1.recv().is_err());
    assert!(client.0.open().is_err());
}

#[test]
fn what_breaks_the_rules_ends_the_session() {
    let open = frame(Kind::WindowUpdate, SYN, 1, 0);
    let huge = frame(Kind::Data, 0, 1, WINDOW + 1);
    let cases: [(&str, &[Header]); 5] = [
        ("more than the window", &[open, huge]),
        ("more than any window", &[frame(Kind::Data, 0, 7, u32::MAX)]),
        ("a number of ours", &[frame(Kind::WindowUpdate, SYN, 2, 0)]),
        ("a number twice", &[open, open]),
        ("no number of a session", &[frame(Kind::Data, SYN, 2, 0)]),
    ];
    for (what, frames) in cases {
        let (peer, (_session, incoming)) = served();
        for header in frames {
            send(&peer, *header, &[]);
        }
        assert!(has_ended(&peer), "{what}");
        let streams: Vec<Stream> = incoming.iter().collect();
        assert!(streams.len() <= 1, "{what}");
    }
    let (peer, _side) = served();
    (&peer).write_all(&[1; LENGTH]).unwrap();
    assert!(has_ended(&peer), "another version");
}

#[test]
fn more_streams_than_anybody_takes_are_refused() {
    let (peer, (_session, incoming)) = served();
    for id in 0..300 {
        send(&peer, frame(Kind::WindowUpdate, SYN, id * 2 + 1, 0), &[]);
    }
    send(&peer, frame(Kind::Ping, SYN, 0, 7), &[]);
    let mut resets = 0;
    loop {
        let bytes = read(&peer, LENGTH);
        let header = Header::decode(bytes.try_into().unwrap()).unwrap();
        match (header.kind, header.flags) {
            (Kind::Ping, ACK) => break,
            (Kind::WindowUpdate, 8) => resets += 1,
            _ => {}
        }
    }
    assert_eq!(resets, 300 - 256);
    assert_eq!(incoming.try_iter().count(), 256);
}

#[test]
fn who_asks_without_end_and_reads_nothing_loses_the_session() {
    let (peer, (_session, incoming)) = served();
    let ping = frame(Kind::Ping, SYN, 0, 1).encode().repeat(1000);
    let mut writer = &peer;
    let mut sent = 0;
    while writer.write_all(&ping).is_ok() {
        sent += ping.len();
        assert!(sent < 100 << 20, "the session goes on");
    }
    assert!(incoming.recv().is_err());
}

#[test]
fn a_peer_that_reads_nothing_does_not_hold_up_the_end() {
    let (peer, (session, incoming)) = served();
    let ping = frame(Kind::Ping, SYN, 0, 1).encode().repeat(1000);
    // More answers than a socket holds, and fewer than the outbox bears.
    for _ in 0..100 {
        (&peer).write_all(&ping).unwrap();
    }
    session.close();
    assert!(incoming.recv().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn frames_may_come_in_any_pieces(
        data in proptest::collection::vec(any::<u8>(), 0..5000),
        writes in proptest::collection::vec(1usize..700, 1..8),
        pieces in proptest::collection::vec(1usize..97, 1..16),
    ) {
        // The frames of a client, taken from its socket and passed on in other pieces.
        let (near, tap) = Socket::pair().unwrap();
        let client = Session::start(near, Role::Client).unwrap();
        let stream = client.0.open().unwrap();
        let (out, far) = Socket::pair().unwrap();
        let server = Session::start(far, Role::Server).unwrap();
        let relay = thread::spawn(move || {
            let mut bytes = Vec::new();
            (&tap).read_to_end(&mut bytes).unwrap();
            let mut rest = bytes.as_slice();
            for piece in pieces.into_iter().cycle() {
                if rest.is_empty() {
                    break;
                }
                let (piece, after) = rest.split_at(piece.min(rest.len()));
                let mut out = &out;
                out.write_all(piece).unwrap();
                rest = after;
            }
            out
        });
        let mut rest = data.as_slice();
        for length in writes.into_iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, after) = rest.split_at(length.min(rest.len()));
            let mut writer = &stream;
            writer.write_all(piece).unwrap();
            rest = after;
        }
        drop(stream);
        client.0.close();
        let _open = relay.join().unwrap();
        let mut read = Vec::new();
        (&server.1.recv().unwrap()).read_to_end(&mut read).unwrap();
        prop_assert_eq!(read, data);
    }

    #[test]
    fn a_header_reads_as_it_was_written(kind in 0u8..4, flags: u16, stream: u32, length: u32) {
        let kinds = [Kind::Data, Kind::WindowUpdate, Kind::Ping, Kind::GoAway];
        let header = frame(kinds[usize::from(kind)], flags, stream, length);
        prop_assert_eq!(Header::decode(header.encode()), Some(header));
    }

    #[test]
    fn no_bytes_hurt(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let (peer, side) = served();
        // The session may have ended before all is written.
        let _ = (&peer).write_all(&bytes);
        drop(peer);
        for stream in &side.1 {
            drop(stream);
        }
    }
}
