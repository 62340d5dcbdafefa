//! Provisioners: they change the machine before it becomes an image.

pub mod firewall;
