//! Whole and fixed-point numbers of the chain's types.

use crate::meta::Metadata;
use scale_info::{form::PortableForm, Type, TypeDefPrimitive};
use scale_value::Value;

/// The number of fraction bits of a `substrate_fixed` type, which its
/// parameter spells as a type-level binary number.
pub(in crate::meta) fn fraction_bits(metadata: &Metadata, ty: &Type<PortableForm>) -> Option<u32> {
    let name = ty.path.segments.last()?;
    if !(name.starts_with("FixedI") || name.starts_with("FixedU")) {
        return None;
    }
    binary_number(metadata, ty.type_params.first()?.ty?.id)
}

fn binary_number(metadata: &Metadata, ty: u32) -> Option<u32> {
    let ty = metadata.types().resolve(ty)?;
    match ty.path.segments.last()?.as_str() {
        "UTerm" => Some(0),
        "UInt" => {
            let [high, low] = ty.type_params.as_slice() else {
                return None;
            };
            let low = metadata.types().resolve(low.ty?.id)?;
            let bit = u32::from(low.path.segments.last()? == "B1");
            Some(binary_number(metadata, high.ty?.id)? * 2 + bit)
        }
        _ => None,
    }
}

/// The bits of a decimal number with `fraction` fraction bits, rounded toward
/// zero.
pub(super) fn fixed_bits(text: &str, fraction: u32) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let digits: String = digits.chars().filter(|c| *c != '_').collect();
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, ""));
    if whole.is_empty() || !(whole.chars().chain(decimals.chars())).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let whole: u128 = whole.parse().ok()?;
    let mut bits = whole.checked_mul(1u128.checked_shl(fraction)?)?;
    // Doubling the decimals gives one binary digit after the other.
    let mut rest: Vec<u8> = decimals.bytes().map(|digit| digit - b'0').collect();
    for position in (0..fraction).rev() {
        let mut carry = 0;
        for digit in rest.iter_mut().rev() {
            let doubled = *digit * 2 + carry;
            *digit = doubled % 10;
            carry = doubled / 10;
        }
        if carry == 1 {
            bits |= 1 << position;
        }
    }
    if negative {
        Some(Value::i128(i128::try_from(bits).ok()?.checked_neg()?))
    } else {
        Some(Value::u128(bits))
    }
}

/// A whole number as a value.
pub(super) fn integer(number: i128) -> Value {
    u128::try_from(number).map_or_else(|_| Value::i128(number), Value::u128)
}

/// The whole numbers a primitive holds, as far as a literal can write them.
pub(super) fn integer_range(primitive: &TypeDefPrimitive) -> Option<(i128, i128)> {
    match primitive {
        TypeDefPrimitive::U8 => Some((0, u8::MAX.into())),
        TypeDefPrimitive::U16 => Some((0, u16::MAX.into())),
        TypeDefPrimitive::U32 => Some((0, u32::MAX.into())),
        TypeDefPrimitive::U64 => Some((0, u64::MAX.into())),
        TypeDefPrimitive::U128 | TypeDefPrimitive::U256 => Some((0, i128::MAX)),
        TypeDefPrimitive::I8 => Some((i8::MIN.into(), i8::MAX.into())),
        TypeDefPrimitive::I16 => Some((i16::MIN.into(), i16::MAX.into())),
        TypeDefPrimitive::I32 => Some((i32::MIN.into(), i32::MAX.into())),
        TypeDefPrimitive::I64 => Some((i64::MIN.into(), i64::MAX.into())),
        TypeDefPrimitive::I128 | TypeDefPrimitive::I256 => Some((i128::MIN, i128::MAX)),
        TypeDefPrimitive::Bool | TypeDefPrimitive::Char | TypeDefPrimitive::Str => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits(text: &str, fraction: u32) -> Option<i128> {
        let value = fixed_bits(text, fraction)?;
        value
            .as_i128()
            .or_else(|| value.as_u128().and_then(|bits| bits.try_into().ok()))
    }

    #[test]
    fn decimals_become_bits() {
        assert_eq!(bits("0.5", 32), Some(1 << 31));
        assert_eq!(bits("-1.25", 32), Some(-(5 << 30)));
        assert_eq!(bits("3", 64), Some(3 << 64));
        // 0.1 in 64 bits: floor(2^64 / 10).
        assert_eq!(bits("0.1", 64), Some((1i128 << 64) / 10));
        assert_eq!(bits("1e3", 32), None);
        assert_eq!(bits("", 32), None);
        assert_eq!(bits(".5", 32), None);
    }
}
