//! The texts of the app in both languages, from `src/locales/`, checked at compile time by `build.rs`.

pub(crate) mod texts {
    //! One module for each group of the locale files.
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

/// A text of the locale files: `text!(language, pricing.title)`, with values as `name = value`.
macro_rules! text {
    ($language:expr, $group:ident.$key:ident) => {
        $crate::i18n::texts::$group::$key($language)
    };
    ($language:expr, $group:ident.$key:ident, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::texts::$group::$key { $($name: $value),+ }.text($language)
    };
}

pub(crate) use text;
