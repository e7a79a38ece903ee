//! The reference's metadata against itself, and against copies in which one
//! thing was changed.

use super::*;
use codec::{Decode, Encode};
use frame_metadata::{
    v14::{PalletMetadata, RuntimeMetadataV14, StorageEntryMetadata, StorageEntryType},
    v15::RuntimeMetadataV15,
    v16::RuntimeMetadataV16,
    RuntimeMetadata, RuntimeMetadataPrefixed, META_RESERVED,
};
use scale_info::{form::PortableForm, TypeDef, TypeDefPrimitive, Variant};
use std::{fs, io::Read};

mod types;

/// Metadata of Subtensor's runtime, spec version 425.
fn reference(version: u8) -> Vec<u8> {
    let path = format!(
        "{}/../tests/data/metadata/subtensor-425-metadata-v{version}.scale.gz",
        env!("CARGO_MANIFEST_DIR")
    );
    fs::read(path).unwrap()
}

fn decoded(version: u8) -> RuntimeMetadata {
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(reference(version).as_slice())
        .read_to_end(&mut plain)
        .unwrap();
    RuntimeMetadataPrefixed::decode(&mut plain.as_slice())
        .unwrap()
        .1
}

fn encoded(metadata: RuntimeMetadata) -> Vec<u8> {
    RuntimeMetadataPrefixed(META_RESERVED, metadata).encode()
}

fn v14() -> RuntimeMetadataV14 {
    match decoded(14) {
        RuntimeMetadata::V14(metadata) => metadata,
        _ => unreachable!(),
    }
}

fn v15() -> RuntimeMetadataV15 {
    match decoded(15) {
        RuntimeMetadata::V15(metadata) => metadata,
        _ => unreachable!(),
    }
}

/// What the reference's V14 metadata says differently after `change`.
fn changed(change: impl FnOnce(&mut RuntimeMetadataV14)) -> MetadataDiff {
    let mut metadata = v14();
    change(&mut metadata);
    diff(&encoded(RuntimeMetadata::V14(metadata)), &reference(14)).unwrap()
}

fn changed_v15(change: impl FnOnce(&mut RuntimeMetadataV15)) -> MetadataDiff {
    let mut metadata = v15();
    change(&mut metadata);
    diff(&encoded(RuntimeMetadata::V15(metadata)), &reference(15)).unwrap()
}

fn pallet<'a>(
    metadata: &'a mut RuntimeMetadataV14,
    name: &str,
) -> &'a mut PalletMetadata<PortableForm> {
    metadata
        .pallets
        .iter_mut()
        .find(|pallet| pallet.name == name)
        .unwrap()
}

fn storage<'a>(
    metadata: &'a mut RuntimeMetadataV14,
    pallet_name: &str,
    item: &str,
) -> &'a mut StorageEntryMetadata<PortableForm> {
    let storage = pallet(metadata, pallet_name).storage.as_mut().unwrap();
    storage
        .entries
        .iter_mut()
        .find(|entry| entry.name == item)
        .unwrap()
}

/// One variant of the enum that `of` picks from a pallet.
fn variant<'a>(
    metadata: &'a mut RuntimeMetadataV14,
    pallet_name: &str,
    of: impl FnOnce(&PalletMetadata<PortableForm>) -> u32,
    item: &str,
) -> &'a mut Variant<PortableForm> {
    let id = of(pallet(metadata, pallet_name));
    match &mut metadata.types.types[id as usize].ty.type_def {
        TypeDef::Variant(variants) => variants
            .variants
            .iter_mut()
            .find(|variant| variant.name == item)
            .unwrap(),
        _ => unreachable!(),
    }
}

fn calls(pallet: &PalletMetadata<PortableForm>) -> u32 {
    pallet.calls.as_ref().unwrap().ty.id
}

fn events(pallet: &PalletMetadata<PortableForm>) -> u32 {
    pallet.event.as_ref().unwrap().ty.id
}

fn errors(pallet: &PalletMetadata<PortableForm>) -> u32 {
    pallet.error.as_ref().unwrap().ty.id
}

/// The number of a primitive type.
fn primitive(metadata: &RuntimeMetadataV14, wanted: TypeDefPrimitive) -> u32 {
    metadata
        .types
        .types
        .iter()
        .find(|ty| ty.ty.type_def == TypeDef::Primitive(wanted.clone()))
        .unwrap()
        .id
}

/// Asserts that exactly one difference was found and gives its two sides.
#[track_caller]
fn only(diff: MetadataDiff, pallet: &str, kind: Kind, item: &str) -> (String, String) {
    match diff.differences.as_slice() {
        [found] => {
            assert_eq!(
                (found.pallet.as_str(), found.kind, found.item.as_str()),
                (pallet, kind, item)
            );
            (found.ours.clone(), found.theirs.clone())
        }
        other => panic!("expected one difference, found {other:#?}"),
    }
}

#[test]
fn the_reference_equals_itself() {
    for version in [14, 15] {
        let diff = diff(&reference(version), &reference(version)).unwrap();

        assert!(diff.is_compatible() && diff.is_complete());
        let pallet = &diff.pallets["SubtensorModule"];
        assert!(pallet.storage.have > 0);
        for section in pallet.sections() {
            assert_eq!(section.have, section.reference);
            assert!(section.extra.is_empty());
        }
        // Wire chapter, section 2.1: the list of transaction extensions.
        assert_eq!(diff.extensions.have, 13);
        assert_eq!(diff.apis.is_empty(), version == 14);
    }
}

#[test]
fn versions_of_the_format_can_be_mixed() {
    let diff = diff(&reference(14), &reference(15)).unwrap();

    assert_eq!(diff.differences, []);
    assert!(diff.is_complete());
}

#[test]
fn version_16_is_read() {
    // The reference's V15 metadata, written as V16 where the two mean the same.
    let source = v15();
    let api = &source.apis[0];
    let method = &api.methods[0];
    let metadata = RuntimeMetadataV16 {
        types: source.types.clone(),
        pallets: Vec::new(),
        extrinsic: frame_metadata::v16::ExtrinsicMetadata {
            versions: vec![4],
            address_ty: source.extrinsic.address_ty,
            call_ty: source.extrinsic.call_ty,
            signature_ty: source.extrinsic.signature_ty,
            transaction_extensions_by_version: BTreeMap::new(),
            transaction_extensions: source
                .extrinsic
                .signed_extensions
                .iter()
                .map(
                    |extension| frame_metadata::v16::TransactionExtensionMetadata {
                        identifier: extension.identifier.clone(),
                        ty: extension.ty,
                        implicit: extension.additional_signed,
                    },
                )
                .collect(),
        },
        apis: vec![frame_metadata::v16::RuntimeApiMetadata {
            name: api.name.clone(),
            methods: vec![frame_metadata::v16::RuntimeApiMethodMetadata {
                name: method.name.clone(),
                inputs: method.inputs.clone(),
                output: method.output,
                docs: Vec::new(),
                deprecation_info: frame_metadata::v16::ItemDeprecationInfo::NotDeprecated,
            }],
            docs: Vec::new(),
            version: codec::Compact(1),
            deprecation_info: frame_metadata::v16::ItemDeprecationInfo::NotDeprecated,
        }],
        outer_enums: source.outer_enums.clone(),
        custom: source.custom.clone(),
    };

    let diff = diff(&encoded(RuntimeMetadata::V16(metadata)), &reference(15)).unwrap();

    assert_eq!(diff.differences, []);
    assert!(diff.extensions.is_complete());
    assert_eq!(diff.apis[&api.name].have, 1);
}

#[test]
fn pallet_index() {
    let diff = changed(|m| pallet(m, "Swap").index = 29);
    let sides = only(diff, "Swap", Kind::PalletIndex, "");
    assert_eq!(sides, ("29".into(), "28".into()));
}

#[test]
fn storage_prefix() {
    let diff = changed(|m| pallet(m, "Swap").storage.as_mut().unwrap().prefix = "Amm".into());
    only(diff, "Swap", Kind::StoragePrefix, "");
}

#[test]
fn storage_modifier() {
    use frame_metadata::v14::StorageEntryModifier;
    let diff = changed(|m| {
        storage(m, "SubtensorModule", "Tempo").modifier = StorageEntryModifier::Optional
    });
    let sides = only(diff, "SubtensorModule", Kind::StorageModifier, "Tempo");
    assert_eq!(sides, ("Optional".into(), "Default".into()));
}

#[test]
fn storage_hashers() {
    use frame_metadata::v14::StorageHasher;
    let diff = changed(|m| match &mut storage(m, "SubtensorModule", "Tempo").ty {
        StorageEntryType::Map { hashers, .. } => *hashers = vec![StorageHasher::Twox64Concat],
        StorageEntryType::Plain(_) => unreachable!(),
    });
    let sides = only(diff, "SubtensorModule", Kind::StorageHashers, "Tempo");
    assert_eq!(sides, ("[Twox64Concat]".into(), "[Identity]".into()));
}

#[test]
fn a_value_in_place_of_a_map() {
    let diff = changed(|m| {
        let entry = storage(m, "SubtensorModule", "Tempo");
        if let StorageEntryType::Map { value, .. } = entry.ty {
            entry.ty = StorageEntryType::Plain(value);
        }
    });
    only(diff, "SubtensorModule", Kind::StorageHashers, "Tempo");
}

#[test]
fn storage_key() {
    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::U64).into();
        match &mut storage(m, "SubtensorModule", "Tempo").ty {
            StorageEntryType::Map { key, .. } => *key = other,
            StorageEntryType::Plain(_) => unreachable!(),
        }
    });
    let sides = only(diff, "SubtensorModule", Kind::StorageKey, "Tempo");
    assert_eq!(sides, ("u64".into(), "u16".into()));
}

#[test]
fn storage_value() {
    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::Bool).into();
        match &mut storage(m, "SubtensorModule", "Tempo").ty {
            StorageEntryType::Map { value, .. } => *value = other,
            StorageEntryType::Plain(_) => unreachable!(),
        }
    });
    let sides = only(diff, "SubtensorModule", Kind::StorageValue, "Tempo");
    assert_eq!(sides, ("bool".into(), "u16".into()));
}

#[test]
fn storage_default() {
    let diff = changed(|m| storage(m, "SubtensorModule", "Tempo").default = 99u16.encode());
    let (ours, _) = only(diff, "SubtensorModule", Kind::StorageDefault, "Tempo");
    assert_eq!(ours, "0x6300");
}

#[test]
fn call_index() {
    let diff = changed(|m| variant(m, "SubtensorModule", calls, "add_stake").index = 250);
    let sides = only(diff, "SubtensorModule", Kind::CallIndex, "add_stake");
    // Wire chapter, section 5.3: `add_stake` is call 2.
    assert_eq!(sides, ("250".into(), "2".into()));
}

#[test]
fn call_argument_name() {
    let diff = changed(|m| {
        variant(m, "SubtensorModule", calls, "add_stake").fields[0].name = Some("key".into());
    });
    let sides = only(diff, "SubtensorModule", Kind::CallArguments, "add_stake");
    assert_eq!(
        sides,
        (
            "(key, netuid, amount_staked)".into(),
            "(hotkey, netuid, amount_staked)".into()
        )
    );
}

#[test]
fn call_argument_order() {
    let diff = changed(|m| {
        variant(m, "SubtensorModule", calls, "add_stake")
            .fields
            .swap(0, 1);
    });
    only(diff, "SubtensorModule", Kind::CallArguments, "add_stake");
}

#[test]
fn call_argument_type() {
    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::U128).into();
        variant(m, "SubtensorModule", calls, "add_stake").fields[2].ty = other;
    });
    let sides = only(
        diff,
        "SubtensorModule",
        Kind::CallArgumentType,
        "add_stake.amount_staked",
    );
    assert_eq!(sides, ("u128".into(), "u64".into()));
}

#[test]
fn event_index() {
    let diff = changed(|m| variant(m, "SubtensorModule", events, "StakeAdded").index = 251);
    only(diff, "SubtensorModule", Kind::EventIndex, "StakeAdded");
}

#[test]
fn event_fields() {
    let diff = changed(|m| {
        variant(m, "SubtensorModule", events, "StakeAdded")
            .fields
            .pop();
    });
    only(diff, "SubtensorModule", Kind::EventFields, "StakeAdded");
}

#[test]
fn event_field_type() {
    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::Bool).into();
        variant(m, "SubtensorModule", events, "NetworkAdded").fields[0].ty = other;
    });
    let sides = only(
        diff,
        "SubtensorModule",
        Kind::EventFieldType,
        "NetworkAdded.0",
    );
    assert_eq!(sides, ("bool".into(), "u16".into()));
}

#[test]
fn error_index() {
    let diff = changed(|m| variant(m, "Balances", errors, "InsufficientBalance").index = 77);
    only(diff, "Balances", Kind::ErrorIndex, "InsufficientBalance");
}

#[test]
fn error_fields() {
    let diff = changed(|m| {
        let field = variant(m, "SubtensorModule", events, "NetworkAdded").fields[0].clone();
        variant(m, "Balances", errors, "InsufficientBalance")
            .fields
            .push(field);
    });
    only(diff, "Balances", Kind::ErrorFields, "InsufficientBalance");
}

#[test]
fn constant_value_and_type() {
    let constant = |m: &mut RuntimeMetadataV14| -> usize {
        pallet(m, "Balances")
            .constants
            .iter()
            .position(|constant| constant.name == "ExistentialDeposit")
            .unwrap()
    };

    let diff = changed(|m| {
        let at = constant(m);
        pallet(m, "Balances").constants[at].value = 1u64.encode();
    });
    only(diff, "Balances", Kind::ConstantValue, "ExistentialDeposit");

    let diff = changed(|m| {
        let at = constant(m);
        let other = primitive(m, TypeDefPrimitive::U32).into();
        pallet(m, "Balances").constants[at].ty = other;
    });
    let sides = only(diff, "Balances", Kind::ConstantType, "ExistentialDeposit");
    assert_eq!(sides, ("u32".into(), "u64".into()));
}

#[test]
fn extension_order_and_types() {
    let diff = changed(|m| m.extrinsic.signed_extensions.swap(0, 1));
    only(diff, "(extrinsic)", Kind::Extensions, "");

    // Wire chapter, section 2.1: this one carries the tip.
    let name = "ChargeTransactionPayment";
    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::U8).into();
        let extension = m
            .extrinsic
            .signed_extensions
            .iter_mut()
            .find(|extension| extension.identifier == name)
            .unwrap();
        extension.ty = other;
    });
    only(diff, "(extrinsic)", Kind::ExtensionType, name);

    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::U8).into();
        m.extrinsic.signed_extensions[0].additional_signed = other;
    });
    let first = v14().extrinsic.signed_extensions[0].identifier.clone();
    only(diff, "(extrinsic)", Kind::ExtensionImplicit, &first);
}

#[test]
fn extrinsic_format() {
    let diff = changed(|m| m.extrinsic.version = 5);
    only(diff, "(extrinsic)", Kind::ExtrinsicVersion, "");

    let diff = changed_v15(|m| m.extrinsic.address_ty = m.extrinsic.signature_ty);
    only(diff, "(extrinsic)", Kind::ExtrinsicAddress, "");

    let diff = changed_v15(|m| m.extrinsic.signature_ty = m.extrinsic.address_ty);
    only(diff, "(extrinsic)", Kind::ExtrinsicSignature, "");
}

/// The position of a runtime API method that takes inputs.
fn api_method(metadata: &RuntimeMetadataV15) -> (usize, usize, String, String) {
    metadata
        .apis
        .iter()
        .enumerate()
        .find_map(|(at, api)| {
            let method = api.methods.iter().position(|m| m.inputs.len() > 1)?;
            let name = api.methods[method].name.clone();
            Some((at, method, api.name.clone(), name))
        })
        .unwrap()
}

#[test]
fn runtime_api_methods() {
    let (api, method, api_name, method_name) = api_method(&v15());
    let first_input = v15().apis[api].methods[method].inputs[0].name.clone();

    let diff = changed_v15(|m| m.apis[api].methods[method].inputs[0].name = "other".into());
    only(diff, &api_name, Kind::ApiInputs, &method_name);

    let diff = changed_v15(|m| m.apis[api].methods[method].inputs[0].ty = m.extrinsic.signature_ty);
    let item = format!("{method_name}.{first_input}");
    only(diff, &api_name, Kind::ApiInputType, &item);

    let diff = changed_v15(|m| m.apis[api].methods[method].output = m.extrinsic.signature_ty);
    only(diff, &api_name, Kind::ApiOutput, &method_name);

    let diff = changed_v15(|m| {
        m.apis[api].methods.remove(method);
    });
    assert_eq!(diff.apis[&api_name].missing, [method_name]);
    assert!(diff.is_compatible() && !diff.is_complete());
}

#[test]
fn what_stands_on_one_side_is_coverage() {
    let diff = changed(|m| {
        m.pallets.retain(|pallet| pallet.name != "Drand");
        storage(m, "SubtensorModule", "Tempo").name = "Rhythm".into();
    });

    assert!(diff.is_compatible() && !diff.is_complete());
    let drand = &diff.pallets["Drand"];
    assert!(!drand.ours && drand.theirs);
    assert_eq!(drand.calls.have, 0);
    assert!(drand.calls.reference > 0);
    let storage = &diff.pallets["SubtensorModule"].storage;
    assert_eq!(storage.missing, ["Tempo"]);
    assert_eq!(storage.extra, ["Rhythm"]);
    assert_eq!(storage.have + 1, storage.reference);
}

#[test]
fn unreadable_blobs_are_refused_by_side() {
    let good = reference(14);

    assert!(matches!(
        diff(b"0x6d657461", &good),
        Err(Error::NoMagic(Side::Ours))
    ));
    assert!(matches!(
        diff(&good, b"meta\x0e\xff"),
        Err(Error::Damaged(Side::Theirs, _))
    ));
    assert!(matches!(
        diff(&good[..100], &good),
        Err(Error::Gzip(Side::Ours, _))
    ));
    let old = encoded(RuntimeMetadata::V13(frame_metadata::OpaqueMetadata(vec![])));
    assert!(matches!(
        diff(&old, &good),
        Err(Error::Version(Side::Ours, 13))
    ));
}

#[test]
fn the_printed_report_names_what_differs() {
    let diff = changed(|m| {
        pallet(m, "Swap").index = 29;
        storage(m, "SubtensorModule", "Tempo").name = "Rhythm".into();
    });

    let short = diff.to_string();
    assert!(short.contains("Swap PalletIndex\n  ours    29\n  theirs  28"));
    assert!(!short.contains("Rhythm"));
    let long = format!("{diff:#}");
    assert!(long.contains("SubtensorModule storage, missing: Tempo"));
    assert!(long.contains("SubtensorModule storage, only ours: Rhythm"));
}
