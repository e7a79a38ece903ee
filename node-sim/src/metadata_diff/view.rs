//! One shape for metadata of every version that is compared.

use super::{Error, Side};
use codec::DecodeAll;
use flate2::read::GzDecoder;
use frame_metadata::{
    v14::{StorageEntryModifier, StorageEntryType},
    RuntimeMetadata, RuntimeMetadataPrefixed, META_RESERVED,
};
use scale_info::{form::PortableForm, PortableRegistry, TypeDef, Variant};
use std::{borrow::Cow, io::Read};

/// What a blob says, without documentation and without what belongs to its
/// version alone.
pub(super) struct View {
    /// The version of the metadata format.
    pub version: u32,
    pub types: PortableRegistry,
    pub pallets: Vec<Pallet>,
    pub extrinsic: Extrinsic,
    /// Absent from versions that do not describe runtime APIs.
    pub apis: Option<Vec<Api>>,
}

pub(super) struct Pallet {
    pub name: String,
    pub index: u8,
    pub prefix: Option<String>,
    pub storage: Vec<StorageItem>,
    pub constants: Vec<Constant>,
    pub calls: Vec<Variant<PortableForm>>,
    pub events: Vec<Variant<PortableForm>>,
    pub errors: Vec<Variant<PortableForm>>,
}

pub(super) struct StorageItem {
    pub name: String,
    pub modifier: StorageEntryModifier,
    pub ty: StorageEntryType<PortableForm>,
    pub default: Vec<u8>,
}

pub(super) struct Constant {
    pub name: String,
    pub ty: u32,
    pub value: Vec<u8>,
}

pub(super) struct Extrinsic {
    pub versions: Vec<u8>,
    /// The types of address and signature, where the version names them.
    pub address: Option<u32>,
    pub signature: Option<u32>,
    pub extensions: Vec<Extension>,
}

pub(super) struct Extension {
    pub name: String,
    pub ty: u32,
    pub implicit: u32,
}

pub(super) struct Api {
    pub name: String,
    pub methods: Vec<ApiMethod>,
}

pub(super) struct ApiMethod {
    pub name: String,
    /// Names and types.
    pub inputs: Vec<(String, u32)>,
    pub output: u32,
}

// The versions name the same fields alike but in types of their own.
macro_rules! pallets {
    ($metadata:expr) => {{
        let types = &$metadata.types;
        $metadata
            .pallets
            .into_iter()
            .map(|pallet| {
                let (prefix, entries) = match pallet.storage {
                    Some(storage) => (Some(storage.prefix), storage.entries),
                    None => (None, Vec::new()),
                };
                Pallet {
                    name: pallet.name,
                    index: pallet.index,
                    prefix,
                    storage: entries
                        .into_iter()
                        .map(|entry| StorageItem {
                            name: entry.name,
                            modifier: entry.modifier,
                            ty: entry.ty,
                            default: entry.default,
                        })
                        .collect(),
                    constants: pallet
                        .constants
                        .into_iter()
                        .map(|constant| Constant {
                            name: constant.name,
                            ty: constant.ty.id,
                            value: constant.value,
                        })
                        .collect(),
                    calls: variants(types, pallet.calls.map(|calls| calls.ty.id)),
                    events: variants(types, pallet.event.map(|event| event.ty.id)),
                    errors: variants(types, pallet.error.map(|error| error.ty.id)),
                }
            })
            .collect()
    }};
}

macro_rules! extensions {
    ($extensions:expr, $implicit:ident) => {
        $extensions
            .into_iter()
            .map(|extension| Extension {
                name: extension.identifier,
                ty: extension.ty.id,
                implicit: extension.$implicit.id,
            })
            .collect()
    };
}

macro_rules! apis {
    ($apis:expr) => {
        Some(
            $apis
                .into_iter()
                .map(|api| Api {
                    name: api.name,
                    methods: api
                        .methods
                        .into_iter()
                        .map(|method| ApiMethod {
                            name: method.name,
                            inputs: method
                                .inputs
                                .into_iter()
                                .map(|input| (input.name, input.ty.id))
                                .collect(),
                            output: method.output.id,
                        })
                        .collect(),
                })
                .collect(),
        )
    };
}

impl View {
    /// Decodes a blob, plain or gzip-compressed.
    pub(super) fn read(side: Side, blob: &[u8]) -> Result<Self, Error> {
        const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

        let mut plain = Cow::Borrowed(blob);
        if blob.starts_with(&GZIP_MAGIC) {
            let mut unpacked = Vec::new();
            GzDecoder::new(blob)
                .read_to_end(&mut unpacked)
                .map_err(|error| Error::Gzip(side, error))?;
            plain = Cow::Owned(unpacked);
        }
        if !plain.starts_with(&META_RESERVED.to_le_bytes()) {
            return Err(Error::NoMagic(side));
        }
        let RuntimeMetadataPrefixed(_, metadata) =
            RuntimeMetadataPrefixed::decode_all(&mut plain.as_ref())
                .map_err(|error| Error::Damaged(side, error))?;

        let version = metadata.version();
        Ok(match metadata {
            RuntimeMetadata::V14(metadata) => Self {
                version,
                extrinsic: Extrinsic {
                    versions: vec![metadata.extrinsic.version],
                    address: None,
                    signature: None,
                    extensions: extensions!(
                        metadata.extrinsic.signed_extensions,
                        additional_signed
                    ),
                },
                apis: None,
                pallets: pallets!(metadata),
                types: metadata.types,
            },
            RuntimeMetadata::V15(metadata) => Self {
                version,
                extrinsic: Extrinsic {
                    versions: vec![metadata.extrinsic.version],
                    address: Some(metadata.extrinsic.address_ty.id),
                    signature: Some(metadata.extrinsic.signature_ty.id),
                    extensions: extensions!(
                        metadata.extrinsic.signed_extensions,
                        additional_signed
                    ),
                },
                apis: apis!(metadata.apis),
                pallets: pallets!(metadata),
                types: metadata.types,
            },
            RuntimeMetadata::V16(metadata) => Self {
                version,
                extrinsic: Extrinsic {
                    versions: metadata.extrinsic.versions,
                    address: Some(metadata.extrinsic.address_ty.id),
                    signature: Some(metadata.extrinsic.signature_ty.id),
                    extensions: extensions!(metadata.extrinsic.transaction_extensions, implicit),
                },
                apis: apis!(metadata.apis),
                pallets: pallets!(metadata),
                types: metadata.types,
            },
            _ => return Err(Error::Version(side, version)),
        })
    }
}

/// The variants of an enum of the registry; none where there is no such enum.
fn variants(types: &PortableRegistry, id: Option<u32>) -> Vec<Variant<PortableForm>> {
    match id.and_then(|id| types.resolve(id)).map(|ty| &ty.type_def) {
        Some(TypeDef::Variant(variant)) => variant.variants.clone(),
        _ => Vec::new(),
    }
}
