//! Schemathesis: generated requests to a served demonstration, whose answers have to be as its description says. Requests that are
//! all refused would say little: where there is time, whatever a person or the e-sign system can do has to be done, too.

use std::path::Path;

use crate::command::run;
use crate::project::Project;
use crate::report::{Doing, Failure};
use crate::serve::{self, Demonstration, Running};
use crate::{python_packages, setup};

/// Where its configuration and what it is told about the shop are.
const FOLDER: &str = setup::API_CHECK;
/// The key of the e-sign system that it plays, too.
const PARTNER_KEY: &str = "e-sign:a key of at least 32 characters!!";

/// How much is tried.
#[derive(Clone, Copy)]
pub(crate) enum Effort {
    /// So many requests of each kind for each endpoint, from the same seed each time.
    Examples(u32),
    /// So many minutes, each time with others.
    Minutes(u32),
}

/// Tries it on the built site of a folder.
pub(crate) fn check(project: &Project, dist: &Path, effort: Effort) -> Result<(), Failure> {
    let programs = python_packages::install(project, FOLDER)?;
    let demonstration = Demonstration { partner_key: PARTNER_KEY };
    let server = Running::start(&serve::binary(project)?, dist, Some(demonstration))?;
    let shop = format!("http://127.0.0.1:{}", server.port);
    let never_done = project.target.join("api-never-done");
    if never_done.exists() {
        std::fs::remove_file(&never_done).doing("removing what was never done the last time")?;
    }
    let mut schemathesis = project.command(programs.join("schemathesis"));
    schemathesis.current_dir(project.root.join(FOLDER)).envs([
        ("SHOP", shop.as_str()),
        ("PARTNER_KEY", PARTNER_KEY),
        ("SCHEMATHESIS_HOOKS", "hooks"),
        ("PYTHONPATH", "."),
        ("PYTHONDONTWRITEBYTECODE", "1"),
    ]);
    schemathesis.env("NEVER_DONE", &never_done);
    schemathesis.arg("run").arg(format!("{shop}/api/openapi.json")).args(["--warnings", "off"]);
    match effort {
        Effort::Examples(most) => {
            schemathesis.env("CHANCE", "1").args(["--seed", "1", "--max-examples", &most.to_string()])
        }
        Effort::Minutes(minutes) => schemathesis.args(["--max-time", &minutes.saturating_mul(60).to_string()]),
    };
    run(&mut schemathesis)?;
    match effort {
        // They are too few to come to everything.
        Effort::Examples(_) => Ok(()),
        Effort::Minutes(_) => check_all_done(&never_done),
    }
}

/// That each endpoint granted something.
fn check_all_done(never_done: &Path) -> Result<(), Failure> {
    let never_done = std::fs::read_to_string(never_done).doing("what was never done")?;
    if never_done.is_empty() {
        return Ok(());
    }
    let named: Vec<_> = never_done.lines().collect();
    let failure = Failure::new(format!("no request was granted of {}", named.join(", ")));
    Err(failure.remedy("see MADE and BEYOND in tests/schema/hooks.py"))
}
