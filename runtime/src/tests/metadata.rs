//! The metadata that clients get.

use codec::Decode;
use frame_metadata::{RuntimeMetadata, RuntimeMetadataPrefixed};
use sp_core::OpaqueMetadata;

use super::chain::api;

fn decoded(version: u32) -> RuntimeMetadata {
    let opaque: Option<OpaqueMetadata> =
        api("Metadata_metadata_at_version", &version.to_le_bytes());
    let bytes = opaque.expect("the version is served");
    RuntimeMetadataPrefixed::decode(&mut bytes.as_slice())
        .expect("the metadata decodes")
        .1
}

/// Name and index of every pallet, and names of the storage entries of
/// `SubtensorModule`.
fn pallets(version: u32) -> (Vec<(String, u8)>, Vec<String>) {
    macro_rules! read {
        ($metadata:expr) => {{
            let pallets = $metadata.pallets;
            let entries = pallets
                .iter()
                .find(|pallet| pallet.name == "SubtensorModule")
                .and_then(|pallet| pallet.storage.as_ref())
                .map(|storage| {
                    assert_eq!(storage.prefix, "SubtensorModule");
                    storage.entries.iter().map(|e| e.name.clone()).collect()
                })
                .expect("SubtensorModule has storage");
            let names = pallets.into_iter().map(|p| (p.name, p.index)).collect();
            (names, entries)
        }};
    }
    match decoded(version) {
        RuntimeMetadata::V14(metadata) => read!(metadata),
        RuntimeMetadata::V15(metadata) => read!(metadata),
        RuntimeMetadata::V16(metadata) => read!(metadata),
        _ => panic!("version {version} isn't served"),
    }
}

#[test]
fn all_versions_show_one_subtensor_module() {
    sp_io::TestExternalities::default().execute_with(|| {
        let versions: Vec<u32> = api("Metadata_metadata_versions", &[]);
        assert_eq!(versions, [14, 15, 16]);
        for version in versions {
            let (pallets, entries) = pallets(version);
            assert!(pallets.contains(&("SubtensorModule".into(), 7)));
            assert!(pallets.iter().all(|(_, index)| *index < 100), "{pallets:?}");
            for name in ["NetworksAdded", "Tempo", "Keys"] {
                assert!(entries.iter().any(|entry| entry == name), "{name}");
            }
        }
    });
}

#[test]
fn the_extrinsic_format_is_4() {
    // Python clients refuse anything else.
    sp_io::TestExternalities::default().execute_with(|| {
        let RuntimeMetadata::V14(v14) = decoded(14) else {
            panic!("not version 14")
        };
        assert_eq!(v14.extrinsic.version, 4);
        let RuntimeMetadata::V16(v16) = decoded(16) else {
            panic!("not version 16")
        };
        assert_eq!(v16.extrinsic.versions.first(), Some(&4));
    });
}

#[test]
fn the_outer_enums_have_the_variants_of_the_pallet_list() {
    sp_io::TestExternalities::default().execute_with(|| {
        let RuntimeMetadata::V15(metadata) = decoded(15) else {
            panic!("not version 15")
        };
        let names: Vec<_> = metadata.pallets.iter().map(|p| p.name.clone()).collect();
        let outer = [
            metadata.outer_enums.call_enum_ty,
            metadata.outer_enums.event_enum_ty,
            metadata.outer_enums.error_enum_ty,
        ];
        for ty in outer {
            let ty = metadata.types.resolve(ty.id).expect("the type is listed");
            let scale_info::TypeDef::Variant(variants) = &ty.type_def else {
                panic!("{ty:?} is no enum")
            };
            for variant in &variants.variants {
                assert!(names.contains(&variant.name), "{}", variant.name);
            }
        }
    });
}

#[test]
fn every_error_has_documentation() {
    // The Python SDK shows an error by name only if its documentation isn't
    // empty (spec chapter wire, section 3.3).
    sp_io::TestExternalities::default().execute_with(|| {
        let RuntimeMetadata::V14(metadata) = decoded(14) else {
            panic!("not version 14")
        };
        for pallet in &metadata.pallets {
            let Some(error) = &pallet.error else { continue };
            let ty = metadata.types.resolve(error.ty.id).expect("listed");
            let scale_info::TypeDef::Variant(variants) = &ty.type_def else {
                panic!("errors are an enum")
            };
            for variant in &variants.variants {
                assert!(
                    variant.docs.iter().any(|line| !line.trim().is_empty()),
                    "{}::{}",
                    pallet.name,
                    variant.name
                );
            }
        }
    });
}
