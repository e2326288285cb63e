//! Every reason not to start, with what to do about it.

use std::io;
use std::path::PathBuf;

use crate::base::BaseError;
use crate::config::Mistakes;
use crate::sold::CatalogueProblem;

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The folder of the site does not exist.
    #[error(
        "there is no folder {}: run \"cargo xtask build\" first, or name the built site with --dist",
        .0.display()
    )]
    NoDist(PathBuf),
    /// The folder exists, but the build that should have filled it did not.
    #[error(
        "{} holds no {missing}, so it is not a complete built site: run \"cargo xtask build\", or name another folder with --dist",
        .dist.display()
    )]
    Incomplete {
        /// The folder.
        dist: PathBuf,
        /// The file that every built site has.
        missing: &'static str,
    },
    /// A file or folder of the site cannot be read.
    #[error("cannot read {}: {source}; give this user the right to read it", .path.display())]
    Unreadable {
        /// What could not be read.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A name, or a page, that is not UTF-8; it is served as UTF-8, so it would be garbled.
    #[error("{} is not UTF-8: rename it, or save it as UTF-8", .0.display())]
    NotUtf8(PathBuf),
    /// A Brotli file that is not the compressed form of the file beside it.
    #[error("{path}.br is not the compressed form of {path}: run \"cargo xtask build\" again, or delete {path}.br")]
    StaleBrotli {
        /// The path of the uncompressed file in the site.
        path: String,
    },
    /// The configuration says something that nobody understands; the app would show an error page instead of a shop.
    #[error("config.json of this site has a mistake: {0}")]
    Config(#[source] serde_json::Error),
    /// The configuration of the server has mistakes.
    #[error("{}", told(.0))]
    Configuration(Mistakes),
    /// It is not known what is sold.
    #[error(transparent)]
    Sold(#[from] CatalogueProblem),
    /// The pages of the site cannot show another catalogue than the one that it was built with.
    #[error("the pages of this site cannot be written: {0}; build the site anew with \"cargo xtask build\"")]
    Pages(String),
    /// A site is not written over something else.
    #[error("{} is not empty, and what is in it is left alone: name an empty or a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// A file of a site that is written cannot be.
    #[error("cannot write {}: {source}; name an empty or a new folder that this user may write to", .path.display())]
    Unwritable {
        /// What could not be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The headers of all answers cannot be written.
    #[error("the Content-Security-Policy of this site is no valid header: {0}")]
    Policy(#[from] axum::http::header::InvalidHeaderValue),
    /// The sub-folder cannot be one.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// Something else listens there.
    #[error("{addr} is in use: stop the program that listens there, or choose another port with --addr")]
    AddrInUse {
        /// The address that was asked for.
        addr: String,
    },
    /// The address cannot be listened on for another reason.
    #[error(
        "cannot listen on {addr}: {source}; write --addr as HOST:PORT, with a host of this machine and a port above 1023"
    )]
    Addr {
        /// The address that was asked for.
        addr: String,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused threads, signals or sockets.
    #[error("the system does not let the server run: {0}")]
    System(#[source] io::Error),
}

/// One mistake on the line, several below it.
fn told(mistakes: &Mistakes) -> String {
    match mistakes.0.as_slice() {
        [only] => only.to_string(),
        several => format!("the configuration has {} mistakes\n{mistakes}", several.len()),
    }
}
