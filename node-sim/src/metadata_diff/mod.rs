//! What two runtimes' metadata say differently to a client.
//!
//! [`diff`] compares two blobs item by item: what stands in both must have the
//! same place (prefix, index), the same shape on the wire (hashers, types, in
//! order) and the same names where a client decodes by name. Types are compared
//! by structure, never by path or number, since those belong to a build and not
//! to the chain. What stands in only one of the two is counted as coverage.

mod compare;
mod display;
mod structure;
mod view;

use std::collections::BTreeMap;

/// Compares `ours` with `theirs`, the reference.
///
/// A blob is raw SCALE that begins with `meta`, in version 14, 15 or 16, plain
/// or gzip-compressed. The two may differ in version; what only one version can
/// say (runtime APIs are not in 14) is then left out.
///
/// # Errors
///
/// When a blob is not readable metadata of one of these versions.
pub fn diff(ours: &[u8], theirs: &[u8]) -> Result<MetadataDiff, Error> {
    let ours = view::View::read(Side::Ours, ours)?;
    let theirs = view::View::read(Side::Theirs, theirs)?;
    Ok(compare::compare(&ours, &theirs))
}

/// Which of the two blobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first argument of [`diff`].
    Ours,
    /// The second argument of [`diff`], the reference.
    Theirs,
}

/// Why a blob could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The blob is compressed and damaged.
    #[error("{0} metadata is a damaged gzip file: {1}")]
    Gzip(Side, #[source] std::io::Error),
    /// The blob does not begin with `meta`.
    #[error("{0} metadata does not begin with `meta`; give it raw, without length prefix or hex")]
    NoMagic(Side),
    /// The bytes after `meta` are no metadata.
    #[error("{0} metadata cannot be decoded: {1}")]
    Damaged(Side, #[source] codec::Error),
    /// The blob is of a version that is not compared.
    #[error("{0} metadata has version {1}; versions 14, 15 and 16 can be compared")]
    Version(Side, u32),
}

/// What a [`Difference`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The pallet's number in calls, events and errors.
    PalletIndex,
    /// The pallet's storage prefix.
    StoragePrefix,
    /// Whether an absent value reads as nothing or as the default.
    StorageModifier,
    /// A plain value or a map, and the map's hashers in order.
    StorageHashers,
    /// The map's key type.
    StorageKey,
    /// The value type.
    StorageValue,
    /// The encoded default.
    StorageDefault,
    /// The call's number in its pallet.
    CallIndex,
    /// The names of the call's arguments, in order.
    CallArguments,
    /// The type of one argument of the call.
    CallArgumentType,
    /// The event's number in its pallet.
    EventIndex,
    /// The names of the event's fields, in order.
    EventFields,
    /// The type of one field of the event.
    EventFieldType,
    /// The error's number in its pallet.
    ErrorIndex,
    /// The names of the error's fields, in order.
    ErrorFields,
    /// The type of one field of the error.
    ErrorFieldType,
    /// The constant's type.
    ConstantType,
    /// The constant's encoded value.
    ConstantValue,
    /// The names of a runtime API method's inputs, in order.
    ApiInputs,
    /// The type of one input of a runtime API method.
    ApiInputType,
    /// What a runtime API method gives back.
    ApiOutput,
    /// The extrinsic format's version.
    ExtrinsicVersion,
    /// The type of the extrinsic's address.
    ExtrinsicAddress,
    /// The type of the extrinsic's signature.
    ExtrinsicSignature,
    /// Which transaction extensions there are, in order.
    Extensions,
    /// What a transaction extension puts into the extrinsic.
    ExtensionType,
    /// What a transaction extension puts into the signed payload alone.
    ExtensionImplicit,
}

/// One thing that stands in both and is not the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The pallet; for a runtime API its trait, for the extrinsic
    /// `(extrinsic)`.
    pub pallet: String,
    /// What is different about the item.
    pub kind: Kind,
    /// The item's name; empty where the pallet itself is meant.
    pub item: String,
    /// What the first blob says.
    pub ours: String,
    /// What the reference says.
    pub theirs: String,
}

/// How much of one section stands in both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many of the reference's items stand in ours.
    pub have: usize,
    /// How many items the reference has.
    pub reference: usize,
    /// The names that stand only in the reference.
    pub missing: Vec<String>,
    /// The names that stand only in ours.
    pub extra: Vec<String>,
}

/// How much of one pallet stands in both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PalletCoverage {
    /// Whether ours has a pallet of that name.
    pub ours: bool,
    /// Whether the reference has a pallet of that name.
    pub theirs: bool,
    /// Storage items.
    pub storage: Coverage,
    /// Calls.
    pub calls: Coverage,
    /// Constants.
    pub constants: Coverage,
    /// Errors.
    pub errors: Coverage,
    /// Events.
    pub events: Coverage,
}

/// What comes of comparing two blobs. Printed with `{}` it is a table of the
/// coverage and the list of differences; `{:#}` adds every name that stands in
/// only one of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataDiff {
    /// What stands in both and is not the same.
    pub differences: Vec<Difference>,
    /// Coverage by pallet.
    pub pallets: BTreeMap<String, PalletCoverage>,
    /// Coverage of runtime API methods by trait; empty unless both blobs
    /// describe them.
    pub apis: BTreeMap<String, Coverage>,
    /// Coverage of transaction extensions.
    pub extensions: Coverage,
}

impl MetadataDiff {
    /// Whether nothing that stands in both is different.
    pub fn is_compatible(&self) -> bool {
        self.differences.is_empty()
    }

    /// Whether, besides, everything of the reference stands in ours.
    pub fn is_complete(&self) -> bool {
        let pallets = self.pallets.values().all(|pallet| {
            (pallet.ours || !pallet.theirs)
                && pallet
                    .sections()
                    .iter()
                    .all(|section| section.is_complete())
        });
        pallets && self.apis.values().all(Coverage::is_complete) && self.extensions.is_complete()
    }

    /// The differences of one pallet, runtime API trait or `(extrinsic)`.
    pub fn of<'a>(&'a self, pallet: &'a str) -> impl Iterator<Item = &'a Difference> {
        self.differences
            .iter()
            .filter(move |difference| difference.pallet == pallet)
    }
}

impl Coverage {
    /// Whether every item of the reference stands in ours.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

impl PalletCoverage {
    /// The five sections in the order of the printed table.
    pub fn sections(&self) -> [&Coverage; 5] {
        [
            &self.storage,
            &self.calls,
            &self.constants,
            &self.errors,
            &self.events,
        ]
    }
}

#[cfg(test)]
mod tests;
