use super::*;

fn is_found(typed: &str, text: &str) -> bool {
    Words::of(typed).are_all_in(&folded(text))
}

/// The text with its words in brackets.
fn marked(typed: &str, text: &str) -> String {
    let pieces = Words::of(typed).pieces(text).into_iter();
    pieces.map(|piece| if piece.is_word { format!("[{}]", piece.text) } else { piece.text }).collect()
}

#[test]
fn chinese_is_found_wherever_it_stands() {
    assert!(is_found("退费", "付款后不支持自助退费。"));
    assert!(!is_found("退货", "付款后不支持自助退费。"));
}

#[test]
fn several_words_all_have_to_be_there_in_any_order() {
    assert!(is_found("invoice order", "An order and its invoice"));
    assert!(!is_found("invoice refund", "An order and its invoice"));
    assert!(is_found("合同　清零", "清零以前的合同"));
}

#[test]
fn what_makes_a_question_of_words_is_left_out() {
    for (typed, text) in [
        ("怎么续费", "怎样续费，提前续费会吃亏吗？"),
        ("如何开票", "怎样开发票？\n开票 专票"),
        ("能退款吗", "可以退费或降级吗？\n退款 退钱"),
        ("发票怎么开", "怎样开发票？"),
        ("合同多少钱？", "价格 多少钱\n合同"),
    ] {
        assert!(is_found(typed, text), "{typed:?}");
    }
    assert!(!is_found("怎么续费", "怎么退费"));
    assert!(Words::of("可以吗？").is_empty());
}

#[test]
fn a_part_of_another_word_makes_no_question() {
    assert!(is_found("智能功能", "智能功能"));
    assert!(!is_found("功能", "付款成功"));
    assert!(is_found("能试用吗", "免费试用"));
}

#[test]
fn of_longer_chinese_every_two_characters_are_there() {
    assert!(is_found("发票抬头", "发票抬头"));
    assert!(!is_found("发票抬头", "发票的抬起的头"));
    assert!(is_found("接入API怎么买", "购买后即可接入 API"));
}

#[test]
fn an_english_plural_is_found_in_the_singular() {
    assert!(is_found("refunds", "Can I have a refund?"));
    assert!(is_found("Invoices?", "How do I get an invoice?"));
    assert!(is_found("refund", "Refunds"));
    assert!(!is_found("access", "acces"));
    assert!(!is_found("status", "statu"));
    assert!(!is_found("sms", "sm"));
}

#[test]
fn width_and_case_do_not_matter() {
    assert!(is_found("ａｐｉ", "接入 API"));
    assert!(is_found("API", "ａｐｉ 接入"));
    assert!(is_found("２４", "保留 24 小时"));
}

#[test]
fn punctuation_around_words_is_left_out_and_within_them_kept() {
    assert!(is_found("可以退费吗？", "可以退费吗"));
    assert!(is_found("“随心用”", "随心用"));
    assert!(is_found("2,000,000", "2,000,000 份合同"));
    assert!(!is_found("2,000,001", "2,000,000 份合同"));
}

#[test]
fn spaces_and_signs_alone_search_for_nothing() {
    for typed in ["", "  ", "　", "？！", " . "] {
        assert!(Words::of(typed).is_empty(), "{typed:?}");
    }
}

#[test]
fn what_was_found_is_marked_as_it_stands_in_the_text() {
    assert_eq!(marked("api", "接入 ＡＰＩ 与 Api。"), "接入 [ＡＰＩ] 与 [Api]。");
    assert_eq!(marked("退费 费用", "退费用"), "[退费用]");
    assert_eq!(marked("aa", "aaab"), "[aaa]b");
    assert_eq!(marked("长长长长的词", "短"), "短");
    assert_eq!(marked("", "不变"), "不变");
}

#[test]
fn characters_whose_lower_case_is_longer_keep_their_place() {
    assert_eq!(marked("b", "İbß"), "İ[b]ß");
}

#[test]
fn pieces_together_are_the_text() {
    let text = "一笔订单只能绑定一次，绑定后不能更改。";
    let pieces = Words::of("绑定 次").pieces(text);
    assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
    assert_eq!(pieces.iter().filter(|piece| piece.is_word).count(), 3);
}
