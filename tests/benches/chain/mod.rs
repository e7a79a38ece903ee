//! The states that benchmarks start from.

use frame_support::traits::{fungible::Mutate, BuildGenesisConfig};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetTAO, TotalIssuance, TotalStake,
};
use pallet_staking::TaoWeight;
use pallet_subnets::{
    BlockAtRegistration, FirstEmissionBlockNumber, LastEpochBlock, LastMechansimStepBlock,
    SubnetEmissionEnabled, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, SubtokenEnabled,
};
use pallet_yuma::{LastUpdate, ValidatorPermit, Weights};
use substrate_fixed::types::I96F32;
use subtensor_runtime::{AccountId, Balances, Runtime, RuntimeGenesisConfig, System};
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance};

type Subnets = pallet_subnets::Pallet<Runtime>;
type Pools = pallet_pools::Pallet<Runtime>;
type Registration = pallet_registration::Pallet<Runtime>;
type Staking = pallet_staking::Pallet<Runtime>;

/// The block at which every chain here stands.
pub const BLOCK: u32 = 1_000_000;
/// 1 TAO, and 1 alpha, in rao.
pub const UNIT: u64 = 1_000_000_000;

/// The account that is this number of a kind.
fn account(kind: u8, number: u32) -> AccountId {
    let mut bytes = [kind; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    // As good as random in every byte that storage keys start with.
    sp_io::hashing::blake2_256(&bytes).into()
}

fn coldkey(number: u32) -> AccountId {
    account(1, number)
}

fn hotkey(number: u32) -> AccountId {
    account(2, number)
}

/// Stakes alpha that comes from nowhere.
fn stake(netuid: NetUid, number: u32, rao: u64) {
    if netuid.is_root() {
        SubnetTAO::<Runtime>::mutate(netuid, |total| *total += TaoBalance::new(rao));
        TotalStake::<Runtime>::mutate(|total| *total += TaoBalance::new(rao));
        fund(netuid, rao);
    }
    SubnetAlphaOut::<Runtime>::mutate(netuid, |total| *total += AlphaBalance::new(rao));
    Staking::increase_stake(&hotkey(number), &coldkey(number), netuid, rao.into());
}

/// Puts TAO on a network's account.
fn fund(netuid: NetUid, rao: u64) {
    Balances::mint_into(&Subnets::subnet_account_unchecked(netuid), rao).expect("TAO is minted");
    TotalIssuance::<Runtime>::mutate(|total| *total += TaoBalance::new(rao));
}

/// Registers the owner of a number.
fn register(netuid: NetUid, number: u32) {
    Staking::create_account_if_non_existent(&coldkey(number), &hotkey(number))
        .expect("no network's account is used");
    let uid = Registration::append_neuron(netuid, &hotkey(number));
    BlockAtRegistration::<Runtime>::insert(netuid, uid, 1);
}

/// Genesis, and 6 million TAO staked on root, where they weigh 18 %.
pub fn with_root() {
    RuntimeGenesisConfig::default().build();
    System::set_block_number(BLOCK);
    TaoWeight::<Runtime>::put(3_320_413_933_267_719_290);
    for number in 0..64 {
        register(NetUid::ROOT, number);
        stake(NetUid::ROOT, number, 93_750 * UNIT);
    }
}

/// A started network whose epoch is far away: a pool of 20,000 TAO at a price of
/// about 0.02, and neurons of whom a quarter are root's validators.
///
/// The price is low enough for the emission to be worth more alpha than may be
/// injected, so every block buys alpha, and the first of these moves the pool's
/// weights off one half.
pub fn add_network(netuid: NetUid, neurons: u32) {
    Registration::init_new_network(netuid, 50_400);
    SubnetMechanism::<Runtime>::insert(netuid, 1);
    SubnetEmissionEnabled::<Runtime>::insert(netuid, true);
    FirstEmissionBlockNumber::<Runtime>::insert(netuid, 1);
    SubtokenEnabled::<Runtime>::insert(netuid, true);
    LastEpochBlock::<Runtime>::insert(netuid, u64::from(BLOCK));
    LastMechansimStepBlock::<Runtime>::insert(netuid, u64::from(BLOCK) - 360);

    let tao = 20_000 * UNIT + u64::from(netuid.get()) * 7_000_000_007;
    fund(netuid, tao);
    SubnetTAO::<Runtime>::insert(netuid, TaoBalance::new(tao));
    TotalStake::<Runtime>::mutate(|total| *total += TaoBalance::new(tao));
    SubnetAlphaIn::<Runtime>::insert(netuid, AlphaBalance::new(1_000_000 * UNIT));
    SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(1) / 50);

    SubnetOwner::<Runtime>::insert(netuid, coldkey(0));
    SubnetOwnerHotkey::<Runtime>::insert(netuid, hotkey(0));
    for uid in 0..neurons {
        let number = if uid < neurons / 4 {
            uid
        } else {
            u32::from(netuid.get()) * 1_000 + uid
        };
        register(netuid, number);
        stake(netuid, number, 20_000 * UNIT + u64::from(uid) * 1_000_003);
    }
}

/// Marsaglia's xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Lets the first neurons weight all neurons around a common opinion.
pub fn set_dense_weights(netuid: NetUid, neurons: u16, validators: u16) {
    let index = NetUidStorageIndex::from(netuid);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let opinion: Vec<u64> = (0..neurons).map(|_| 1_000 + random.below(50_000)).collect();
    for uid in 0..validators {
        let row: Vec<(u16, u16)> = (0..neurons)
            .zip(&opinion)
            .map(|(target, opinion)| {
                let weight = opinion + random.below(opinion / 4 + 1);
                (target, u16::try_from(weight).unwrap_or(u16::MAX))
            })
            .collect();
        Weights::<Runtime>::insert(index, uid, row);
    }
    let permits: Vec<bool> = (0..neurons).map(|uid| uid < validators).collect();
    ValidatorPermit::<Runtime>::insert(netuid, permits);
    LastUpdate::<Runtime>::insert(index, vec![u64::from(BLOCK) - 100; usize::from(neurons)]);
}

/// Fails unless the networks are as the benchmark says: TAO is injected, alpha is
/// bought, and the pools' weights are off one half.
pub fn assert_chain_buys(netuids: impl Iterator<Item = NetUid>) {
    for netuid in netuids {
        assert!(!pallet_taoflow::SubnetTaoInEmission::<Runtime>::get(netuid).is_zero());
        assert!(!pallet_taoflow::SubnetExcessTao::<Runtime>::get(netuid).is_zero());
        assert_ne!(
            pallet_swap::SwapBalancer::<Runtime>::get(netuid),
            Default::default()
        );
        assert!(Pools::alpha_price(netuid) > 0);
    }
}
