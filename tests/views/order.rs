//! One order in each of its states.

use std::sync::Arc;

use api::{TransferProof, UnfitProof};
use chrono::TimeDelta;
use leptos::prelude::{Memo, Owner, RenderHtml, Signal, provide_context};
use rules::Money;
use rules::account::{Event, Invoice, InvoiceKind, InvoiceState, PaymentMethod, TitleHolder};
use rules::basket::{Basket, EditionChoice};
use rules::decide::{Command, PlaceOrder, Resolution};
use rules::quote::quote;
use rules::trail::{DoneBy, TrailEntry};
use rules::vocabulary::{Channel, EditionCode, InvoiceId, Language, OrderId, PaymentId, PersonId, Term};
use service::Standing;
use service::personas::Persona;
use storefront::app::{NotTaken, PersonNames, ProofOutcome, ProofOutcomeProps, TrailEntries, TrailEntriesProps};
use storefront::site::Site;
use storefront::state::Goods;

use crate::shop::{ORDER, after, catalogue, customer, delivered, en, hides, now, ordered, paid, shows, visitor, zh};

fn page(standing: Standing) -> String {
    zh(&format!("/orders/{ORDER}"), standing)
}

#[test]
fn unpaid_it_can_be_paid_or_cancelled_until_it_expires() {
    let page = page(ordered());
    for text in
        ["支付订单", "待支付", "2026年3月2日 10:00", "支付成功", "支付失败", "放弃支付", "取消订单", "¥43,900.00"]
    {
        shows(&page, text);
    }
}

#[test]
fn paid_it_counts_down_to_delivery() {
    let page = page(paid());
    shows(&page, "发货中");
    shows(&page, "最迟还有 5 分 00 秒发货");
    hides(&page, "取消订单");
}

#[test]
fn past_five_minutes_it_says_that_it_is_late() {
    let mut standing = paid();
    standing.at = now().checked_add_signed(TimeDelta::seconds(5 * 60 + 1)).unwrap();
    let page = page(standing);
    shows(&page, "发货时间比平时长");
    hides(&page, "秒发货");
}

#[test]
fn delivered_it_leads_to_the_account_and_offers_no_refund() {
    let page = page(delivered());
    shows(&page, "已于 2026年3月1日 10:04 发货");
    shows(&page, "href=\"/account\"");
    hides(&page, "退款");
    hides(&page, "取消订单");
}

#[test]
fn cancelled_it_can_be_bought_again() {
    let page = page(after(ordered(), now(), &Command::CancelOrder { order: OrderId::new(ORDER) }));
    shows(&page, "已取消");
    shows(&page, "/checkout?edition=professional&amp;term=2&amp;packs=contract_pack:10000x1");
}

#[test]
fn expired_it_says_when_and_that_nothing_was_charged() {
    let mut standing = ordered();
    standing.at = now().checked_add_signed(TimeDelta::hours(24)).unwrap();
    let page = page(standing);
    shows(&page, "已于 2026年3月2日 10:00 因未支付而失效，没有产生费用");
    hides(&page, "支付成功");
}

/// Whether it is nobody's here or somebody else's is asked of the backend, as the browser tests do.
#[test]
fn an_order_that_is_not_seen_is_not_judged_before_the_backend_is_asked() {
    let page = page(customer(Persona::Advanced));
    shows(&page, "<h1 tabindex=\"-1\">订单</h1>");
    hides(&page, "没有找到这笔订单");
}

#[test]
fn a_visitor_is_asked_to_sign_in() {
    shows(&page(visitor()), "登录后可以查看订单");
}

#[test]
fn english_has_its_own_words() {
    let page = en(&format!("/orders/{ORDER}"), paid());
    shows(&page, "Delivery in 5 min 00 s at the latest");
}

/// The order after so much money came for it.
fn paid_with(fen: i64) -> Standing {
    let command = Command::ConfirmPayment {
        order: OrderId::new(ORDER),
        payment: PaymentId::new("payment"),
        amount: Money::from_fen(fen),
    };
    after(ordered(), now(), &command)
}

#[test]
fn ord_6_another_amount_is_said_to_be_safe_and_who_decides() {
    let page = zh(&format!("/orders/{ORDER}"), paid_with(100));
    for text in ["款项不会丢失", "¥1.00", "联系客服", "按订单发货"] {
        shows(&page, text);
    }
}

#[test]
fn the_cashier_says_the_amount_in_capitals_and_shows_a_code_to_scan() {
    let page = zh(&format!("/orders/{ORDER}"), ordered());
    shows(&page, "人民币肆万叁仟玖佰元整");
    shows(&page, "class=\"qr-code\"");
    shows(&page, "对公转账");
}

#[test]
fn ch_10_a_mini_program_pays_in_its_host_app_and_shows_no_code() {
    let mut standing = ordered();
    Arc::make_mut(&mut standing.account.as_mut().unwrap().orders[0]).channel = Channel::MiniProgram;
    let page = zh(&format!("/orders/{ORDER}?channel=mini_program"), standing);
    shows(&page, "在当前应用中完成付款");
    hides(&page, "qr-code");
    hides(&page, "对公转账");
}

#[test]
fn ch_2_an_order_of_the_web_that_the_mini_program_would_not_sell_is_handed_back() {
    let page = zh(&format!("/orders/{ORDER}?channel=mini_program"), ordered());
    shows(&page, "CH-2");
    shows(&page, "前往网页端");
    shows(&page, "取消订单");
    hides(&page, "支付成功");
    hides(&page, "在当前应用中完成付款");
}

#[test]
fn ord_2_a_transfer_says_where_to_and_what_it_waits_for() {
    let transfer = Command::ChoosePaymentMethod { order: OrderId::new(ORDER), method: PaymentMethod::BankTransfer };
    let page = page(after(ordered(), now(), &transfer));
    let told = ["衡签样例科技有限公司", "7550 0000 0000 0001", ORDER, "转账凭证", "10 天 0 小时", "款项到账并核对后"];
    for text in told {
        shows(&page, text);
    }
    hides(&page, "qr-code");
}

#[test]
fn a_payment_that_failed_is_said_and_can_be_tried_again() {
    let failed = Command::FailPayment { order: OrderId::new(ORDER), payment: PaymentId::new("failed") };
    let page = page(after(ordered(), now(), &failed));
    shows(&page, "2026年3月1日 10:00 的支付没有成功，没有扣款");
    shows(&page, "支付成功");
}

#[test]
fn ord_6_closed_it_says_that_the_money_went_back() {
    let close = Command::ResolveAttention { order: OrderId::new(ORDER), resolution: Resolution::Close };
    let page = page(after(paid_with(100), now(), &close));
    shows(&page, "已关闭");
    shows(&page, "联系客服");
    hides(&page, "按订单发货");
}

#[test]
fn ord_7_an_employee_is_told_who_sees_it() {
    let history = customer(Persona::Advanced);
    let order = history.account.unwrap().orders[0].id.clone();
    let page = zh(&format!("/orders/{}", order.as_str()), customer(Persona::Employee));
    shows(&page, "订单记录仅超级管理员和法定代表人可以查看。");
    shows(&page, "请管理员操作");
    hides(&page, "order-lines");
}

#[test]
fn role_7_an_unpaid_order_of_packs_is_paid_by_whoever_placed_it() {
    let mut standing = ordered();
    let account = standing.account.as_mut().unwrap();
    let order = Arc::make_mut(&mut account.orders[0]);
    order.lines = order.lines.iter().filter(|line| line.item.edition().is_none()).cloned().collect();
    order.placed_by = PersonId::new("somebody else");
    let page = page(standing);
    shows(&page, "这笔订单由他人提交");
    hides(&page, "支付成功");
}

/// What the transfer's page says of a proof, and of a file that is not taken.
fn proof_outcome(there: Option<TransferProof>, not_taken: Option<NotTaken>) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site { language: Language::Chinese, channel: Channel::Web, base: "/".to_owned() });
        let props =
            ProofOutcomeProps::builder().there(Signal::stored(there)).not_taken(Signal::stored(not_taken)).build();
        ProofOutcome(props).to_html().replace("<!>", "")
    })
}

#[test]
fn a_proof_that_is_there_is_named_with_its_size() {
    let proof = TransferProof {
        name: "凭证.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 1025,
        content: String::new(),
    };
    shows(&proof_outcome(Some(proof), None), "已上传 凭证.pdf（2 KB），等待核对。");
    hides(&proof_outcome(None, None), "已上传");
}

#[test]
fn a_file_that_is_no_proof_says_why() {
    for (why, words) in [
        (NotTaken::Unfit(UnfitProof::Kind), "只支持 PNG、JPEG 或 PDF 文件"),
        (NotTaken::Unfit(UnfitProof::Size), "文件为空或超过 5 MB"),
        (NotTaken::Unreadable, "无法读取这个文件"),
    ] {
        shows(&proof_outcome(None, Some(why)), words);
    }
}

/// An upgrade of the enterprise in the middle of its year, not paid yet.
fn upgraded() -> Standing {
    let standing = customer(Persona::Advanced);
    let choice = EditionChoice { edition: EditionCode::new("professional"), term: Term::ONE };
    let basket = Basket { edition: Some(choice), ..Basket::default() };
    let shown = quote(&catalogue(), standing.account.as_ref(), &basket, now()).unwrap();
    let terms = Some(catalogue().purchase_terms.version.clone());
    let placing = PlaceOrder::online(OrderId::new(ORDER), basket, shown.digest(), terms);
    after(standing, now(), &Command::PlaceOrder(placing))
}

#[test]
fn buy_9_the_credit_is_told_period_by_period() {
    let page = page(upgraded());
    // 365 days, of which 140 are gone.
    shows(&page, "高级版 ¥3,650.00 × 剩余 225 天 ÷ 共 365 天 = ¥2,250.00");
    shows(&page, "−¥2,250.00");
}

#[test]
fn the_total_says_its_vat() {
    // 43,900.00 ÷ 1.06 = 41,415.09
    shows(&page(paid()), "已含 6% 增值税：不含税 ¥41,415.09，税额 ¥2,484.91");
}

#[test]
fn ord_5_each_payment_is_told_with_its_number_and_what_became_of_it() {
    let failed = Command::FailPayment { order: OrderId::new(ORDER), payment: PaymentId::new("no-1") };
    let standing = after(ordered(), now(), &failed);
    shows(&page(ordered()), "还没有收到付款。");
    let good = Command::ConfirmPayment {
        order: OrderId::new(ORDER),
        payment: PaymentId::new("no-2"),
        amount: Money::from_fen(4_390_000),
    };
    let paid = page(after(standing, now(), &good));
    for text in ["支付未成功，没有扣款", "no-1", "no-2", "已计入订单"] {
        shows(&paid, text);
    }
    hides(&paid, "还没有收到付款。");
}

#[test]
fn ord_6_money_that_is_held_says_why_and_returned_when() {
    shows(&page(paid_with(100)), "因金额与订单不符而暂存");
    let close = Command::ResolveAttention { order: OrderId::new(ORDER), resolution: Resolution::Close };
    shows(&page(after(paid_with(100), now(), &close)), "已于 2026年3月1日 10:00 退回");
}

#[test]
fn inv_3_a_delivered_order_leads_to_its_invoice_and_an_unpaid_one_does_not() {
    let invoice = format!("href=\"/invoices?order={ORDER}\"");
    shows(&page(delivered()), &invoice);
    hides(&page(paid()), &invoice);
    hides(&page(ordered()), &invoice);
}

#[test]
fn inv_3_an_order_with_an_invoice_says_how_far_it_is() {
    let with_invoice = |state| {
        let mut standing = delivered();
        let account = standing.account.as_mut().unwrap();
        account.invoices.push(Invoice {
            id: InvoiceId::new("i"),
            orders: vec![OrderId::new(ORDER)],
            kind: InvoiceKind::Ordinary,
            holder: TitleHolder::Company,
            gross: Money::from_fen(4_390_000),
            net: Money::from_fen(4_141_509),
            tax: Money::from_fen(248_491),
            rate_percent: 6,
            requested_by: PersonId::new("buyer"),
            requested_at: now(),
            state,
        });
        let is_covered = !matches!(state, InvoiceState::Failed { .. });
        Arc::make_mut(&mut account.orders[0]).invoice = is_covered.then(|| InvoiceId::new("i"));
        page(standing)
    };
    let requested = with_invoice(InvoiceState::Requested);
    shows(&requested, "已申请发票，等待开具。");
    hides(&requested, "/invoices?order=");
    shows(&with_invoice(InvoiceState::Issued { at: now() }), "发票已开具。");
    let failed = with_invoice(InvoiceState::Failed { at: now() });
    shows(&failed, "未能开具，可以重新申请");
    shows(&failed, "/invoices?order=");
}

#[test]
fn delivered_it_can_be_bought_again_and_printed() {
    let page = page(delivered());
    shows(&page, "/checkout?edition=professional&amp;term=2&amp;packs=contract_pack:10000x1");
    shows(&page, "打印订单");
    shows(&page, "href=\"/orders\"");
}

#[test]
fn role_3_whoever_may_not_buy_is_not_led_to_buy_again() {
    let mut standing = delivered();
    let session = standing.session.as_mut().unwrap();
    session.person.roles = Persona::Employee.session(now()).person.roles;
    let page = page(standing);
    shows(&page, "已发货");
    hides(&page, "重新购买");
}

/// What is told of an order's events.
fn told(entries: Vec<TrailEntry>, language: Language) -> String {
    let owner = Owner::new();
    owner.with(|| {
        provide_context(Site { language, channel: Channel::Web, base: "/".to_owned() });
        provide_context(Goods(catalogue()));
        let names = Memo::new(|_| PersonNames::default());
        TrailEntries(TrailEntriesProps::builder().entries(entries).names(names).build()).to_html().replace("<!>", "")
    })
}

#[test]
fn every_event_is_told_with_its_time_and_whoever_did_it() {
    let event = |event, at, by| TrailEntry { at, by, event };
    let placed = Event::OrderPlaced { order: Arc::clone(&ordered().account.unwrap().orders[0]) };
    let order = || OrderId::new(ORDER);
    let by_person = Some(DoneBy::Person(PersonId::new("person-7")));
    let entries = vec![
        event(placed, Some(now()), by_person),
        event(Event::OrderDelivered { order: order(), at: now() }, Some(now()), Some(DoneBy::Shop)),
        event(
            Event::OrderClosed { order: order(), by: PersonId::new("o"), at: now() },
            Some(now()),
            Some(DoneBy::Operator(PersonId::new("o"))),
        ),
        event(Event::OrderCancelled { order: order(), at: now(), by: None }, None, None),
    ];
    let chinese = told(entries.clone(), Language::Chinese);
    for text in [
        "datetime=\"2026-03-01T10:00:00+08:00\" class=\"trail-time\">2026年3月1日 10:00</time>",
        "已下单，应付 ¥43,900.00。",
        "person-7",
        "系统",
        "客服</span>",
        "时间未记录",
        "操作人未记录",
    ] {
        shows(&chinese, text);
    }
    assert!(chinese.find("已下单") < chinese.find("已发货"));
    shows(&told(entries, Language::English), "Customer service</span>");
}

#[test]
fn until_the_events_are_there_their_place_is_held() {
    let page = page(paid());
    shows(&page, "订单动态");
    shows(&page, "正在读取订单动态…");
    hides(&zh("/orders/unknown", paid()), "订单动态");
}
