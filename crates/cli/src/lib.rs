#![doc = include_str!("../README.md")]

mod case;
mod decision;
mod lines;
mod refusal;
mod run;
mod text;

pub use lines::LONGEST_LINE;
pub use run::{Form, Summary, run};
