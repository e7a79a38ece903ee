//! One name and index for the pallets that make up `SubtensorModule`.
//!
//! The main chain keeps staking, registration, weights and emission in one
//! pallet, `SubtensorModule`, index 7. Here each subject is a pallet of its
//! own. FRAME asks the runtime's `PalletInfo` for a pallet's name to build
//! its storage keys, and for its index to build its module errors; answering
//! `SubtensorModule` and 7 for the domain pallets puts their storage and
//! their errors where the main chain has them.

use core::any::TypeId;
use frame_support::traits::{CrateVersion, PalletInfo as PalletInfoT};

use crate::{
    composition::{PalletInfo as Composed, SubtensorModule},
    Pools, Registration, Staking, Subnets, Taoflow, Yuma,
};

/// Declares the pallets that make up `SubtensorModule`, by the name of their
/// type and in text.
macro_rules! domain_pallets {
    ($($pallet:ident),*) => {
        /// The names of the domain pallets in the composition.
        pub const DOMAIN_PALLETS: &[&str] = &[$(stringify!($pallet)),*];

        /// Whether `P` is one of the pallets that make up `SubtensorModule`.
        fn is_domain<P: 'static>() -> bool {
            [$(TypeId::of::<$pallet>()),*].contains(&TypeId::of::<P>())
        }
    };
}

domain_pallets!(Subnets, Pools, Staking, Yuma, Taoflow, Registration);

/// The main chain's answers about pallets; everything FRAME generated for
/// pallets that exist under the same name there.
pub struct PalletInfo;

impl PalletInfoT for PalletInfo {
    fn index<P: 'static>() -> Option<usize> {
        if is_domain::<P>() {
            return Composed::index::<SubtensorModule>();
        }
        Composed::index::<P>()
    }

    fn name<P: 'static>() -> Option<&'static str> {
        if is_domain::<P>() {
            return Composed::name::<SubtensorModule>();
        }
        Composed::name::<P>()
    }

    fn name_hash<P: 'static>() -> Option<[u8; 16]> {
        if is_domain::<P>() {
            return Composed::name_hash::<SubtensorModule>();
        }
        Composed::name_hash::<P>()
    }

    fn module_name<P: 'static>() -> Option<&'static str> {
        Composed::module_name::<P>()
    }

    fn crate_version<P: 'static>() -> Option<CrateVersion> {
        Composed::crate_version::<P>()
    }
}
