//! Names of subnets and of the mechanisms inside them.

use crate::GLOBAL_MAX_SUBNET_COUNT;
use codec::{CompactAs, Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use core::fmt;
use scale_info::{Type, TypeInfo};
use serde::{Deserialize, Serialize};

macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident, $inner:ty) => {
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
        pub struct $name($inner);

        impl $name {
            /// Wraps a plain number.
            pub const fn new(value: $inner) -> Self {
                Self(value)
            }

            /// The plain number.
            pub const fn get(self) -> $inner {
                self.0
            }
        }

        impl From<$inner> for $name {
            fn from(value: $inner) -> Self {
                Self(value)
            }
        }

        impl From<$name> for $inner {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl TypeInfo for $name {
            type Identity = $inner;

            fn type_info() -> Type {
                <$inner>::type_info()
            }
        }
    };
}

id_type! {
    /// A subnet's number. 0 is the root network.
    NetUid, u16
}

id_type! {
    /// A mechanism's number inside its subnet. 0 is the main mechanism.
    MechId, u8
}

id_type! {
    /// A (subnet, mechanism) pair as one storage key: `mecid · 4096 + netuid`.
    /// For the main mechanism it equals the netuid.
    NetUidStorageIndex, u16
}

impl NetUid {
    /// The root network.
    pub const ROOT: Self = Self(0);

    /// Whether this is the root network.
    pub const fn is_root(self) -> bool {
        self.0 == 0
    }

    /// The storage index of `mecid` on this subnet, saturating.
    pub const fn mechanism_index(self, mecid: MechId) -> NetUidStorageIndex {
        NetUidStorageIndex(
            (mecid.0 as u16)
                .saturating_mul(GLOBAL_MAX_SUBNET_COUNT)
                .saturating_add(self.0),
        )
    }
}

impl MechId {
    /// The mechanism that every subnet has.
    pub const MAIN: Self = Self(0);
}

impl NetUidStorageIndex {
    /// The subnet and mechanism that this index names.
    pub const fn split(self) -> (NetUid, MechId) {
        // 65535 / 4096 = 15, so the quotient always fits in a `u8`.
        (
            NetUid(self.0 & (GLOBAL_MAX_SUBNET_COUNT.wrapping_sub(1))),
            MechId((self.0 >> 12) as u8),
        )
    }
}

impl From<NetUid> for NetUidStorageIndex {
    fn from(netuid: NetUid) -> Self {
        Self(netuid.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use codec::Compact;

    #[test]
    fn mechanism_index_follows_the_chapters_table() {
        // Chapter `yuma` §15.9, S-1, and `emission` §13.6, row 121: the pairs just
        // fill a u16.
        for (netuid, mecid, index) in [(2048, 7, 30720), (4095, 15, 65535), (0, 0, 0)] {
            let found = NetUid::new(netuid).mechanism_index(MechId::new(mecid));
            assert_eq!(found.get(), index);
            assert_eq!(found.split(), (NetUid::new(netuid), MechId::new(mecid)));
        }
    }

    #[test]
    fn encodes_as_the_inner_number() {
        assert_eq!(NetUid::new(258).encode(), 258u16.encode());
        assert_eq!(Compact(NetUid::new(258)).encode(), Compact(258u16).encode());
        assert_eq!(
            scale_info::MetaType::new::<NetUid>(),
            scale_info::MetaType::new::<u16>()
        );
    }
}
