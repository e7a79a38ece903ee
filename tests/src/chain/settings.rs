//! One network's settings in the form of the recordings.

use super::accounts::account_json;
use crate::runtimes::reference::Runtime;
use pallet_registration::*;
use pallet_subnets::*;
use pallet_swap::FeeRate;
use serde_json::{json, Value};
use subtensor_types::NetUid;

/// The settings that a recording gives with its start state.
pub fn settings(netuid: NetUid) -> Value {
    json!({
        "netuid": netuid.get(),
        "activity_cutoff_factor_milli": ActivityCutoffFactorMilli::<Runtime>::get(netuid),
        "alpha_sigmoid_steepness": AlphaSigmoidSteepness::<Runtime>::get(netuid),
        "alpha_values": AlphaValues::<Runtime>::get(netuid),
        "bonds_moving_average": BondsMovingAverage::<Runtime>::get(netuid),
        "bonds_penalty": BondsPenalty::<Runtime>::get(netuid),
        "burn_half_life": BurnHalfLife::<Runtime>::get(netuid),
        "burn_increase_mult_bits":
            BurnIncreaseMult::<Runtime>::get(netuid).to_bits().to_string(),
        "commit_reveal": CommitRevealWeightsEnabled::<Runtime>::get(netuid),
        "ema_price_halving_blocks": EMAPriceHalvingBlocks::<Runtime>::get(netuid),
        "emission_enabled": SubnetEmissionEnabled::<Runtime>::get(netuid),
        "fee_rate_u16": FeeRate::<Runtime>::get(netuid),
        "first_emission_block": FirstEmissionBlockNumber::<Runtime>::get(netuid),
        "immunity_period": ImmunityPeriod::<Runtime>::get(netuid),
        "kappa": Kappa::<Runtime>::get(netuid),
        "liquid_alpha_on": LiquidAlphaOn::<Runtime>::get(netuid),
        "max_allowed_uids": MaxAllowedUids::<Runtime>::get(netuid),
        "max_allowed_validators": MaxAllowedValidators::<Runtime>::get(netuid),
        "max_burn": MaxBurn::<Runtime>::get(netuid).to_u64(),
        "max_weights_limit": MaxWeightsLimit::<Runtime>::get(netuid),
        "mechanism": SubnetMechanism::<Runtime>::get(netuid),
        "min_allowed_weights": MinAllowedWeights::<Runtime>::get(netuid),
        "min_burn": MinBurn::<Runtime>::get(netuid).to_u64(),
        "owner_coldkey": account_json(&SubnetOwner::<Runtime>::get(netuid)),
        "owner_cut_auto_lock": OwnerCutAutoLockEnabled::<Runtime>::get(netuid),
        "owner_cut_enabled": OwnerCutEnabled::<Runtime>::get(netuid),
        "owner_hotkey": SubnetOwnerHotkey::<Runtime>::try_get(netuid)
            .map_or(Value::Null, |hotkey| account_json(&hotkey)),
        "registered_at": NetworkRegisteredAt::<Runtime>::get(netuid),
        "subtoken_enabled": SubtokenEnabled::<Runtime>::get(netuid),
        "tempo": Tempo::<Runtime>::get(netuid),
        "weights_set_rate_limit": WeightsSetRateLimit::<Runtime>::get(netuid),
        "weights_version_key": WeightsVersionKey::<Runtime>::get(netuid),
        "yuma3_on": Yuma3On::<Runtime>::get(netuid),
    })
}
