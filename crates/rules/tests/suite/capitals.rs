//! Amounts in capital numerals, after the published rules for filling in bills and their examples.

use rstest::rstest;
use rules::capitals::capitals;
use rules::money::Money;

#[rstest]
#[case::nothing(0, "人民币零元整")]
#[case::fen_alone(5, "人民币伍分")]
#[case::jiao_alone(30, "人民币叁角")]
#[case::jiao_and_fen(32, "人民币叁角贰分")]
#[case::whole(365_000, "人民币叁仟陆佰伍拾元整")]
#[case::zero_inside(140_950, "人民币壹仟肆佰零玖元伍角")]
#[case::two_zeros_inside(600_714, "人民币陆仟零柒元壹角肆分")]
#[case::zero_before_fen(1_640_902, "人民币壹万陆仟肆佰零玖元零贰分")]
#[case::zero_jiao(32_504, "人民币叁佰贰拾伍元零肆分")]
#[case::ends_with_zero(168_032, "人民币壹仟陆佰捌拾元叁角贰分")]
#[case::no_zero_where_no_place_is_left_out(11_000, "人民币壹佰壹拾元整")]
#[case::ten_thousands(10_700_053, "人民币壹拾万柒仟元伍角叁分")]
#[case::zeros_over_ten_thousand(10_005_000, "人民币壹拾万零伍拾元整")]
#[case::zeros_over_a_million(100_000_100, "人民币壹佰万零壹元整")]
#[case::runs_of_zeros_in_both_halves(2_000_300_005, "人民币贰仟万叁仟元零伍分")]
#[case::jiao_after_a_zero_takes_nothing_after_it(600_050, "人民币陆仟元伍角")]
#[case::inv_4_gross_of_the_example(600_000, "人民币陆仟元整")]
#[case::inv_4_net_of_the_example(566_038, "人民币伍仟陆佰陆拾元叁角捌分")]
#[case::hundred_million(10_000_000_100, "人民币壹亿零壹元整")]
#[case::ten_thousand_of_hundred_million(100_000_000_000_000, "人民币壹万亿元整")]
#[case::less_than_nothing(-100, "人民币负壹元整")]
fn capitals_follow_the_rules_for_bills(#[case] fen: i64, #[case] expected: &str) {
    assert_eq!(capitals(Money::from_fen(fen)), expected);
}

#[test]
fn every_amount_has_its_own_capitals_and_no_two_zeros_in_a_row() {
    let mut seen = std::collections::HashSet::new();
    let amounts = (0..20_000).chain((0..2_000).map(|step| step * 7_919_113)).map(Money::from_fen);
    for amount in amounts.collect::<std::collections::BTreeSet<_>>() {
        let text = capitals(amount);
        assert!(!text.contains("零零"), "{text}");
        assert!(seen.insert(text.clone()), "{text} stands for two amounts");
    }
}

#[test]
fn no_amount_is_too_large_for_capitals() {
    assert!(capitals(Money::from_fen(i64::MAX)).starts_with("人民币玖"));
    assert!(capitals(Money::from_fen(i64::MIN)).starts_with("人民币负玖"));
}
