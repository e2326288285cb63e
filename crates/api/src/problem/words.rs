//! The problems in words, in both languages.

use rules::vocabulary::Language;
use rules::vocabulary::Language::{Chinese, English};

use super::{ProblemKind, RequestMistake};
use crate::transfer_proof::UnfitProof;

pub(super) const fn title(kind: ProblemKind, language: Language) -> &'static str {
    match (kind, language) {
        (ProblemKind::Refused, Chinese) => "未能办理",
        (ProblemKind::Refused, English) => "Refused",
        (ProblemKind::Busy, Chinese) => "账户正忙",
        (ProblemKind::Busy, English) => "Busy",
        (ProblemKind::Store, Chinese) => "商店暂时无法读写数据",
        (ProblemKind::Store, English) => "The shop cannot store or read",
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
        RequestMistake::NotPartner => "请求没有电子签系统的有效签名。".to_owned(),
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
        RequestMistake::NotPartner => "The request has no valid signature of the e-sign system.".to_owned(),
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
