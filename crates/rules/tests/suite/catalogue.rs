//! Reading a catalogue file: what is sound, and each mistake with its place, all of them at once.

use crate::common::places::{places, replaced, with_field, without};
use crate::common::{SHIPPED, altered, catalogue, shipped};
use proptest::prelude::*;
use rstest::rstest;
use rules::Catalogue;
use rules::catalogue::{CatalogueProblem, Expected};
use rules::vocabulary::AddOnCode;
use rules::vocabulary::Language::{self, Chinese, English};
use serde_json::{Value, json};

fn problems(file: &Value) -> Vec<CatalogueProblem> {
    Catalogue::parse(&file.to_string()).map_or_else(|problems| problems.0, |_| Vec::new())
}

fn paths(file: &Value) -> Vec<String> {
    problems(file).into_iter().map(|problem| problem.path).collect()
}

#[test]
fn the_shipped_catalogue_is_a_sample_and_sound() {
    let catalogue = catalogue();
    assert!(catalogue.sample);
    let rows: usize = catalogue.features.iter().map(|group| group.rows.len()).sum();
    assert!(rows >= 25, "{rows} features");
    assert_eq!((catalogue.vat.rate_percent, catalogue.trial.hours), (6, 7 * 24));
}

#[test]
fn what_was_read_is_what_was_written() {
    assert_eq!(serde_json::to_value(catalogue()).unwrap(), shipped());
}

#[rstest]
#[case::object("/brand", json!(7), "$.brand", "expected an object, found 7", "应为对象，实际为 7")]
#[case::list("/editions", json!([]), "$.editions", "expected a list of at least 1, found []", "应为至少 1 项的列表，实际为 []")]
#[case::text("/version", json!("  "), "$.version", "expected a text that is not empty, found \"  \"", "应为非空文本，实际为 \"  \"")]
#[case::boolean("/sample", json!("yes"), "$.sample", "expected true or false, found \"yes\"", "应为true 或 false，实际为 \"yes\"")]
#[case::whole_number("/editions/0/yearly_price_fen", json!(0), "$.editions[0].yearly_price_fen", "expected a whole number from 1 to 1000000000000, found 0", "应为1 到 1000000000000 之间的整数，实际为 0")]
#[case::no_fraction("/editions/0/yearly_price_fen", json!(3650.5), "$.editions[0].yearly_price_fen", "expected a whole number from 1 to 1000000000000, found 3650.5", "应为1 到 1000000000000 之间的整数，实际为 3650.5")]
#[case::one_of("/trial/channels/0", json!("phone"), "$.trial.channels[0]", "expected one of web, mini_program, personal_mini_program, found \"phone\"", "应为以下之一：web、mini_program、personal_mini_program，实际为 \"phone\"")]
#[case::code("/add_ons/0/code", json!("Contract Pack"), "$.add_ons[0].code", "expected a code of lower-case letters, digits and underscores, at most 22, found \"Contract Pack\"", "应为小写字母、数字和下划线组成的代码（最多 22 个字符），实际为 \"Contract Pack\"")]
#[case::term("/editions/0/terms/2", json!(4), "$.editions[0].terms[2]", "expected a whole number from 1 to 3, found 4", "应为1 到 3 之间的整数，实际为 4")]
#[case::per_cent("/vat/rate_percent", json!(101), "$.vat.rate_percent", "expected a whole number from 0 to 100, found 101", "应为0 到 100 之间的整数，实际为 101")]
#[case::unique("/add_ons/1/code", json!("contract_pack"), "$.add_ons[1].code", "expected a value that is not used before, found \"contract_pack\"", "应为不与前面重复的值，实际为 \"contract_pack\"")]
#[case::ascending("/editions/1/rank", json!(1), "$.editions[1].rank", "expected a number above the one before, 1 or more, found 1", "应为大于前一项的数（从 1 起），实际为 1")]
#[case::at_least("/policies/delivery_minutes/max", json!(2), "$.policies.delivery_minutes.max", "expected a number not below 3, found 2", "应为不小于 3 的数，实际为 2")]
fn a_mistake_shows_its_place_and_what_was_expected(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] path: &str,
    #[case] english: &str,
    #[case] chinese: &str,
) {
    let found = problems(&replaced(&shipped(), pointer, value));
    let told: Vec<_> = found
        .iter()
        .map(|problem| (problem.path.as_str(), problem.explain(English), problem.explain(Chinese)))
        .collect();
    assert_eq!(told, [(path, english.to_owned(), chinese.to_owned())]);
}

#[test]
fn a_missing_and_an_unknown_field_are_told_apart() {
    let mut file = shipped();
    file["vat"] = json!({ "rate": 6 });
    let told: Vec<_> =
        problems(&file).iter().map(|problem| format!("{} {}", problem.path, problem.explain(English))).collect();
    assert_eq!(told, ["$.vat.rate_percent a required field is missing", "$.vat.rate this field is not known here: 6"]);
    assert_eq!(problems(&file)[0].explain(Chinese), "缺少必填字段");
    assert_eq!(problems(&file)[1].explain(Chinese), "不支持的字段：6");
}

#[test]
fn a_file_that_is_no_json_is_one_problem() {
    let problems = Catalogue::parse("{ \"version\": ").unwrap_err();
    assert_eq!((problems.0.len(), problems.0[0].path.as_str(), &problems.0[0].expected), (1, "$", &Expected::Json));
    assert!(problems.to_string().starts_with("$: expected valid JSON, found EOF"), "{problems}");
}

#[test]
fn many_mistakes_are_told_at_once() {
    let planted = [
        ("/version", json!(null), "$.version"),
        ("/contact/hours", json!("always"), "$.contact.hours"),
        ("/policies/upgrade", json!("free"), "$.policies.upgrade"),
        ("/trial/hours", json!(0), "$.trial.hours"),
        ("/editions/1/rank", json!(0), "$.editions[1].rank"),
        ("/features/0/rows/1/code", json!("included_contracts"), "$.features[0].rows[1].code"),
        ("/features/2/rows/0/values/advanced", json!(5), "$.features[2].rows[0].values.advanced"),
        ("/add_ons/0/editions/0", json!("basic"), "$.add_ons[0].editions[0]"),
    ];
    let file = planted.iter().fold(shipped(), |file, (pointer, value, _)| replaced(&file, pointer, value.clone()));
    let mut found = paths(&file);
    found.sort();
    let mut expected = planted.map(|(_, _, path)| path);
    expected.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn every_field_that_is_missing_is_told_at_its_place() {
    let file = shipped();
    for place in places(&file).iter().filter(|place| place.field.is_some()) {
        let found = problems(&without(&file, place));
        let told: Vec<_> = found.iter().map(|problem| (problem.path.as_str(), &problem.expected)).collect();
        if place.is_optional() {
            assert_eq!(told, [], "{}", place.path);
        } else {
            assert_eq!(told, [(place.path.as_str(), &Expected::Field)], "{}", place.path);
        }
    }
}

#[test]
fn a_field_that_is_not_known_is_told_in_every_object() {
    let file = shipped();
    let objects = places(&file).into_iter().filter(|place| file.pointer(&place.pointer).is_some_and(Value::is_object));
    for object in objects {
        let found = problems(&with_field(&file, &object.pointer, "surprise"));
        let is_map = object.field.as_deref() == Some("values");
        let told: Vec<_> =
            found.iter().map(|problem| (problem.path.clone(), problem.expected == Expected::NoSuchField)).collect();
        assert_eq!(told, [(format!("{}.surprise", object.path), !is_map)], "{}", object.path);
    }
}

#[rstest]
#[case::phone_window("/policies/security_phone_minutes", json!(0), &["$.policies.security_phone_minutes"])]
#[case::unpaid_hours("/policies/unpaid_hours", json!(0), &["$.policies.unpaid_hours"])]
#[case::trial_hours("/trial/hours", json!(0), &["$.trial.hours"])]
#[case::trial_channels("/trial/channels/1", json!("web"), &["$.trial.channels[1]"])]
#[case::experience_is_never_sold("/add_ons/0/editions/0", json!("experience"), &["$.add_ons[0].editions[0]"])]
#[case::rank_zero("/editions/0/rank", json!(0), &["$.editions[0].rank"])]
#[case::terms_repeat("/editions/0/terms/1", json!(1), &["$.editions[0].terms[1]"])]
#[case::a_feature_s_code("/features/0/rows/0/code", json!("No Code"), &["$.features[0].rows[0].code"])]
#[case::an_add_on_s_editions_repeat("/add_ons/0/editions/1", json!("advanced"), &["$.add_ons[0].editions[1]"])]
#[case::packs_have_no_terms("/add_ons/0/validity", json!("term_within_edition"), &["$.add_ons[0].validity"])]
#[case::years_have_terms("/add_ons/3/validity", json!("one_year"), &["$.add_ons[3].validity"])]
#[case::what_ends_with_the_edition_needs_one("/add_ons/1/validity", json!("with_edition"), &["$.add_ons[1].editions[0]"])]
#[case::no_packs_at_all("/add_ons/0/sale/max_quantity", json!(0), &["$.add_ons[0].sale.max_quantity"])]
#[case::an_empty_pack("/add_ons/0/sale/sizes/0/amount", json!(0), &["$.add_ons[0].sale.sizes[0].amount"])]
#[case::a_size_twice("/add_ons/0/sale/sizes/1/amount", json!(1000), &["$.add_ons[0].sale.sizes[1].amount"])]
fn parts_that_contradict_each_other(#[case] pointer: &str, #[case] value: Value, #[case] expected: &[&str]) {
    assert_eq!(paths(&replaced(&shipped(), pointer, value)), expected);
}

#[test]
fn an_edition_named_experience_is_not_unique() {
    let text = SHIPPED.replace("\"advanced\"", "\"experience\"");
    let found = Catalogue::parse(&text).unwrap_err().0;
    assert!(found.iter().any(|problem| problem.path == "$.editions[0].code" && problem.expected == Expected::Unique));
}

#[test]
fn features_name_every_edition_and_no_other() {
    let text = SHIPPED.replacen("\"advanced\": true", "\"basic\": true", 1);
    let found = Catalogue::parse(&text).unwrap_err().0;
    let told: Vec<_> = found.iter().map(|problem| (problem.path.as_str(), &problem.expected)).collect();
    let sold = Expected::OneOf(["advanced", "professional", "flagship"].map(str::to_owned).to_vec());
    let row = "$.features[0].rows[2].values";
    assert_eq!(told, [(&*format!("{row}.advanced"), &Expected::Field), (&*format!("{row}.basic"), &sold)]);
}

#[test]
fn what_was_found_is_cut_short() {
    let found = problems(&replaced(&shipped(), "/sample", json!("长".repeat(500))));
    assert!(found[0].found.chars().count() <= 61, "{}", found[0].found);
}

#[test]
fn a_delivery_that_takes_an_exact_time_is_sound() {
    assert!(altered(|file| file["policies"]["delivery_minutes"] = json!({ "min": 4, "max": 4 })).is_ok());
}

#[test]
fn an_edition_without_included_contracts_is_sound() {
    assert!(altered(|file| file["editions"][0]["contracts"]["amount"] = json!(0)).is_ok());
}

#[rstest]
#[case("9223372036854775808")]
#[case("-9223372036854775809")]
#[case("18446744073709551616")]
#[case("1e300")]
#[case("1e400")]
#[case("-0")]
fn huge_numbers_are_refused_not_wrapped(#[case] number: &str) {
    let text = SHIPPED.replacen("365000", number, 1);
    assert_ne!(text, SHIPPED);
    assert!(Catalogue::parse(&text).is_err());
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [100, 100_000] {
        assert!(Catalogue::parse(&"[".repeat(depth)).is_err());
        let nested = format!("{}{}", "{\"brand\":".repeat(depth), "1");
        assert!(Catalogue::parse(&nested).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_json_at_any_place_is_read_without_a_panic(index in any::<proptest::sample::Index>(), value in json_value()) {
        let file = shipped();
        let places = places(&file);
        let place = &places[index.index(places.len())];
        let _ = Catalogue::parse(&replaced(&file, &place.pointer, value).to_string());
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,200}") {
        prop_assert!(Catalogue::parse(&text).is_err());
    }

    #[test]
    fn any_cut_of_the_file_is_refused(at in 1..SHIPPED.trim_end().len()) {
        let cut = SHIPPED.get(..at).unwrap_or("");
        prop_assert!(Catalogue::parse(cut).is_err());
    }
}

fn json_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z_]{0,24}".prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("(code|rank|terms|kind|sizes|[a-z]{0,4})", inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

#[test]
fn add_10_a_pack_is_sold_in_its_sizes_alone() {
    let sold = |add_on, size| catalogue().sells_pack(&AddOnCode::new(add_on), size);
    assert!(sold("contract_pack", 1000) && sold("contract_pack", 10_000));
    assert!(!sold("contract_pack", 700) && !sold("signing_report", 1000));
    assert!(!sold("app_integration", 1) && !sold("nothing", 1000));
}

#[test]
fn a_language_has_its_tag() {
    assert_eq!([Chinese, English].map(Language::tag), ["zh-CN", "en"]);
}
