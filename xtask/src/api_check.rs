//! Schemathesis: generated requests to a served demonstration, whose answers have to be as its description says.

use std::path::Path;

use crate::command::run;
use crate::project::Project;
use crate::report::Failure;
use crate::serve::{self, Demonstration, Running};
use crate::{python_packages, setup};

/// Where its configuration and what it is told about the shop are.
const FOLDER: &str = setup::API_CHECK;
/// The key of the e-sign system that it plays, too.
const PARTNER_KEY: &str = "e-sign:a key of at least 32 characters!!";

/// How much is tried.
#[derive(Clone, Copy)]
pub(crate) enum Effort {
    /// So many requests of each kind for each endpoint, always the same ones.
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
    let mut schemathesis = project.command(programs.join("schemathesis"));
    schemathesis.current_dir(project.root.join(FOLDER)).envs([
        ("SHOP", shop.as_str()),
        ("PARTNER_KEY", PARTNER_KEY),
        ("SCHEMATHESIS_HOOKS", "hooks"),
        ("PYTHONPATH", "."),
        ("PYTHONDONTWRITEBYTECODE", "1"),
    ]);
    schemathesis.arg("run").arg(format!("{shop}/api/openapi.json")).args(["--warnings", "off"]);
    match effort {
        Effort::Examples(most) => schemathesis.args(["--seed", "1", "--max-examples", &most.to_string()]),
        Effort::Minutes(minutes) => schemathesis.args(["--max-time", &minutes.saturating_mul(60).to_string()]),
    };
    run(&mut schemathesis)
}
