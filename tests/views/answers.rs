//! The help page: every answer for everybody, its figures from the catalogue, and a line for who is signed in.

use chrono::TimeDelta;
use rules::Catalogue;
use rules::account::PaymentMethod;
use rules::catalogue::{ClampedTermPrice, UpgradePolicy};
use rules::decide::Command;
use rules::trial::{TrialApplication, TrialForm};
use rules::vocabulary::{ApplicationId, EditionCode, Language, OrderId, PaymentId};
use service::Standing;
use service::personas::Persona;
use storefront::app::plain_answers;

use crate::shop::{
    ORDER, after, catalogue, customer, delivered, en, hides, html, html_of, now, ordered, paid, shows, visitor, zh,
};

/// One answer of the page, from its text to its end.
fn answer<'a>(page: &'a str, id: &str) -> &'a str {
    let text = page.split(&format!("id=\"{id}\" class=\"answer-text\"")).nth(1).expect("the answer");
    text.split("</details>").next().expect("its end")
}

/// What an answer says of the account of a customer.
#[track_caller]
fn says(standing: Standing, id: &str, sentence: &str) {
    let page = zh("/help", standing);
    let text = answer(&page, id);
    shows(text, "您的情况：");
    shows(text, sentence);
}

#[track_caller]
fn says_nothing(path: &str, standing: Standing, id: &str) {
    hides(answer(&zh(path, standing), id), "answer-mine");
}

/// All answers with a changed catalogue, as one text.
fn told(language: Language, change: impl FnOnce(&mut Catalogue)) -> String {
    let mut changed = Catalogue::clone(&catalogue());
    change(&mut changed);
    let answers = plain_answers(&changed, language).into_iter();
    answers.map(|plain| format!("{}\n{}\n", plain.question, plain.answer)).collect()
}

fn tried() -> Standing {
    let form = TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "13800000000".to_owned(),
        industry: "贸易".to_owned(),
        expected_signatures: "1200".to_owned(),
        consent: true,
    };
    let application =
        TrialApplication { application: ApplicationId::new("trial-1"), edition: EditionCode::new("flagship"), form };
    after(customer(Persona::Experience), now(), &Command::ApplyForTrial(application))
}

#[test]
fn a_prerendered_page_has_every_answer_closed_and_nothing_about_an_account() {
    for language in [Language::Chinese, Language::English] {
        let page = html_of(language, "/help", visitor(), None);
        let answers = plain_answers(&catalogue(), language);
        assert_eq!(answers.len(), 28);
        assert_eq!(page.matches("<details class=\"answer\">").count(), answers.len(), "closed, and none hidden");
        for plain in answers {
            shows(&page, &plain.question);
            for paragraph in plain.answer.lines() {
                shows(&page, paragraph);
            }
        }
        hides(&page, "answer-mine");
        hides(&page, "<mark>");
    }
}

#[test]
fn every_link_of_the_table_of_contents_leads_to_a_group() {
    let page = zh("/help", visitor());
    let topics = page.split("class=\"answers-topics\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let targets: Vec<&str> =
        topics.split("href=\"/help#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(targets.len(), 9);
    for target in targets {
        shows(&page, &format!("<h2 id=\"{target}\">"));
    }
}

#[test]
fn answers_lead_to_the_page_that_does_it_and_to_themselves_in_their_channel() {
    let page = zh("/help?channel=mini_program", visitor());
    shows(answer(&page, "trial"), "href=\"/trial?channel=mini_program\"");
    shows(answer(&page, "trial"), "href=\"/help?channel=mini_program#trial\"");
    shows(answer(&en("/help", visitor()), "used-up"), "href=\"/en/add-ons\"");
}

#[test]
fn it_is_one_link_away_from_everywhere() {
    let page = zh("/account", visitor());
    let [header, footer] = ["<header", "<footer"].map(|tag| page.split(tag).nth(1).unwrap());
    shows(header.split("</header>").next().unwrap(), "href=\"/help\"");
    shows(footer, "href=\"/help\"");
}

#[test]
fn a_search_in_the_address_opens_and_marks_what_it_finds_and_hides_the_rest() {
    let page = zh("/help?q=%E5%BC%80%E7%A5%A8", visitor());
    shows(answer(&page, "invoices-and-vat"), "<mark>开票</mark>");
    shows(&page, "value=\"开票\"");
    let before = |id: &str| {
        let place = page.find(&format!("id=\"{id}\" class=\"answer-text\"")).unwrap();
        let start = page[..place].rfind("<details").unwrap();
        page[start..place].split('>').next().unwrap().to_owned()
    };
    shows(&before("invoices-and-vat"), " open");
    hides(&before("invoices-and-vat"), "hidden");
    shows(&before("counting"), "hidden");
    hides(&before("counting"), " open");
    hides(&page, "没有找到");
}

#[test]
fn other_words_for_the_same_are_found_too() {
    let page = zh("/help?q=%E9%80%80%E6%AC%BE", visitor());
    hides(&page, "没有找到");
    shows(&en("/help?q=money%20back", visitor()), "Matching questions: 1<");
}

#[test]
fn ordinary_questions_find_their_answer() {
    let address = |typed: &str| typed.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let is_open = |page: &str, id: &str| {
        let place = page.find(&format!("id=\"{id}\" class=\"answer-text\"")).unwrap();
        let start = page[..place].rfind("<details").unwrap();
        page[start..place].split('>').next().unwrap().contains(" open")
    };
    for (typed, id) in [
        ("怎么续费", "renewal"),
        ("如何开票", "invoices-and-vat"),
        ("能退款吗", "refunds"),
        ("发票怎么开", "invoices-and-vat"),
    ] {
        let page = zh(&format!("/help?q={}", address(typed)), visitor());
        assert!(is_open(&page, id), "{typed}");
        assert!(!is_open(&page, "counting"), "{typed}");
    }
    let page = en("/help?q=refunds", visitor());
    assert!(is_open(&page, "refunds"));
    assert!(is_open(&page, "roles"), "by the title of its group");
    assert!(!is_open(&page, "trial"));
}

#[test]
fn where_nothing_is_found_it_says_so_with_the_contact() {
    let page = zh("/help?q=%E7%81%AB%E7%AE%AD", visitor());
    let nothing = page.split("class=\"empty\"").nth(1).expect("the empty state").split("<section").next().unwrap();
    for text in ["没有找到与“火箭”相关的回答", "tel:4000000000", "mailto:hello@evensign.example", "清空搜索"]
    {
        shows(nothing, text);
    }
    shows(&page, "找到 0 个相关问题");
}

#[test]
fn ed_8_refunds_are_answered_with_the_contact_and_there_is_no_button_for_them() {
    for page in [zh("/help", delivered()), zh("/help", visitor())] {
        let refunds = answer(&page, "refunds");
        for text in ["不支持自助退费", "400-000-0000", "hello@evensign.example", "工作日 9:00–18:00", "tel:4000000000"]
        {
            shows(refunds, text);
        }
        hides(refunds, "<button");
    }
}

#[test]
fn figures_follow_the_catalogue() {
    let text = told(Language::Chinese, |catalogue| {
        catalogue.policies.delivery_minutes.min = 7;
        catalogue.policies.delivery_minutes.max = 9;
        catalogue.policies.security_phone_minutes = 45;
        catalogue.policies.unpaid_hours = 36;
        catalogue.policies.unpaid_transfer_days = 12;
        catalogue.policies.notices.fewer_than = 25;
        catalogue.vat.rate_percent = 13;
        catalogue.trial.hours = 14 * 24;
        catalogue.trial.contracts = 60;
        catalogue.contact.phone = "400-123-4567".to_owned();
        catalogue.editions[0].yearly_price_fen = rules::Money::from_fen(400_000);
        catalogue.editions[0].contracts.amount = 550;
    });
    for figure in [
        "7–9 分钟",
        "45 分钟",
        "36 小时",
        "12 天",
        "不足 25 份",
        "13% 增值税",
        "14 天（336 小时）",
        "60 份合同",
        "400-123-4567",
        "¥4,000；",
        "550 份合同",
    ] {
        shows(&text, figure);
    }
    for figure in ["3–5 分钟", "30 分钟", "24 小时", "10 天", "400-000-0000", "¥3,650"] {
        hides(&text, figure);
    }
}

#[test]
fn trial_2_days_are_named_only_where_they_are_whole() {
    for language in [Language::Chinese, Language::English] {
        let hours = rules::format::hours(36, language);
        let text = told(language, |catalogue| catalogue.trial.hours = 36);
        shows(&text, &hours);
        hides(&text, &format!("（{hours}）"));
        hides(&text, &format!("({hours})"));
    }
}

#[test]
fn ed_4_quota_4_on_the_highest_edition_sales_comes_first() {
    let page = zh("/help", visitor());
    let used_up = answer(&page, "used-up");
    shows(used_up, "正在使用旗舰版、还需要更多的，请先联系销售办理，电话 400-000-0000");
    shows(used_up, "tel:4000000000");
    let text = told(Language::Chinese, |catalogue| {
        catalogue.editions.retain(|edition| edition.code.as_str() != "flagship");
    });
    shows(&text, "正在使用专业版、还需要更多的");
}

#[test]
fn ed_3_buy_5_add_7_what_follows_on_is_told_apart_from_what_starts_at_payment() {
    let page = zh("/help", visitor());
    shows(answer(&page, "delivery"), "续费的，接在原来的到期时间之后");
    shows(answer(&page, "delivery"), "再次购买的第三方应用集成，也接在它原来的到期时间之后");
    shows(answer(&page, "binding"), "有更高的付费版本生效时，不能绑定");
}

#[test]
fn answers_lead_on_to_every_page_that_they_speak_of() {
    let page = zh("/help", visitor());
    for (id, href) in [
        ("held-money", "href=\"/orders\""),
        ("phone-verification", "href=\"/invoices\""),
        ("phone-verification", "href=\"/pricing\""),
        ("not-activated", "tel:4000000000"),
        ("upgrade", "tel:4000000000"),
    ] {
        shows(answer(&page, id), href);
    }
}

#[test]
fn inv_4_the_example_of_vat_is_computed() {
    let text = told(Language::Chinese, |_| {});
    shows(&text, "付款 ¥3,650.00，不含税金额是 ¥3,443.40，税额是 ¥206.60");
}

#[test]
fn policies_choose_the_answer() {
    let shipped = told(Language::Chinese, |_| {});
    shows(&shipped, "减去原版本未使用的价值");
    shows(&shipped, "仍按全年收费");
    for text in [
        "在网页端也可以对公转账",
        "选择对公转账的订单，保留 10 天",
        "没有时长足够的，请联系销售办理，电话 400-000-0000",
        "新版本内含的份额发货后可用",
        "升级时，被替换的有效期内含的合同失效",
    ] {
        shows(&shipped, text);
    }
    shows(&told(Language::English, |_| {}), "On the web you can also pay by bank transfer");
    let other = told(Language::Chinese, |catalogue| {
        catalogue.policies.upgrade = UpgradePolicy::DifferenceForRemainingTerm;
        catalogue.policies.clamped_term_price = ClampedTermPrice::ByDays;
        catalogue.bank_transfer = None;
        catalogue.trial.contracts = 0;
    });
    shows(&other, "补新旧版本的差价");
    shows(&other, "按实际天数收费");
    for text in ["抵扣", "对公转账", "保留 10 天", "没有时长足够的", "被替换的有效期", "试用附带"]
    {
        hides(&other, text);
    }
}

#[test]
fn ch_2_ch_4_ch_6_what_the_mini_program_leaves_to_others_is_read_from_the_catalogue() {
    let text = told(Language::Chinese, |_| {});
    shows(&text, "可以直接购买：高级版、合同加量包、签署报告、会议·在线签约。");
    shows(&text, "首次购买专业版、旗舰版，请联系销售");
    shows(&text, "续费专业版、续费旗舰版、升级到专业版、升级到旗舰版、第三方应用集成");
}

#[test]
fn without_a_label_no_edition_is_said_to_be_used_freely() {
    shows(&told(Language::Chinese, |_| {}), "旗舰版的“随心用”是不限量吗？");
    let text = told(Language::Chinese, |catalogue| {
        for edition in &mut catalogue.editions {
            edition.contracts.label = None;
        }
    });
    hides(&text, "不限量吗");
}

#[test]
fn near_its_end_an_edition_is_told_with_days_and_the_way_to_renew() {
    let customer = || customer(Persona::ProfessionalNearEnd);
    says(customer(), "term", "专业版还有 12 天到期");
    says(customer(), "after-the-end", "起使用体验版");
    says(customer(), "renewal", "href=\"/checkout?edition=professional&amp;term=1\"");
    says(customer(), "editions", "目前使用专业版");
}

#[test]
fn what_is_left_and_what_is_cleared_next_is_told() {
    says(delivered(), "balances", "可用：13,000 份合同");
    says(delivered(), "used-up", "可用：13,000 份合同");
    says(delivered(), "clearing", "下一次清零是 2027年3月1日 10:00，按现在的用量会清零 3,000 份合同");
    says(delivered(), "add-on-validity", "10,000 份合同，到 2028年3月1日 10:00");
    says(customer(Persona::Experience), "balances", "目前没有可用的份额");
}

#[test]
fn buy_9_whoever_may_buy_is_told_the_credit_of_an_upgrade() {
    says(customer(Persona::Advanced), "upgrade", "升级可以抵扣 ¥2,250.00");
    says_nothing("/help", customer(Persona::Employee), "upgrade");
    says_nothing("/help", customer(Persona::Flagship), "upgrade");
}

#[test]
fn role_3_who_may_not_buy_or_invoice_is_told_who_may() {
    says(customer(Persona::Employee), "how-to-buy", "您在该企业的角色不能购买");
    says(customer(Persona::Employee), "roles", "您可以：查看份额。");
    says(customer(Persona::FeeManager), "roles", "您可以：查看份额、购买、开票。");
    says(customer(Persona::Advanced), "how-to-buy", "您可以为贵企业购买");
    says(customer(Persona::FeeManager), "invoices-and-vat", "您可以为贵企业开票");
    // The legal representative alone asks for none (ROLE-5).
    hides(answer(&zh("/help", customer(Persona::ProfessionalNearEnd)), "invoices-and-vat"), "您可以为贵企业开票");
}

#[test]
fn buy_2_buy_3_buy_4_what_stands_in_the_way_is_told() {
    says(customer(Persona::NotActivated), "not-activated", "当前云账号还没有电子签账号");
    says(customer(Persona::Advanced), "not-activated", "贵企业已激活");
    says_nothing("/help", customer(Persona::Uncertified), "not-activated");
    says(customer(Persona::Uncertified), "before-certification", "贵企业还没有完成认证");
    says(customer(Persona::Advanced), "phone-verification", "有效至 2026年3月1日 10:30");
    let mut later = customer(Persona::Advanced);
    later.at += TimeDelta::minutes(31);
    says(later, "phone-verification", "安全手机 138****0000 目前没有验证");
    says_nothing("/help?channel=mini_program", customer(Persona::Advanced), "phone-verification");
    says_nothing("/help", customer(Persona::Employee), "phone-verification");
}

#[test]
fn trial_3_trial_5_the_trial_is_open_runs_or_is_over() {
    says(customer(Persona::Experience), "trial", "可以试用：高级版、专业版、旗舰版");
    says_nothing("/help", customer(Persona::Experience), "after-the-trial");
    says(tried(), "after-the-trial", "旗舰版试用还有 7 天 0 小时，到期后使用体验版");
    hides(answer(&zh("/help", tried()), "trial"), "可以试用：");
    let mut over = tried();
    over.at += TimeDelta::days(8);
    says(over, "after-the-trial", "旗舰版的试用已于 2026年3月8日 10:00 结束");
}

#[test]
fn ord_1_ord_2_ord_6_an_order_that_waits_is_told_with_its_link() {
    let link = format!("href=\"/orders/{ORDER}\"");
    says(ordered(), "unpaid-orders", "一笔 ¥43,900.00 的订单：请在 2026年3月2日 10:00 前完成支付");
    says(ordered(), "unpaid-orders", &link);
    says(paid(), "delivery", "3 至 5 分钟内发货");
    says_nothing("/help", delivered(), "unpaid-orders");
    says_nothing("/help", delivered(), "delivery");
    let short = Command::ConfirmPayment {
        order: OrderId::new(ORDER),
        payment: PaymentId::new("short"),
        amount: rules::Money::from_fen(100),
    };
    says(after(ordered(), now(), &short), "held-money", &link);
}

#[test]
fn ord_2_a_bank_transfer_waits_longer() {
    let choosing = Command::ChoosePaymentMethod { order: OrderId::new(ORDER), method: PaymentMethod::BankTransfer };
    says(after(ordered(), now(), &choosing), "unpaid-orders", "请在 2026年3月11日 10:00 前完成支付");
}

#[test]
fn ord_7_orders_of_others_are_told_to_nobody_who_may_not_see_them() {
    let mut standing = paid();
    standing.session = Some(Persona::Employee.session(now()));
    says_nothing("/help", standing, "delivery");
}

#[test]
fn ch_9_the_personal_mini_program_tells_nothing_of_what_an_enterprise_has() {
    for id in
        ["editions", "term", "balances", "clearing", "add-on-validity", "upgrade", "roles", "before-certification"]
    {
        says_nothing("/help?channel=personal_mini_program", customer(Persona::Advanced), id);
    }
    says_nothing("/help?channel=personal_mini_program", customer(Persona::Uncertified), "before-certification");
}

#[test]
fn ch_8_the_mini_program_promises_no_invoices() {
    let page = zh("/help?channel=mini_program", customer(Persona::FeeManager));
    shows(answer(&page, "roles"), "您可以：查看份额、购买。");
}

#[test]
fn a_person_is_told_nothing_of_enterprises() {
    let page = html(Language::Chinese, "/help?channel=personal_mini_program", customer(Persona::Buyer));
    hides(&page, "贵企业已");
    hides(&page, "answer-mine");
}

#[test]
fn english_has_its_own_words() {
    let page = en("/help", customer(Persona::ProfessionalNearEnd));
    shows(answer(&page, "term"), "In your case:");
    shows(answer(&page, "term"), "Professional ends in 12 days, on 13 Mar 2026");
    shows(answer(&page, "refunds"), "no self-service refund");
    shows(&page, "Questions: 28");
}
