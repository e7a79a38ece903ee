//! Amounts of TAO and of alpha, in rao.

use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Sub, SubAssign},
};
use scale_info::{Type, TypeInfo};
use serde::{Deserialize, Serialize};
use substrate_fixed::traits::Fixed;

macro_rules! balance_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone,
            Copy,
            CompactAs,
            Debug,
            Decode,
            DecodeWithMemTracking,
            Default,
            Deserialize,
            Encode,
            Eq,
            Hash,
            MaxEncodedLen,
            Ord,
            PartialEq,
            PartialOrd,
            Serialize,
        )]
        #[serde(transparent)]
        #[repr(transparent)]
        pub struct $name(u64);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(0);
            /// The largest amount the type can hold.
            pub const MAX: Self = Self(u64::MAX);

            /// Wraps an amount of rao.
            pub const fn new(rao: u64) -> Self {
                Self(rao)
            }

            /// The amount in rao.
            pub const fn to_u64(self) -> u64 {
                self.0
            }

            /// Whether the amount is zero.
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }

            /// The sum, at most [`Self::MAX`].
            #[must_use]
            pub const fn saturating_add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }

            /// The difference, at least zero.
            #[must_use]
            pub const fn saturating_sub(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }

            /// The multiple, at most [`Self::MAX`].
            #[must_use]
            pub const fn saturating_mul(self, factor: u64) -> Self {
                Self(self.0.saturating_mul(factor))
            }

            /// The amount as a fixed-point number; saturates where the type is
            /// too narrow.
            pub fn to_fixed<F: Fixed>(self) -> F {
                F::saturating_from_num(self.0)
            }
        }

        impl From<u64> for $name {
            fn from(rao: u64) -> Self {
                Self(rao)
            }
        }

        impl From<$name> for u64 {
            fn from(amount: $name) -> Self {
                amount.0
            }
        }

        // The operators saturate, as the reference's balances do.
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                self.saturating_add(other)
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                self.saturating_sub(other)
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                *self = self.saturating_add(other);
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                *self = self.saturating_sub(other);
            }
        }

        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, Self::saturating_add)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl TypeInfo for $name {
            type Identity = u64;

            fn type_info() -> Type {
                u64::type_info()
            }
        }
    };
}

balance_type! {
    /// An amount of TAO, in rao.
    TaoBalance
}

balance_type! {
    /// An amount of one subnet's alpha, in rao (1e-9 alpha).
    AlphaBalance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(
            TaoBalance::new(1).saturating_sub(TaoBalance::new(2)),
            TaoBalance::ZERO
        );
        assert_eq!(
            AlphaBalance::MAX.saturating_add(AlphaBalance::new(1)),
            AlphaBalance::MAX
        );
    }

    #[test]
    fn encodes_as_a_u64() {
        assert_eq!(TaoBalance::new(7).encode(), 7u64.encode());
        assert_eq!(
            scale_info::MetaType::new::<AlphaBalance>(),
            scale_info::MetaType::new::<u64>()
        );
    }
}
