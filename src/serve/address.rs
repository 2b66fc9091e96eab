//! Where the server listens, and what to type elsewhere to reach it.

#![expect(clippy::disallowed_methods, reason = "this is the door to the network")]

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

/// So many ports are tried.
const TRIES: u16 = 50;

/// Listens at the port, or at the next free one: for this computer only, or for the whole network.
pub fn listen(port: u16, lan: bool) -> io::Result<TcpListener> {
    let ip = if lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let mut port = port;
    for _ in 1..TRIES {
        match TcpListener::bind(SocketAddr::from((ip, port))) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && port < u16::MAX => port += 1,
            other => return other,
        }
    }
    TcpListener::bind(SocketAddr::from((ip, port)))
}

/// This computer's address in its network. Nothing is sent: the computer only says from where it would
/// send to an address that is kept for documentation.
pub fn in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_loopback() && !ip.is_unspecified()).then_some(ip)
}
