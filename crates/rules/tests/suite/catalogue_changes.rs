//! What differs between two catalogues, as whoever puts the new one in force reads it.

use proptest::prelude::*;
use rstest::rstest;
use rules::Catalogue;
use rules::catalogue::{CatalogueChange, Danger, Topic, changes};
use serde_json::{Value, json};

use crate::common::places::{places, replaced};
use crate::common::{altered, catalogue, shipped};

fn with(change: impl FnOnce(&mut Value)) -> Catalogue {
    altered(|file| {
        file["version"] = json!("next");
        change(file);
    })
    .unwrap()
}

/// The differences of a later version, but for its own name.
fn told(change: impl FnOnce(&mut Value)) -> Vec<CatalogueChange> {
    let mut found = changes(&catalogue(), &with(change));
    found.retain(|change| change.path != "$.version");
    found
}

fn only(change: impl FnOnce(&mut Value)) -> CatalogueChange {
    let mut found = told(change);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

#[test]
fn the_same_catalogue_has_no_differences() {
    assert_eq!(changes(&catalogue(), &catalogue()), []);
}

#[rstest]
#[case("/editions/0/yearly_price_fen", json!(399_000), Topic::Price, "price: editions, Advanced, price of a year: ¥3,650.00 → ¥3,990.00 ($.editions[0].yearly_price_fen)")]
#[case("/add_ons/0/sale/sizes/1/price_fen", json!(100), Topic::Price, "price: add-ons, Contract pack, sale, sizes, pack of 10,000, price: ¥22,000.00 → ¥1.00 ($.add_ons[0].sale.sizes[1].price_fen)")]
#[case("/editions/0/contracts/amount", json!(600), Topic::Quota, "quota: editions, Advanced, contracts, amount: 500 → 600 ($.editions[0].contracts.amount)")]
#[case("/trial/contracts", json!(5), Topic::Quota, "quota: trial, contracts: 50 → 5 ($.trial.contracts)")]
#[case("/editions/1/terms", json!([1, 3]), Topic::Term, "term: editions, Professional, terms: [1,2,3] → [1,3] ($.editions[1].terms)")]
#[case("/add_ons/3/channels/mini_program", json!("allowed"), Topic::Conditions, "conditions: add-ons, App integration, channels, mini-program: \"web\" → \"allowed\" ($.add_ons[3].channels.mini_program)")]
#[case("/editions/0/name/en", json!("Basic"), Topic::Text, "text: editions, Basic, name, English: \"Advanced\" → \"Basic\" ($.editions[0].name.en)")]
fn a_change_says_what_a_buyer_sees_and_where(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] topic: Topic,
    #[case] told: &str,
) {
    let change = only(|file| *file = replaced(file, pointer, value));
    assert_eq!((change.to_string().as_str(), change.topic), (told, topic));
}

#[test]
fn a_field_that_comes_or_goes_says_so() {
    let gone = only(|file| drop(file["editions"][2]["contracts"].as_object_mut().unwrap().remove("label")));
    assert_eq!((gone.topic, gone.after), (Topic::Text, None));
    let new = only(|file| file["policies"]["largest_order_fen"] = json!({ "mini_program": 500 }));
    assert_eq!((new.topic, new.before), (Topic::Price, None));
}

#[test]
fn an_entry_is_known_by_its_code_wherever_it_stands() {
    let found = told(|file| {
        let mut other = file["add_ons"][1].clone();
        other["code"] = json!("other_report");
        file["add_ons"].as_array_mut().unwrap().insert(0, other);
        file["add_ons"][1]["sale"]["max_quantity"] = json!(9);
    });
    let told: Vec<_> = found.iter().map(|change| (change.path.as_str(), change.topic, change.danger)).collect();
    let expected = [("$.add_ons[0]", Topic::Sold, None), ("$.add_ons[1].sale.max_quantity", Topic::Quota, None)];
    assert_eq!(told, expected);
}

#[test]
fn another_order_alone_is_one_difference() {
    let change = only(|file| file["add_ons"].as_array_mut().unwrap().swap(0, 3));
    assert_eq!((change.path.as_str(), change.about.as_str()), ("$.add_ons", "add-ons, order"));
}

#[rstest]
#[case("add_ons", 3, "app_integration")]
#[case("editions", 0, "advanced")]
fn a_code_that_goes_is_dangerous_and_comes_first(#[case] list: &str, #[case] index: usize, #[case] code: &str) {
    let found = told(|file| {
        file[list].as_array_mut().unwrap().remove(index);
        let named = |list: &mut Value| list.as_array_mut().unwrap().retain(|entry| entry != code);
        file["add_ons"].as_array_mut().unwrap().iter_mut().for_each(|add_on| named(&mut add_on["editions"]));
        for group in file["features"].as_array_mut().unwrap() {
            for row in group["rows"].as_array_mut().unwrap() {
                row["values"].as_object_mut().unwrap().remove(code);
            }
        }
    });
    assert_eq!(found[0].path, format!("$.{list}[{index}]"));
    assert_eq!((found[0].before.as_deref(), found[0].after.as_deref()), (Some(code), None));
    assert_eq!(found[0].danger, Some(Danger::CodeIsGone));
    assert!(found[1..].iter().all(|change| change.danger.is_none()), "{found:#?}");
}

#[test]
fn a_size_of_pack_that_goes_is_told_and_harms_nobody() {
    let change = only(|file| drop(file["add_ons"][0]["sale"]["sizes"].as_array_mut().unwrap().remove(0)));
    assert_eq!((change.topic, change.danger), (Topic::Sold, None));
    assert_eq!(change.about, "add-ons, Contract pack, sale, sizes, pack of 1,000");
}

#[rstest]
#[case("/add_ons/1/sale/quota", json!("meeting"))]
#[case("/editions/2/rank", json!(7))]
#[case("/editions/0/contracts/per", json!("term"))]
fn a_code_that_means_another_thing_is_dangerous(#[case] pointer: &str, #[case] value: Value) {
    assert_eq!(only(|file| *file = replaced(file, pointer, value)).danger, Some(Danger::CodeMeansAnother));
}

#[test]
fn ord_10_other_terms_need_another_version() {
    let reworded = |file: &mut Value| file["purchase_terms"]["clauses"][0]["en"] = json!("Otherwise.");
    assert_eq!(only(reworded).danger, Some(Danger::TermsVersionIsKept));
    let found = told(|file| {
        reworded(file);
        file["purchase_terms"]["version"] = json!("later");
    });
    assert_eq!(found.iter().map(|change| change.danger).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn ord_4_another_catalogue_needs_another_version() {
    let after = altered(|file| file["editions"][0]["yearly_price_fen"] = json!(1)).unwrap();
    let dangers: Vec<_> = changes(&catalogue(), &after).into_iter().map(|change| change.danger).collect();
    assert_eq!(dangers, [None, Some(Danger::VersionIsKept)]);
}

proptest! {
    /// Whatever single place of the file is another, exactly that place is named.
    #[test]
    fn no_difference_is_missed(which in any::<prop::sample::Index>()) {
        let file = shipped();
        let all = places(&file);
        let place = &all[which.index(all.len())];
        let value = file.pointer(&place.pointer).unwrap();
        let other = match value {
            Value::String(text) => json!(format!("{text}2")),
            Value::Bool(is_so) => json!(!is_so),
            Value::Number(number) => json!(number.as_i64().unwrap() + 1),
            _ => return Ok(()),
        };
        let Ok(after) = Catalogue::parse(&replaced(&file, &place.pointer, other).to_string()) else {
            return Ok(());
        };
        let found: Vec<_> = changes(&catalogue(), &after).into_iter().map(|change| change.path).collect();
        let is_named = |path: &String| place.path.starts_with(path.as_str());
        prop_assert!(place.path == "$.$schema" || found.iter().any(is_named), "{} in {found:?}", place.path);
    }
}
