//! What the operator does beside serving.

mod backend;
mod catalogue;
mod contact;
mod enterprise;
mod member;
mod order;
mod place;
mod prerender;

pub(crate) use backend::{company, demonstration};
pub(crate) use catalogue::CatalogueTask;
pub(crate) use contact::ContactTask;
pub(crate) use enterprise::EnterpriseTask;
pub(crate) use member::MemberTask;
pub(crate) use order::OrderTask;
pub(crate) use prerender::Prerendering;
