//! Pieces of the trade that several pages show: refusals with their remedies, lines of a quote, the timeline of an account,
//! the trial and its form.

mod account_nav;
mod account_timeline;
mod add_on_choice;
mod credit_lines;
mod ending_notices;
mod included_contracts;
mod integration_terms;
mod order_lines;
mod pack_rows;
mod page_heading;
mod person_names;
mod refusal;
mod search;
mod sign_in_prompt;
mod term_switch;
pub(crate) mod trial_form;
mod trial_status;
mod trouble;
mod validity;
mod warnings;

pub(crate) use account_nav::AccountNav;
pub(crate) use account_timeline::{AccountTimeline, TimelinePreview};
pub(crate) use add_on_choice::AddOnChoice;
pub(crate) use credit_lines::CreditLines;
pub(crate) use ending_notices::EndingNotices;
pub(crate) use included_contracts::{allotted_contracts, included_contracts};
pub(crate) use order_lines::OrderLines;
pub(crate) use page_heading::PageHeading;
pub use person_names::PersonNames;
pub(crate) use person_names::use_person_names;
pub(crate) use refusal::{Failed, FailureNotice, Refusal};
pub(crate) use rules::order_search::folded;
pub(crate) use search::{Search, SearchBox};
pub(crate) use sign_in_prompt::SignInPrompt;
pub(crate) use term_switch::TermSwitch;
pub(crate) use trial_status::TrialStatus;
pub(crate) use trouble::failure_text;
pub(crate) use validity::validity;
pub(crate) use warnings::Warnings;
