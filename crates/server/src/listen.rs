//! The socket, its connections, and the graceful stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::Service;
use crate::config::{Configuration, Limits};
use crate::error::StartError;
use crate::signals::Signals;

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

    /// Answers until Ctrl-C or SIGTERM. Then it says so to whoever asks `/readyz`, takes no more connections a moment later,
    /// and lets what is under way end; a second signal cuts that short.
    pub async fn serve(self, service: Service, configuration: &Configuration) {
        let Self { tcp, mut signals, .. } = self;
        serve(tcp, service, configuration, async || signals.next().await).await;
    }

    /// The same, stopped by something else than signals: `next` ends with each wish to stop.
    pub async fn serve_until(self, service: Service, configuration: &Configuration, next: impl AsyncFnMut()) {
        serve(self.tcp, service, configuration, next).await;
    }
}

async fn serve(tcp: TcpListener, service: Service, configuration: &Configuration, mut next: impl AsyncFnMut()) {
    // It ends with the service.
    let mut following = JoinSet::new();
    service.follower.map(|follower| following.spawn(follower.follow()));
    let connections = Connections::of(service.router, &configuration.limits);
    let stop = configuration.stop;
    tokio::select! {
        () = connections.accept(&tcp) => {}
        () = next() => {}
    }
    service.health.stop();
    tracing::info!("stopping");
    tokio::select! {
        () = connections.accept(&tcp) => {}
        () = sleep(stop.notice) => {}
        () = next() => return,
    }
    drop(tcp);
    let ended = async {
        connections.end().await;
        // Nothing is begun any more.
        service.beside.close();
        service.beside.wait().await;
    };
    tokio::select! {
        () = ended => {}
        () = sleep(stop.grace) => {
            tracing::warn!(messages = service.beside.len(), "requests or messages that took too long were cut");
        }
        () = next() => {}
    }
}

/// All connections that are open.
struct Connections {
    router: Router,
    http: http1::Builder,
    free: Arc<Semaphore>,
    stalled: Duration,
    open: GracefulShutdown,
}

impl Connections {
    fn of(router: Router, limits: &Limits) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.header);
        let most = usize::try_from(limits.connections).unwrap_or(Semaphore::MAX_PERMITS);
        let free = Arc::new(Semaphore::new(most.min(Semaphore::MAX_PERMITS)));
        Self { router, http, free, stalled: limits.stalled, open: GracefulShutdown::new() }
    }

    /// Takes connections as long as it is asked to; each is answered on its own.
    async fn accept(&self, tcp: &TcpListener) {
        // A permit is there as long as the semaphore is not closed, which it never is.
        while let Ok(place) = Arc::clone(&self.free).acquire_owned().await {
            match tcp.accept().await {
                Ok((stream, peer)) => drop(tokio::spawn(self.answer(stream, peer, place))),
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    // No more files can be opened, most likely; some are closed soon.
                    tracing::error!(%error, "no connection could be taken");
                    sleep(Duration::from_secs(1)).await;
                }
            }
        }
    }

    fn answer(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        place: OwnedSemaphorePermit,
    ) -> impl Future<Output = ()> + Send + use<> {
        // Without this, the last small packet of an answer waits for the client's acknowledgement. Harmless if refused.
        drop(stream.set_nodelay(true));
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.stalled));
        let router = self.router.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().oneshot(request)
        });
        let connection = self.http.serve_connection(TokioIo::new(Box::pin(stream)), service);
        let connection = self.open.watch(connection);
        async move {
            // A client that went away or was too slow is no news.
            if let Err(error) = pin!(connection).await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        }
    }

    /// Closes those that are idle, and waits for the others.
    async fn end(self) {
        self.open.shutdown().await;
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
