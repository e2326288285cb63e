//! The one trial, its form, and leads (RULES §6).

use crate::common::{Shop, at, catalogue, code, edition, enterprise, local, packs, reasons, rules_of, shop, shop_of};
use rstest::rstest;
use rules::Command;
use rules::account::{Activation, Certification, Event};
use rules::context::{Actor, Context};
use rules::rejection::{Reason, Rejection};
use rules::trial::{
    FormField, Lead, NextStep, TrialApplication, TrialForm, may_be_lead, normalized_count, normalized_phone, take_lead,
};
use rules::vocabulary::{ApplicationId, Channel, Role, Roles};

const DAY: &str = "2026-03-01 10:00";

fn form() -> TrialForm {
    TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "13800000000".to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "1000".to_owned(),
        consent: true,
    }
}

fn apply(shop: &mut Shop, key: &str, which: &str, form: TrialForm, now: &str) -> Result<Vec<Event>, Rejection> {
    let application = TrialApplication { application: ApplicationId::new(key), edition: code(which), form };
    shop.tell_in(&Command::ApplyForTrial(application), &shop.person(at(now)))
}

#[test]
fn trial_2_trial_6_it_runs_for_seven_times_24_hours_from_approval_with_its_contracts() {
    let mut shop = shop();
    apply(&mut shop, "a", "flagship", form(), DAY).unwrap();
    let period = shop.account.trial.as_ref().unwrap().period;
    assert_eq!((local(period.start).as_str(), local(period.end).as_str()), (DAY, "2026-03-08 10:00"));
    assert_eq!((shop.contracts(at(DAY)), shop.contracts(at("2026-03-08 10:00"))), (50, 0));
}

#[test]
fn trial_3_example_6_once_for_all_and_never_again() {
    let mut shop = shop();
    shop.channel = Channel::MiniProgram;
    apply(&mut shop, "a", "flagship", form(), DAY).unwrap();
    assert_eq!(rules_of(apply(&mut shop, "b", "professional", form(), "2027-03-01 10:00")), ["TRIAL-3"]);
    assert_eq!(apply(&mut shop, "a", "flagship", form(), "2026-03-01 10:01"), Ok(vec![]), "sent twice, granted once");
}

#[test]
fn example_6_what_an_experience_enterprise_buys_in_the_mini_program() {
    let mut shop = shop();
    shop.channel = Channel::MiniProgram;
    assert!(shop.place("report", &packs(&[("signing_report", 10, 1)]), at(DAY)).is_ok());
    assert_eq!(rules_of(shop.place("pack", &packs(&[("contract_pack", 1000, 1)]), at(DAY))), ["ADD-1"]);
    assert_eq!(rules_of(shop.place("professional", &edition("professional", 1), at(DAY))), ["CH-2"]);
}

#[test]
fn trial_5_buying_during_a_trial_starts_at_once_and_the_trial_runs_on() {
    let mut shop = shop();
    apply(&mut shop, "a", "flagship", form(), DAY).unwrap();
    shop.buy("edition", &edition("advanced", 1), at("2026-03-02 10:00"));
    let effective = |now| shop.account.effective_edition(at(now)).as_str().to_owned();
    assert_eq!(shop.period("edition").0, "2026-03-02 10:00");
    assert_eq!(
        (effective("2026-03-03 10:00"), effective("2026-03-08 10:00")),
        ("flagship".to_owned(), "advanced".to_owned())
    );
}

#[test]
fn trial_4_every_mistake_of_the_form_at_once() {
    let empty = TrialForm::default();
    let fields = [FormField::ContactName, FormField::ContactPhone, FormField::Industry, FormField::ExpectedSignatures];
    let mut expected: Vec<Reason> = fields.map(|field| Reason::FormField { field }).to_vec();
    expected.push(Reason::ConsentMissing);
    assert_eq!(reasons(apply(&mut shop(), "a", "flagship", empty, DAY)), expected);
}

#[rstest]
#[case("13800000000", Some("13800000000"))]
#[case(" 138 0000 0000 ", Some("13800000000"))]
#[case("+86 138-0000-0000", Some("13800000000"))]
#[case("8613800000000", Some("13800000000"))]
#[case("１３８００００００００", Some("13800000000"))]
#[case("(010) 6000-0000", Some("01060000000"))]
#[case("12800000000", None)]
#[case("1380000000", None)]
#[case("138000000000", None)]
#[case("00860000000", None)]
#[case("一三八", None)]
#[case("", None)]
fn trial_4_a_phone_number_is_understood(#[case] typed: &str, #[case] understood: Option<&str>) {
    assert_eq!(normalized_phone(typed).as_deref(), understood);
}

#[rstest]
#[case("1000", Some(1000))]
#[case("１，０００", Some(1000))]
#[case("1 000 000", Some(1_000_000))]
#[case("100,000,000", Some(100_000_000))]
#[case("100,000,001", None)]
#[case("0", None)]
#[case("-1", None)]
#[case("+1", None)]
#[case("1.5", None)]
#[case("", None)]
fn trial_4_a_number_is_understood(#[case] typed: &str, #[case] understood: Option<u32>) {
    assert_eq!(normalized_count(typed), understood);
}

#[rstest]
#[case::may_apply(Channel::Web, Certification::Certified, Role::SuperAdmin, NextStep::ApplyNow)]
#[case::employee(Channel::Web, Certification::Certified, Role::Employee, NextStep::AskAdministrator)]
#[case::uncertified(Channel::MiniProgram, Certification::Uncertified, Role::SuperAdmin, NextStep::Certify)]
#[case::elsewhere(Channel::PersonalMiniProgram, Certification::Certified, Role::SuperAdmin, NextStep::OpenOnWeb)]
fn trial_7_a_lead_is_taken_from_anybody_and_says_which_step_opens_the_trial(
    #[case] channel: Channel,
    #[case] certification: Certification,
    #[case] role: Role,
    #[case] step: NextStep,
) {
    let mut shop = shop_of(enterprise(certification, Activation::Activated));
    shop.channel = channel;
    shop.roles = Roles::of(&[role]);
    let lead = Lead { lead: ApplicationId::new("lead"), edition: code("flagship"), form: form() };
    let answer = take_lead(&shop.catalogue, Some(&shop.account), &lead, &shop.person(at(DAY))).unwrap();
    assert_eq!(answer.opens_trial, step);
}

#[rstest]
#[case::an_employee(Channel::Web, &[Role::Employee], NextStep::ContactSales)]
#[case::where_no_trial_is_applied_for(Channel::PersonalMiniProgram, &[Role::SuperAdmin], NextStep::ContactSales)]
#[case::a_stranger_is_told_nothing(Channel::Web, &[], NextStep::AskAdministrator)]
fn trial_7_once_no_step_opens_the_trial_sales_is_named(
    #[case] channel: Channel,
    #[case] roles: &[Role],
    #[case] step: NextStep,
) {
    let mut shop = shop();
    apply(&mut shop, "a", "flagship", form(), DAY).unwrap();
    (shop.channel, shop.roles) = (channel, Roles::of(roles));
    let lead = Lead { lead: ApplicationId::new("lead"), edition: code("advanced"), form: form() };
    let answer = take_lead(&shop.catalogue, Some(&shop.account), &lead, &shop.person(at(DAY))).unwrap();
    assert_eq!(answer.opens_trial, step);
}

#[test]
fn trial_7_a_visitor_leaves_a_lead_with_consent_alone() {
    let visitor = Context::new(at(DAY), Channel::Web, Actor::Visitor);
    let lead = |form| Lead { lead: ApplicationId::new("lead"), edition: code("flagship"), form };
    let taken = take_lead(&catalogue(), None, &lead(form()), &visitor).unwrap();
    assert_eq!(taken.opens_trial, NextStep::SignIn);
    let without = take_lead(&catalogue(), None, &lead(TrialForm { consent: false, ..form() }), &visitor);
    assert_eq!(reasons(without), [Reason::ConsentMissing]);
}

#[test]
fn trial_1_who_may_not_apply_opens_none() {
    let mut shop = shop();
    shop.roles = Roles::of(&[Role::Employee]);
    assert_eq!(rules_of(apply(&mut shop, "a", "flagship", form(), DAY)), ["ROLE-3"]);
    assert!(shop.account.trial.is_none());
}

#[test]
fn trial_4_a_form_that_is_complete_is_understood() {
    let typed = TrialForm {
        contact_name: " 林样 ".to_owned(),
        contact_phone: "+86 138-0000-0000".to_owned(),
        expected_signatures: "１,０００".to_owned(),
        ..form()
    };
    let understood = typed.check().unwrap();
    assert_eq!((understood.contact_name.as_str(), understood.contact_phone.as_str()), ("林样", "13800000000"));
    assert_eq!((understood.industry.as_str(), understood.expected_signatures), ("制造", 1000));
}

#[test]
fn trial_7_a_lead_makes_sense_while_some_step_opens_the_trial() {
    let refused = |reasons: &[Reason]| Rejection { reasons: reasons.to_vec() };
    assert!(may_be_lead(&refused(&[Reason::SignInRequired])));
    assert!(may_be_lead(&refused(&[Reason::RoleMissing])));
    let over = Reason::TrialNotHigher { in_force: code("flagship") };
    assert!(!may_be_lead(&refused(std::slice::from_ref(&over))));
    assert!(!may_be_lead(&refused(&[Reason::RoleMissing, over])), "no administrator could apply either");
    assert!(!may_be_lead(&refused(&[])));
}
