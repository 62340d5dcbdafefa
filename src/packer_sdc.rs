//! The command under the name that the generate lines of Go plugins call.

use std::process::ExitCode;

fn main() -> ExitCode {
    packer_sdc::cli::run(std::env::args_os()).into()
}
