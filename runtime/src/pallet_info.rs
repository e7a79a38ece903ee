//! One name and index for the pallets that make up `SubtensorModule`.
//!
//! The main chain keeps staking, registration, weights and emission in one
//! pallet, `SubtensorModule`, index 7. Here each subject is a pallet of its
//! own. FRAME asks the runtime's `PalletInfo` for a pallet's name to build
//! its storage keys, and for its index to build its module errors; answering
//! `SubtensorModule` and 7 for the domain pallets puts their storage and
//! their errors where the main chain has them.

use frame_support::traits::{CrateVersion, PalletInfo as PalletInfoT};

/// The main chain's answers about pallets; everything FRAME generated for
/// pallets that exist under the same name there.
pub struct PalletInfo;

impl PalletInfoT for PalletInfo {
    fn index<P: 'static>() -> Option<usize> {
        crate::composition::PalletInfo::index::<P>()
    }

    fn name<P: 'static>() -> Option<&'static str> {
        crate::composition::PalletInfo::name::<P>()
    }

    fn name_hash<P: 'static>() -> Option<[u8; 16]> {
        crate::composition::PalletInfo::name_hash::<P>()
    }

    fn module_name<P: 'static>() -> Option<&'static str> {
        crate::composition::PalletInfo::module_name::<P>()
    }

    fn crate_version<P: 'static>() -> Option<CrateVersion> {
        crate::composition::PalletInfo::crate_version::<P>()
    }
}
