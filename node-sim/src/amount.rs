//! Amounts as people write them: `"12.5 TAO"`, `"3 ALPHA"`, or plain rao.
//!
//! One TAO and one alpha are 10⁹ rao. Nothing is rounded: a text with more
//! than nine decimals is refused.

use std::fmt;

/// Decimals of TAO and alpha.
const DECIMALS: usize = 9;

/// Rao in one TAO or one alpha.
pub const RAO: u64 = 1_000_000_000;

/// What an amount is an amount of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// TAO.
    Tao,
    /// Some subnet's alpha.
    Alpha,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tao => "TAO",
            Self::Alpha => "ALPHA",
        })
    }
}

/// An amount that was written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How much, in rao.
    pub rao: u64,
    /// Of what, if it was said: plain rao fit both.
    pub unit: Option<Unit>,
}

/// Why a text is no amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// No digits where the number should be.
    #[error("`{0}` is not an amount")]
    NotANumber(String),
    /// A unit that is none.
    #[error("unknown unit `{0}`")]
    UnknownUnit(String),
    /// More decimals than a rao has.
    #[error("`{0}` is finer than one rao: amounts have at most nine decimals")]
    TooFine(String),
    /// A fraction of a rao.
    #[error("`{0}` has a fraction, but rao are whole")]
    FractionOfRao(String),
    /// More than a balance can hold.
    #[error("`{0}` is more than an amount can hold (18,446,744,073.709551615)")]
    TooLarge(String),
}

impl AmountError {
    /// What would be right.
    pub fn help(&self) -> &'static str {
        "write an amount as \"12.5 TAO\", \"3 ALPHA\", \"500 rao\", or as a whole number of rao"
    }
}

impl Amount {
    /// Reads an amount.
    ///
    /// # Errors
    ///
    /// When the text is no amount that can be held exactly.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        let trimmed = text.trim();
        let split = trimmed
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_'))
            .unwrap_or(trimmed.len());
        let (number, unit) = trimmed.split_at(split);
        let unit = unit.trim();
        let not_a_number = || AmountError::NotANumber(text.to_owned());
        let number: String = number.chars().filter(|c| *c != '_').collect();
        if number.is_empty() {
            return Err(not_a_number());
        }
        let unit = match unit.to_lowercase().as_str() {
            "" | "rao" => None,
            "tao" | "τ" => Some(Unit::Tao),
            "alpha" | "α" => Some(Unit::Alpha),
            _ => return Err(AmountError::UnknownUnit(unit.to_owned())),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return Err(not_a_number());
        }
        let fraction = fraction.trim_end_matches('0');
        let decimals = match unit {
            None if !fraction.is_empty() => {
                return Err(AmountError::FractionOfRao(text.to_owned()))
            }
            None => 0,
            Some(_) if fraction.len() > DECIMALS => {
                return Err(AmountError::TooFine(text.to_owned()))
            }
            Some(_) => DECIMALS,
        };
        let all = format!("{whole}{fraction:0<decimals$}");
        let rao =
            all.trim_start_matches('0')
                .parse()
                .or_else(|_| match all.trim_start_matches('0') {
                    "" => Ok(0),
                    _ => Err(AmountError::TooLarge(text.to_owned())),
                })?;
        Ok(Self { rao, unit })
    }

    /// An amount of TAO.
    pub const fn tao(rao: u64) -> Self {
        Self {
            rao,
            unit: Some(Unit::Tao),
        }
    }

    /// An amount of alpha.
    pub const fn alpha(rao: u64) -> Self {
        Self {
            rao,
            unit: Some(Unit::Alpha),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.unit {
            None => write!(f, "{} rao", self.rao),
            Some(unit) => write!(f, "{} {unit}", decimal(self.rao)),
        }
    }
}

/// Rao as a decimal number of TAO or alpha, without superfluous zeros.
pub fn decimal(rao: u64) -> String {
    let text = format!("{}.{:09}", rao / RAO, rao % RAO);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_exactly() {
        let read = |text| Amount::parse(text).unwrap();
        assert_eq!(read("12.5 TAO"), Amount::tao(12_500_000_000));
        assert_eq!(read("3ALPHA"), Amount::alpha(3_000_000_000));
        assert_eq!(read("0.000000001 tao"), Amount::tao(1));
        assert_eq!(read("1_000 τ"), Amount::tao(1_000_000_000_000));
        assert_eq!(read(".5 TAO"), Amount::tao(500_000_000));
        assert_eq!(read("0 TAO"), Amount::tao(0));
        assert_eq!(read("1.5000000000000 TAO"), Amount::tao(1_500_000_000));
        assert_eq!(
            read("500 rao"),
            Amount {
                rao: 500,
                unit: None
            }
        );
        assert_eq!(read("18446744073.709551615 TAO"), Amount::tao(u64::MAX));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        let refused = |text: &str| Amount::parse(text).unwrap_err();
        let named = |text: &str| text.to_owned();
        assert_eq!(refused("TAO"), AmountError::NotANumber(named("TAO")));
        assert_eq!(refused("-1 TAO"), AmountError::NotANumber(named("-1 TAO")));
        assert_eq!(refused("1.2.3"), AmountError::NotANumber(named("1.2.3")));
        assert_eq!(refused(". TAO"), AmountError::NotANumber(named(". TAO")));
        assert_eq!(refused("1 BTC"), AmountError::UnknownUnit(named("BTC")));
        assert_eq!(
            refused("1.5 rao"),
            AmountError::FractionOfRao(named("1.5 rao"))
        );
        assert_eq!(
            refused("0.0000000001 TAO"),
            AmountError::TooFine(named("0.0000000001 TAO"))
        );
        assert_eq!(
            refused("18446744073.709551616 TAO"),
            AmountError::TooLarge(named("18446744073.709551616 TAO"))
        );
    }

    proptest! {
        #[test]
        fn printing_and_reading_gives_the_same_amount(rao: u64, alpha: bool) {
            let amount = if alpha { Amount::alpha(rao) } else { Amount::tao(rao) };
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = Amount::parse(&text);
        }
    }
}
