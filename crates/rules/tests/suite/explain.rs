//! Every reason and remedy as a sentence in both languages, with its rule and its ways forward.

use crate::common::reading::{assert_reads_well, every_state};
use crate::common::{at, catalogue, code, fen, term};
use rstest::rstest;
use rules::account::{Activation, OrderState};
use rules::basket::PackChoice;
use rules::context::{Actor, Context};
use rules::explain;
use rules::invoice::InvoiceField;
use rules::offer::EditionAction;
use rules::rejection::{AddOnRule, CertifiedFor, ChannelRule, Handover, Reason, Remedy};
use rules::trial::FormField;
use rules::usage::Progress;
use rules::vocabulary::Language::{self, Chinese, English};
use rules::vocabulary::{AddOnCode, BatchId, Channel, InvoiceId, OrderId, QuotaKind, SubjectId};
use rules::way_forward::{Refused, Wish};

pub(crate) fn every_reason() -> Vec<Reason> {
    let (now, add_on, order) = (at("2026-03-01 10:05"), AddOnCode::new("contract_pack"), OrderId::new("order_id_1"));
    let mut reasons = vec![
        Reason::SignInRequired,
        Reason::RoleMissing,
        Reason::NotCertified { rule: CertifiedFor::Purchase },
        Reason::NotCertified { rule: CertifiedFor::Binding },
        Reason::PhoneNotVerified { window_minutes: 30 },
        Reason::EmptyBasket,
        Reason::EditionNotSold { edition: code("platinum_plus") },
        Reason::TermNotOffered { edition: code("advanced"), offered: vec![term(1), term(2)] },
        Reason::Downgrade { edition: code("advanced"), in_force: code("flagship"), paid_end: now },
        Reason::CreditExceedsPrice { credit: fen(1_390_000), shortest: Some(term(2)) },
        Reason::CreditExceedsPrice { credit: fen(1_390_000), shortest: None },
        Reason::OpenOrder { order: order.clone() },
        Reason::PackNotSold { add_on: add_on.clone(), sizes: vec![] },
        Reason::PackNotSold { add_on: add_on.clone(), sizes: vec![1000, 10_000] },
        Reason::QuantityOutOfRange { add_on: add_on.clone(), max: 1 },
        Reason::QuantityOutOfRange { add_on: add_on.clone(), max: 20 },
        Reason::PackTwice { add_on: add_on.clone(), size: 10_000 },
        Reason::AddOnNeedsEdition {
            add_on: add_on.clone(),
            editions: vec![code("professional"), code("flagship")],
            rule: AddOnRule::Packs,
        },
        Reason::AmountTooLarge,
        Reason::QuoteChanged { total: fen(800_000) },
        Reason::TermsNotAccepted { version: "2026_v1".to_owned() },
        Reason::KeyReused { order: order.clone() },
        Reason::OrderUnknown,
        Reason::OrderNotYours,
        Reason::TrialUsed { edition: code("flagship") },
        Reason::TrialNotHigher { in_force: code("professional") },
    ];
    reasons.extend(further_reasons(&add_on, &order));
    let causes = [Activation::Activated, Activation::NoSignAccount, Activation::OtherEnterprise];
    reasons.extend(causes.map(|cause| Reason::NotActivated { cause }));
    reasons.extend(
        every_state().into_iter().map(|state| Reason::OrderStateRefuses { order: OrderId::new("order_id_1"), state }),
    );
    let rules = [
        ChannelRule::Bundle,
        ChannelRule::Purchase,
        ChannelRule::Renewal,
        ChannelRule::Upgrade,
        ChannelRule::Packs,
        ChannelRule::Integration,
        ChannelRule::Invoice,
        ChannelRule::Trial,
    ];
    for channel in [Channel::Web, Channel::MiniProgram, Channel::PersonalMiniProgram] {
        for instead in [Handover::Web, Handover::Sales, Handover::Together, Handover::Nobody] {
            reasons.extend(rules.map(|rule| Reason::ChannelRefuses { channel, instead, rule }));
        }
    }
    let actions = [EditionAction::Buy, EditionAction::Renew, EditionAction::Upgrade];
    for action in actions {
        reasons.push(Reason::ActionDoesNotFit { action, fitting: None });
        reasons.extend(actions.map(|fits| Reason::ActionDoesNotFit { action, fitting: Some(fits) }));
    }
    reasons
}

/// Reasons beside those of a first purchase.
fn further_reasons(add_on: &AddOnCode, order: &OrderId) -> Vec<Reason> {
    let (now, later) = (at("2026-03-01 10:05"), at("2027-03-01 10:05"));
    let (add_on, order) = (|| add_on.clone(), || order.clone());
    let term_not_offered = |offered, paid_end, latest_end| {
        let (add_on, start) = (add_on(), now);
        Reason::IntegrationTermNotOffered { add_on, offered, paid_end, latest_end, start }
    };
    let mut reasons = vec![
        Reason::EndsBeforeIntegration { integration_end: later, shortest: Some(term(2)) },
        Reason::EndsBeforeIntegration { integration_end: later, shortest: None },
        Reason::IntegrationNotSold { add_on: add_on() },
        Reason::IntegrationTwice { add_on: add_on() },
        term_not_offered(vec![], later, later),
        term_not_offered(vec![term(1)], later, later),
        term_not_offered(vec![], later, now),
        term_not_offered(vec![term(1)], later, now),
        Reason::AmountAboveLimit { channel: Channel::Web, limit: fen(1), total: fen(2) },
        Reason::AccountNotYours,
        Reason::OperatorOnly,
        Reason::BalancesRoleMissing,
        Reason::TargetHasOpenOrder { order: order() },
        Reason::HistoryRoleMissing,
        Reason::NotShownHere { channel: Channel::PersonalMiniProgram },
        Reason::EnterpriseNameMissing,
        Reason::OwnPhoneNotVerified { window_minutes: 30 },
        Reason::BindingTargetMissing,
        Reason::ContractUnknown { contract: SubjectId::new("contract_1") },
        Reason::ConsentMissing,
        Reason::InvoiceRoleMissing,
        Reason::InvoicedByEnterprise,
        Reason::InvoiceOrdersMissing,
        Reason::NotDelivered { order: order() },
        Reason::AlreadyInvoiced { order: order(), invoice: InvoiceId::new("20260301-1") },
        Reason::NothingPaid { order: order() },
        Reason::SpecialForCompanies,
        Reason::InvoiceKeyReused { invoice: InvoiceId::new("invoice_1") },
        Reason::InvoiceUnknown,
    ];
    let ways = vec![Remedy::BuyPacks { add_on: add_on() }, Remedy::RenewFirst { edition: code("advanced") }];
    for left in [0, 1, 5] {
        let quota = QuotaKind::Contract;
        reasons.push(Reason::QuotaExhausted { quota, wanted: 10, left, ways: ways.clone() });
    }
    let (to, at) = (BatchId::new("batch_1"), now);
    let progress = [
        Progress::Open,
        Progress::PartlySigned,
        Progress::Signed,
        Progress::Rejected,
        Progress::Expired,
        Progress::Returned { to, at },
        Progress::Void { at },
        Progress::Spent,
    ];
    let contract = SubjectId::new("contract_1");
    reasons.extend(progress.map(|progress| Reason::ContractNotWithdrawable { contract: contract.clone(), progress }));
    let fields = [FormField::ContactName, FormField::ContactPhone, FormField::Industry, FormField::ExpectedSignatures];
    reasons.extend(fields.map(|field| Reason::FormField { field }));
    let details = [
        InvoiceField::Name,
        InvoiceField::CreditCode,
        InvoiceField::Address,
        InvoiceField::Phone,
        InvoiceField::Bank,
        InvoiceField::Account,
    ];
    reasons.extend(details.map(|field| Reason::InvoiceField { field }));
    reasons
}

/// Reasons that name an enterprise, which has a name in one language alone.
fn reasons_with_names(name: &str) -> [Reason; 2] {
    let name = || name.to_owned();
    [Reason::NotAMember { enterprise: name() }, Reason::NameNotConfirmed { given: name(), found: name() }]
}

/// The number of a variant; the compiler asks for each new one.
fn number_of(reason: &Reason) -> usize {
    match reason {
        Reason::SignInRequired => 0,
        Reason::RoleMissing => 1,
        Reason::NotCertified { .. } => 2,
        Reason::NotActivated { .. } => 3,
        Reason::PhoneNotVerified { .. } => 4,
        Reason::ChannelRefuses { .. } => 5,
        Reason::EmptyBasket => 6,
        Reason::EditionNotSold { .. } => 7,
        Reason::TermNotOffered { .. } => 8,
        Reason::Downgrade { .. } => 9,
        Reason::ActionDoesNotFit { .. } => 10,
        Reason::CreditExceedsPrice { .. } => 11,
        Reason::OpenOrder { .. } => 12,
        Reason::PackNotSold { .. } => 13,
        Reason::QuantityOutOfRange { .. } => 14,
        Reason::PackTwice { .. } => 15,
        Reason::AddOnNeedsEdition { .. } => 16,
        Reason::AmountTooLarge => 17,
        Reason::QuoteChanged { .. } => 18,
        Reason::TermsNotAccepted { .. } => 19,
        Reason::KeyReused { .. } => 20,
        Reason::OrderUnknown => 21,
        Reason::OrderNotYours => 22,
        Reason::OrderStateRefuses { .. } => 23,
        Reason::TrialUsed { .. } => 24,
        Reason::TrialNotHigher { .. } => 25,
        Reason::EndsBeforeIntegration { .. } => 26,
        Reason::IntegrationNotSold { .. } => 27,
        Reason::IntegrationTwice { .. } => 28,
        Reason::IntegrationTermNotOffered { .. } => 29,
        Reason::AmountAboveLimit { .. } => 30,
        Reason::AccountNotYours => 31,
        Reason::OperatorOnly => 32,
        Reason::HistoryRoleMissing => 33,
        Reason::NotShownHere { .. } => 34,
        Reason::EnterpriseNameMissing => 35,
        Reason::OwnPhoneNotVerified { .. } => 36,
        Reason::BindingTargetMissing => 37,
        Reason::NotAMember { .. } => 38,
        Reason::NameNotConfirmed { .. } => 39,
        Reason::QuotaExhausted { .. } => 40,
        Reason::ContractUnknown { .. } => 41,
        Reason::ContractNotWithdrawable { .. } => 42,
        Reason::FormField { .. } => 43,
        Reason::ConsentMissing => 44,
        Reason::InvoiceRoleMissing => 45,
        Reason::InvoiceOrdersMissing => 46,
        Reason::NotDelivered { .. } => 47,
        Reason::AlreadyInvoiced { .. } => 48,
        Reason::NothingPaid { .. } => 49,
        Reason::SpecialForCompanies => 50,
        Reason::InvoiceField { .. } => 51,
        Reason::InvoiceKeyReused { .. } => 52,
        Reason::InvoiceUnknown => 53,
        Reason::BalancesRoleMissing => 54,
        Reason::TargetHasOpenOrder { .. } => 55,
        Reason::InvoicedByEnterprise => 56,
    }
}

/// Where nothing tells whether a way is open: to a visitor who asked for nothing in particular.
fn ways(reason: &Reason) -> Vec<Remedy> {
    let context = Context::new(at("2026-03-01 10:00"), Channel::Web, Actor::Visitor);
    Refused { catalogue: &catalogue(), account: None, context: &context, wish: &Wish::Other }.ways(reason)
}

pub(crate) fn every_remedy() -> Vec<Remedy> {
    let order = OrderId::new("order_id_1");
    let mut remedies: Vec<Remedy> = every_reason().iter().flat_map(ways).collect();
    remedies.extend(
        [EditionAction::Buy, EditionAction::Renew, EditionAction::Upgrade].map(|action| Remedy::Take { action }),
    );
    let (add_on, edition) = (AddOnCode::new("contract_pack"), code("professional"));
    let pack = |size, quantity| PackChoice { add_on: add_on.clone(), size, quantity };
    remedies.extend([
        Remedy::BuyAsPerson,
        Remedy::ChooseTerm { term: term(2) },
        Remedy::ChooseEdition { edition: edition.clone() },
        Remedy::ChooseIntegrationTerm { add_on: add_on.clone(), term: term(2) },
        Remedy::LeaveOut { add_on: add_on.clone() },
        Remedy::RenewFirst { edition: edition.clone() },
        Remedy::BuyPacks { add_on: add_on.clone() },
        Remedy::ChoosePacks { packs: vec![pack(1000, 2), pack(10_000, 1)] },
        Remedy::TryEdition { edition },
        Remedy::PayOrder { order: order.clone() },
        Remedy::CancelOrder { order: order.clone() },
        Remedy::SeeOrder { order },
    ]);
    remedies
}

#[test]
fn the_list_of_reasons_holds_every_variant() {
    let numbers: std::collections::BTreeSet<usize> =
        every_reason().iter().chain(&reasons_with_names("甲")).map(number_of).collect();
    assert_eq!(numbers, (0..=56).collect());
}

#[rstest]
fn every_reason_is_a_sentence(#[values(Chinese, English)] language: Language) {
    let names = if language == Chinese { "样例公司" } else { "Sample Company" };
    for reason in every_reason().into_iter().chain(reasons_with_names(names)) {
        let text = explain::reason(&reason, &catalogue(), language);
        assert_reads_well(&text, language);
        assert!(text.ends_with(if language == Chinese { '。' } else { '.' }), "{text}");
    }
}

#[test]
fn every_reason_names_a_rule_and_a_way_forward() {
    for reason in every_reason() {
        let (prefix, number) = reason.rule().split_once('-').expect("a rule id");
        assert!(
            ["ED", "BUY", "ADD", "CH", "TRIAL", "QUOTA", "ORD", "BIND", "ROLE", "INV"].contains(&prefix)
                && number.parse::<u32>().is_ok(),
            "{reason:?}"
        );
        assert!(!ways(&reason).is_empty(), "{reason:?}");
    }
}

#[rstest]
fn every_remedy_is_a_short_label(#[values(Chinese, English)] language: Language) {
    for remedy in every_remedy() {
        let text = explain::remedy(&remedy, &catalogue(), language);
        assert_reads_well(&text, language);
        assert!(text.chars().count() <= 40 && !text.ends_with(['.', '。']), "{text}");
    }
}

#[rstest]
#[case(Reason::PhoneNotVerified { window_minutes: 30 }, "30", "30")]
#[case(Reason::TermNotOffered { edition: code("advanced"), offered: vec![term(1), term(2)] }, "高级版的购买时长可选 1 年、2 年", "Advanced is sold for these terms: 1 year, 2 years")]
#[case(Reason::Downgrade { edition: code("advanced"), in_force: code("flagship"), paid_end: at("2026-03-01 10:05") }, "旗舰版正在生效（至 2026年3月1日 10:05），不支持降级到高级版", "Flagship is in force until 1 Mar 2026, 10:05; a change down to Advanced")]
#[case(Reason::CreditExceedsPrice { credit: fen(1_390_000), shortest: Some(term(2)) }, "¥13,900.00 高于该时长的价格，最短可选 2 年", "¥13,900.00, is more than this term costs. The shortest possible term is 2 years")]
#[case(Reason::CreditExceedsPrice { credit: fen(1_390_000), shortest: None }, "¥13,900.00", "¥13,900.00")]
#[case(Reason::PackNotSold { add_on: AddOnCode::new("contract_pack"), sizes: vec![1000, 10_000] }, "1,000、10,000 份", "1,000; 10,000")]
#[case(Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max: 20 }, "1 到 20 包", "1 to 20 packs")]
#[case(Reason::QuantityOutOfRange { add_on: AddOnCode::new("contract_pack"), max: 1 }, "1 包合同加量包", "a single pack: Contract pack")]
#[case(Reason::PackTwice { add_on: AddOnCode::new("contract_pack"), size: 10_000 }, "10,000 份", "10,000")]
#[case(Reason::AddOnNeedsEdition { add_on: AddOnCode::new("contract_pack"), editions: vec![code("professional"), code("flagship")], rule: AddOnRule::Packs }, "专业版、旗舰版", "Professional, Flagship")]
#[case(Reason::QuoteChanged { total: fen(800_000) }, "¥8,000.00", "¥8,000.00")]
#[case(Reason::TrialUsed { edition: code("flagship") }, "旗舰版", "Flagship")]
#[case(Reason::TrialNotHigher { in_force: code("professional") }, "专业版", "Professional")]
#[case(Reason::OrderStateRefuses { order: OrderId::new("order_id_1"), state: OrderState::Cancelled { at: at("2026-03-01 10:05") } }, "2026年3月1日 10:05 取消", "cancelled on 1 Mar 2026, 10:05")]
#[case(Reason::OrderStateRefuses { order: OrderId::new("order_id_1"), state: OrderState::Unpaid }, "尚未支付", "not paid yet")]
fn a_reason_tells_its_dates_and_amounts(#[case] reason: Reason, #[case] chinese: &str, #[case] english: &str) {
    for (language, part) in [(Chinese, chinese), (English, english)] {
        let text = explain::reason(&reason, &catalogue(), language);
        assert!(text.contains(part), "{text}");
    }
}

#[rstest]
#[case(Handover::Web, ChannelRule::Upgrade)]
#[case(Handover::Sales, ChannelRule::Purchase)]
#[case(Handover::Together, ChannelRule::Bundle)]
#[case(Handover::Nobody, ChannelRule::Packs)]
fn ch_10_a_refusal_to_sell_names_the_payment_limit(#[case] instead: Handover, #[case] rule: ChannelRule) {
    let reason = Reason::ChannelRefuses { channel: Channel::MiniProgram, instead, rule };
    assert!(explain::reason(&reason, &catalogue(), Chinese).contains("支付限额"));
    assert!(explain::reason(&reason, &catalogue(), English).contains("payment limit"));
}

#[rstest]
#[case(Handover::Web, "小程序个人版不能申请试用，请前往网页端。")]
#[case(Handover::Nobody, "小程序个人版不能申请试用。")]
fn a_trial_costs_nothing_so_no_payment_limit_refuses_it(#[case] instead: Handover, #[case] chinese: &str) {
    let channel = Channel::PersonalMiniProgram;
    let reason = Reason::ChannelRefuses { channel, instead, rule: ChannelRule::Trial };
    assert_eq!(explain::reason(&reason, &catalogue(), Chinese), chinese);
    assert!(!explain::reason(&reason, &catalogue(), English).contains("payment"));
}

#[test]
fn buy_3_the_two_causes_read_differently() {
    let text = |cause, language| explain::reason(&Reason::NotActivated { cause }, &catalogue(), language);
    for language in [Chinese, English] {
        assert_ne!(text(Activation::NoSignAccount, language), text(Activation::OtherEnterprise, language));
    }
}
