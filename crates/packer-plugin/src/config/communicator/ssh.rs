//! The SSH communicator, in the parts that builders take or leave: one that has no key
//! pairs of its own does not offer `ssh_keypair_name`.

use crate::config::Duration;
use serde::Deserialize;

/// The SSH communicator needs an address and a user; a key is made for the build where
/// none is named.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Ssh {
    /// The address of the machine, where the builder does not find it out.
    pub ssh_host: Option<String>,
    /// The port of the machine.
    pub ssh_port: u16,
    /// The user to log in as. There is no login without one.
    pub ssh_username: Option<String>,
    /// That user's password, for a machine that takes passwords.
    pub ssh_password: Option<String>,
    /// The ciphers to offer, by the names that OpenSSH gives them, such as
    /// `aes256-ctr`. Only a very old server needs others than the usual ones.
    pub ssh_ciphers: Vec<String>,
    /// Take the build's temporary key out of the user's and root's `authorized_keys`
    /// before the image is made. The key is worthless by then; this is about tidiness, and
    /// needs `sed` on the machine.
    pub ssh_clear_authorized_keys: bool,
    /// The key exchange algorithms to offer, such as `curve25519-sha256@libssh.org`. Only a
    /// very old server needs others than the usual ones.
    pub ssh_key_exchange_algorithms: Vec<String>,
    /// The path of a certificate that goes with the private key. A leading `~` is the home
    /// folder.
    pub ssh_certificate_file: Option<String>,
    /// Ask for a terminal, for commands that refuse to work without one.
    pub ssh_pty: bool,
    /// How long the machine may take until it answers, its first start included: `5m`,
    /// unless `ssh_handshake_attempts` is set.
    #[serde(alias = "ssh_wait_timeout")]
    pub ssh_timeout: Option<Duration>,
    /// Do not forward the local agent to the machine.
    pub ssh_disable_agent_forwarding: bool,
    /// How many handshakes to try once the port answers: `10`, unless `ssh_timeout` is
    /// set.
    pub ssh_handshake_attempts: Option<u32>,
    /// The address of a bastion: a host that the connection goes through.
    pub ssh_bastion_host: Option<String>,
    /// The port of the bastion.
    pub ssh_bastion_port: u16,
    /// Log in to the bastion with the keys of the local agent.
    pub ssh_bastion_agent_auth: bool,
    /// The user to log in to the bastion as.
    pub ssh_bastion_username: Option<String>,
    /// That user's password.
    pub ssh_bastion_password: Option<String>,
    /// Let the person at the keyboard answer what the bastion asks.
    pub ssh_bastion_interactive: bool,
    /// The path of a private key for the bastion, in the PEM format. A leading `~` is the
    /// home folder.
    pub ssh_bastion_private_key_file: Option<String>,
    /// The path of a certificate for the bastion. A leading `~` is the home folder.
    pub ssh_bastion_certificate_file: Option<String>,
    /// How files are copied.
    pub ssh_file_transfer_method: FileTransferMethod,
    /// The address of a SOCKS proxy to go through.
    pub ssh_proxy_host: Option<String>,
    /// The port of the proxy.
    pub ssh_proxy_port: u16,
    /// The user to log in to the proxy as, where it asks for one.
    pub ssh_proxy_username: Option<String>,
    /// That user's password.
    pub ssh_proxy_password: Option<String>,
    /// How often to send a sign of life, so that nobody on the way takes the connection for
    /// dead: every five seconds unless set. A negative duration such as `-1s` turns it off.
    pub ssh_keep_alive_interval: Duration,
    /// How long a command may be silent before the connection is taken for dead, as it
    /// is when the machine restarts in between. Without it, for ever.
    pub ssh_read_write_timeout: Option<Duration>,
    /// Ports of the machine that lead to this side, each as
    /// `"PORT_THERE:HOST_HERE:PORT_HERE"`. With `"9090:localhost:80"` the machine reaches,
    /// at its own port 9090, the web server of this computer.
    pub ssh_remote_tunnels: Vec<String>,
    /// Ports of this computer that lead to the machine's side, each as
    /// `"PORT_HERE:HOST_THERE:PORT_THERE"`. With `"8080:localhost:3000"` port 8080 here is
    /// port 3000 of the machine.
    pub ssh_local_tunnels: Vec<String>,
}

impl Default for Ssh {
    fn default() -> Self {
        Self {
            ssh_host: None,
            ssh_port: 22,
            ssh_username: None,
            ssh_password: None,
            ssh_ciphers: Vec::new(),
            ssh_clear_authorized_keys: false,
            ssh_key_exchange_algorithms: Vec::new(),
            ssh_certificate_file: None,
            ssh_pty: false,
            ssh_timeout: None,
            ssh_disable_agent_forwarding: false,
            ssh_handshake_attempts: None,
            ssh_bastion_host: None,
            ssh_bastion_port: 22,
            ssh_bastion_agent_auth: false,
            ssh_bastion_username: None,
            ssh_bastion_password: None,
            ssh_bastion_interactive: false,
            ssh_bastion_private_key_file: None,
            ssh_bastion_certificate_file: None,
            ssh_file_transfer_method: FileTransferMethod::Scp,
            ssh_proxy_host: None,
            ssh_proxy_port: 1080,
            ssh_proxy_username: None,
            ssh_proxy_password: None,
            ssh_keep_alive_interval: Duration::from_secs(5),
            ssh_read_write_timeout: None,
            ssh_remote_tunnels: Vec::new(),
            ssh_local_tunnels: Vec::new(),
        }
    }
}

/// How files are copied over SSH.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum FileTransferMethod {
    /// Secure copy.
    #[default]
    Scp,
    /// The SSH file transfer protocol. Windows with a recent OpenSSH needs it: there, `scp`
    /// copies the file and then reports a failure.
    Sftp,
}

/// A private key of one's own.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshPrivateKeyFile {
    /// The path of a private key to log in with, in the PEM format. A leading `~` is the
    /// home folder.
    pub ssh_private_key_file: Option<String>,
}

/// Keys of the local SSH agent.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshAgentAuth {
    /// Log in with the keys of the local agent, which the environment variable
    /// `SSH_AUTH_SOCK` leads to. No key is made for the build then, and a password or a key
    /// in the template is not used.
    pub ssh_agent_auth: bool,
}

/// A key pair that the platform knows.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshKeyPairName {
    /// The name under which the platform has the public key. Its other half must be here
    /// too, in `ssh_private_key_file` or in the agent. Without a name, a key pair is made for
    /// the build, unless there is a password.
    pub ssh_keypair_name: Option<String>,
}

/// The name of the key pair that is made for a build.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshTemporaryKeyPairName {
    /// What to call the key pair that is made for the build while it lasts. By default, a
    /// name that begins with `packer_` and is different in each build.
    pub temporary_key_pair_name: Option<String>,
}

/// Where nothing else is set to log in with, a key pair is made for the build, and thrown
/// away with it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshTemporaryKeyPair {
    /// The kind of key.
    pub temporary_key_pair_type: KeyPairType,
    /// How long the key is, in bits. RSA: 1024 or more, 4096 unless set. ECDSA: 256, 384 or
    /// 521. The others have one length only.
    pub temporary_key_pair_bits: Option<u32>,
}

/// A kind of SSH key.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum KeyPairType {
    /// No longer safe, and refused by current servers.
    Dsa,
    /// An elliptic curve of the NIST.
    Ecdsa,
    /// Short, quick and safe.
    Ed25519,
    /// Understood everywhere.
    #[default]
    Rsa,
}

/// Which of a machine's addresses to connect to.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default)]
pub struct SshInterface {
    /// Which address of the machine to use, over `WinRM` too: `public_ip`, `private_ip`,
    /// `public_dns` or `private_dns`. By default a public one where there is one.
    ///
    /// Behind a proxy that the connection shall not go through, take `private_dns` and add
    /// its domain to the environment variable `NO_PROXY`.
    pub ssh_interface: Option<String>,
    /// The version of the Internet Protocol to use, for a machine with an address of each.
    pub ssh_ip_version: Option<IpVersion>,
}

/// A version of the Internet Protocol.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum IpVersion {
    /// IPv4.
    #[serde(rename = "4")]
    V4,
    /// IPv6.
    #[serde(rename = "6")]
    V6,
}

include!("ssh.hcl2spec.rs");
