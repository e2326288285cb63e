//! The trial and leads over the store in memory: what comes twice, and where contact data is.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use api::{CONTACT_DAYS, Consent, Failure};
use chrono::TimeDelta;
use futures::executor::block_on;
use rules::Catalogue;
use rules::calendar::Instant;
use rules::rejection::Reason;
use rules::trial::{Lead, NextStep, TrialApplication, TrialForm};
use rules::vocabulary::{ApplicationId, Channel, EditionCode, Language};
use service::personas::Persona;
use service::{Demo, FixedClock, MemoryStore};

type Shop = Demo<MemoryStore, FixedClock>;

const PHONE: &str = "13800000000";

fn shop() -> Shop {
    let catalogue = Catalogue::parse(include_str!("../../../public/catalogue.json")).unwrap();
    let now: Instant = "2026-03-01T02:00:00Z".parse().unwrap();
    Demo::new(MemoryStore::default(), FixedClock(now), catalogue)
}

fn customer(persona: Persona) -> Shop {
    let shop = shop();
    block_on(shop.sign_in(persona)).unwrap();
    shop
}

fn form() -> TrialForm {
    TrialForm {
        contact_name: "林样".to_owned(),
        contact_phone: "+86 138 0000 0000".to_owned(),
        industry: "制造".to_owned(),
        expected_signatures: "1,000".to_owned(),
        consent: true,
    }
}

fn consent() -> Consent {
    Consent { version: "1".to_owned(), language: Language::Chinese }
}

fn flagship() -> EditionCode {
    EditionCode::new("flagship")
}

fn apply(shop: &Shop, key: &str, edition: EditionCode, form: TrialForm) -> Result<(), Failure> {
    let application = TrialApplication { application: ApplicationId::new(key), edition, form };
    block_on(shop.apply_for_trial(Channel::Web, application, consent()))
}

fn lead(key: &str, form: TrialForm) -> Lead {
    Lead { lead: ApplicationId::new(key), edition: flagship(), form }
}

fn phone_of(shop: &Shop, key: &str) -> Option<String> {
    block_on(shop.contact_of(&ApplicationId::new(key))).unwrap().map(|contact| contact.form.contact_phone)
}

#[test]
fn trial_2_an_application_opens_the_trial_at_once_and_keeps_its_contact() {
    let shop = customer(Persona::Experience);
    apply(&shop, "key", flagship(), form()).unwrap();
    let standing = block_on(shop.standing()).unwrap();
    assert_eq!(standing.account.unwrap().effective_edition(standing.at), flagship());
    assert_eq!(phone_of(&shop, "key").as_deref(), Some(PHONE));
}

#[test]
fn trial_3_the_same_application_sent_twice_is_one_trial() {
    let shop = customer(Persona::Experience);
    apply(&shop, "key", flagship(), form()).unwrap();
    let before = block_on(shop.standing()).unwrap().account;
    apply(&shop, "key", flagship(), form()).unwrap();
    assert_eq!(block_on(shop.standing()).unwrap().account, before);
}

#[test]
fn trial_3_two_tabs_agree_on_the_key_of_an_application() {
    let shop = customer(Persona::Experience);
    let claim = |edition, fresh| block_on(shop.application_key(&edition, &ApplicationId::new(fresh))).unwrap();
    assert_eq!(claim(flagship(), "first"), claim(flagship(), "second"));
    assert_eq!(claim(EditionCode::new("professional"), "third"), ApplicationId::new("third"));
}

#[test]
fn trial_4_what_is_refused_leaves_no_contact_behind() {
    let shop = customer(Persona::ProfessionalNearEnd);
    let refused = apply(&shop, "key", EditionCode::new("advanced"), form());
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    assert_eq!(phone_of(&shop, "key"), None);
}

#[test]
fn trial_4_the_backend_checks_the_form_again_and_names_every_reason() {
    let shop = customer(Persona::ProfessionalNearEnd);
    let wrong = TrialForm { contact_phone: "1".to_owned(), ..form() };
    let Err(Failure::Refused(rejection)) = apply(&shop, "key", EditionCode::new("advanced"), wrong) else {
        unreachable!("a wrong form for a lower edition");
    };
    let rules: Vec<&str> = rejection.reasons.iter().map(Reason::rule).collect();
    assert_eq!(rules, ["TRIAL-1", "TRIAL-4"]);
}

#[test]
fn trial_7_a_visitors_lead_is_kept_once_and_opens_no_trial() {
    let shop = shop();
    for _ in 0..2 {
        let answer = block_on(shop.leave_lead(Channel::PersonalMiniProgram, &lead("key", form()), consent())).unwrap();
        assert_eq!(answer.opens_trial, NextStep::SignIn);
    }
    assert_eq!(phone_of(&shop, "key").as_deref(), Some(PHONE));
    block_on(shop.sign_in(Persona::Experience)).unwrap();
    assert_eq!(block_on(shop.standing()).unwrap().account.unwrap().trial, None);
}

#[test]
fn trial_7_without_consent_nothing_is_kept() {
    let shop = shop();
    let refused =
        block_on(shop.leave_lead(Channel::Web, &lead("key", TrialForm { consent: false, ..form() }), consent()));
    assert!(matches!(refused, Err(Failure::Refused(_))), "{refused:?}");
    assert_eq!(phone_of(&shop, "key"), None);
}

#[test]
fn no_event_holds_contact_data_and_erasing_it_leaves_the_trial() {
    let shop = customer(Persona::Experience);
    apply(&shop, "key", flagship(), form()).unwrap();
    let account = block_on(shop.standing()).unwrap().account.unwrap();
    assert!(!serde_json::to_string(&account).unwrap().contains(PHONE));
    block_on(shop.erase_contact(&ApplicationId::new("key"))).unwrap();
    assert_eq!(phone_of(&shop, "key"), None);
    assert_eq!(block_on(shop.standing()).unwrap().account, Some(account));
}

#[test]
fn contact_data_is_erased_after_the_days_that_were_agreed_to() {
    let shop = customer(Persona::Experience);
    apply(&shop, "application", flagship(), form()).unwrap();
    block_on(shop.leave_lead(Channel::Web, &lead("lead", form()), consent())).unwrap();
    block_on(shop.fast_forward(TimeDelta::days(CONTACT_DAYS) - TimeDelta::seconds(1))).unwrap();
    block_on(shop.standing()).unwrap();
    assert!(phone_of(&shop, "application").is_some() && phone_of(&shop, "lead").is_some());
    block_on(shop.fast_forward(TimeDelta::seconds(1))).unwrap();
    block_on(shop.standing()).unwrap();
    assert_eq!((phone_of(&shop, "application"), phone_of(&shop, "lead")), (None, None));
}
