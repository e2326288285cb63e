//! Money in whole fen, and the exact fractions that a computation runs on before its one rounding.

use serde::{Deserialize, Serialize};

/// An amount in fen (1/100 CNY), VAT included (RULES: Money).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(0);

    /// An amount of so many fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn absolute(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The sum, or `None` where it leaves the range of `i64`.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where it leaves the range of `i64`.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The product, or `None` where it leaves the range of `i64`.
    #[must_use]
    pub fn times(self, factor: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(factor)).map(Self)
    }
}

/// A sum of parts of amounts, exact until [`ExactMoney::round_half_up`] (BUY-9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExactMoney {
    numerator: i128,
    denominator: i128,
}

impl ExactMoney {
    /// Nothing.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };

    /// `amount × part ÷ whole`; `None` where `whole` is not positive.
    #[must_use]
    pub fn share(amount: Money, part: i64, whole: i64) -> Option<Self> {
        if whole <= 0 {
            return None;
        }
        let numerator = i128::from(amount.0).checked_mul(i128::from(part))?;
        Some(Self::reduced(numerator, i128::from(whole)))
    }

    /// The exact sum, or `None` where it leaves the range of the computation.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Some(Self::reduced(left.checked_add(right)?, denominator))
    }

    /// `part ÷ whole` of it; `None` where `whole` is not positive, or beyond the range of the computation.
    #[must_use]
    pub fn of(self, part: i64, whole: i64) -> Option<Self> {
        if whole <= 0 {
            return None;
        }
        let numerator = self.numerator.checked_mul(i128::from(part))?;
        Some(Self::reduced(numerator, self.denominator.checked_mul(i128::from(whole))?))
    }

    /// The amount rounded to the fen, half up, which a computation does once (BUY-9).
    #[must_use]
    pub fn round_half_up(self) -> Option<Money> {
        let doubled = self.numerator.checked_mul(2)?.checked_add(self.denominator)?;
        let fen = doubled.div_euclid(self.denominator.checked_mul(2)?);
        i64::try_from(fen).ok().map(Money)
    }

    /// Whether it is whole fen, so that nothing is lost in writing it down.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    fn reduced(numerator: i128, denominator: i128) -> Self {
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).unwrap_or(1).max(1);
        Self { numerator: numerator / divisor, denominator: denominator / divisor }
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
