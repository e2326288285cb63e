//! `esign-rules`: the shop's decisions from the command line.

use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use cli::{Form, run};
use rules::Catalogue;
use rules::vocabulary::Language;

/// Decides cases: one JSON object a line in, one a line out, in order (docs/CASES.md)
///
/// Exit code: 0 when every line was decided, 1 when a line could not be read (its number is on the standard error, and
/// the lines after it are decided all the same), 2 when nothing could be decided at all.
#[derive(Parser)]
#[command(name = "esign-rules", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    mode: Option<Mode>,
    #[command(flatten)]
    decide: Option<Files>,
}

#[derive(Subcommand)]
enum Mode {
    /// The same as sentences
    Explain {
        #[command(flatten)]
        files: Files,
        /// In which language
        #[arg(long, value_enum, default_value_t = Tongue::Zh)]
        language: Tongue,
    },
}

#[derive(Args)]
struct Files {
    /// The catalogue to decide by
    #[arg(long, value_name = "FILE")]
    catalogue: PathBuf,
    /// The cases; the standard input where it is not given
    #[arg(value_name = "CASES")]
    cases: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Tongue {
    /// Chinese
    Zh,
    /// English
    En,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let (files, form) = match (arguments.mode, arguments.decide) {
        (Some(Mode::Explain { files, language: Tongue::Zh }), _) => (files, Form::Text(Language::Chinese)),
        (Some(Mode::Explain { files, language: Tongue::En }), _) => (files, Form::Text(Language::English)),
        (None, Some(files)) => (files, Form::Json),
        (None, None) => return trouble("give the catalogue: --catalogue FILE"),
    };
    match decide_all(&files, form) {
        Ok(code) => code,
        Err(problem) => trouble(&problem),
    }
}

fn decide_all(files: &Files, form: Form) -> Result<ExitCode, String> {
    let place = files.catalogue.display();
    let text = std::fs::read_to_string(&files.catalogue).map_err(|error| format!("{place}: {error}"))?;
    let catalogue = Catalogue::parse(&text).map_err(|problems| format!("{place}:\n{problems}"))?;
    let mut output = BufWriter::new(io::stdout().lock());
    let mut errors = io::stderr().lock();
    let summary = match &files.cases {
        None => run(&catalogue, form, BufReader::new(io::stdin().lock()), &mut output, &mut errors),
        Some(path) => {
            let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
            run(&catalogue, form, BufReader::new(file), &mut output, &mut errors)
        }
    };
    match summary {
        Ok(summary) if summary.unreadable == 0 => Ok(ExitCode::SUCCESS),
        Ok(_) => Ok(ExitCode::from(1)),
        // Whoever reads the results may stop early.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error.to_string()),
    }
}

fn trouble(problem: &str) -> ExitCode {
    // Nothing is left to do where even this cannot be written.
    let _ = writeln!(io::stderr(), "{problem}");
    ExitCode::from(2)
}
