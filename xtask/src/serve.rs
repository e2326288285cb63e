//! Serves a demonstration on this machine; also the running server that measurements need.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::build::{self, Site};
use crate::command::run;
use crate::project::Project;
use crate::report::{self, Doing, Failure};
use crate::setup;

/// What to serve.
#[derive(clap::Args)]
pub(crate) struct Served {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Keep the database in this folder; without it, it is forgotten at the end
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Serve the site alone: its backend is in the browser
    #[arg(long, conflicts_with = "data")]
    site_alone: bool,
}

/// Builds when something changed, then serves a demonstration over SQLite until it is stopped.
pub(crate) fn serve(project: &Project, served: &Served) -> Result<(), Failure> {
    let port = served.port;
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        Failure::new(format!("cannot listen on port {port}: {error}"))
            .remedy("stop the program that uses it, or choose another with --port")
    })?;
    let site = current_site(project)?;
    let mut program = command(&binary(project)?, &site.out, port);
    if !served.site_alone {
        program.arg("--demo");
    }
    if let Some(folder) = &served.data {
        program.arg("--data").arg(folder);
    }
    become_program(program)
}

/// The local site, built unless it is newer than all of its sources.
pub(crate) fn current_site(project: &Project) -> Result<Site, Failure> {
    let site = Site::local(project)?;
    if site.is_current(project) {
        println!("[build] nothing has changed since the last build");
    } else {
        let toolbox = setup::for_build(project)?;
        build::site(project, &toolbox, &site)?;
    }
    Ok(site)
}

/// Compiles the server; returns its program.
pub(crate) fn binary(project: &Project) -> Result<PathBuf, Failure> {
    report::step("build", "server", || run(&mut project.cargo(&["build", "--quiet", "--package", "server"])))?;
    Ok(project.target.join("debug").join(format!("esign-store{}", std::env::consts::EXE_SUFFIX)))
}

/// A port that nothing listens on at this moment.
pub(crate) fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).doing("no free port")?;
    Ok(listener.local_addr().doing("no free port")?.port())
}

/// What a demonstration is started with, for a program that asks it many things.
#[derive(Clone, Copy)]
pub(crate) struct Demonstration {
    /// `ID:SECRET` of the e-sign system.
    pub(crate) partner_key: &'static str,
}

/// A server that stops when this goes out of scope.
pub(crate) struct Running {
    server: Child,
    pub(crate) port: u16,
}

impl Running {
    /// Starts it on a free port, as a demonstration or with the site alone, and waits until it answers.
    pub(crate) fn start(server: &Path, dist: &Path, demonstration: Option<Demonstration>) -> Result<Self, Failure> {
        let port = free_port()?;
        let mut program = command(server, dist, port);
        if let Some(demonstration) = demonstration {
            program.arg("--demo").envs(demonstration.variables());
        }
        let child = program.stdout(Stdio::null()).spawn().doing(server.display())?;
        let mut running = Self { server: child, port };
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(status) = running.server.try_wait().doing("the server")? {
                return Err(Failure::new(format!("the server stopped at once ({status})")));
            }
            if begun.elapsed() > Duration::from_secs(10) {
                return Err(Failure::new("the server does not answer after 10 s"));
            }
            sleep(Duration::from_millis(50));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have stopped by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Demonstration {
    /// Nobody is counted, and what is asked is not logged.
    fn variables(self) -> [(&'static str, &'static str); 3] {
        [
            ("ESIGN_STORE_LIMITS_UNCOUNTED_NETWORKS", "127.0.0.1"),
            ("ESIGN_STORE_LOG_LEVEL", "error"),
            ("ESIGN_STORE_PARTNERS_KEYS", self.partner_key),
        ]
    }
}

/// Lets the server take this process over: it says itself where it is, and every signal reaches it.
#[cfg(unix)]
fn become_program(mut program: Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    Err(program.exec()).doing("cannot start the server")
}

#[cfg(not(unix))]
fn become_program(mut program: Command) -> Result<(), Failure> {
    run(&mut program)
}

fn command(server: &Path, dist: &Path, port: u16) -> Command {
    let mut command = Command::new(server);
    command.args(["serve", "--dist"]).arg(dist).args(["--addr", &format!("127.0.0.1:{port}")]);
    command
}
