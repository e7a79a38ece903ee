//! Values of the registry's storage items, with the main chain's encodings.

use alloc::{collections::BTreeSet, vec::Vec};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use subtensor_types::NetUid;

/// A hyperparameter whose changes by the owner are rate-limited.
///
/// The numbers are part of storage keys, so they never change.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
#[allow(missing_docs)] // Each variant is the hyperparameter of the same name.
pub enum Hyperparameter {
    Unknown,
    ServingRateLimit,
    MaxDifficulty,
    AdjustmentAlpha,
    MaxWeightLimit,
    ImmunityPeriod,
    MinAllowedWeights,
    Kappa,
    Rho,
    ActivityCutoff,
    PowRegistrationAllowed,
    MinBurn,
    MaxBurn,
    BondsMovingAverage,
    BondsPenalty,
    CommitRevealEnabled,
    LiquidAlphaEnabled,
    AlphaValues,
    WeightCommitInterval,
    TransferEnabled,
    AlphaSigmoidSteepness,
    Yuma3Enabled,
    BondsResetEnabled,
    ImmuneNeuronLimit,
    RecycleOrBurn,
    MaxAllowedUids,
    BurnHalfLife,
    BurnIncreaseMult,
    SubnetEmissionEnabled,
    MinChildkeyTake,
    ActivityCutoffFactorMilli,
    TriggerEpoch,
}

/// What a rate limit is kept for: the key of `LastRateLimitedBlock`.
#[derive(
    Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo,
)]
pub enum RateLimitKey<AccountId> {
    /// Naming the owner hotkey of a network.
    SetSNOwnerHotkey(NetUid),
    /// A change of a hyperparameter by the owner of a network.
    OwnerHyperparamUpdate(NetUid, Hyperparameter),
    /// Registering any network.
    NetworkLastRegistered,
    /// A hotkey swap of this coldkey.
    LastTxBlock(AccountId),
    /// A change of this hotkey's childkey take.
    LastTxBlockChildKeyTake(AccountId),
    /// A change of this hotkey's delegate take.
    LastTxBlockDelegateTake(AccountId),
    /// Buying and burning alpha of a network; never consulted.
    AddStakeBurn(NetUid),
}

/// What happens to alpha that is withheld from the owner's miners.
#[derive(
    Clone,
    Copy,
    Debug,
    Decode,
    DecodeWithMemTracking,
    Default,
    Encode,
    Eq,
    MaxEncodedLen,
    PartialEq,
    TypeInfo,
)]
pub enum RecycleOrBurnEnum {
    /// It stays issued and belongs to nobody.
    #[default]
    Burn,
    /// It leaves the issuance and may be emitted again.
    Recycle,
}

/// What a coldkey wants done with its root dividends.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Default, Encode, Eq, PartialEq, TypeInfo)]
pub enum RootClaimTypeEnum {
    /// Sell the alpha and stake the TAO on root.
    #[default]
    Swap,
    /// Keep the alpha staked.
    Keep,
    /// Keep the alpha of these networks and sell the rest.
    KeepSubnets {
        /// The networks whose alpha is kept.
        subnets: BTreeSet<NetUid>,
    },
}

/// Where a neuron serves requests.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct AxonInfo {
    /// Block of the announcement.
    pub block: u64,
    /// Version of the protocol.
    pub version: u32,
    /// The address as a number.
    pub ip: u128,
    /// The port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
    /// The transport, as clients number it.
    pub protocol: u8,
    /// Unused.
    pub placeholder1: u8,
    /// Unused.
    pub placeholder2: u8,
}

/// Where a neuron serves metrics.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct PrometheusInfo {
    /// Block of the announcement.
    pub block: u64,
    /// Version of the protocol.
    pub version: u32,
    /// The address as a number.
    pub ip: u128,
    /// The port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
}

/// The key with which a neuron's endpoint can be reached safely.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
pub struct NeuronCertificate {
    /// The key's bytes.
    pub public_key: BoundedVec<u8, ConstU32<64>>,
    /// What kind of key it is.
    pub algorithm: u8,
}

impl NeuronCertificate {
    /// A certificate as it is submitted: the kind of key, then up to 64 bytes of
    /// the key. Nothing if it is empty or longer (spec `registration` §4.1).
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (algorithm, public_key) = bytes.split_first()?;
        Some(Self {
            public_key: public_key.to_vec().try_into().ok()?,
            algorithm: *algorithm,
        })
    }
}

/// What a coldkey says of itself; all fields are UTF-8.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[allow(missing_docs)] // The fields are what their names say.
pub struct ChainIdentityV2 {
    pub name: Vec<u8>,
    pub url: Vec<u8>,
    pub github_repo: Vec<u8>,
    pub image: Vec<u8>,
    pub discord: Vec<u8>,
    pub description: Vec<u8>,
    pub additional: Vec<u8>,
}

/// What an owner says of a network; all fields are UTF-8.
#[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, Eq, PartialEq, TypeInfo)]
#[allow(missing_docs)] // The fields are what their names say.
pub struct SubnetIdentityV3 {
    pub subnet_name: Vec<u8>,
    pub github_repo: Vec<u8>,
    pub subnet_contact: Vec<u8>,
    pub subnet_url: Vec<u8>,
    pub discord: Vec<u8>,
    pub description: Vec<u8>,
    pub logo_url: Vec<u8>,
    pub additional: Vec<u8>,
}

impl ChainIdentityV2 {
    /// Whether every field is short enough (spec `registration` §1.8).
    pub fn is_valid(&self) -> bool {
        are_short_enough(&[
            (&self.name, 256),
            (&self.url, 256),
            (&self.github_repo, 256),
            (&self.image, 1_024),
            (&self.discord, 256),
            (&self.description, 1_024),
            (&self.additional, 1_024),
        ])
    }
}

impl SubnetIdentityV3 {
    /// Whether every field is short enough (spec `registration` §1.8).
    pub fn is_valid(&self) -> bool {
        are_short_enough(&[
            (&self.subnet_name, 256),
            (&self.github_repo, 1_024),
            (&self.subnet_contact, 1_024),
            (&self.subnet_url, 1_024),
            (&self.discord, 256),
            (&self.description, 1_024),
            (&self.logo_url, 1_024),
            (&self.additional, 1_024),
        ])
    }
}

/// Whether each field has at most its number of bytes.
fn are_short_enough(fields: &[(&Vec<u8>, usize)]) -> bool {
    fields
        .iter()
        .all(|(field, longest)| field.len() <= *longest)
}
