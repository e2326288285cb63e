#![doc = include_str!("../README.md")]

mod address;
pub mod answers;
mod config;
mod failure;
mod lead;
pub mod paths;
pub mod phone_code;
pub mod problem;
pub mod requests;
mod session;
mod sign_in;
mod transfer_proof;

pub use address::{AddressProblem, Endpoint, Origin};
pub use config::{BackendKind, ClientConfig, DemonstrationConfig, DemonstrationPhone, EmbedConfig, LeadsConfig};
pub use failure::{Failure, StoreFailure};
pub use lead::{CONTACT_DAYS, Campaign, Consent, LONGEST_CAMPAIGN_VALUE, LeadReport, LeadSource};
pub use problem::{Problem, ProblemKind, RequestMistake};
pub use session::{CashierChoice, Session};
pub use sign_in::{ChosenAccount, Membership, SignIn, SignInCode, TakenOver, masked_number, mobile_number};
pub use transfer_proof::{TransferProof, UnfitProof};
