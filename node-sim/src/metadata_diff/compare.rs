//! The comparison, section by section.

use super::{
    structure::{describe, names, Mismatch, Structures},
    view::{Api, Constant, Extrinsic, Pallet, StorageItem, View},
    Coverage, Difference, Kind, MetadataDiff, PalletCoverage,
};
use frame_metadata::v14::StorageEntryType;
use scale_info::{form::PortableForm, Field, PortableRegistry, Variant};
use std::{collections::BTreeMap, fmt::Debug};

/// The name that differences of the extrinsic's format go by.
const EXTRINSIC: &str = "(extrinsic)";

pub(super) fn compare(ours: &View, theirs: &View) -> MetadataDiff {
    let mut comparison = Comparison {
        our_types: &ours.types,
        their_types: &theirs.types,
        structures: Structures::new(&ours.types, &theirs.types),
        differences: Vec::new(),
    };
    let pallets = comparison.pallets(&ours.pallets, &theirs.pallets);
    let apis = match (&ours.apis, &theirs.apis) {
        (Some(ours), Some(theirs)) => comparison.apis(ours, theirs),
        _ => BTreeMap::new(),
    };
    let same_version = ours.version == theirs.version;
    let extensions = comparison.extrinsic(&ours.extrinsic, &theirs.extrinsic, same_version);
    MetadataDiff {
        differences: comparison.differences,
        pallets,
        apis,
        extensions,
    }
}

struct Comparison<'a> {
    our_types: &'a PortableRegistry,
    their_types: &'a PortableRegistry,
    structures: Structures<'a>,
    differences: Vec<Difference>,
}

impl Comparison<'_> {
    fn pallets(&mut self, ours: &[Pallet], theirs: &[Pallet]) -> BTreeMap<String, PalletCoverage> {
        let mut coverage = BTreeMap::new();
        for pallet in ours.iter().chain(theirs) {
            if coverage.contains_key(&pallet.name) {
                continue;
            }
            let named = |pallets: &[Pallet]| pallets.iter().position(|p| p.name == pallet.name);
            let our = named(ours).and_then(|at| ours.get(at));
            let their = named(theirs).and_then(|at| theirs.get(at));
            coverage.insert(pallet.name.clone(), self.pallet(our, their));
        }
        coverage
    }

    fn pallet(&mut self, ours: Option<&Pallet>, theirs: Option<&Pallet>) -> PalletCoverage {
        fn part<T>(pallet: Option<&Pallet>, of: impl Fn(&Pallet) -> &Vec<T>) -> &[T] {
            pallet.map_or(&[], |pallet| of(pallet).as_slice())
        }

        let (storage, shared_storage) = pair(
            part(ours, |p| &p.storage),
            part(theirs, |p| &p.storage),
            |item| &item.name,
        );
        let (calls, shared_calls) = pair(
            part(ours, |p| &p.calls),
            part(theirs, |p| &p.calls),
            |call| &call.name,
        );
        let (constants, shared_constants) = pair(
            part(ours, |p| &p.constants),
            part(theirs, |p| &p.constants),
            |c| &c.name,
        );
        let (errors, shared_errors) = pair(
            part(ours, |p| &p.errors),
            part(theirs, |p| &p.errors),
            |error| &error.name,
        );
        let (events, shared_events) = pair(
            part(ours, |p| &p.events),
            part(theirs, |p| &p.events),
            |event| &event.name,
        );

        if let (Some(ours), Some(theirs)) = (ours, theirs) {
            let pallet = &theirs.name;
            self.value(pallet, Kind::PalletIndex, "", ours.index, theirs.index);
            if let (Some(our), Some(their)) = (&ours.prefix, &theirs.prefix) {
                self.value(pallet, Kind::StoragePrefix, "", our, their);
            }
            for (our, their) in shared_storage {
                self.storage_item(pallet, our, their);
            }
            for (our, their) in shared_calls {
                self.variant(pallet, &CALL, our, their);
            }
            for (our, their) in shared_events {
                self.variant(pallet, &EVENT, our, their);
            }
            for (our, their) in shared_errors {
                self.variant(pallet, &ERROR, our, their);
            }
            for (our, their) in shared_constants {
                self.constant(pallet, our, their);
            }
        }
        PalletCoverage {
            ours: ours.is_some(),
            theirs: theirs.is_some(),
            storage,
            calls,
            constants,
            errors,
            events,
        }
    }

    fn storage_item(&mut self, pallet: &str, ours: &StorageItem, theirs: &StorageItem) {
        let item = &theirs.name;
        self.value(
            pallet,
            Kind::StorageModifier,
            item,
            &ours.modifier,
            &theirs.modifier,
        );
        if ours.default != theirs.default {
            let (ours, theirs) = (bytes(&ours.default), bytes(&theirs.default));
            self.push(pallet, Kind::StorageDefault, item, ours, theirs);
        }
        match (&ours.ty, &theirs.ty) {
            (StorageEntryType::Plain(our), StorageEntryType::Plain(their)) => {
                self.types(pallet, Kind::StorageValue, item, our.id, their.id);
            }
            (
                StorageEntryType::Map {
                    hashers: our_hashers,
                    key: our_key,
                    value: our_value,
                },
                StorageEntryType::Map {
                    hashers: their_hashers,
                    key: their_key,
                    value: their_value,
                },
            ) => {
                self.value(
                    pallet,
                    Kind::StorageHashers,
                    item,
                    our_hashers,
                    their_hashers,
                );
                self.types(pallet, Kind::StorageKey, item, our_key.id, their_key.id);
                self.types(
                    pallet,
                    Kind::StorageValue,
                    item,
                    our_value.id,
                    their_value.id,
                );
            }
            (ours, theirs) => {
                let (ours, theirs) = (shape(ours), shape(theirs));
                self.push(pallet, Kind::StorageHashers, item, ours, theirs);
            }
        }
    }

    fn variant(
        &mut self,
        pallet: &str,
        kinds: &VariantKinds,
        ours: &Variant<PortableForm>,
        theirs: &Variant<PortableForm>,
    ) {
        self.value(pallet, kinds.index, &theirs.name, ours.index, theirs.index);
        self.fields(pallet, kinds, &theirs.name, &ours.fields, &theirs.fields);
    }

    fn fields(
        &mut self,
        pallet: &str,
        kinds: &VariantKinds,
        item: &str,
        ours: &[Field<PortableForm>],
        theirs: &[Field<PortableForm>],
    ) {
        let list = |fields: &[Field<PortableForm>]| -> Vec<(String, u32)> {
            names(fields)
                .into_iter()
                .zip(fields.iter().map(|field| field.ty.id))
                .collect()
        };
        self.named_types(
            pallet,
            kinds.names,
            kinds.ty,
            item,
            &list(ours),
            &list(theirs),
        );
    }

    /// Compares a list of names with types: the names with their order, and the
    /// type of each name that stands in both.
    fn named_types(
        &mut self,
        pallet: &str,
        names_kind: Kind,
        type_kind: Kind,
        item: &str,
        ours: &[(String, u32)],
        theirs: &[(String, u32)],
    ) {
        let joined = |list: &[(String, u32)]| {
            let names: Vec<&str> = list.iter().map(|(name, _)| name.as_str()).collect();
            format!("({})", names.join(", "))
        };
        let (our_names, their_names) = (joined(ours), joined(theirs));
        if our_names != their_names {
            self.push(pallet, names_kind, item, our_names, their_names);
        }
        for (name, their) in theirs {
            if let Some((_, our)) = ours.iter().find(|(our_name, _)| our_name == name) {
                self.types(pallet, type_kind, &format!("{item}.{name}"), *our, *their);
            }
        }
    }

    fn constant(&mut self, pallet: &str, ours: &Constant, theirs: &Constant) {
        let item = &theirs.name;
        self.types(pallet, Kind::ConstantType, item, ours.ty, theirs.ty);
        if ours.value != theirs.value {
            let (ours, theirs) = (bytes(&ours.value), bytes(&theirs.value));
            self.push(pallet, Kind::ConstantValue, item, ours, theirs);
        }
    }

    fn apis(&mut self, ours: &[Api], theirs: &[Api]) -> BTreeMap<String, Coverage> {
        let mut coverage = BTreeMap::new();
        for api in ours.iter().chain(theirs) {
            let methods = |apis: &'_ [Api]| apis.iter().position(|other| other.name == api.name);
            let our = methods(ours).and_then(|at| ours.get(at));
            let their = methods(theirs).and_then(|at| theirs.get(at));
            if coverage.contains_key(&api.name) {
                continue;
            }
            let (covered, shared) = pair(
                our.map_or(&[], |api| api.methods.as_slice()),
                their.map_or(&[], |api| api.methods.as_slice()),
                |method| &method.name,
            );
            for (our, their) in shared {
                self.named_types(
                    &api.name,
                    Kind::ApiInputs,
                    Kind::ApiInputType,
                    &their.name,
                    &our.inputs,
                    &their.inputs,
                );
                self.types(
                    &api.name,
                    Kind::ApiOutput,
                    &their.name,
                    our.output,
                    their.output,
                );
            }
            coverage.insert(api.name.clone(), covered);
        }
        coverage
    }

    fn extrinsic(&mut self, ours: &Extrinsic, theirs: &Extrinsic, same_version: bool) -> Coverage {
        // Version 16 lists formats where the older versions give the one.
        if same_version {
            self.value(
                EXTRINSIC,
                Kind::ExtrinsicVersion,
                "",
                &ours.versions,
                &theirs.versions,
            );
        }
        if let (Some(our), Some(their)) = (ours.address, theirs.address) {
            self.types(EXTRINSIC, Kind::ExtrinsicAddress, "", our, their);
        }
        if let (Some(our), Some(their)) = (ours.signature, theirs.signature) {
            self.types(EXTRINSIC, Kind::ExtrinsicSignature, "", our, their);
        }
        let order = |extrinsic: &Extrinsic| {
            let names: Vec<&str> = extrinsic
                .extensions
                .iter()
                .map(|extension| extension.name.as_str())
                .collect();
            names.join(", ")
        };
        let (our_order, their_order) = (order(ours), order(theirs));
        if our_order != their_order {
            self.push(EXTRINSIC, Kind::Extensions, "", our_order, their_order);
        }
        let (coverage, shared) = pair(&ours.extensions, &theirs.extensions, |extension| {
            &extension.name
        });
        for (our, their) in shared {
            self.types(
                EXTRINSIC,
                Kind::ExtensionType,
                &their.name,
                our.ty,
                their.ty,
            );
            self.types(
                EXTRINSIC,
                Kind::ExtensionImplicit,
                &their.name,
                our.implicit,
                their.implicit,
            );
        }
        coverage
    }

    fn types(&mut self, pallet: &str, kind: Kind, item: &str, ours: u32, theirs: u32) {
        let Err(Mismatch {
            at,
            ours: our_part,
            theirs: their_part,
        }) = self.structures.same(ours, theirs)
        else {
            return;
        };
        let (ours, theirs) = if at.is_empty() {
            (our_part, their_part)
        } else {
            (
                format!("{} with {at} = {our_part}", describe(self.our_types, ours)),
                format!(
                    "{} with {at} = {their_part}",
                    describe(self.their_types, theirs)
                ),
            )
        };
        self.push(pallet, kind, item, ours, theirs);
    }

    fn value<T: PartialEq + Debug>(
        &mut self,
        pallet: &str,
        kind: Kind,
        item: &str,
        ours: T,
        theirs: T,
    ) {
        if ours != theirs {
            self.push(
                pallet,
                kind,
                item,
                format!("{ours:?}"),
                format!("{theirs:?}"),
            );
        }
    }

    fn push(&mut self, pallet: &str, kind: Kind, item: &str, ours: String, theirs: String) {
        self.differences.push(Difference {
            pallet: pallet.to_owned(),
            kind,
            item: item.to_owned(),
            ours,
            theirs,
        });
    }
}

/// What differences of one kind of enum are called.
struct VariantKinds {
    index: Kind,
    names: Kind,
    ty: Kind,
}

const CALL: VariantKinds = VariantKinds {
    index: Kind::CallIndex,
    names: Kind::CallArguments,
    ty: Kind::CallArgumentType,
};

const EVENT: VariantKinds = VariantKinds {
    index: Kind::EventIndex,
    names: Kind::EventFields,
    ty: Kind::EventFieldType,
};

const ERROR: VariantKinds = VariantKinds {
    index: Kind::ErrorIndex,
    names: Kind::ErrorFields,
    ty: Kind::ErrorFieldType,
};

/// Counts which names stand in both lists and gives the items that do, in the
/// reference's order.
fn pair<'a, T>(
    ours: &'a [T],
    theirs: &'a [T],
    name: impl Fn(&T) -> &String,
) -> (Coverage, Vec<(&'a T, &'a T)>) {
    let find = |list: &'a [T], wanted: &str| list.iter().find(|item| name(item) == wanted);
    let mut coverage = Coverage {
        reference: theirs.len(),
        ..Coverage::default()
    };
    let mut shared = Vec::new();
    for their in theirs {
        match find(ours, name(their)) {
            Some(our) => shared.push((our, their)),
            None => coverage.missing.push(name(their).clone()),
        }
    }
    coverage.have = shared.len();
    coverage.extra = ours
        .iter()
        .map(&name)
        .filter(|our| find(theirs, our).is_none())
        .cloned()
        .collect();
    (coverage, shared)
}

fn shape(ty: &StorageEntryType<PortableForm>) -> String {
    match ty {
        StorageEntryType::Plain(_) => "one value".to_owned(),
        StorageEntryType::Map { hashers, .. } => format!("map {hashers:?}"),
    }
}

/// Encoded bytes as hex, long ones cut.
fn bytes(encoded: &[u8]) -> String {
    const LONGEST: usize = 32;

    match encoded.get(..LONGEST) {
        Some(start) if encoded.len() > LONGEST => {
            format!("0x{}… ({} bytes)", hex::encode(start), encoded.len())
        }
        _ => format!("0x{}", hex::encode(encoded)),
    }
}
