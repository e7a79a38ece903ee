//! A chain that goes on from a reading.

use super::{Reading, ReadingError};
use crate::{account, chain::Chain, state::State, Preset};
use pallet_pools::{
    Pallet as Pools, SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetTAO, SubnetVolume,
    TotalStake,
};
use pallet_staking::{Pallet as Staking, TaoWeight};
use pallet_subnets::{self as subnets, Pallet as Subnets};
use pallet_yuma as yuma;
use substrate_fixed::types::I96F32;
use subtensor_runtime::{AccountId, Runtime, System};
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex, TaoBalance, RAO_PER_TAO};

/// The netuid of a network that stands for all that the reading doesn't show. Root
/// dividends are paid only while the moving prices of all networks add up to more
/// than 1 TAO; its price sees to that.
pub const STAND_IN_NETUID: u16 = 2;

/// `TaoWeight` as the live chain has it: 0.18.
const LIVE_TAO_WEIGHT: u64 = 3_320_413_933_267_719_290;

/// Least stake weight of a validator on the live chain: 1,000 alpha, in rao.
const LIVE_STAKE_THRESHOLD: u64 = 1_000 * RAO_PER_TAO;

/// TAO and alpha in the stand-in's pool, in rao; its price is 2 TAO.
const STAND_IN_TAO: u64 = 2_000 * RAO_PER_TAO;
const STAND_IN_ALPHA: u64 = 1_000 * RAO_PER_TAO;

/// A neuron with its keys decoded.
struct Keys {
    hotkey: AccountId,
    coldkey: AccountId,
}

/// Builds the chain.
///
/// The reading's tempo is taken as `tempo + 1`, since at its time an epoch came
/// that often; so epochs are as long as they were. Epochs are counted from the
/// reading's block, with nothing pending.
///
/// # Errors
///
/// When a key of the reading is no account, its netuid is taken, or the preset
/// can't be built.
pub fn chain_from(reading: &Reading) -> Result<Chain, ReadingError> {
    if [0, STAND_IN_NETUID].contains(&reading.netuid) {
        return Err(ReadingError::Netuid(reading.netuid));
    }
    let decode = |text: &str, place: &dyn Fn() -> String| {
        account::account(text).map_err(|source| ReadingError::Account {
            place: place(),
            source,
        })
    };
    let owner = decode(&reading.owner_coldkey, &|| "owner_coldkey".into())?;
    let owner_hotkey = decode(&reading.owner_hotkey, &|| "owner_hotkey".into())?;
    let keys = reading
        .neurons
        .iter()
        .map(|neuron| {
            Ok(Keys {
                hotkey: decode(&neuron.hotkey, &|| {
                    format!("the hotkey of uid {}", neuron.uid)
                })?,
                coldkey: decode(&neuron.coldkey, &|| {
                    format!("the coldkey of uid {}", neuron.uid)
                })?,
            })
        })
        .collect::<Result<Vec<_>, ReadingError>>()?;

    let genesis = Chain::builder().preset(Preset::Taoflow).build()?;
    let mut state: State = genesis
        .state()
        .pairs()
        .map(|(key, value)| (key.to_vec(), value.to_vec()))
        .collect();
    state.execute(|| {
        System::set_block_number(reading.block);
        TaoWeight::<Runtime>::put(LIVE_TAO_WEIGHT);
        subnets::StakeThreshold::<Runtime>::put(LIVE_STAKE_THRESHOLD);
        write_network(reading, &owner, &owner_hotkey);
        write_neurons(reading, &keys);
        write_root(reading);
        write_stand_in(reading.block);
    });
    let pairs: Vec<_> = state
        .pairs()
        .map(|(key, value)| (key.to_vec(), value.to_vec()))
        .collect();
    Ok(Chain::builder().raw_state(pairs).build()?)
}

/// The registry entry, flags and pool of a network that has been running.
fn write_pool(netuid: NetUid, block: u32, tao: u64, alpha_in: u64, alpha_out: u64) {
    subnets::NetworksAdded::<Runtime>::insert(netuid, true);
    subnets::TotalNetworks::<Runtime>::mutate(|total| *total = total.saturating_add(1));
    subnets::SubnetMechanism::<Runtime>::insert(netuid, 1);
    subnets::FirstEmissionBlockNumber::<Runtime>::insert(netuid, 1);
    subnets::SubtokenEnabled::<Runtime>::insert(netuid, true);
    subnets::SubnetEmissionEnabled::<Runtime>::insert(netuid, true);
    subnets::LastEpochBlock::<Runtime>::insert(netuid, u64::from(block));
    subnets::LastMechansimStepBlock::<Runtime>::insert(netuid, u64::from(block));
    SubnetAlphaIn::<Runtime>::insert(netuid, AlphaBalance::new(alpha_in));
    SubnetAlphaOut::<Runtime>::insert(netuid, AlphaBalance::new(alpha_out));
    fund_pool(netuid, tao);
}

/// Puts TAO into a network's account and counts it as its reserve.
fn fund_pool(netuid: NetUid, tao: u64) {
    let account = Subnets::<Runtime>::subnet_account_unchecked(netuid);
    let tao = TaoBalance::new(tao);
    let credit = Pools::<Runtime>::mint_tao(tao);
    match Pools::<Runtime>::spend_tao(&account, credit, tao) {
        Ok(rest) | Err(rest) => Pools::<Runtime>::recycle_credit(rest),
    }
    SubnetTAO::<Runtime>::mutate(netuid, |total| *total += tao);
    TotalStake::<Runtime>::mutate(|total| *total += tao);
}

fn write_network(reading: &Reading, owner: &AccountId, owner_hotkey: &AccountId) {
    let netuid = NetUid::new(reading.netuid);
    write_pool(
        netuid,
        reading.block,
        reading.tao_in,
        reading.alpha_in,
        reading.alpha_out,
    );
    SubnetVolume::<Runtime>::insert(netuid, reading.subnet_volume);
    SubnetMovingPrice::<Runtime>::insert(
        netuid,
        I96F32::from_bits(reading.moving_price_bits_i96f32),
    );
    subnets::SubnetOwner::<Runtime>::insert(netuid, owner);
    subnets::SubnetOwnerHotkey::<Runtime>::insert(netuid, owner_hotkey);
    subnets::NetworkRegisteredAt::<Runtime>::insert(netuid, reading.network_registered_at);
    subnets::NetworkRegistrationAllowed::<Runtime>::insert(netuid, reading.registration_allowed);
    subnets::Tempo::<Runtime>::insert(netuid, reading.tempo.saturating_add(1));
    subnets::Rho::<Runtime>::insert(netuid, reading.rho);
    subnets::Kappa::<Runtime>::insert(netuid, reading.kappa);
    subnets::MinAllowedWeights::<Runtime>::insert(netuid, reading.min_allowed_weights);
    subnets::WeightsVersionKey::<Runtime>::insert(netuid, reading.weights_version);
    subnets::WeightsSetRateLimit::<Runtime>::insert(netuid, reading.weights_rate_limit);
    subnets::MaxAllowedValidators::<Runtime>::insert(netuid, reading.max_validators);
    subnets::MaxAllowedUids::<Runtime>::insert(netuid, reading.max_uids);
    subnets::ImmunityPeriod::<Runtime>::insert(netuid, reading.immunity_period);
    subnets::ServingRateLimit::<Runtime>::insert(netuid, reading.serving_rate_limit);
    subnets::CommitRevealWeightsEnabled::<Runtime>::insert(
        netuid,
        reading.commit_reveal_weights_enabled,
    );
    subnets::RevealPeriodEpochs::<Runtime>::insert(netuid, reading.commit_reveal_period);
    subnets::LiquidAlphaOn::<Runtime>::insert(netuid, reading.liquid_alpha_enabled);
    subnets::AlphaValues::<Runtime>::insert(netuid, (reading.alpha_low, reading.alpha_high));
    subnets::BondsMovingAverage::<Runtime>::insert(netuid, reading.bonds_moving_avg);
    pallet_registration::Burn::<Runtime>::insert(netuid, TaoBalance::new(reading.burn));
    pallet_registration::MinBurn::<Runtime>::insert(netuid, TaoBalance::new(reading.min_burn));
    pallet_registration::MaxBurn::<Runtime>::insert(netuid, TaoBalance::new(reading.max_burn));
}

fn write_neurons(reading: &Reading, keys: &[Keys]) {
    let netuid = NetUid::new(reading.netuid);
    let index = NetUidStorageIndex::from(netuid);
    for (neuron, keys) in reading.neurons.iter().zip(keys) {
        Subnets::<Runtime>::append_key(netuid, &keys.hotkey, neuron.block_at_registration);
        // The account of a network is no hotkey on the main chain either.
        let _ = Staking::<Runtime>::create_account_if_non_existent(&keys.coldkey, &keys.hotkey);
        for (network, stake) in [
            (netuid, neuron.alpha_stake_rao),
            (NetUid::ROOT, neuron.tao_stake_rao),
        ] {
            if stake > 0 {
                Staking::<Runtime>::increase_stake(
                    &keys.hotkey,
                    &keys.coldkey,
                    network,
                    AlphaBalance::new(stake),
                );
                if network.is_root() {
                    Staking::<Runtime>::add_staking_coldkey(&keys.coldkey);
                }
            }
        }
    }
    write_rows(reading, netuid, index);
    if let Some(target) = reading.consensus_uid() {
        for neuron in &reading.neurons {
            if neuron.validator_permit && neuron.active {
                yuma::Weights::<Runtime>::insert(index, neuron.uid, vec![(target, u16::MAX)]);
            }
        }
    }
}

/// What the epoch before the reading left of each neuron.
fn write_rows(reading: &Reading, netuid: NetUid, index: NetUidStorageIndex) {
    fn column<T>(reading: &Reading, of: impl Fn(&super::Neuron) -> T) -> Vec<T> {
        reading.neurons.iter().map(of).collect()
    }
    yuma::Active::<Runtime>::insert(netuid, column(reading, |neuron| neuron.active));
    yuma::ValidatorPermit::<Runtime>::insert(
        netuid,
        column(reading, |neuron| neuron.validator_permit),
    );
    yuma::Consensus::<Runtime>::insert(netuid, column(reading, |neuron| neuron.consensus_u16));
    yuma::Dividends::<Runtime>::insert(netuid, column(reading, |neuron| neuron.dividends_u16));
    yuma::Emission::<Runtime>::insert(
        netuid,
        column(reading, |neuron| AlphaBalance::new(neuron.emission_rao)),
    );
    yuma::ValidatorTrust::<Runtime>::insert(netuid, column(reading, |_| 0u16));
    yuma::StakeWeight::<Runtime>::insert(netuid, column(reading, |_| 0u16));
    yuma::Incentive::<Runtime>::insert(index, column(reading, |neuron| neuron.incentive_u16));
    yuma::LastUpdate::<Runtime>::insert(index, column(reading, |neuron| neuron.last_update));
}

/// Root's TAO: what the neurons of the reading have staked there.
fn write_root(reading: &Reading) {
    let staked = reading
        .neurons
        .iter()
        .fold(0u64, |sum, neuron| sum.saturating_add(neuron.tao_stake_rao));
    SubnetAlphaOut::<Runtime>::insert(NetUid::ROOT, AlphaBalance::new(staked));
    fund_pool(NetUid::ROOT, staked);
}

fn write_stand_in(block: u32) {
    let netuid = NetUid::new(STAND_IN_NETUID);
    write_pool(netuid, block, STAND_IN_TAO, STAND_IN_ALPHA, STAND_IN_ALPHA);
    SubnetMovingPrice::<Runtime>::insert(netuid, I96F32::from_num(2u8));
    subnets::SubnetOwner::<Runtime>::insert(netuid, AccountId::new([2; 32]));
}
