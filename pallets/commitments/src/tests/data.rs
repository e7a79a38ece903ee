//! The encoding of fields (spec `wire` §7).

use crate::types::Data;
use alloc::{format, string::String, vec, vec::Vec};
use codec::{Decode, Encode};
use scale_info::{MetaType, PortableRegistry, Registry, TypeDef};

fn all() -> Vec<(String, Data)> {
    let bytes = |length: usize| (0..length).map(|i| i as u8).collect::<Vec<u8>>();
    let mut all = vec![
        ("None".into(), Data::None),
        ("BlakeTwo256".into(), Data::BlakeTwo256([1; 32])),
        ("Sha256".into(), Data::Sha256([2; 32])),
        ("Keccak256".into(), Data::Keccak256([3; 32])),
        ("ShaThree256".into(), Data::ShaThree256([4; 32])),
        (
            "TimelockEncrypted".into(),
            Data::TimelockEncrypted {
                encrypted: bytes(300).try_into().unwrap(),
                reveal_round: 77,
            },
        ),
        ("ResetBondsFlag".into(), Data::ResetBondsFlag),
        (
            "BigRaw".into(),
            Data::BigRaw(bytes(512).try_into().unwrap()),
        ),
    ];
    for length in 0..=128 {
        let raw = Data::Raw(bytes(length).try_into().unwrap());
        all.push((format!("Raw{length}"), raw));
    }
    all
}

#[test]
fn every_kind_is_read_as_it_was_written() {
    for (name, data) in all() {
        let encoded = data.encode();
        assert_eq!(Data::decode(&mut encoded.as_slice()), Ok(data), "{name}");
    }
}

#[test]
fn the_metadata_describes_the_encoding() {
    let mut registry = Registry::new();
    let id = registry.register_type(&MetaType::new::<Data>()).id;
    let registry = PortableRegistry::from(registry);
    let ty = registry.resolve(id).unwrap();
    assert_eq!(
        ty.path.segments.join("::"),
        "pallet_commitments::types::Data"
    );
    let TypeDef::Variant(described) = &ty.type_def else {
        panic!("fields are an enum")
    };
    assert_eq!(described.variants.len(), all().len());
    for (name, data) in all() {
        let variant = described.variants.iter().find(|v| v.name == name).unwrap();
        assert_eq!(variant.index, data.encode()[0], "{name}");
        if let (Data::Raw(bytes), [field]) = (&data, variant.fields.as_slice()) {
            let TypeDef::Array(array) = &registry.resolve(field.ty.id).unwrap().type_def else {
                panic!("plain bytes are an array")
            };
            assert_eq!(array.len as usize, bytes.len());
        }
    }
}

#[test]
fn the_first_byte_is_the_kind() {
    assert_eq!(Data::None.encode(), [0]);
    assert_eq!(
        Data::Raw(vec![7, 8].try_into().unwrap()).encode(),
        [3, 7, 8]
    );
    // The byte by which the chapter knows the flag.
    assert_eq!(Data::ResetBondsFlag.encode(), [135]);
    assert_eq!(
        Data::BigRaw(vec![7].try_into().unwrap()).encode(),
        [136, 4, 7]
    );
    let locked = Data::TimelockEncrypted {
        encrypted: vec![7].try_into().unwrap(),
        reveal_round: 1,
    };
    assert_eq!(locked.encode(), [134, 4, 7, 1, 0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn what_is_no_field_is_refused() {
    for bytes in [
        vec![],
        vec![137],
        vec![255, 0, 0],
        // Cut short.
        vec![129; 100],
        vec![130; 32],
        vec![134, 4],
        // Longer than allowed: 1025 and 513 bytes.
        [vec![134, 0x05, 0x10], vec![0; 2000]].concat(),
        [vec![136, 0x05, 0x08], vec![0; 2000]].concat(),
    ] {
        assert!(Data::decode(&mut bytes.as_slice()).is_err(), "{bytes:?}");
    }
}

#[test]
fn a_field_takes_space_by_its_bytes() {
    for (name, space) in [
        ("None", 0),
        ("Raw0", 0),
        ("Raw128", 128),
        ("Sha256", 32),
        ("TimelockEncrypted", 300),
        ("ResetBondsFlag", 0),
        ("BigRaw", 512),
    ] {
        let (_, data) = all().into_iter().find(|(of, _)| of == name).unwrap();
        assert_eq!(data.space(), space, "{name}");
    }
}
