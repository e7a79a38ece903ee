//! The metadata clients get.
//!
//! FRAME describes the runtime as composed here; clients expect the main
//! chain's pallet list. So the description is rewritten before it is encoded
//! as version 14, 15 or 16 (spec chapter `wire` §1.6).

use alloc::vec::Vec;
use codec::Encode;
use frame_support::dispatch::PerDispatchClass;
use scale_info::TypeInfo;
use sp_core::OpaqueMetadata;
use sp_metadata_ir::{MetadataIR, PalletMetadataIR};

use crate::{limits::RuntimeBlockLength, pallet_info::DOMAIN_PALLETS, Runtime};

/// The description of the runtime with the main chain's pallet list: the
/// domain pallets are folded into `SubtensorModule`.
pub fn metadata_ir() -> MetadataIR {
    let mut ir = Runtime::composed_metadata_ir();
    let (domain, mut mounted): (Vec<_>, Vec<_>) = ir
        .pallets
        .into_iter()
        .partition(|pallet| DOMAIN_PALLETS.contains(&pallet.name));
    if let Some(face) = mounted
        .iter_mut()
        .find(|pallet| pallet.name == "SubtensorModule")
    {
        domain.into_iter().for_each(|pallet| fold(face, pallet));
    }
    mounted.iter_mut().for_each(show_block_length);
    ir.pallets = mounted;
    ir
}

/// Moves the storage, constants and errors of a domain pallet into the pallet
/// that clients see. Calls and events are there already; the associated types
/// are a matter of this composition that clients have no use for.
fn fold(face: &mut PalletMetadataIR, pallet: PalletMetadataIR) {
    match (&mut face.storage, pallet.storage) {
        (Some(into), Some(from)) => into.entries.extend(from.entries),
        (None, from) => face.storage = from,
        (Some(_), None) => {}
    }
    face.constants.extend(pallet.constants);
    face.error = face.error.take().or(pallet.error);
}

/// The constant `System.BlockLength` in the main chain's form. FRAME's has got
/// a second field since, a limit of headers that this runtime doesn't set.
#[derive(Encode, TypeInfo)]
struct BlockLength {
    /// The most bytes of extrinsics in a block, by class.
    max: PerDispatchClass<u32>,
}

/// Shows the constant `System.BlockLength` in the main chain's form.
fn show_block_length(pallet: &mut PalletMetadataIR) {
    if pallet.name != "System" {
        return;
    }
    let max = RuntimeBlockLength::get().max;
    pallet
        .constants
        .iter_mut()
        .filter(|constant| constant.name == "BlockLength")
        .for_each(|constant| {
            constant.ty = scale_info::meta_type::<BlockLength>();
            constant.value = BlockLength { max: max.clone() }.encode();
        });
}

/// The metadata in version 14.
pub fn metadata() -> OpaqueMetadata {
    OpaqueMetadata::new(sp_metadata_ir::into_v14(metadata_ir()).into())
}

/// The metadata in the version asked for, if it is one of [`versions`].
pub fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
    sp_metadata_ir::into_version(metadata_ir(), version)
        .map(|prefixed| OpaqueMetadata::new(prefixed.into()))
}

/// The versions of metadata there are: 14, 15 and 16.
pub fn versions() -> Vec<u32> {
    sp_metadata_ir::supported_versions()
}
