//! `cargo xtask demo`: the widget on a page, with an emulated contact centre behind it.

use std::io;
use std::net::{SocketAddr, TcpListener};

use crate::error::Error;
use crate::process::{self, say};
use crate::site;
use crate::workspace::Workspace;

/// Builds both halves and becomes the emulator, until Ctrl-C.
pub(crate) fn run(workspace: &Workspace, listen: SocketAddr) -> Result<(), Error> {
    free(listen)?;
    let site = site::build(workspace)?;
    say("building the emulator");
    process::build(
        workspace
            .cargo()
            .args(["build", "--package", "causerie-emulator"]),
    )?;
    say(format!(
        "the demo opens at http://{listen}/, the agents' desk at http://{listen}/desk (Ctrl-C \
         stops it)"
    ));
    let mut emulator = workspace.cargo();
    emulator.args(["run", "--quiet", "--package", "causerie-emulator", "--"]);
    emulator
        .arg("--listen")
        .arg(listen.to_string())
        .arg("--site")
        .arg(site);
    process::become_program(&mut emulator)
}

/// Looked at before minutes are spent on building.
fn free(listen: SocketAddr) -> Result<(), Error> {
    match TcpListener::bind(listen) {
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::AddrInUse => Err(Error::PortTaken(listen)),
        Err(cause) => Err(Error::Address {
            address: listen,
            cause,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = other.local_addr().unwrap();
        let message = free(address).unwrap_err().to_string();
        assert!(
            message.contains(&format!("{address} is taken")),
            "{message}"
        );
    }

    #[test]
    fn any_port_is_free() {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        assert!(free(any).is_ok());
    }
}
