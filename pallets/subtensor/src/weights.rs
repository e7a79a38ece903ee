//! What each call weighs.
//!
//! The numbers are the reference's benchmarks of June 2026 (reference time in
//! picoseconds, database reads and writes); a network's size is at its largest in
//! them, so they bound what a call really does.

use core::marker::PhantomData;
use frame_support::{traits::Get, weights::Weight};

/// Weights of the calls of `SubtensorModule`.
pub trait WeightInfo {
    /// Weight of `set_weights`.
    fn set_weights() -> Weight;
    /// Weight of `add_stake`.
    fn add_stake() -> Weight;
    /// Weight of `remove_stake`.
    fn remove_stake() -> Weight;
    /// Weight of `serve_axon`.
    fn serve_axon() -> Weight;
    /// Weight of `serve_prometheus`.
    fn serve_prometheus() -> Weight;
    /// Weight of `register`.
    fn register() -> Weight;
    /// Weight of `burned_register`.
    fn burned_register() -> Weight;
    /// Weight of `serve_axon_tls`.
    fn serve_axon_tls() -> Weight;
    /// Weight of `register_network`.
    fn register_network() -> Weight;
    /// Weight of `dissolve_network`.
    fn dissolve_network() -> Weight;
    /// Weight of `root_register`.
    fn root_register() -> Weight;
    /// Weight of `decrease_take`.
    fn decrease_take() -> Weight;
    /// Weight of `increase_take`.
    fn increase_take() -> Weight;
    /// Weight of `set_children`.
    fn set_children() -> Weight;
    /// Weight of `set_identity`.
    fn set_identity() -> Weight;
    /// Weight of `sudo_set_tx_childkey_take_rate_limit`.
    fn sudo_set_tx_childkey_take_rate_limit() -> Weight;
    /// Weight of `swap_hotkey`.
    fn swap_hotkey() -> Weight;
    /// Weight of `swap_hotkey_v2`.
    fn swap_hotkey_v2() -> Weight;
    /// Weight of `set_childkey_take`.
    fn set_childkey_take() -> Weight;
    /// Weight of `sudo_set_min_childkey_take`.
    fn sudo_set_min_childkey_take() -> Weight;
    /// Weight of `sudo_set_max_childkey_take`.
    fn sudo_set_max_childkey_take() -> Weight;
    /// Weight of `swap_coldkey`.
    fn swap_coldkey() -> Weight;
    /// Weight of `schedule_swap_coldkey`.
    fn schedule_swap_coldkey() -> Weight;
    /// Weight of `set_subnet_identity`.
    fn set_subnet_identity() -> Weight;
    /// Weight of `register_network_with_identity`.
    fn register_network_with_identity() -> Weight;
    /// Weight of `batch_set_weights`.
    fn batch_set_weights() -> Weight;
    /// Weight of `unstake_all`.
    fn unstake_all() -> Weight;
    /// Weight of `unstake_all_alpha`.
    fn unstake_all_alpha() -> Weight;
    /// Weight of `move_stake`.
    fn move_stake() -> Weight;
    /// Weight of `transfer_stake`.
    fn transfer_stake() -> Weight;
    /// Weight of `swap_stake`.
    fn swap_stake() -> Weight;
    /// Weight of `add_stake_limit`.
    fn add_stake_limit() -> Weight;
    /// Weight of `remove_stake_limit`.
    fn remove_stake_limit() -> Weight;
    /// Weight of `swap_stake_limit`.
    fn swap_stake_limit() -> Weight;
    /// Weight of `try_associate_hotkey`.
    fn try_associate_hotkey() -> Weight;
    /// Weight of `start_call`.
    fn start_call() -> Weight;
    /// Weight of `commit_weights`.
    fn commit_weights() -> Weight;
    /// Weight of `reveal_weights`.
    fn reveal_weights() -> Weight;
    /// Weight of `batch_reveal_weights`.
    fn batch_reveal_weights() -> Weight;
    /// Weight of `batch_commit_weights`.
    fn batch_commit_weights() -> Weight;
    /// Weight of `recycle_alpha`.
    fn recycle_alpha() -> Weight;
    /// Weight of `burn_alpha`.
    fn burn_alpha() -> Weight;
    /// Weight of `remove_stake_full_limit`.
    fn remove_stake_full_limit() -> Weight;
    /// Weight of `set_pending_childkey_cooldown`.
    fn set_pending_childkey_cooldown() -> Weight;
    /// Weight of `update_symbol`.
    fn update_symbol() -> Weight;
    /// Weight of `commit_timelocked_weights`.
    fn commit_timelocked_weights() -> Weight;
    /// Weight of `set_coldkey_auto_stake_hotkey`.
    fn set_coldkey_auto_stake_hotkey() -> Weight;
    /// Weight of `commit_mechanism_weights`.
    fn commit_mechanism_weights() -> Weight;
    /// Weight of `reveal_mechanism_weights`.
    fn reveal_mechanism_weights() -> Weight;
    /// Weight of `commit_crv3_mechanism_weights`.
    fn commit_crv3_mechanism_weights() -> Weight;
    /// Weight of `commit_timelocked_mechanism_weights`.
    fn commit_timelocked_mechanism_weights() -> Weight;
    /// Weight of `set_mechanism_weights`.
    fn set_mechanism_weights() -> Weight;
    /// Weight of `root_dissolve_network`.
    fn root_dissolve_network() -> Weight;
    /// Weight of `claim_root`.
    fn claim_root() -> Weight;
    /// Weight of `set_root_claim_type`.
    fn set_root_claim_type() -> Weight;
    /// Weight of `sudo_set_num_root_claims`.
    fn sudo_set_num_root_claims() -> Weight;
    /// Weight of `sudo_set_root_claim_threshold`.
    fn sudo_set_root_claim_threshold() -> Weight;
    /// Weight of `add_stake_burn`.
    fn add_stake_burn() -> Weight;
    /// Weight of `announce_coldkey_swap`.
    fn announce_coldkey_swap() -> Weight;
    /// Weight of `swap_coldkey_announced`.
    fn swap_coldkey_announced() -> Weight;
    /// Weight of `dispute_coldkey_swap`.
    fn dispute_coldkey_swap() -> Weight;
    /// Weight of `reset_coldkey_swap`.
    fn reset_coldkey_swap() -> Weight;
    /// Weight of `clear_coldkey_swap_announcement`.
    fn clear_coldkey_swap_announcement() -> Weight;
    /// Weight of `enable_voting_power_tracking`.
    fn enable_voting_power_tracking() -> Weight;
    /// Weight of `disable_voting_power_tracking`.
    fn disable_voting_power_tracking() -> Weight;
    /// Weight of `sudo_set_voting_power_ema_alpha`.
    fn sudo_set_voting_power_ema_alpha() -> Weight;
    /// Weight of `register_limit`.
    fn register_limit() -> Weight;
    /// Weight of `set_auto_parent_delegation_enabled`.
    fn set_auto_parent_delegation_enabled() -> Weight;
    /// Weight of `lock_stake`.
    fn lock_stake() -> Weight;
    /// Weight of `move_lock`.
    fn move_lock() -> Weight;
    /// Weight of `set_perpetual_lock`.
    fn set_perpetual_lock() -> Weight;
    /// Weight of `set_tempo`.
    fn set_tempo() -> Weight;
    /// Weight of `set_activity_cutoff_factor`.
    fn set_activity_cutoff_factor() -> Weight;
    /// Weight of `trigger_epoch`.
    fn trigger_epoch() -> Weight;
    /// Weight of `set_reject_locked_alpha`.
    fn set_reject_locked_alpha() -> Weight;
    /// Weight of the block step.
    fn block_step() -> Weight;
}

/// The reference's weights with the runtime's database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> SubstrateWeight<T> {
    fn of(ref_time: u64, reads: u64, writes: u64) -> Weight {
        Weight::from_parts(ref_time, 0)
            .saturating_add(T::DbWeight::get().reads_writes(reads, writes))
    }
}

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn set_weights() -> Weight {
        Self::of(15_513_610_000, 4_112, 2)
    }
    fn add_stake() -> Weight {
        Self::of(664_064_000, 32, 16)
    }
    fn remove_stake() -> Weight {
        Self::of(569_198_000, 28, 13)
    }
    fn serve_axon() -> Weight {
        Self::of(31_278_000, 3, 1)
    }
    fn serve_prometheus() -> Weight {
        Self::of(29_294_000, 3, 1)
    }
    fn register() -> Weight {
        Self::of(349_872_000, 34, 29)
    }
    fn burned_register() -> Weight {
        Self::of(336_815_000, 34, 29)
    }
    fn serve_axon_tls() -> Weight {
        Self::of(30_617_000, 3, 1)
    }
    fn register_network() -> Weight {
        Self::of(277_125_000, 40, 48)
    }
    fn dissolve_network() -> Weight {
        Self::of(119_000_000, 6, 31)
    }
    fn root_register() -> Weight {
        Self::of(103_934_000, 19, 16)
    }
    fn decrease_take() -> Weight {
        Self::of(29_895_000, 3, 2)
    }
    fn increase_take() -> Weight {
        Self::of(37_710_000, 5, 2)
    }
    fn set_children() -> Weight {
        Self::of(119_000_000, 6, 31)
    }
    fn set_identity() -> Weight {
        Self::of(32_040_000, 3, 1)
    }
    fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
        Self::of(5_760_000, 0, 1)
    }
    fn swap_hotkey() -> Weight {
        Self::of(1_242_038_000, 182, 99)
    }
    fn swap_hotkey_v2() -> Weight {
        Self::of(275_300_000, 52, 35)
    }
    fn set_childkey_take() -> Weight {
        Self::of(53_870_000, 7, 2)
    }
    fn sudo_set_min_childkey_take() -> Weight {
        Self::of(6_000, 1, 1)
    }
    fn sudo_set_max_childkey_take() -> Weight {
        Self::of(6_000, 1, 1)
    }
    fn swap_coldkey() -> Weight {
        Self::of(312_301_000, 37, 19)
    }
    fn schedule_swap_coldkey() -> Weight {
        Self::of(0, 5, 0)
    }
    fn set_subnet_identity() -> Weight {
        Self::of(17_513_000, 1, 1)
    }
    fn register_network_with_identity() -> Weight {
        Self::of(275_041_000, 39, 47)
    }
    fn batch_set_weights() -> Weight {
        Self::of(103_092_000, 16, 2)
    }
    fn unstake_all() -> Weight {
        Self::of(26_830_000, 6, 0)
    }
    fn unstake_all_alpha() -> Weight {
        Self::of(700_873_000, 43, 25)
    }
    fn move_stake() -> Weight {
        Self::of(216_061_000, 19, 7)
    }
    fn transfer_stake() -> Weight {
        Self::of(258_541_000, 19, 6)
    }
    fn swap_stake() -> Weight {
        Self::of(742_019_000, 47, 24)
    }
    fn add_stake_limit() -> Weight {
        Self::of(853_005_000, 32, 16)
    }
    fn remove_stake_limit() -> Weight {
        Self::of(740_696_000, 27, 13)
    }
    fn swap_stake_limit() -> Weight {
        Self::of(944_515_000, 47, 24)
    }
    fn try_associate_hotkey() -> Weight {
        Self::of(25_337_000, 3, 3)
    }
    fn start_call() -> Weight {
        Self::of(39_454_000, 5, 2)
    }
    fn commit_weights() -> Weight {
        Self::of(69_049_000, 13, 2)
    }
    fn reveal_weights() -> Weight {
        Self::of(111_227_000, 19, 2)
    }
    fn batch_reveal_weights() -> Weight {
        Self::of(421_363_000, 19, 2)
    }
    fn batch_commit_weights() -> Weight {
        Self::of(147_224_000, 15, 2)
    }
    fn recycle_alpha() -> Weight {
        Self::of(172_139_000, 13, 6)
    }
    fn burn_alpha() -> Weight {
        Self::of(168_964_000, 12, 4)
    }
    fn remove_stake_full_limit() -> Weight {
        Self::of(754_292_000, 27, 13)
    }
    fn set_pending_childkey_cooldown() -> Weight {
        Self::of(2_805_000, 0, 1)
    }
    fn update_symbol() -> Weight {
        Self::of(28_313_000, 4, 1)
    }
    fn commit_timelocked_weights() -> Weight {
        Self::of(86_951_000, 14, 2)
    }
    fn set_coldkey_auto_stake_hotkey() -> Weight {
        Self::of(33_853_000, 4, 2)
    }
    fn commit_mechanism_weights() -> Weight {
        Self::commit_weights()
    }
    fn reveal_mechanism_weights() -> Weight {
        Self::reveal_weights()
    }
    fn commit_crv3_mechanism_weights() -> Weight {
        Self::commit_timelocked_weights()
    }
    fn commit_timelocked_mechanism_weights() -> Weight {
        Self::commit_timelocked_weights()
    }
    fn set_mechanism_weights() -> Weight {
        Self::of(15_513_610_000, 4_112, 2)
    }
    fn root_dissolve_network() -> Weight {
        Self::of(119_000_000, 6, 31)
    }
    fn claim_root() -> Weight {
        Self::of(138_999_000, 16, 4)
    }
    fn set_root_claim_type() -> Weight {
        Self::of(18_283_000, 2, 4)
    }
    fn sudo_set_num_root_claims() -> Weight {
        Self::of(2_735_000, 0, 1)
    }
    fn sudo_set_root_claim_threshold() -> Weight {
        Self::of(5_681_000, 0, 1)
    }
    fn add_stake_burn() -> Weight {
        Self::of(967_308_000, 33, 17)
    }
    fn announce_coldkey_swap() -> Weight {
        Self::of(47_248_000, 4, 3)
    }
    fn swap_coldkey_announced() -> Weight {
        Self::of(288_156_000, 37, 15)
    }
    fn dispute_coldkey_swap() -> Weight {
        Self::of(23_293_000, 2, 1)
    }
    fn reset_coldkey_swap() -> Weight {
        Self::of(8_857_000, 0, 2)
    }
    fn clear_coldkey_swap_announcement() -> Weight {
        Self::of(17_890_000, 2, 1)
    }
    fn enable_voting_power_tracking() -> Weight {
        Self::of(10_000, 2, 2)
    }
    fn disable_voting_power_tracking() -> Weight {
        Self::of(10_000, 2, 1)
    }
    fn sudo_set_voting_power_ema_alpha() -> Weight {
        Self::of(6_000, 1, 1)
    }
    fn register_limit() -> Weight {
        Self::of(354_200_000, 47, 40)
    }
    fn set_auto_parent_delegation_enabled() -> Weight {
        Self::of(28_023_000, 2, 1)
    }
    // Estimates: the reference's benchmarks of the next two are not known.
    fn lock_stake() -> Weight {
        Self::of(60_000_000, 12, 3)
    }
    fn move_lock() -> Weight {
        Self::of(50_000_000, 9, 6)
    }
    fn set_perpetual_lock() -> Weight {
        Self::of(0, 4, 3)
    }
    fn set_tempo() -> Weight {
        Self::of(46_407_000, 6, 3)
    }
    fn set_activity_cutoff_factor() -> Weight {
        Self::of(39_193_000, 7, 2)
    }
    fn trigger_epoch() -> Weight {
        Self::of(42_539_000, 8, 2)
    }
    fn set_reject_locked_alpha() -> Weight {
        Self::of(0, 1, 1)
    }
    fn block_step() -> Weight {
        Self::of(110_634_229_000, 8_304, 110)
    }
}

impl WeightInfo for () {
    fn set_weights() -> Weight {
        Weight::zero()
    }
    fn add_stake() -> Weight {
        Weight::zero()
    }
    fn remove_stake() -> Weight {
        Weight::zero()
    }
    fn serve_axon() -> Weight {
        Weight::zero()
    }
    fn serve_prometheus() -> Weight {
        Weight::zero()
    }
    fn register() -> Weight {
        Weight::zero()
    }
    fn burned_register() -> Weight {
        Weight::zero()
    }
    fn serve_axon_tls() -> Weight {
        Weight::zero()
    }
    fn register_network() -> Weight {
        Weight::zero()
    }
    fn dissolve_network() -> Weight {
        Weight::zero()
    }
    fn root_register() -> Weight {
        Weight::zero()
    }
    fn decrease_take() -> Weight {
        Weight::zero()
    }
    fn increase_take() -> Weight {
        Weight::zero()
    }
    fn set_children() -> Weight {
        Weight::zero()
    }
    fn set_identity() -> Weight {
        Weight::zero()
    }
    fn sudo_set_tx_childkey_take_rate_limit() -> Weight {
        Weight::zero()
    }
    fn swap_hotkey() -> Weight {
        Weight::zero()
    }
    fn swap_hotkey_v2() -> Weight {
        Weight::zero()
    }
    fn set_childkey_take() -> Weight {
        Weight::zero()
    }
    fn sudo_set_min_childkey_take() -> Weight {
        Weight::zero()
    }
    fn sudo_set_max_childkey_take() -> Weight {
        Weight::zero()
    }
    fn swap_coldkey() -> Weight {
        Weight::zero()
    }
    fn schedule_swap_coldkey() -> Weight {
        Weight::zero()
    }
    fn set_subnet_identity() -> Weight {
        Weight::zero()
    }
    fn register_network_with_identity() -> Weight {
        Weight::zero()
    }
    fn batch_set_weights() -> Weight {
        Weight::zero()
    }
    fn unstake_all() -> Weight {
        Weight::zero()
    }
    fn unstake_all_alpha() -> Weight {
        Weight::zero()
    }
    fn move_stake() -> Weight {
        Weight::zero()
    }
    fn transfer_stake() -> Weight {
        Weight::zero()
    }
    fn swap_stake() -> Weight {
        Weight::zero()
    }
    fn add_stake_limit() -> Weight {
        Weight::zero()
    }
    fn remove_stake_limit() -> Weight {
        Weight::zero()
    }
    fn swap_stake_limit() -> Weight {
        Weight::zero()
    }
    fn try_associate_hotkey() -> Weight {
        Weight::zero()
    }
    fn start_call() -> Weight {
        Weight::zero()
    }
    fn commit_weights() -> Weight {
        Weight::zero()
    }
    fn reveal_weights() -> Weight {
        Weight::zero()
    }
    fn batch_reveal_weights() -> Weight {
        Weight::zero()
    }
    fn batch_commit_weights() -> Weight {
        Weight::zero()
    }
    fn recycle_alpha() -> Weight {
        Weight::zero()
    }
    fn burn_alpha() -> Weight {
        Weight::zero()
    }
    fn remove_stake_full_limit() -> Weight {
        Weight::zero()
    }
    fn set_pending_childkey_cooldown() -> Weight {
        Weight::zero()
    }
    fn update_symbol() -> Weight {
        Weight::zero()
    }
    fn commit_timelocked_weights() -> Weight {
        Weight::zero()
    }
    fn set_coldkey_auto_stake_hotkey() -> Weight {
        Weight::zero()
    }
    fn commit_mechanism_weights() -> Weight {
        Weight::zero()
    }
    fn reveal_mechanism_weights() -> Weight {
        Weight::zero()
    }
    fn commit_crv3_mechanism_weights() -> Weight {
        Weight::zero()
    }
    fn commit_timelocked_mechanism_weights() -> Weight {
        Weight::zero()
    }
    fn set_mechanism_weights() -> Weight {
        Weight::zero()
    }
    fn root_dissolve_network() -> Weight {
        Weight::zero()
    }
    fn claim_root() -> Weight {
        Weight::zero()
    }
    fn set_root_claim_type() -> Weight {
        Weight::zero()
    }
    fn sudo_set_num_root_claims() -> Weight {
        Weight::zero()
    }
    fn sudo_set_root_claim_threshold() -> Weight {
        Weight::zero()
    }
    fn add_stake_burn() -> Weight {
        Weight::zero()
    }
    fn announce_coldkey_swap() -> Weight {
        Weight::zero()
    }
    fn swap_coldkey_announced() -> Weight {
        Weight::zero()
    }
    fn dispute_coldkey_swap() -> Weight {
        Weight::zero()
    }
    fn reset_coldkey_swap() -> Weight {
        Weight::zero()
    }
    fn clear_coldkey_swap_announcement() -> Weight {
        Weight::zero()
    }
    fn enable_voting_power_tracking() -> Weight {
        Weight::zero()
    }
    fn disable_voting_power_tracking() -> Weight {
        Weight::zero()
    }
    fn sudo_set_voting_power_ema_alpha() -> Weight {
        Weight::zero()
    }
    fn register_limit() -> Weight {
        Weight::zero()
    }
    fn set_auto_parent_delegation_enabled() -> Weight {
        Weight::zero()
    }
    fn lock_stake() -> Weight {
        Weight::zero()
    }
    fn move_lock() -> Weight {
        Weight::zero()
    }
    fn set_perpetual_lock() -> Weight {
        Weight::zero()
    }
    fn set_tempo() -> Weight {
        Weight::zero()
    }
    fn set_activity_cutoff_factor() -> Weight {
        Weight::zero()
    }
    fn trigger_epoch() -> Weight {
        Weight::zero()
    }
    fn set_reject_locked_alpha() -> Weight {
        Weight::zero()
    }
    fn block_step() -> Weight {
        Weight::zero()
    }
}
