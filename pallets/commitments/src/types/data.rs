//! A field of a commitment.
//!
//! Its encoding is made by hand, as on the main chain: the first byte is the kind,
//! and for plain bytes their number as well. To clients each length is a variant
//! of its own, `Raw0` to `Raw128`.
//!
//! Source: spec chapter `wire` §7.

use alloc::{vec, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, EncodeLike, Error, Input, Output};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::{
    build::{Fields, Variants},
    Path, Type, TypeInfo,
};

/// The most bytes of [`Data::Raw`].
const MAX_RAW: u8 = 128;

/// The first bytes of the encodings.
mod kind {
    pub const NONE: u8 = 0;
    pub const RAW_0: u8 = 1;
    pub const RAW_128: u8 = 129;
    pub const BLAKE_TWO_256: u8 = 130;
    pub const SHA_256: u8 = 131;
    pub const KECCAK_256: u8 = 132;
    pub const SHA_THREE_256: u8 = 133;
    pub const TIMELOCK_ENCRYPTED: u8 = 134;
    pub const RESET_BONDS_FLAG: u8 = 135;
    pub const BIG_RAW: u8 = 136;
}

/// A field of a commitment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Data {
    /// Nothing.
    #[default]
    None,
    /// At most 128 bytes.
    Raw(BoundedVec<u8, ConstU32<{ MAX_RAW as u32 }>>),
    /// The BLAKE2b-256 hash of something.
    BlakeTwo256([u8; 32]),
    /// The SHA2-256 hash of something.
    Sha256([u8; 32]),
    /// The Keccak-256 hash of something.
    Keccak256([u8; 32]),
    /// The SHA3-256 hash of something.
    ShaThree256([u8; 32]),
    /// Something that the pulse of a round opens.
    TimelockEncrypted {
        /// The ciphertext.
        encrypted: BoundedVec<u8, ConstU32<1024>>,
        /// The round.
        reveal_round: u64,
    },
    /// Asks for all bonds to the neuron to be reset.
    ResetBondsFlag,
    /// At most 512 bytes.
    BigRaw(BoundedVec<u8, ConstU32<512>>),
}

impl Data {
    /// How much of a neuron's space it takes, in bytes.
    pub fn space(&self) -> u64 {
        let bytes = match self {
            Self::None | Self::ResetBondsFlag => 0,
            Self::Raw(bytes) => bytes.len(),
            Self::BlakeTwo256(hash)
            | Self::Sha256(hash)
            | Self::Keccak256(hash)
            | Self::ShaThree256(hash) => hash.len(),
            Self::TimelockEncrypted { encrypted, .. } => encrypted.len(),
            Self::BigRaw(bytes) => bytes.len(),
        };
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

impl Encode for Data {
    fn encode_to<O: Output + ?Sized>(&self, output: &mut O) {
        let mut hash = |kind, hash: &[u8; 32]| {
            output.push_byte(kind);
            output.write(hash);
        };
        match self {
            Self::BlakeTwo256(bytes) => hash(kind::BLAKE_TWO_256, bytes),
            Self::Sha256(bytes) => hash(kind::SHA_256, bytes),
            Self::Keccak256(bytes) => hash(kind::KECCAK_256, bytes),
            Self::ShaThree256(bytes) => hash(kind::SHA_THREE_256, bytes),
            Self::None => output.push_byte(kind::NONE),
            Self::ResetBondsFlag => output.push_byte(kind::RESET_BONDS_FLAG),
            Self::Raw(bytes) => {
                let length = u8::try_from(bytes.len()).unwrap_or(MAX_RAW);
                output.push_byte(kind::RAW_0.saturating_add(length));
                output.write(bytes);
            }
            Self::TimelockEncrypted {
                encrypted,
                reveal_round,
            } => {
                output.push_byte(kind::TIMELOCK_ENCRYPTED);
                encrypted.encode_to(output);
                reveal_round.encode_to(output);
            }
            Self::BigRaw(bytes) => {
                output.push_byte(kind::BIG_RAW);
                bytes.encode_to(output);
            }
        }
    }
}

impl EncodeLike for Data {}

impl Decode for Data {
    fn decode<I: Input>(input: &mut I) -> Result<Self, Error> {
        Ok(match input.read_byte()? {
            kind::NONE => Self::None,
            raw @ kind::RAW_0..=kind::RAW_128 => {
                let length = usize::from(raw.saturating_sub(kind::RAW_0));
                input.on_before_alloc_mem(length)?;
                let mut bytes: Vec<u8> = vec![0; length];
                input.read(&mut bytes)?;
                Self::Raw(BoundedVec::truncate_from(bytes))
            }
            kind::BLAKE_TWO_256 => Self::BlakeTwo256(Decode::decode(input)?),
            kind::SHA_256 => Self::Sha256(Decode::decode(input)?),
            kind::KECCAK_256 => Self::Keccak256(Decode::decode(input)?),
            kind::SHA_THREE_256 => Self::ShaThree256(Decode::decode(input)?),
            kind::TIMELOCK_ENCRYPTED => Self::TimelockEncrypted {
                encrypted: Decode::decode(input)?,
                reveal_round: Decode::decode(input)?,
            },
            kind::RESET_BONDS_FLAG => Self::ResetBondsFlag,
            kind::BIG_RAW => Self::BigRaw(Decode::decode(input)?),
            _ => return Err("no kind of field begins with this byte".into()),
        })
    }
}

impl DecodeWithMemTracking for Data {}

/// Adds a variant per length of plain bytes.
macro_rules! raw_variants {
    ($variants:expr, $($length:literal)*) => {
        $variants$(.variant(concat!("Raw", $length), |variant| {
            variant
                .index(kind::RAW_0.saturating_add($length))
                .fields(Fields::unnamed().field(|field| field.ty::<[u8; $length]>()))
        }))*
    };
}

impl TypeInfo for Data {
    type Identity = Self;

    fn type_info() -> Type {
        let hash = || Fields::unnamed().field(|field| field.ty::<[u8; 32]>());
        let variants = Variants::new().variant("None", |variant| variant.index(kind::NONE));
        let variants = raw_variants!(
            variants,
            0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29
            30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56
            57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83
            84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 101 102 103 104 105 106 107
            108 109 110 111 112 113 114 115 116 117 118 119 120 121 122 123 124 125 126 127
            128
        );
        let variants = variants
            .variant("BlakeTwo256", |variant| {
                variant.index(kind::BLAKE_TWO_256).fields(hash())
            })
            .variant("Sha256", |variant| {
                variant.index(kind::SHA_256).fields(hash())
            })
            .variant("Keccak256", |variant| {
                variant.index(kind::KECCAK_256).fields(hash())
            })
            .variant("ShaThree256", |variant| {
                variant.index(kind::SHA_THREE_256).fields(hash())
            })
            .variant("TimelockEncrypted", |variant| {
                variant.index(kind::TIMELOCK_ENCRYPTED).fields(
                    Fields::named()
                        .field(|field| {
                            field
                                .name("encrypted")
                                .ty::<BoundedVec<u8, ConstU32<1024>>>()
                        })
                        .field(|field| field.name("reveal_round").ty::<u64>()),
                )
            })
            .variant("ResetBondsFlag", |variant| {
                variant.index(kind::RESET_BONDS_FLAG)
            })
            .variant("BigRaw", |variant| {
                variant.index(kind::BIG_RAW).fields(
                    Fields::unnamed().field(|field| field.ty::<BoundedVec<u8, ConstU32<512>>>()),
                )
            });
        Type::builder()
            .path(Path::new("Data", "pallet_commitments::types"))
            .variant(variants)
    }
}
