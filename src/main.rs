//! Arguments in, exit code out; everything else is the library's.

use std::process::ExitCode;

fn main() -> ExitCode {
    packer_sdc::cli::run(std::env::args_os()).into()
}
