//! What the operator does beside serving.

mod demonstration;
mod enterprise;
mod member;
mod place;

pub(crate) use demonstration::demonstration;
pub(crate) use enterprise::EnterpriseTask;
pub(crate) use member::MemberTask;
