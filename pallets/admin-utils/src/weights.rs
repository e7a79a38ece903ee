//! What the calls cost.
//!
//! Time, proof size and storage accesses are those the main chain publishes for
//! runtime 425. It lists no weight for some calls; those take the weight of a
//! listed call that passes the same gates and stores as much, as `calls` says at
//! each of them.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// Declares [`WeightInfo`] and its two implementations from a table: picoseconds,
/// bytes of proof, storage reads, storage writes.
macro_rules! weights {
    ($($call:ident: $time:literal, $proof:literal, $reads:literal, $writes:literal;)*) => {
        /// The weight of every call that has one of its own.
        pub trait WeightInfo {
            $(
                #[doc = concat!("The weight of `", stringify!($call), "`.")]
                fn $call() -> Weight;
            )*
        }

        impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
            $(
                fn $call() -> Weight {
                    weight(T::DbWeight::get(), $time, $proof, $reads, $writes)
                }
            )*
        }

        /// The weights with RocksDB's costs.
        impl WeightInfo for () {
            $(
                fn $call() -> Weight {
                    weight(RocksDbWeight::get(), $time, $proof, $reads, $writes)
                }
            )*
        }
    };
}

/// The weights with a runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

fn weight(db: RuntimeDbWeight, time: u64, proof: u64, reads: u64, writes: u64) -> Weight {
    Weight::from_parts(time, proof).saturating_add(db.reads_writes(reads, writes))
}

weights! {
    sudo_set_default_take: 5_400_000, 0, 0, 1;
    sudo_set_serving_rate_limit: 28_633_000, 4_212, 4, 1;
    sudo_set_max_difficulty: 34_704_000, 4_383, 5, 1;
    sudo_set_min_difficulty: 34_554_000, 4_383, 5, 1;
    sudo_set_weights_set_rate_limit: 16_420_000, 4_084, 1, 1;
    sudo_set_weights_version_key: 34_204_000, 4_383, 5, 1;
    sudo_set_bonds_moving_average: 34_495_000, 4_383, 5, 1;
    sudo_set_bonds_penalty: 34_354_000, 4_383, 5, 1;
    sudo_set_max_allowed_validators: 35_896_000, 4_383, 6, 1;
    sudo_set_difficulty: 34_434_000, 4_383, 5, 1;
    sudo_set_adjustment_interval: 16_320_000, 4_084, 1, 1;
    sudo_set_target_registrations_per_interval: 34_103_000, 4_383, 5, 1;
    sudo_set_activity_cutoff: 35_165_000, 4_383, 6, 1;
    sudo_set_rho: 31_268_000, 4_383, 5, 1;
    sudo_set_kappa: 16_301_000, 4_084, 1, 1;
    sudo_set_min_allowed_uids: 37_890_000, 4_383, 7, 1;
    sudo_set_max_allowed_uids: 43_381_000, 4_433, 8, 1;
    sudo_set_min_allowed_weights: 34_664_000, 4_383, 5, 1;
    sudo_set_immunity_period: 34_414_000, 4_383, 5, 1;
    sudo_set_max_registrations_per_block: 34_604_000, 4_383, 5, 1;
    sudo_set_max_burn: 36_949_000, 4_410, 6, 1;
    sudo_set_min_burn: 37_780_000, 4_385, 6, 1;
    sudo_set_network_registration_allowed: 7_113_000, 0, 0, 1;
    sudo_set_tempo: 36_298_000, 4_383, 5, 2;
    sudo_set_commit_reveal_weights_interval: 34_654_000, 4_383, 5, 1;
    sudo_set_commit_reveal_weights_enabled: 34_544_000, 4_383, 5, 1;
    sudo_set_commit_reveal_version: 6_052_000, 0, 0, 1;
    sudo_set_tx_rate_limit: 5_440_000, 0, 0, 1;
    sudo_set_total_issuance: 5_931_000, 0, 0, 0;
    sudo_set_rao_recycled: 16_541_000, 4_084, 1, 1;
    sudo_set_stake_threshold: 5_500_000, 0, 0, 1;
    sudo_set_nominator_min_required_stake: 30_697_000, 6_890, 5, 1;
    sudo_set_tx_delegate_take_rate_limit: 5_420_000, 0, 0, 1;
    sudo_set_min_delegate_take: 5_490_000, 0, 0, 1;
    sudo_set_min_childkey_take_per_subnet: 38_100_000, 4_419, 7, 1;
    sudo_set_liquid_alpha_enabled: 25_538_000, 4_280, 4, 1;
    sudo_set_alpha_values: 34_224_000, 4_427, 5, 1;
    sudo_set_coldkey_swap_announcement_delay: 5_370_000, 0, 0, 1;
    sudo_set_coldkey_swap_reannouncement_delay: 5_360_000, 0, 0, 1;
    sudo_set_dissolve_network_schedule_duration: 5_591_000, 0, 0, 1;
    sudo_set_toggle_transfer: 28_343_000, 4_280, 4, 1;
    sudo_set_subnet_moving_alpha: 2_955_000, 0, 0, 1;
    sudo_set_ema_price_halving_period: 4_198_000, 0, 0, 1;
    sudo_set_alpha_sigmoid_steepness: 31_438_000, 4_383, 5, 1;
    sudo_set_yuma3_enabled: 28_583_000, 4_280, 4, 1;
    sudo_set_bonds_reset_enabled: 30_507_000, 4_280, 4, 1;
    sudo_set_subnet_emission_enabled: 16_351_000, 4_084, 1, 1;
    sudo_set_sn_owner_hotkey: 25_687_000, 4_177, 2, 2;
    sudo_set_subtoken_enabled: 25_467_000, 4_280, 4, 1;
    sudo_set_admin_freeze_window: 5_450_000, 0, 0, 1;
    sudo_set_owner_hparam_rate_limit: 5_471_000, 0, 0, 1;
    sudo_set_owner_immune_neuron_limit: 25_107_000, 4_280, 4, 1;
    sudo_set_min_non_immune_uids: 6_783_000, 0, 0, 1;
    sudo_set_max_epochs_per_block: 5_530_000, 0, 0, 1;
}
