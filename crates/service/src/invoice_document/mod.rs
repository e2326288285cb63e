//! The document of an invoice that no authority was told of, as a page of HTML that loads nothing: to read, to keep, and to
//! print. It says itself that it is no real invoice. The same paper gives the same text.

mod words;

use std::fmt::Write;

use rules::account::InvoiceState;
use rules::capitals::capitals;
use rules::explain;
use rules::format;
use rules::vocabulary::Language;

use crate::issuer::{Paper, PaperOrder};
use words::Words;

const STYLE: &str = "body{margin:0;font:15px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;\
color:#1d2220;background:#faf9f6;font-variant-numeric:tabular-nums}main{max-width:52rem;margin:0 auto;padding:2rem 1.25rem}\
h1{margin:0 0 1rem;font-size:1.6rem;line-height:1.3}h2{margin:1.75rem 0 .5rem;font-size:1.05rem}\
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.25rem 1.25rem;margin:0}dt{color:#59625e}\
dd{margin:0;overflow-wrap:anywhere}table{width:100%;border-collapse:collapse}\
th,td{padding:.4rem .25rem;border-bottom:1px solid #d8d5cb;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
.money{text-align:right;white-space:nowrap}.order th{font-weight:600}.line td:first-child{padding-left:1.25rem;color:#59625e}\
.sample{padding:.6rem .9rem;border:1px dashed #868d89;border-radius:.5rem}.gross{font-weight:600}\
@media(max-width:30rem){dl{grid-template-columns:minmax(0,1fr);gap:0}dd{margin-bottom:.5rem}}\
@media print{body{background:none}main{padding:0}}";

/// The document in a language. It says that it is none, whoever sells: what a simulated issuer hands out never is.
#[must_use]
pub(crate) fn page(paper: &Paper<'_>, language: Language) -> String {
    let words = words::of(language);
    let kind = explain::invoice_kind(paper.invoice.kind, language);
    let number = paper.invoice.id.as_str();
    let mut issue = vec![(words.number, number.to_owned())];
    issue.extend(issued_on(paper, language).map(|date| (words.date, date)));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{kind} {}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<p class=\"sample\">{}</p>\n<h1>{kind}</h1>\n{}{}{}{}{}</main>\n</body>\n</html>\n",
        words.lang,
        escaped(number),
        words.sample,
        facts(&issue),
        section(words.seller, &seller(paper, words, language)),
        section(words.buyer, &buyer(paper, words, language)),
        section(words.content, &orders(paper, words, language)),
        section(words.amounts, &amounts(paper, words)),
    )
}

fn issued_on(paper: &Paper<'_>, language: Language) -> Option<String> {
    match paper.invoice.state {
        InvoiceState::Issued { at } => Some(format::date(at, language)),
        InvoiceState::Requested | InvoiceState::Failed { .. } => None,
    }
}

fn seller(paper: &Paper<'_>, words: &Words, language: Language) -> String {
    let (brand, contact) = (&paper.catalogue.brand, &paper.catalogue.contact);
    facts(&[
        (words.name, brand.name.in_language(language).to_owned()),
        (words.phone, contact.phone.clone()),
        (words.email, contact.email.clone()),
    ])
}

fn buyer(paper: &Paper<'_>, words: &Words, language: Language) -> String {
    let title = paper.title;
    let mut rows = vec![
        (words.name, title.name.clone()),
        (words.holder, explain::title_holder(title.holder, language).to_owned()),
    ];
    let details = [
        (words.credit_code, &title.credit_code),
        (words.address, &title.address),
        (words.registered_phone, &title.phone),
        (words.bank, &title.bank),
        (words.account, &title.account),
    ];
    rows.extend(details.into_iter().filter_map(|(name, text)| Some((name, text.clone()?))));
    facts(&rows)
}

fn orders(paper: &Paper<'_>, words: &Words, language: Language) -> String {
    let mut rows = String::new();
    for PaperOrder { order, shows_lines } in &paper.orders {
        let number = format!("{} {}", words.order, order.id.as_str());
        row(&mut rows, "order", "th scope=\"row\"", &number, &format::money(order.amount_paid()));
        if !shows_lines {
            continue;
        }
        for line in &order.lines {
            let what = explain::line_title(line, paper.catalogue, language);
            let count = format::count(u64::from(line.quantity));
            let price = format::money(line.price);
            row(&mut rows, "line", "td", &format!("{what} × {count}"), &price);
        }
        if let Some(credit) = &order.credit {
            row(&mut rows, "line", "td", words.credit, &format!("−{}", format::money(credit.total)));
        }
    }
    format!(
        "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"money\">{}</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n",
        words.what, words.paid
    )
}

fn amounts(paper: &Paper<'_>, words: &Words) -> String {
    let invoice = paper.invoice;
    facts(&[
        (words.net, format::money(invoice.net)),
        (words.rate, format!("{}%", invoice.rate_percent)),
        (words.tax, format::money(invoice.tax)),
        (words.gross, format::money(invoice.gross)),
        (words.capitals, capitals(invoice.gross)),
    ])
}

fn section(title: &str, content: &str) -> String {
    format!("<section>\n<h2>{}</h2>\n{content}</section>\n", escaped(title))
}

fn facts(rows: &[(&str, String)]) -> String {
    let mut text = "<dl>\n".to_owned();
    for (name, value) in rows {
        // Writing to a String does not fail.
        let _ = writeln!(text, "<dt>{}</dt><dd>{}</dd>", escaped(name), escaped(value));
    }
    text.push_str("</dl>\n");
    text
}

fn row(rows: &mut String, class: &str, cell: &str, what: &str, amount: &str) {
    let end = cell.split(' ').next().unwrap_or(cell);
    // Writing to a String does not fail.
    let _ = writeln!(
        rows,
        "<tr class=\"{class}\"><{cell}>{}</{end}><td class=\"money\">{}</td></tr>",
        escaped(what),
        escaped(amount)
    );
}

/// A text that means itself, inside elements and attributes.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}
