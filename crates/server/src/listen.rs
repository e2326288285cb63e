//! The socket, and the graceful stop.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::error::StartError;

/// How long answers that are under way may take once the server was asked to stop. Service managers kill after 10 s or more.
const GRACE: Duration = Duration::from_secs(5);

/// A socket that is open, and signals that are caught from now on.
#[derive(Debug)]
pub struct Listener {
    tcp: TcpListener,
    addr: SocketAddr,
    signals: Signals,
}

/// Opens the socket at `HOST:PORT`; port 0 takes a free one.
///
/// # Errors
///
/// When the address is in use, is no address of this machine, or needs more rights.
pub async fn listen(addr: &str) -> Result<Listener, StartError> {
    let tcp = TcpListener::bind(addr).await.map_err(|source| refused(addr, source))?;
    let signals = Signals::catch().map_err(StartError::System)?;
    let addr = tcp.local_addr().map_err(StartError::System)?;
    Ok(Listener { tcp, addr, signals })
}

fn refused(addr: &str, source: io::Error) -> StartError {
    let addr = addr.to_owned();
    match source.kind() {
        io::ErrorKind::AddrInUse => StartError::AddrInUse { addr },
        _ => StartError::Addr { addr, source },
    }
}

impl Listener {
    /// The address with the port that was really taken.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Answers until Ctrl-C or SIGTERM; then lets what is under way end, for five seconds or until a second signal.
    ///
    /// # Errors
    ///
    /// When the system takes the socket away.
    pub async fn serve(self, router: Router) -> Result<(), StartError> {
        let Self { tcp, mut signals, .. } = self;
        // Without this, the last small packet of an answer waits for the client's acknowledgement. Harmless if refused.
        let tcp = tcp.tap_io(|stream| drop(stream.set_nodelay(true)));
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(tcp, router).with_graceful_shutdown(async { drop(stopped.await) });
        let mut serving = pin!(serving.into_future());
        tokio::select! {
            done = &mut serving => return done.map_err(StartError::System),
            () = signals.next() => drop(stop),
        }
        tokio::select! {
            done = &mut serving => done.map_err(StartError::System),
            () = signals.next() => Ok(()),
            () = tokio::time::sleep(GRACE) => Ok(()),
        }
    }
}

/// Ctrl-C and SIGTERM.
#[cfg(unix)]
#[derive(Debug)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn catch() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Ctrl-C, where there is nothing else.
#[cfg(not(unix))]
#[derive(Debug)]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn catch() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            // Cannot be caught: the system ends the program by itself then.
            std::future::pending::<()>().await;
        }
    }
}
