//! Amounts in capital numerals, as cheques, receipts and finance departments write them: after the finance ministry's and
//! the central bank's rules for bills.

use crate::money::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const UNITS: [(u64, char); 5] = [(100_000_000, '亿'), (10_000, '万'), (1_000, '仟'), (100, '佰'), (10, '拾')];

/// `人民币壹万零玖佰伍拾元整`. A run of zeros inside is one 零; 整 stands after 元 alone, and nothing after 角 or 分.
#[must_use]
pub fn capitals(amount: Money) -> String {
    let fen = amount.fen().unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let sign = if amount.fen() < 0 { "负" } else { "" };
    let mut text = format!("人民币{sign}");
    if yuan > 0 || (jiao == 0 && fen == 0) {
        write_number(&mut text, yuan);
        text.push('元');
    }
    match (jiao, fen) {
        (0, 0) => text.push('整'),
        (0, fen) => {
            if yuan > 0 {
                text.push('零');
            }
            write_digit(&mut text, fen, "分");
        }
        (jiao, fen) => {
            write_digit(&mut text, jiao, "角");
            if fen > 0 {
                write_digit(&mut text, fen, "分");
            }
        }
    }
    text
}

fn write_number(text: &mut String, number: u64) {
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| number >= *unit) else {
        write_digit(text, number, "");
        return;
    };
    write_number(text, number / unit);
    text.push(name);
    let rest = number % unit;
    if rest > 0 {
        // Places that are left out are read as one zero.
        if rest < unit / 10 {
            text.push('零');
        }
        write_number(text, rest);
    }
}

fn write_digit(text: &mut String, digit: u64, unit: &str) {
    text.extend(usize::try_from(digit).ok().and_then(|digit| DIGITS.get(digit)));
    text.push_str(unit);
}
