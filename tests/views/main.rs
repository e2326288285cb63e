//! Every page rendered to HTML natively: what a person is told in each state, without a browser.
#![recursion_limit = "512"]
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod account;
mod add_ons;
mod answers;
mod binding;
mod broken;
mod checkout;
mod embed;
mod help;
mod invoices;
mod many_invoices;
mod order;
mod orders;
mod pricing;
mod shop;
mod timeline;
mod trial;
mod usage;
