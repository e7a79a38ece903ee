//! The metadata clients get.
//!
//! FRAME describes the runtime as composed here; clients expect the main
//! chain's pallet list. So the description is rewritten before it is encoded
//! as version 14, 15 or 16 (spec chapter `wire` §1.6).

use alloc::vec::Vec;
use sp_core::OpaqueMetadata;
use sp_metadata_ir::MetadataIR;

use crate::Runtime;

/// The description of the runtime with the main chain's pallet list.
pub fn metadata_ir() -> MetadataIR {
    Runtime::composed_metadata_ir()
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
