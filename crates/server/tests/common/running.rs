//! A process of the program, which does not outlive the test.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A running `esign-store`; it ends with the test, however that ends.
pub(crate) struct Running(pub(crate) Child);

/// `esign-store serve`, to which arguments are added.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_esign-store"));
    command.arg("serve");
    command
}

impl Running {
    /// Starts it, and waits until it says where it is.
    pub(crate) fn start(command: &mut Command) -> (Self, SocketAddr) {
        let mut running = Self(command.stdout(Stdio::piped()).spawn().unwrap());
        let mut line = String::new();
        BufReader::new(running.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said = line.strip_prefix("The shop is at http://").and_then(|rest| rest.split('/').next());
        let addr = said.unwrap_or_else(|| panic!("it does not start, and says {line:?}"));
        (running, addr.parse().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // SIGKILL. Both fail where the test has stopped it already.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
