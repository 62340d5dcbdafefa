include!(concat!(env!("OUT_DIR"), "/kinds.rs"));
