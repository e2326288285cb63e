//! A connection that breaks while a transaction is committed: nobody knows whether it is done. One that broke before is
//! replaced by another.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rstest::rstest;
use rules::vocabulary::AccountId;
use service::contract::{append_many, marks, numbered};
use service::{AppendError, Store, Version};
use sql_store::{DatabaseUrl, SqlStore};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UnixListener, UnixStream};
use tokio::task::JoinSet;

use crate::databases::{Kind, Place};

/// When the connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    BeforeTheCommitArrives,
    BeforeItsAnswerArrives,
}

/// How an append is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The first of an account, in a transaction of several statements.
    StepByStep,
    /// A later one.
    AtOnce,
}

/// The text of the event that is written while the connection breaks.
const WRITTEN: &str = "b-0";

impl Way {
    /// What is in the message with which it is committed, and in none before.
    const fn commits_with(self) -> &'static [u8] {
        match self {
            Self::StepByStep => b"COMMIT",
            Self::AtOnce => WRITTEN.as_bytes(),
        }
    }
}

/// Stands between a store and PostgreSQL, and breaks the next connection that commits once it is told to.
struct Between {
    folder: TempDir,
    breaks_next: Arc<AtomicBool>,
}

impl Between {
    fn new(place: &Place, way: Way, breaks: Breaks) -> Self {
        let server: PgConnectOptions = place.url.parse().unwrap();
        let folder = TempDir::new().unwrap();
        let listener = UnixListener::bind(folder.path().join(format!(".s.PGSQL.{}", server.get_port()))).unwrap();
        let breaks_next = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&breaks_next);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, told) = (server.clone(), Arc::clone(&told));
                tokio::spawn(async move {
                    match server.get_socket() {
                        Some(folder) => {
                            let socket = folder.join(format!(".s.PGSQL.{}", server.get_port()));
                            pass_on(client, UnixStream::connect(socket).await?, way, breaks, &told).await
                        }
                        None => {
                            let server = TcpStream::connect((server.get_host(), server.get_port())).await?;
                            pass_on(client, server, way, breaks, &told).await
                        }
                    }
                });
            }
        });
        Self { folder, breaks_next }
    }

    fn url(&self, place: &Place) -> DatabaseUrl {
        format!("{}&host={}&sslmode=disable", place.url, self.folder.path().display()).parse().unwrap()
    }
}

/// Passes on what both sides say, until one of them ends or it breaks.
async fn pass_on(
    mut client: UnixStream,
    mut server: impl AsyncRead + AsyncWrite + Unpin,
    way: Way,
    breaks: Breaks,
    told: &AtomicBool,
) -> std::io::Result<()> {
    let (mut asked, mut answered) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            length = client.read(&mut asked) => {
                let asked = &asked[..length?];
                let is_commit = asked.windows(way.commits_with().len()).any(|words| words == way.commits_with());
                let is_broken = is_commit && told.swap(false, Ordering::SeqCst);
                if asked.is_empty() || (is_broken && breaks == Breaks::BeforeTheCommitArrives) {
                    return Ok(());
                }
                server.write_all(asked).await?;
                if is_broken {
                    // Its answer has come this far, so that it is done.
                    assert!(server.read(&mut answered).await? > 0);
                    return Ok(());
                }
            }
            length = server.read(&mut answered) => {
                let answered = &answered[..length?];
                if answered.is_empty() {
                    return Ok(());
                }
                client.write_all(answered).await?;
            }
        }
    }
}

#[rstest]
#[tokio::test]
async fn a_commit_of_unknown_outcome_is_called_so_and_decided_again(
    #[values(Way::StepByStep, Way::AtOnce)] way: Way,
    #[values(Breaks::BeforeTheCommitArrives, Breaks::BeforeItsAnswerArrives)] breaks: Breaks,
) {
    let place = Kind::Postgres.place().await;
    let between = Between::new(&place, way, breaks);
    let store = SqlStore::open(&between.url(&place)).await.unwrap();
    let account = AccountId::new("cut");
    let mut expected = match way {
        Way::StepByStep => Vec::new(),
        Way::AtOnce => vec!["a-0"],
    };
    let before = Version(u32::try_from(expected.len()).unwrap());
    append_many(&store, &account, "a", before.0).await.unwrap();

    between.breaks_next.store(true, Ordering::SeqCst);
    let cut = store.append(&account, before, &[numbered(WRITTEN, 1)]).await;

    assert_eq!(cut, Err(AppendError::OutcomeUnknown));
    if breaks == Breaks::BeforeItsAnswerArrives {
        expected.push(WRITTEN);
    }
    assert_eq!(marks(&store, &account).await.unwrap(), expected);
}

#[tokio::test]
async fn whoever_reads_after_postgresql_ended_its_connections_is_answered() {
    let place = Kind::Postgres.place().await;
    let store = place.open().await;
    let account = AccountId::new("ended");
    append_many(&store, &account, "a", 1).await.unwrap();
    let all_connections = || {
        let asking: JoinSet<_> = (0..8)
            .map(|_| {
                let (store, account) = (store.clone(), account.clone());
                async move { marks(&store, &account).await }
            })
            .collect();
        asking.join_all()
    };
    all_connections().await;

    let own = "datname = current_database() AND application_name = 'esign-store'";
    place.tamper(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {own}")).await;

    for answer in all_connections().await {
        assert_eq!(answer, Ok(vec!["a-0".to_owned()]));
    }
}
