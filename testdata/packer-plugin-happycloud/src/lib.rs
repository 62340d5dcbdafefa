//! A Packer plugin for HappyCloud, a cloud that makes everybody happy. It shows what
//! `sdc` reads and makes; there is no such cloud.

pub mod builder;
pub mod common;
pub mod datasource;
pub mod post_processor;
pub mod provisioner;
