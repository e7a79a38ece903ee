//! How each pallet is set up: the main chain's constants and parameters.

use frame_support::{
    derive_impl,
    traits::{ConstU16, ConstU32, ConstU64, ConstU8},
    weights::{constants::RocksDbWeight, IdentityFee},
};
use pallet_transaction_payment::ConstFeeMultiplier;
use sp_runtime::traits::{AccountIdLookup, BlakeTwo256, Verify};
use sp_version::RuntimeVersion;

use crate::{
    beacon::DrandTimelock,
    commitments::{ForgetCommitments, SubtensorNetworks},
    extensions::NestedBatchFilter,
    fees::{payment::ChargeTaoOrAlpha, BlockAuthor, FeeMultiplier, LinearWeightToFee},
    limits::{RuntimeBlockLength, RuntimeBlockWeights},
    AccountId, Balance, Balances, Block, BlockNumber, Hash, Moment, Nonce, OriginCaller,
    Registration, Runtime, RuntimeCall, RuntimeEvent, RuntimeFreezeReason, RuntimeHoldReason,
    RuntimeOrigin, RuntimeTask, Signature, System, VERSION,
};

/// The smallest balance an account may have, in rao (spec chapter `wire`
/// §3.2).
pub const EXISTENTIAL_DEPOSIT: Balance = 500;

/// The time between two blocks, in milliseconds.
pub const MILLISECS_PER_BLOCK: Moment = 12_000;

/// A day, in blocks.
pub const DAYS: BlockNumber = 7_200;

/// The number of past blocks whose hashes the state keeps.
pub const BLOCK_HASH_COUNT: u32 = 2400;

/// The address format of accounts in text.
pub const SS58_PREFIX: u16 = 42;

frame_support::parameter_types! {
    /// The version, as the constant `System.Version`.
    pub const Version: RuntimeVersion = VERSION;
}

#[derive_impl(frame_system::config_preludes::SolochainDefaultConfig)]
impl frame_system::Config for Runtime {
    type AccountData = pallet_balances::AccountData<Balance>;
    type AccountId = AccountId;
    type BaseCallFilter = NestedBatchFilter;
    type Block = Block;
    type BlockHashCount = ConstU32<BLOCK_HASH_COUNT>;
    type BlockLength = RuntimeBlockLength;
    type BlockWeights = RuntimeBlockWeights;
    type DbWeight = RocksDbWeight;
    type ExtensionsWeightInfo = frame_system::SubstrateExtensionsWeight<Runtime>;
    type Hash = Hash;
    type Hashing = BlakeTwo256;
    type Lookup = AccountIdLookup<AccountId, ()>;
    type MaxConsumers = ConstU32<16>;
    type Nonce = Nonce;
    type PalletInfo = crate::pallet_info::PalletInfo;
    type SS58Prefix = ConstU16<SS58_PREFIX>;
    type SystemWeightInfo = frame_system::weights::SubstrateWeight<Runtime>;
    type Version = Version;
}

impl pallet_timestamp::Config for Runtime {
    type Moment = Moment;
    type OnTimestampSet = ();
    type MinimumPeriod = ConstU64<{ MILLISECS_PER_BLOCK / 2 }>;
    type WeightInfo = pallet_timestamp::weights::SubstrateWeight<Runtime>;
}

impl pallet_balances::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeHoldReason = RuntimeHoldReason;
    type RuntimeFreezeReason = RuntimeFreezeReason;
    type WeightInfo = pallet_balances::weights::SubstrateWeight<Runtime>;
    type Balance = Balance;
    type DustRemoval = ();
    type ExistentialDeposit = ConstU64<EXISTENTIAL_DEPOSIT>;
    type AccountStore = System;
    type ReserveIdentifier = [u8; 8];
    type FreezeIdentifier = RuntimeFreezeReason;
    type MaxLocks = ConstU32<50>;
    type MaxReserves = ConstU32<50>;
    type MaxFreezes = ConstU32<50>;
    type DoneSlashHandler = ();
}

impl pallet_transaction_payment::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type OnChargeTransaction = ChargeTaoOrAlpha;
    type WeightToFee = LinearWeightToFee;
    type LengthToFee = IdentityFee<Balance>;
    type FeeMultiplierUpdate = ConstFeeMultiplier<FeeMultiplier>;
    type OperationalFeeMultiplier = ConstU8<5>;
    type WeightInfo = pallet_transaction_payment::weights::SubstrateWeight<Runtime>;
}

impl pallet_utility::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type PalletsOrigin = OriginCaller;
    type WeightInfo = pallet_utility::weights::SubstrateWeight<Runtime>;
}

impl pallet_sudo::Config for Runtime {
    type RuntimeEvent = RuntimeEvent;
    type RuntimeCall = RuntimeCall;
    type WeightInfo = pallet_sudo::weights::SubstrateWeight<Runtime>;
}

#[derive_impl(pallet_subnets::config_preludes::MainnetDefaultConfig)]
impl pallet_subnets::Config for Runtime {}

impl pallet_alpha_assets::Config for Runtime {}

#[derive_impl(pallet_swap::config_preludes::MainnetDefaultConfig)]
impl pallet_swap::Config for Runtime {
    type WeightInfo = pallet_swap::weights::SubstrateWeight<Runtime>;
}

#[derive_impl(pallet_pools::config_preludes::MainnetDefaultConfig)]
impl pallet_pools::Config for Runtime {
    type BlockAuthor = BlockAuthor;
    type Currency = Balances;
}

#[derive_impl(pallet_staking::config_preludes::MainnetDefaultConfig)]
impl pallet_staking::Config for Runtime {}

impl pallet_yuma::Config for Runtime {
    type Timelock = DrandTimelock;
}

impl pallet_taoflow::Config for Runtime {
    type Neurons = Registration;
}

#[derive_impl(pallet_registration::config_preludes::MainnetDefaultConfig)]
impl pallet_registration::Config for Runtime {
    type InitialColdkeySwapAnnouncementDelay = ConstU32<{ 5 * DAYS }>;
    type InitialColdkeySwapReannouncementDelay = ConstU32<DAYS>;
    type InitialDissolveNetworkScheduleDuration = ConstU32<{ 5 * DAYS }>;
    type LeaseDividendsDistributionInterval = ConstU32<100>;
    type OnNetworkDissolved = ForgetCommitments;
}

impl pallet_subtensor::Config for Runtime {
    type WeightInfo = pallet_subtensor::weights::SubstrateWeight<Runtime>;
}

impl pallet_commitments::Config for Runtime {
    type Currency = Balances;
    type Networks = SubtensorNetworks;
    type MaxFields = ConstU32<3>;
    type InitialDeposit = ConstU64<0>;
    type FieldDeposit = ConstU64<0>;
    type WeightInfo = pallet_commitments::weights::SubstrateWeight<Runtime>;
}

impl frame_system::offchain::SigningTypes for Runtime {
    type Public = <Signature as Verify>::Signer;
    type Signature = Signature;
}

#[derive_impl(pallet_drand::config_preludes::MainnetDefaultConfig)]
impl pallet_drand::Config for Runtime {
    type WeightInfo = pallet_drand::weights::SubstrateWeight<Runtime>;
}

impl pallet_admin_utils::Config for Runtime {
    type WeightInfo = pallet_admin_utils::weights::SubstrateWeight<Runtime>;
}
