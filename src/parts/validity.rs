//! How long an add-on lasts, in a few words.

use rules::catalogue::Validity;
use rules::vocabulary::Language;

use crate::i18n::text;

/// How long what is sold so lasts (ADD-5 … ADD-7).
pub(crate) const fn validity(validity: Validity, language: Language) -> &'static str {
    match validity {
        Validity::WithEdition => text!(language, add_ons.with_edition),
        Validity::OneYear => text!(language, add_ons.one_year),
        Validity::TermWithinEdition => text!(language, add_ons.within_edition),
    }
}
