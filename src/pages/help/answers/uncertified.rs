//! Buying before the certification, binding, and what each mini-program sells (RULES §5, §9).

use rules::catalogue::{AddOn, ChannelOffer, Edition};
use rules::format;

use super::{Answer, Facts};
use crate::i18n::text;
use crate::routes::{OrderFilter, Page};

/// Nothing where the personal mini-program sells no edition.
pub(super) fn answers(facts: &Facts<'_>) -> Vec<Answer> {
    let editions = facts.editions(is_for_persons);
    editions.map(|editions| vec![buying(facts, editions), binding(facts)]).unwrap_or_default()
}

const fn is_for_persons(edition: &Edition) -> bool {
    edition.channels.personal_mini_program.buy.is_sold()
}

/// BIND-1, BIND-2, CH-1, CH-11.
fn buying(facts: &Facts<'_>, editions: String) -> Answer {
    let language = facts.language;
    let terms = facts.terms_of(is_for_persons);
    let together = |edition: &Edition| matches!(edition.channels.personal_mini_program.buy, ChannelOffer::Together);
    let packs = facts.catalogue.editions.iter().any(together).then(|| {
        let sold = facts.contract_packs().find(|(add_on, _)| add_on.channels.personal_mini_program.is_sold());
        sold.map(|(add_on, sizes)| {
            let sizes: Vec<String> = sizes.iter().map(|size| facts.contracts(size.amount)).collect();
            let sizes = format::choice(&sizes, language);
            text!(language, answers.uncertified_packs, names = add_on.name.in_language(language), sizes = sizes)
        })
    });
    let answer = text!(language, answers.uncertified_a, editions = editions, terms = terms);
    Answer::new("before-certification", text!(language, answers.uncertified_q), &answer)
        .and(packs.flatten())
        .found_by(text!(language, answers.uncertified_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}

/// BIND-2 … BIND-5.
fn binding(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let minutes = &facts.catalogue.policies.delivery_minutes;
    let answer = text!(language, answers.binding_a, min = minutes.min, max = minutes.max);
    Answer::new("binding", text!(language, answers.binding_q), &answer)
        .found_by(text!(language, answers.binding_words))
        .to(Page::Orders(OrderFilter::default()), text!(language, answers.to_orders))
}

/// CH-1 … CH-6, CH-8 … CH-10.
pub(super) fn mini_program(facts: &Facts<'_>) -> Answer {
    let language = facts.language;
    let editions = facts.catalogue.editions.iter();
    let name = |edition: &Edition| edition.name.in_language(language).to_owned();
    let add_on_name = |add_on: &AddOn| add_on.name.in_language(language).to_owned();
    let offered = |wanted: ChannelOffer| {
        facts.catalogue.add_ons.iter().filter(move |add_on| add_on.channels.mini_program == wanted).map(add_on_name)
    };
    let sold = editions.clone().filter(|edition| edition.channels.mini_program.buy.is_sold()).map(name);
    let sold = facts.list(sold.chain(offered(ChannelOffer::Allowed))).unwrap_or_default();
    let by_sales = facts.editions(|edition| edition.channels.mini_program.buy == ChannelOffer::Consultation);
    let renewed = editions.clone().filter(|edition| edition.channels.mini_program.renew == ChannelOffer::Web);
    // Nobody upgrades to the lowest edition.
    let lowest = editions.clone().map(|edition| edition.rank).min();
    let upgraded = editions
        .filter(|edition| Some(edition.rank) > lowest && edition.channels.mini_program.upgrade == ChannelOffer::Web);
    let on_the_web = renewed
        .map(|edition| text!(language, pricing.renew, edition = name(edition)))
        .chain(upgraded.map(|edition| text!(language, pricing.upgrade, edition = name(edition))))
        .chain(offered(ChannelOffer::Web));
    let on_the_web = facts.list(on_the_web);
    Answer::new("in-the-mini-program", text!(language, answers.mini_q), &text!(language, answers.mini_a, sold = sold))
        .and(by_sales.map(|editions| text!(language, answers.mini_sales, editions = editions, phone = facts.phone())))
        .and(on_the_web.map(|what| text!(language, answers.mini_web, what = what)))
        .and(Some(text!(language, answers.mini_other).to_owned()))
        .found_by(text!(language, answers.mini_words))
        .to(Page::Pricing(None), text!(language, answers.to_pricing))
}
