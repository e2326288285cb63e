//! What the operator does beside serving.

mod backend;
mod enterprise;
mod member;
mod place;

pub(crate) use backend::{company, demonstration};
pub(crate) use enterprise::EnterpriseTask;
pub(crate) use member::MemberTask;
