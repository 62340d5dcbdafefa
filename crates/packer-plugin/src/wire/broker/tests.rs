use super::Broker;
use crate::wire::mux::Role;
use crate::wire::socket::Socket;
use std::io::{ErrorKind, Read, Write};
use std::sync::Arc;
use std::thread;

fn pair() -> (Arc<Broker>, Arc<Broker>) {
    let (one, other) = Socket::pair().unwrap();
    let (client, _) = Broker::start(one, Role::Client).unwrap();
    let (server, _) = Broker::start(other, Role::Server).unwrap();
    (client, server)
}

#[test]
fn who_accepts_a_number_gets_the_stream_that_was_opened_by_it() {
    let (client, server) = pair();
    let ids = [server.next_id(), server.next_id(), server.next_id()];
    assert_eq!(ids, [1, 2, 3]);
    thread::scope(|scope| {
        for id in ids {
            let (client, server) = (&client, &server);
            scope.spawn(move || {
                let mut stream = server.accept(id).unwrap();
                let mut word = [0; 1];
                stream.read_exact(&mut word).unwrap();
                assert_eq!(u32::from(word[0]), id);
            });
            // The last first: the order of dialling is not that of accepting.
            scope.spawn(move || {
                let mut stream = client.dial(4 - id).unwrap();
                stream.write_all(&[u8::try_from(4 - id).unwrap()]).unwrap();
            });
        }
    });
}

#[test]
fn each_side_has_numbers_of_its_own() {
    let (client, server) = pair();
    thread::scope(|scope| {
        let near = scope.spawn(|| client.accept(1).unwrap());
        let far = scope.spawn(|| server.accept(1).unwrap());
        let mut to_server = client.dial(1).unwrap();
        let mut to_client = server.dial(1).unwrap();
        to_server.write_all(b"s").unwrap();
        to_client.write_all(b"c").unwrap();
        let mut word = [0; 1];
        near.join().unwrap().read_exact(&mut word).unwrap();
        assert_eq!(&word, b"c");
        far.join().unwrap().read_exact(&mut word).unwrap();
        assert_eq!(&word, b"s");
    });
}

#[test]
fn a_number_that_nobody_accepts_is_given_up() {
    let (client, server) = pair();
    assert_eq!(
        client.dial(7).unwrap_err().kind(),
        ErrorKind::ConnectionReset
    );
    assert_eq!(server.accept(8).unwrap_err().kind(), ErrorKind::TimedOut);
    // And the number may be used later.
    thread::scope(|scope| {
        scope.spawn(|| server.accept(7).unwrap());
        client.dial(7).unwrap();
    });
}

#[test]
fn a_number_that_is_opened_twice_is_opened_once() {
    let (client, server) = pair();
    thread::scope(|scope| {
        let dials = [(); 2].map(|()| scope.spawn(|| client.dial(7)));
        let _stream = server.accept(7).unwrap();
        let opened = dials.map(|dial| dial.join().unwrap());
        assert_eq!(opened.iter().filter(|dial| dial.is_ok()).count(), 1);
    });
}

#[test]
fn the_end_of_the_session_lets_go_of_who_waits() {
    let (client, server) = pair();
    thread::scope(|scope| {
        let accepting = scope.spawn(|| server.accept(1));
        client.close();
        let error = accepting.join().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionAborted);
    });
    assert!(client.dial(1).is_err());
}
