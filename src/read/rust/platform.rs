//! The platform that source is read for: what rustc says of its targets, by the table that
//! `cfg-expr` keeps.

use crate::diagnostics::Diagnostic;
use cfg_expr::targets::{ALL_BUILTINS, get_builtin_target_by_triple};
use cfg_expr::targets::{Abi, Endian, Env, Os, TargetInfo, Vendor};
use std::sync::OnceLock;

/// A platform.
#[derive(Clone, Debug)]
pub(super) struct Platform {
    target: &'static TargetInfo,
    /// Whether somebody has named it, so that the same is read on every machine.
    named: bool,
}

/// That of the machine that this runs on.
impl Default for Platform {
    fn default() -> Self {
        Self {
            target: HOST.get_or_init(host),
            named: false,
        }
    }
}

static HOST: OnceLock<&TargetInfo> = OnceLock::new();

impl Platform {
    /// The platform of a target triple.
    pub(super) fn named(triple: &str) -> Result<Self, Diagnostic> {
        if let Some(target) = get_builtin_target_by_triple(triple) {
            return Ok(Self {
                target,
                named: true,
            });
        }
        let message = format!("`{triple}` is no target triple");
        let known = ALL_BUILTINS.iter().map(|target| target.triple.as_str());
        Err(Diagnostic::error("unknown-target", message)
            .did_you_mean(triple, known)
            .help("write one of `rustc --print target-list`, such as `x86_64-unknown-linux-gnu`"))
    }

    pub(super) fn is_named(&self) -> bool {
        self.named
    }

    /// Its name, as `rustc --target` takes it.
    pub(super) fn triple(&self) -> &'static str {
        self.target.triple.as_str()
    }

    /// Whether `cfg(key = "value")` holds on it.
    pub(super) fn has(&self, key: &str, value: &str) -> bool {
        has(self.target, key, value)
    }
}

/// Whether `cfg(key = "value")` holds on a target.
fn has(target: &TargetInfo, key: &str, value: &str) -> bool {
    let is = |found: Option<&str>| found.unwrap_or_default() == value;
    match key {
        "target_os" => is(target.os.as_ref().map(Os::as_str)),
        "target_arch" => target.arch.as_str() == value,
        "target_env" => is(target.env.as_ref().map(Env::as_str)),
        "target_abi" => is(target.abi.as_ref().map(Abi::as_str)),
        "target_vendor" => is(target.vendor.as_ref().map(Vendor::as_str)),
        "target_endian" => match target.endian {
            Endian::big => value == "big",
            Endian::little => value == "little",
        },
        "target_pointer_width" => target.pointer_width.to_string() == value,
        "target_family" => target
            .families
            .iter()
            .any(|family| family.as_str() == value),
        "target_has_atomic" => target
            .has_atomics
            .iter()
            .any(|atomic| atomic.to_string() == value),
        "panic" => target.panic.as_str() == value,
        _ => false,
    }
}

/// What this was built for: the entry of the table that has all of it.
fn host() -> &'static TargetInfo {
    let env = [
        (cfg!(target_env = "gnu"), "gnu"),
        (cfg!(target_env = "musl"), "musl"),
        (cfg!(target_env = "msvc"), "msvc"),
        (cfg!(target_env = "sgx"), "sgx"),
    ];
    let env = env.iter().find(|(is, _)| *is).map_or("", |(_, env)| env);
    let abi = [
        (cfg!(target_abi = "eabihf"), "eabihf"),
        (cfg!(target_abi = "eabi"), "eabi"),
        (cfg!(target_abi = "llvm"), "llvm"),
        (cfg!(target_abi = "x32"), "x32"),
    ];
    let abi = abi.iter().find(|(is, _)| *is).map_or("", |(_, abi)| abi);
    let width = usize::BITS.to_string();
    let little = if cfg!(target_endian = "little") {
        "little"
    } else {
        "big"
    };
    let wanted = [
        ("target_os", std::env::consts::OS),
        ("target_arch", std::env::consts::ARCH),
        ("target_pointer_width", &width),
        ("target_endian", little),
        ("target_env", env),
        ("target_abi", abi),
    ];
    let fit = |target: &&'static TargetInfo| {
        let fits = wanted.iter().filter(|(key, value)| has(target, key, value));
        fits.count()
    };
    // The first of those that have most, should the table not know this machine.
    let best = ALL_BUILTINS.iter().rev().max_by_key(fit);
    best.unwrap_or(&ALL_BUILTINS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_as_rustc_says() {
        for (triple, key, value, is) in [
            ("aarch64-linux-android", "target_os", "android", true),
            ("aarch64-linux-android", "target_family", "unix", true),
            (
                "x86_64-unknown-linux-gnux32",
                "target_pointer_width",
                "32",
                true,
            ),
            ("x86_64-unknown-linux-gnux32", "target_env", "gnu", true),
            ("aarch64-pc-windows-gnullvm", "target_env", "gnu", true),
            ("aarch64-pc-windows-gnullvm", "target_abi", "llvm", true),
            (
                "mips64el-unknown-linux-gnuabi64",
                "target_arch",
                "mips64",
                true,
            ),
            (
                "mips64el-unknown-linux-gnuabi64",
                "target_endian",
                "little",
                true,
            ),
            ("sparc64-unknown-linux-gnu", "target_endian", "big", true),
            ("m68k-unknown-linux-gnu", "target_endian", "big", true),
            ("m68k-unknown-linux-gnu", "target_pointer_width", "32", true),
            ("wasm32-wasip1", "target_os", "wasi", true),
            ("wasm32-wasip1", "target_family", "unix", false),
            ("x86_64-unknown-linux-gnu", "target_env", "", false),
            ("x86_64-apple-darwin", "target_env", "", true),
            ("x86_64-apple-darwin", "target_has_atomic", "128", true),
        ] {
            let platform = Platform::named(triple).expect("rustc has it");
            assert_eq!(platform.has(key, value), is, "{triple} {key} {value}");
        }
        let wrong = Platform::named("x86_64-unknown-linux-gnuu").expect_err("rustc has it not");
        assert!(wrong.to_string().contains("no target triple"));
    }

    #[test]
    fn this_machine_is_found() {
        let host = Platform::default();
        assert!(host.has("target_os", std::env::consts::OS));
        assert!(host.has("target_arch", std::env::consts::ARCH));
        assert!(host.has("target_family", std::env::consts::FAMILY));
    }
}
