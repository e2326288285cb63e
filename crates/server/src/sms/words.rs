//! The texts of messages.

use api::phone_code::CODE_LIFE;
use rules::vocabulary::Language;

/// What a code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeMessage {
    /// Signing in.
    SignIn,
    /// Proving who holds a phone (BUY-4, BIND-1).
    StepUp,
}

/// The text of a message with a code. It says what the code is for, so that nobody gives away one for another.
pub(crate) fn message(about: CodeMessage, code: &str, language: Language) -> String {
    let minutes = CODE_LIFE.num_minutes();
    match (language, about) {
        (Language::Chinese, CodeMessage::SignIn) => {
            format!("登录验证码 {code}，{minutes} 分钟内有效。请勿告诉任何人，包括自称客服的人。")
        }
        (Language::Chinese, CodeMessage::StepUp) => {
            format!("安全验证码 {code}，用于确认购买或开票，{minutes} 分钟内有效。非本人操作请勿提供给任何人。")
        }
        (Language::English, CodeMessage::SignIn) => {
            format!("{code} is your sign-in code, valid for {minutes} minutes. Tell nobody, not even customer service.")
        }
        (Language::English, CodeMessage::StepUp) => format!(
            "{code} confirms a purchase or an invoice, valid for {minutes} minutes. If it was not you, give it to nobody."
        ),
    }
}
