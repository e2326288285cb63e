//! The pages, one folder each; they never import each other.

pub(crate) mod account;
pub(crate) mod add_ons;
pub(crate) mod broken;
pub(crate) mod checkout;
pub(crate) mod embed;
pub(crate) mod help;
pub(crate) mod invoices;
pub(crate) mod not_found;
pub(crate) mod order;
pub(crate) mod orders;
pub(crate) mod pricing;
pub(crate) mod sign_in;
pub(crate) mod trial;
pub(crate) mod usage;
