//! When two types count as the same.

use super::*;

#[test]
fn paths_parameters_and_docs_are_no_difference() {
    let diff = changed(|m| {
        for ty in &mut m.types.types {
            ty.ty.docs.push("other".into());
            ty.ty.type_params.clear();
            // The outer enums and bounded collections are known by their names.
            if let [.., _last] = ty.ty.path.segments.as_mut_slice() {
                ty.ty.path.segments.insert(0, "elsewhere".into());
            }
        }
    });
    assert_eq!(diff.differences, []);
}

#[test]
fn renumbered_types_are_no_difference() {
    let diff = changed(|m| {
        // Storage that points at copies of its types, further back in the
        // registry, is the same storage to a client.
        let count = m.types.types.len() as u32;
        let copies: Vec<_> = m
            .types
            .types
            .iter()
            .cloned()
            .map(|mut ty| {
                ty.id += count;
                ty
            })
            .collect();
        m.types.types.extend(copies);
        for pallet in &mut m.pallets {
            for entry in pallet.storage.iter_mut().flat_map(|s| &mut s.entries) {
                match &mut entry.ty {
                    StorageEntryType::Plain(value) => value.id += count,
                    StorageEntryType::Map { key, value, .. } => {
                        key.id += count;
                        value.id += count;
                    }
                }
            }
        }
    });
    assert_eq!(diff.differences, []);
}

#[test]
fn a_bounded_collection_is_what_it_wraps() {
    let diff = changed(|m| {
        for at in 0..m.types.types.len() {
            let ty = &m.types.types[at].ty;
            let bounded = ty
                .path
                .segments
                .last()
                .is_some_and(|name| name == "BoundedVec");
            if let (true, TypeDef::Composite(composite)) = (bounded, &ty.type_def) {
                let inner = composite.fields[0].ty.id as usize;
                m.types.types[at].ty = m.types.types[inner].ty.clone();
            }
        }
    });
    assert_eq!(diff.differences, []);
}

#[test]
fn a_change_deep_inside_a_type_is_found_and_its_place_told() {
    // `Axons` holds a struct whose fields clients read by name.
    let value_id = |m: &mut RuntimeMetadataV14| match storage(m, "SubtensorModule", "Axons").ty {
        StorageEntryType::Map { value, .. } => value.id as usize,
        StorageEntryType::Plain(_) => unreachable!(),
    };

    let diff = changed(|m| {
        let other = primitive(m, TypeDefPrimitive::Bool).into();
        let id = value_id(m);
        match &mut m.types.types[id].ty.type_def {
            TypeDef::Composite(composite) => composite.fields[0].ty = other,
            _ => unreachable!(),
        }
    });

    let (ours, theirs) = diff
        .of("SubtensorModule")
        .find(|d| d.kind == Kind::StorageValue && d.item == "Axons")
        .map(|d| (d.ours.clone(), d.theirs.clone()))
        .unwrap();
    assert!(ours.ends_with("with .block = bool"), "{ours}");
    assert!(theirs.ends_with("with .block = u64"), "{theirs}");
}

#[test]
fn types_that_contain_themselves_are_compared() {
    use scale_info::{Field, Path, Type, TypeDefComposite, TypeDefSequence};

    // struct Tree { label: LABEL, children: Vec<Tree> }, put in place of a
    // storage value.
    let with_tree = |label: TypeDefPrimitive| {
        let mut metadata = v14();
        let label = primitive(&metadata, label);
        let tree = metadata.types.types.len() as u32;
        let field = |name: &str, id: u32| Field {
            name: Some(name.to_owned()),
            ty: id.into(),
            type_name: None,
            docs: Vec::new(),
        };
        let composite = TypeDefComposite {
            fields: vec![field("children", tree + 1), field("label", label)],
        };
        let types = [
            Type::new(Path::default(), [], TypeDef::Composite(composite), vec![]),
            Type::new(
                Path::default(),
                [],
                TypeDef::Sequence(TypeDefSequence::new(tree.into())),
                vec![],
            ),
        ];
        for (offset, ty) in types.into_iter().enumerate() {
            let id = tree + offset as u32;
            metadata
                .types
                .types
                .push(scale_info::PortableType::new(id, ty));
        }
        match &mut storage(&mut metadata, "SubtensorModule", "Tempo").ty {
            StorageEntryType::Map { value, .. } => *value = tree.into(),
            StorageEntryType::Plain(_) => unreachable!(),
        }
        encoded(RuntimeMetadata::V14(metadata))
    };
    let (a, b) = (
        with_tree(TypeDefPrimitive::U8),
        with_tree(TypeDefPrimitive::U16),
    );

    assert_eq!(diff(&a, &a).unwrap().differences, []);
    let (ours, _) = only(
        diff(&a, &b).unwrap(),
        "SubtensorModule",
        Kind::StorageValue,
        "Tempo",
    );
    assert!(ours.ends_with("with .label = u8"), "{ours}");
}
