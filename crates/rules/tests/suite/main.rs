//! The tests of the rules: one program, so that it is linked once. A module for each part of the rules.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

mod common;

mod access;
mod add_ons;
mod allocation;
mod binding;
mod calendar;
mod capitals;
mod catalogue;
mod catalogue_changes;
mod decision_table;
mod difference;
mod edition_purchase;
mod effects;
mod explain;
mod explain_orders;
mod explain_usage;
mod held_upgrades;
mod integrations;
mod invoice_search;
mod invoices;
mod money;
mod next_steps;
mod offers;
mod order_search;
mod orders;
mod packs;
mod payments;
mod permission;
mod properties;
mod reasons;
mod renewal_upgrade;
mod rule_index;
#[cfg(feature = "schema")]
mod schema;
mod seen;
mod sentences;
mod standing;
mod timeline;
mod timeline_view;
mod trail;
mod trial;
mod usage;
mod usage_over_time;
mod way_forward;
mod ways;
mod ways_followed;
