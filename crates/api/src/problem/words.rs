//! The problems in words, in both languages.

use rules::vocabulary::Language;
use rules::vocabulary::Language::{Chinese, English};

use super::{ProblemKind, RequestMistake, Shed, SignatureFault};
use crate::transfer_proof::UnfitProof;

pub(super) const fn title(kind: ProblemKind, language: Language) -> &'static str {
    match (kind, language) {
        (ProblemKind::Refused, Chinese) => "未能办理",
        (ProblemKind::Refused, English) => "Refused",
        (ProblemKind::Busy, Chinese) => "账户正忙",
        (ProblemKind::Busy, English) => "Busy",
        (ProblemKind::Store, Chinese) => "商店暂时无法读写数据",
        (ProblemKind::Store, English) => "The shop cannot store or read",
        (ProblemKind::TooMany, Chinese) => "请求过于频繁",
        (ProblemKind::TooMany, English) => "Asked too often",
        (ProblemKind::Unanswered, Chinese) => "暂时没有响应",
        (ProblemKind::Unanswered, English) => "No answer for now",
        (ProblemKind::UnreadableBody, Chinese) => "请求内容无法读取",
        (ProblemKind::UnreadableBody, English) => "The body cannot be read",
        (ProblemKind::UnreadableParameter, Chinese) => "地址参数无法读取",
        (ProblemKind::UnreadableParameter, English) => "A parameter cannot be read",
        (ProblemKind::Header, Chinese) => "请求头缺失或有误",
        (ProblemKind::Header, English) => "A header is missing or wrong",
        (ProblemKind::KeyReused, Chinese) => "幂等键已用于其他请求",
        (ProblemKind::KeyReused, English) => "The key was used for another request",
        (ProblemKind::NotPartner, Chinese) => "仅限电子签系统调用",
        (ProblemKind::NotPartner, English) => "For the e-sign system alone",
        (ProblemKind::OtherOrigin, Chinese) => "请求来自其他网站",
        (ProblemKind::OtherOrigin, English) => "From another site",
        (ProblemKind::HandOver, Chinese) => "无法接续登录",
        (ProblemKind::HandOver, English) => "Nothing to take over",
        (ProblemKind::NotJoined, Chinese) => "未加入该企业",
        (ProblemKind::NotJoined, English) => "Not joined",
        (ProblemKind::NoPhone, Chinese) => "没有可接收验证码的手机号",
        (ProblemKind::NoPhone, English) => "No phone for a code",
        (ProblemKind::Taken, Chinese) => "已被占用",
        (ProblemKind::Taken, English) => "Taken",
        (ProblemKind::NotFound, Chinese) => "没有这项内容",
        (ProblemKind::NotFound, English) => "Not found",
        (ProblemKind::Method, Chinese) => "不支持该方法",
        (ProblemKind::Method, English) => "Method not allowed",
        (ProblemKind::NotAcceptable, Chinese) => "没有可接受的格式",
        (ProblemKind::NotAcceptable, English) => "Not acceptable",
        (ProblemKind::TooLarge, Chinese) => "请求内容过大",
        (ProblemKind::TooLarge, English) => "The body is too large",
        (ProblemKind::MediaType, Chinese) => "不支持该内容类型",
        (ProblemKind::MediaType, English) => "Unsupported media type",
        (ProblemKind::UnfitProof, Chinese) => "该文件不能作为转账凭证",
        (ProblemKind::UnfitProof, English) => "The file is no proof of a transfer",
        (ProblemKind::DemonstrationOnly, Chinese) => "仅限演示环境",
        (ProblemKind::DemonstrationOnly, English) => "In a demonstration alone",
        (ProblemKind::TooManyRequests, Chinese) => "请求过于频繁",
        (ProblemKind::TooManyRequests, English) => "Too many requests",
        (ProblemKind::Overloaded, Chinese) => "访问人数过多",
        (ProblemKind::Overloaded, English) => "Overloaded",
        (ProblemKind::TookTooLong, Chinese) => "处理超时",
        (ProblemKind::TookTooLong, English) => "It took too long",
        (ProblemKind::DocumentNotReady, Chinese) => "发票文件尚未生成",
        (ProblemKind::DocumentNotReady, English) => "The document is not made yet",
        (ProblemKind::IssuerDown, Chinese) => "开票平台没有回应",
        (ProblemKind::IssuerDown, English) => "The invoice platform does not answer",
    }
}

/// What happened where nothing was refused.
pub(super) const fn detail_of_failure(kind: ProblemKind, language: Language) -> &'static str {
    match (kind, language) {
        (ProblemKind::Busy, Chinese) => "账户正在被其他操作更改，没有做任何更改，请稍后再试。",
        (ProblemKind::Busy, English) => {
            "The account is being changed by others. Nothing was changed; please try again in a moment."
        }
        (ProblemKind::Unanswered, Chinese) => "不确定是否已经办理，用同一个键再次提交不会重复。",
        (ProblemKind::Unanswered, English) => {
            "Whether it was done is not known. Sent again with the same key, it is done once."
        }
        (ProblemKind::Refused, Chinese) => "没有做任何更改。",
        (ProblemKind::Refused, English) => "Nothing was changed.",
        (ProblemKind::DocumentNotReady, Chinese) => "发票已开具，文件正在生成，请稍后再取。",
        (ProblemKind::DocumentNotReady, English) => {
            "The invoice is issued and its document is being made. Please try again in a while."
        }
        (ProblemKind::IssuerDown, Chinese) => "暂时取不到发票文件，请稍后再试。",
        (ProblemKind::IssuerDown, English) => "The document cannot be had now. Please try again in a while.",
        (_, Chinese) => "没有做任何更改，请稍后再试；若一直如此，请联系客服。",
        (_, English) => {
            "Nothing was changed. Please try again in a moment; if it stays so, please contact customer service."
        }
    }
}

pub(super) const fn detail_of_shedding(shed: Shed, language: Language) -> &'static str {
    match (shed, language) {
        (Shed::TooManyRequests, Chinese) => "请求过于频繁，没有做任何更改，请按响应头 Retry-After 的秒数等待后再试。",
        (Shed::TooManyRequests, English) => {
            "Nothing was changed. Please wait the seconds of the header Retry-After, and try again."
        }
        (Shed::Overloaded, Chinese) => "当前访问人数过多，没有做任何更改，请稍后再试。",
        (Shed::Overloaded, English) => "Nothing was changed. Please try again in a moment.",
        (Shed::TookTooLong, Chinese) => "处理时间过长，是否已完成尚不确定；请用同一个键重试，重试不会重复办理。",
        (Shed::TookTooLong, English) => {
            "Whether it was done is not certain. Please try again with the same key, which does nothing twice."
        }
    }
}

pub(super) fn detail_of_mistake(mistake: &RequestMistake, language: Language) -> String {
    match language {
        Chinese => in_chinese(mistake),
        English => in_english(mistake),
    }
}

fn in_chinese(mistake: &RequestMistake) -> String {
    match mistake {
        RequestMistake::Body { place, detail } => format!("请求内容在“{place}”处有误：{detail}"),
        RequestMistake::Parameter { detail } => format!("地址参数有误：{detail}"),
        RequestMistake::Header { name, expected } => format!("请求头 {name} 应为：{expected}"),
        RequestMistake::OtherKey => "请求头 Idempotency-Key 与请求内容中的编号不一致。".to_owned(),
        RequestMistake::KeyReused => "该 Idempotency-Key 已用于内容不同的请求，请为新的请求使用新的键。".to_owned(),
        RequestMistake::NotPartner(fault) => match fault {
            SignatureFault::Header(name) => format!("请求头 {name} 缺失、重复或格式有误。"),
            SignatureFault::UnknownKey => "没有编号为 X-Key-Id 的密钥。".to_owned(),
            SignatureFault::OutOfTime => "X-Timestamp 与商店的时间相差超过 5 分钟。".to_owned(),
            SignatureFault::Wrong => "签名与该请求及密钥不符。".to_owned(),
            SignatureFault::Replayed => "X-Nonce 已使用过，每次请求请使用新的值。".to_owned(),
        },
        RequestMistake::OtherOrigin => "只接受本商店页面发出的请求。".to_owned(),
        RequestMistake::HandOver => "接续凭证无效、已使用或已过期，请回到小程序重新打开。".to_owned(),
        RequestMistake::NotJoined => "您没有加入该企业。".to_owned(),
        RequestMistake::NoPhone => "该账户没有登记手机号，请联系管理员。".to_owned(),
        RequestMistake::Taken => "该手机号或账户编号已属于其他人。".to_owned(),
        RequestMistake::NotFound => "该地址没有内容。".to_owned(),
        RequestMistake::Method => "请求头 Allow 列出了该地址支持的方法。".to_owned(),
        RequestMistake::NotAcceptable => "请求头 Accept 不包含该地址能提供的格式。".to_owned(),
        RequestMistake::TooLarge { most } => format!("请求内容最多 {most} 字节。"),
        RequestMistake::MediaType => "请求内容应为 application/json。".to_owned(),
        RequestMistake::UnfitProof(UnfitProof::Kind) => "凭证应为 PNG、JPEG 或 PDF 文件。".to_owned(),
        RequestMistake::UnfitProof(UnfitProof::Size) => "凭证不能为空，且不超过 5 MB。".to_owned(),
        RequestMistake::DemonstrationOnly => "模拟收银台只在演示环境中提供。".to_owned(),
    }
}

fn in_english(mistake: &RequestMistake) -> String {
    match mistake {
        RequestMistake::Body { place, detail } => format!("The body is wrong at \"{place}\": {detail}"),
        RequestMistake::Parameter { detail } => format!("A parameter of the address is wrong: {detail}"),
        RequestMistake::Header { name, expected } => format!("The header {name} has to be: {expected}"),
        RequestMistake::OtherKey => "The header Idempotency-Key differs from the id in the request.".to_owned(),
        RequestMistake::KeyReused => {
            "This Idempotency-Key came before with another request; a new request takes a new key.".to_owned()
        }
        RequestMistake::NotPartner(fault) => match fault {
            SignatureFault::Header(name) => format!("The header {name} is missing, comes twice, or cannot be read."),
            SignatureFault::UnknownKey => "There is no key of this X-Key-Id.".to_owned(),
            SignatureFault::OutOfTime => {
                "X-Timestamp is more than 5 minutes away from the time of the shop.".to_owned()
            }
            SignatureFault::Wrong => "It is not the signature of this request by this key.".to_owned(),
            SignatureFault::Replayed => "This X-Nonce came before; each request takes a new one.".to_owned(),
        },
        RequestMistake::OtherOrigin => "Only pages of this shop may send this.".to_owned(),
        RequestMistake::HandOver => {
            "The token of the hand-over is wrong, was taken, or is too old; open the shop from the mini-program again."
                .to_owned()
        }
        RequestMistake::NotJoined => "You have not joined this enterprise.".to_owned(),
        RequestMistake::NoPhone => {
            "No phone is known for this account; please ask an administrator for help.".to_owned()
        }
        RequestMistake::Taken => "The phone, or the id of the account, is somebody else's.".to_owned(),
        RequestMistake::NotFound => "There is nothing at this address.".to_owned(),
        RequestMistake::Method => "The header Allow lists the methods of this address.".to_owned(),
        RequestMistake::NotAcceptable => "The header Accept has nothing that this address can give.".to_owned(),
        RequestMistake::TooLarge { most } => format!("A body here has {most} bytes at most."),
        RequestMistake::MediaType => "The body has to be application/json.".to_owned(),
        RequestMistake::UnfitProof(UnfitProof::Kind) => "A proof is a PNG, JPEG or PDF file.".to_owned(),
        RequestMistake::UnfitProof(UnfitProof::Size) => "A proof is not empty, and 5 MB at most.".to_owned(),
        RequestMistake::DemonstrationOnly => "The simulated cashier is there in a demonstration alone.".to_owned(),
    }
}
