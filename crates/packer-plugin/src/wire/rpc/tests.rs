use super::{Client, Service, Services, no_method, serve};
use crate::Result;
use crate::wire::lock;
use crate::wire::msgpack::Msg;
use crate::wire::mux::{Role, Session, Stream};
use crate::wire::socket::Socket;
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// A service that does what it is told to.
struct Told {
    gate: Mutex<Option<Receiver<()>>>,
    arrived: Mutex<Vec<String>>,
}

impl Service for Told {
    fn arrived(&self, method: &str) {
        lock(&self.arrived).push(method.to_owned());
    }

    fn call(&self, method: &str, argument: &Msg) -> Result<Msg> {
        match method {
            "Told.Echo" => Ok(argument.clone()),
            "Told.Fail" => Err(argument.text().into()),
            "Told.Panic" => panic!("{}", argument.text()),
            "Told.PanicWithAny" => std::panic::panic_any(7),
            "Told.Much" => Ok("x".repeat(64 << 10).as_str().into()),
            "Told.Wait" => {
                let gate = lock(&self.gate).take().ok_or("nothing to wait for")?;
                gate.recv()?;
                Ok(Msg::Nil)
            }
            _ => Err(no_method(method)),
        }
    }
}

fn streams() -> (Stream, Stream) {
    let (one, other) = Socket::pair().unwrap();
    let client = Session::start(one, Role::Client).unwrap();
    let server = Session::start(other, Role::Server).unwrap();
    (client.0.open().unwrap(), server.1.recv().unwrap())
}

fn service() -> (Arc<Told>, Sender<()>) {
    let (open, gate) = channel();
    let told = Told {
        gate: Mutex::new(Some(gate)),
        arrived: Mutex::default(),
    };
    (Arc::new(told), open)
}

fn connected() -> (Client, Arc<Told>, Sender<()>) {
    let (near, far) = streams();
    let (told, gate) = service();
    let services: Arc<dyn Service> = Arc::new(Services([("Told", told.clone() as _)]));
    thread::spawn(move || serve(far, &services));
    (Client::new(near).unwrap(), told, gate)
}

#[test]
fn calls_overtake_one_that_waits() {
    let (client, told, gate) = connected();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| client.call("Told.Wait", &Msg::Nil));
        while lock(&told.arrived).is_empty() {
            thread::yield_now();
        }
        for i in 0..100u32 {
            assert_eq!(client.call("Told.Echo", &i.into()).unwrap(), Msg::from(i));
        }
        assert!(!waiting.is_finished());
        gate.send(()).unwrap();
        waiting.join().unwrap().unwrap();
    });
    assert_eq!(lock(&told.arrived)[0], "Told.Wait");
}

#[test]
fn calls_of_many_threads_find_their_answers() {
    let (client, ..) = connected();
    thread::scope(|scope| {
        for thread in 0..8u32 {
            let client = &client;
            scope.spawn(move || {
                for i in 0..50 {
                    let value = Msg::from(thread * 1000 + i);
                    assert_eq!(client.call("Told.Echo", &value).unwrap(), value);
                }
            });
        }
    });
}

#[test]
fn every_call_is_answered() {
    let (client, ..) = connected();
    let error =
        |method: &str, text: &str| client.call(method, &text.into()).unwrap_err().to_string();
    assert_eq!(error("Told.Fail", "it failed"), "it failed");
    assert_eq!(error("Told.Fail", ""), "an error without words");
    assert_eq!(error("Told.Panic", "oh"), "the plugin panicked: oh");
    assert_eq!(error("Told.PanicWithAny", ""), "the plugin panicked");
    assert_eq!(error("Told.No", ""), "this plugin has no method `Told.No`");
    assert_eq!(
        error("Other.No", ""),
        "this plugin has no method `Other.No`"
    );
    assert_eq!(error("\0", ""), "this plugin has no method `\0`");
    // And it goes on.
    assert_eq!(client.call("Told.Echo", &Msg::Nil).unwrap(), Msg::Nil);
}

#[test]
fn who_hangs_up_lets_go_of_who_waits() {
    let (near, far) = streams();
    let client = Arc::new(Client::new(near).unwrap());
    let waiting = client.clone();
    let waiting = thread::spawn(move || waiting.call("Any", &Msg::Nil));
    let mut read = [0; 10];
    (&far).read_exact(&mut read).unwrap();
    drop(far);
    assert!(waiting.join().unwrap().is_err());
    assert!(client.call("Any", &Msg::Nil).is_err());
}

#[test]
fn calls_whose_answers_nobody_reads_are_bounded() {
    let (near, far) = streams();
    let (told, _gate) = service();
    let services: Arc<dyn Service> = told.clone();
    thread::spawn(move || serve(far, &services));
    let call = b"\x82\xadServiceMethod\xa9Told.Much\xa3Seq\x08\xc0".repeat(1000);
    (&near).write_all(&call).unwrap();
    // The first fill the window; then as many wait as may, and the next ones are refused, until
    // there is no room for refusals either.
    let mut before = 0;
    loop {
        thread::sleep(std::time::Duration::from_millis(100));
        let arrived = lock(&told.arrived).len();
        if arrived == before && arrived > 4 {
            break;
        }
        before = arrived;
    }
    assert!(before <= 256 + 8, "{before}");
}

#[test]
fn a_call_has_the_bytes_that_packer_reads() {
    let (near, far) = streams();
    let (told, _gate) = service();
    let services: Arc<dyn Service> = told;
    thread::spawn(move || serve(far, &services));
    let call = b"\x82\xadServiceMethod\xa9Told.Fail\xa3Seq\x08\xa2no";
    (&near).write_all(call).unwrap();
    let answer = b"\x83\xadServiceMethod\xa9Told.Fail\xa3Seq\x08\xa5Error\xa2no\x80";
    let mut read = vec![0; answer.len()];
    (&near).read_exact(&mut read).unwrap();
    assert_eq!(read, answer);
}

#[test]
fn what_is_no_call_ends_the_stream() {
    let (near, far) = streams();
    let (told, _gate) = service();
    let services: Arc<dyn Service> = told;
    let served = thread::spawn(move || serve(far, &services));
    (&near).write_all(&[0xc0, 0xc0]).unwrap();
    assert!(served.join().unwrap().is_err());
    assert_eq!((&near).read(&mut [0; 8]).unwrap(), 0);
}
