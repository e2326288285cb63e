//! The cluster of this test binary.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use crate::{NoDatabase, programs};

/// Makes and starts a cluster, says where its socket is, and waits until its standard input ends, which it does when the
/// test binary is gone. A signal for the tests is none for it: it still has to clean up. It is set for much writing, as
/// `docs/OPERATING.md` advises, since a load is measured over it, too.
const SCRIPT: &str = r#"
trap '' INT HUP TERM
cd /
folder=$(mktemp -d "${TMPDIR:-/tmp}/esign-postgres.XXXXXX") || exit 1
remove() { rm -rf "$folder"; }
trap remove EXIT
"$1/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync \
    --locale=C --locale-provider=icu --icu-locale=en >"$folder/log" 2>&1 &&
compression=$("$1/postgres" -D "$folder/data" -c wal_compression=lz4 -C wal_compression 2>>"$folder/log" || echo on) &&
"$1/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=300 \
        -c shared_buffers=512MB -c max_wal_size=16GB -c wal_compression=$compression" start >>"$folder/log" 2>&1 ||
    { tail -n 20 "$folder/log" >&2; exit 1; }
echo "$folder"
cat >/dev/null
"$1/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1
"#;

/// Keeps the standard input of the script open until this process ends.
struct Cluster {
    _script: Child,
    url: String,
}

/// The address of its server, without a database.
pub(crate) fn server() -> Result<&'static str, NoDatabase> {
    static CLUSTER: OnceLock<Result<Cluster, NoDatabase>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| start(&programs::folder().ok_or(NoDatabase::NoPrograms)?));
    cluster.as_ref().map(|cluster| cluster.url.as_str()).map_err(Clone::clone)
}

fn start(programs: &Path) -> Result<Cluster, NoDatabase> {
    let failed = |error: std::io::Error| NoDatabase::NotStarted(error.to_string());
    let mut command = if is_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    command.args(["-c", SCRIPT, "postgres-fixture"]).arg(programs);
    let mut script =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(failed)?;
    let mut folder = String::new();
    if let Some(said) = script.stdout.take() {
        BufReader::new(said).read_line(&mut folder).map_err(failed)?;
    }
    if folder.trim().is_empty() {
        let mut why = String::new();
        if let Some(mut said) = script.stderr.take() {
            said.read_to_string(&mut why).map_err(failed)?;
        }
        return Err(NoDatabase::NotStarted(why.trim().to_owned()));
    }
    Ok(Cluster { _script: script, url: format!("postgres:///postgres?user=postgres&host={}", folder.trim()) })
}

/// PostgreSQL refuses to run as root.
fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.trim_ascii() == b"0")
}
