//! Every setter with the gates it has and the trace it leaves (spec `wire` §6.2,
//! `registration` §7.2, `yuma` §12).

use super::mock::*;
use crate::{Call, Error, Event};
use pallet_pools::SubnetMovingAlpha;
use pallet_registration::*;
use pallet_staking::*;
use pallet_subnets::{Error as SubnetsError, Event as SubnetsEvent, Hyperparameter, *};
use pallet_taoflow::*;
use sp_runtime::DispatchError;
use substrate_fixed::types::{I64F64, I96F32, U64F64};
use subtensor_types::{MechId, NetUid, TaoBalance};

/// Who may make a call, how often, and whether the freeze window binds it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gate {
    /// Root at any time.
    Root,
    /// Root outside of the window.
    RootInWindow,
    /// Root and the owner outside of the window; the owner once in two epochs.
    Owner(Hyperparameter),
    /// Root and the owner outside of the window; the owner once in so many
    /// blocks, kept under a number in `TransactionKeyLastBlock`.
    OwnerCalls(u16, u32),
    /// Root and the owner outside of the window, as often as they like.
    OwnerFreely,
    /// Root and the owner at any time, together once in 50,400 blocks.
    OwnerHotkey,
}

impl Gate {
    /// Whether owners pass.
    pub fn admits_owner(self) -> bool {
        !matches!(self, Self::Root | Self::RootInWindow)
    }

    /// Whether the freeze window binds.
    pub fn has_window(self) -> bool {
        !matches!(self, Self::Root | Self::OwnerHotkey)
    }

    /// Blocks between two calls of the owner. A tempo is 360 blocks.
    pub fn owner_limit(self) -> Option<u32> {
        match self {
            Self::Owner(_) => Some(720),
            Self::OwnerCalls(_, blocks) => Some(blocks),
            Self::OwnerHotkey => Some(50_400),
            Self::Root | Self::RootInWindow | Self::OwnerFreely => None,
        }
    }
}

/// A row.
pub struct Setter {
    /// The call's index.
    pub index: u8,
    /// Who may make it.
    pub gate: Gate,
    /// The call, for a network if it has one.
    pub call: fn(NetUid) -> Call<Test>,
    /// Whether [`NET`] has the new value, which is not the default.
    pub stored: fn() -> bool,
    /// The events, in order.
    pub events: Vec<RuntimeEvent>,
    /// The error without the network; `None` if the call does not ask.
    pub missing: Option<DispatchError>,
}

impl Setter {
    fn event(mut self, event: impl Into<RuntimeEvent>) -> Self {
        self.events.push(event.into());
        self
    }

    /// The call does not ask whether the network exists.
    fn unasked(mut self) -> Self {
        self.missing = None;
        self
    }

    fn missing(mut self, error: impl Into<DispatchError>) -> Self {
        self.missing = Some(error.into());
        self
    }
}

fn on_network(
    index: u8,
    gate: Gate,
    call: fn(NetUid) -> Call<Test>,
    stored: fn() -> bool,
) -> Setter {
    Setter {
        index,
        gate,
        call,
        stored,
        events: Vec::new(),
        missing: Some(Error::<Test>::SubnetDoesNotExist.into()),
    }
}

fn global(index: u8, call: fn(NetUid) -> Call<Test>, stored: fn() -> bool) -> Setter {
    on_network(index, Gate::Root, call, stored).unasked()
}

/// All setters.
pub fn setters() -> Vec<Setter> {
    [
        consensus(),
        weight_setting(),
        neurons(),
        registration(),
        emission(),
        schedule_and_keys(),
        stake(),
        trimming_and_mechanisms(),
        retired(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn consensus() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        on_network(
            16,
            Root,
            |netuid| Call::sudo_set_kappa { netuid, kappa: 7 },
            || Kappa::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::KappaSet(NET, 7)),
        on_network(
            26,
            Owner(H::BondsMovingAverage),
            |netuid| Call::sudo_set_bonds_moving_average {
                netuid,
                bonds_moving_average: 7,
            },
            || BondsMovingAverage::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::BondsMovingAverageSet(NET, 7)),
        on_network(
            60,
            Owner(H::BondsPenalty),
            |netuid| Call::sudo_set_bonds_penalty {
                netuid,
                bonds_penalty: 7,
            },
            || BondsPenalty::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::BondsPenaltySet(NET, 7)),
        on_network(
            70,
            Owner(H::BondsResetEnabled),
            |netuid| Call::sudo_set_bonds_reset_enabled {
                netuid,
                enabled: true,
            },
            || BondsResetOn::<Test>::get(NET),
        )
        .event(SubnetsEvent::BondsResetOnSet(NET, true))
        .event(Event::BondsResetToggled {
            netuid: NET,
            enabled: true,
        })
        .unasked(),
        on_network(
            69,
            Owner(H::Yuma3Enabled),
            |netuid| Call::sudo_set_yuma3_enabled {
                netuid,
                enabled: true,
            },
            || Yuma3On::<Test>::get(NET),
        )
        .event(Event::Yuma3EnableToggled {
            netuid: NET,
            enabled: true,
        })
        .unasked(),
        on_network(
            50,
            Owner(H::LiquidAlphaEnabled),
            |netuid| Call::sudo_set_liquid_alpha_enabled {
                netuid,
                enabled: false,
            },
            || !LiquidAlphaOn::<Test>::get(NET),
        )
        .unasked(),
        on_network(
            51,
            Owner(H::AlphaValues),
            |netuid| Call::sudo_set_alpha_values {
                netuid,
                alpha_low: 1_638,
                alpha_high: 65_525,
            },
            || AlphaValues::<Test>::get(NET) == (1_638, 65_525),
        )
        .unasked(),
        on_network(
            68,
            Owner(H::AlphaSigmoidSteepness),
            |netuid| Call::sudo_set_alpha_sigmoid_steepness {
                netuid,
                steepness: 7,
            },
            || AlphaSigmoidSteepness::<Test>::get(NET) == 7,
        ),
    ]
}

fn weight_setting() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        on_network(
            6,
            OwnerCalls(4, 1_800),
            |netuid| Call::sudo_set_weights_version_key {
                netuid,
                weights_version_key: 7,
            },
            || WeightsVersionKey::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::WeightsVersionKeySet(NET, 7)),
        on_network(
            7,
            Root,
            |netuid| Call::sudo_set_weights_set_rate_limit {
                netuid,
                weights_set_rate_limit: 7,
            },
            || WeightsSetRateLimit::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::WeightsSetRateLimitSet(NET, 7)),
        on_network(
            14,
            Owner(H::MinAllowedWeights),
            |netuid| Call::sudo_set_min_allowed_weights {
                netuid,
                min_allowed_weights: 7,
            },
            || MinAllowedWeights::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MinAllowedWeightSet(NET, 7)),
        global(
            42,
            |_| Call::sudo_set_stake_threshold { min_stake: 7 },
            || StakeThreshold::<Test>::get() == 7,
        )
        .event(SubnetsEvent::StakeThresholdSet(7)),
        on_network(
            49,
            Owner(H::CommitRevealEnabled),
            |netuid| Call::sudo_set_commit_reveal_weights_enabled {
                netuid,
                enabled: false,
            },
            || !CommitRevealWeightsEnabled::<Test>::get(NET),
        )
        .event(SubnetsEvent::CommitRevealEnabled(NET, false)),
        on_network(
            57,
            Owner(H::WeightCommitInterval),
            |netuid| Call::sudo_set_commit_reveal_weights_interval {
                netuid,
                interval: 7,
            },
            || RevealPeriodEpochs::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::CommitRevealPeriodsSet(NET, 7)),
        global(
            71,
            |_| Call::sudo_set_commit_reveal_version { version: 7 },
            || CommitRevealWeightsVersion::<Test>::get() == 7,
        )
        .event(SubnetsEvent::CommitRevealVersionSet(7)),
    ]
}

fn neurons() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        on_network(
            3,
            Owner(H::ServingRateLimit),
            |netuid| Call::sudo_set_serving_rate_limit {
                netuid,
                serving_rate_limit: 7,
            },
            || ServingRateLimit::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::ServingRateLimitSet(NET, 7))
        .unasked(),
        on_network(
            13,
            Owner(H::ImmunityPeriod),
            |netuid| Call::sudo_set_immunity_period {
                netuid,
                immunity_period: 7,
            },
            || ImmunityPeriod::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::ImmunityPeriodSet(NET, 7)),
        on_network(
            15,
            Owner(H::MaxAllowedUids),
            |netuid| Call::sudo_set_max_allowed_uids {
                netuid,
                max_allowed_uids: 100,
            },
            || MaxAllowedUids::<Test>::get(NET) == 100,
        )
        .event(SubnetsEvent::MaxAllowedUidsSet(NET, 100)),
        on_network(
            79,
            RootInWindow,
            |netuid| Call::sudo_set_min_allowed_uids {
                netuid,
                min_allowed_uids: 2,
            },
            || MinAllowedUids::<Test>::get(NET) == 2,
        )
        .event(SubnetsEvent::MinAllowedUidsSet(NET, 2)),
        on_network(
            25,
            RootInWindow,
            |netuid| Call::sudo_set_max_allowed_validators {
                netuid,
                max_allowed_validators: 7,
            },
            || MaxAllowedValidators::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MaxAllowedValidatorsSet(NET, 7)),
        on_network(
            72,
            Owner(H::ImmuneNeuronLimit),
            |netuid| Call::sudo_set_owner_immune_neuron_limit {
                netuid,
                immune_neurons: 7,
            },
            || ImmuneOwnerUidsLimit::<Test>::get(NET) == 7,
        )
        .unasked(),
        on_network(
            84,
            Root,
            |netuid| Call::sudo_set_min_non_immune_uids { netuid, min: 7 },
            || MinNonImmuneUids::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MinNonImmuneUidsSet(NET, 7))
        .unasked(),
    ]
}

fn registration() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    const TAO: TaoBalance = TaoBalance::new(700_000_000);
    vec![
        on_network(
            19,
            Root,
            |netuid| Call::sudo_set_network_registration_allowed {
                netuid,
                registration_allowed: false,
            },
            || !NetworkRegistrationAllowed::<Test>::get(NET),
        )
        .event(SubnetsEvent::RegistrationAllowed(NET, false))
        .unasked(),
        on_network(
            21,
            RootInWindow,
            |netuid| Call::sudo_set_target_registrations_per_interval {
                netuid,
                target_registrations_per_interval: 7,
            },
            || TargetRegistrationsPerInterval::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::RegistrationPerIntervalSet(NET, 7)),
        on_network(
            27,
            RootInWindow,
            |netuid| Call::sudo_set_max_registrations_per_block {
                netuid,
                max_registrations_per_block: 7,
            },
            || MaxRegistrationsPerBlock::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MaxRegistrationsPerBlockSet(NET, 7)),
        on_network(
            22,
            Owner(H::MinBurn),
            |netuid| Call::sudo_set_min_burn {
                netuid,
                min_burn: TAO,
            },
            || MinBurn::<Test>::get(NET) == TAO,
        )
        .event(SubnetsEvent::MinBurnSet(NET, TAO)),
        on_network(
            23,
            Owner(H::MaxBurn),
            |netuid| Call::sudo_set_max_burn {
                netuid,
                max_burn: TAO,
            },
            || MaxBurn::<Test>::get(NET) == TAO,
        )
        .event(SubnetsEvent::MaxBurnSet(NET, TAO)),
        on_network(
            89,
            Owner(H::BurnHalfLife),
            |netuid| Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 7,
            },
            || BurnHalfLife::<Test>::get(NET) == 7,
        )
        .event(Event::BurnHalfLifeSet {
            netuid: NET,
            burn_half_life: 7,
        }),
        on_network(
            90,
            Owner(H::BurnIncreaseMult),
            |netuid| Call::sudo_set_burn_increase_mult {
                netuid,
                burn_increase_mult: U64F64::from_num(2),
            },
            || BurnIncreaseMult::<Test>::get(NET) == 2,
        )
        .event(Event::BurnIncreaseMultSet {
            netuid: NET,
            burn_increase_mult: U64F64::from_num(2),
        }),
        on_network(
            39,
            Root,
            |netuid| Call::sudo_set_rao_recycled {
                netuid,
                rao_recycled: TAO,
            },
            || RAORecycledForRegistration::<Test>::get(NET) == TAO,
        )
        .event(SubnetsEvent::RAORecycledForRegistrationSet(NET, TAO)),
        global(
            29,
            |_| Call::sudo_set_network_rate_limit { rate_limit: 7 },
            || NetworkRateLimit::<Test>::get() == 7,
        )
        .event(SubnetsEvent::NetworkRateLimitSet(7)),
        global(
            35,
            |_| Call::sudo_set_network_immunity_period { immunity_period: 7 },
            || NetworkImmunityPeriod::<Test>::get() == 7,
        )
        .event(SubnetsEvent::NetworkImmunityPeriodSet(7)),
        global(
            36,
            |_| Call::sudo_set_network_min_lock_cost { lock_cost: TAO },
            || NetworkMinLockCost::<Test>::get() == TAO,
        )
        .event(SubnetsEvent::NetworkMinLockCostSet(TAO)),
        global(
            37,
            |_| Call::sudo_set_subnet_limit { max_subnets: 7 },
            || SubnetLimit::<Test>::get() == 7,
        )
        .event(SubnetsEvent::SubnetLimitSet(7)),
        global(
            38,
            |_| Call::sudo_set_lock_reduction_interval { interval: 7 },
            || NetworkLockReductionInterval::<Test>::get() == 7,
        )
        .event(SubnetsEvent::NetworkLockCostReductionIntervalSet(7)),
        global(
            85,
            |_| Call::sudo_set_start_call_delay { delay: 7 },
            || StartCallDelay::<Test>::get() == 7,
        )
        .event(SubnetsEvent::StartCallDelaySet(7)),
    ]
}

fn emission() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        on_network(
            94,
            Root,
            |netuid| Call::sudo_set_subnet_emission_enabled {
                netuid,
                enabled: false,
            },
            || !SubnetEmissionEnabled::<Test>::get(NET),
        )
        .event(Event::SubnetEmissionEnabledSet {
            netuid: NET,
            enabled: false,
        }),
        on_network(
            66,
            RootInWindow,
            |netuid| Call::sudo_set_subtoken_enabled {
                netuid,
                subtoken_enabled: true,
            },
            || SubtokenEnabled::<Test>::get(NET),
        )
        .unasked(),
        global(
            28,
            |_| Call::sudo_set_subnet_owner_cut {
                subnet_owner_cut: 7,
            },
            || SubnetOwnerCut::<Test>::get() == 7,
        )
        .event(SubnetsEvent::SubnetOwnerCutSet(7)),
        on_network(
            92,
            OwnerFreely,
            |netuid| Call::sudo_set_owner_cut_enabled {
                netuid,
                enabled: false,
            },
            || !OwnerCutEnabled::<Test>::get(NET),
        ),
        on_network(
            95,
            OwnerFreely,
            |netuid| Call::sudo_set_owner_cut_auto_lock_enabled {
                netuid,
                enabled: true,
            },
            || OwnerCutAutoLockEnabled::<Test>::get(NET),
        ),
        on_network(
            80,
            Owner(H::RecycleOrBurn),
            |netuid| Call::sudo_set_recycle_or_burn {
                netuid,
                recycle_or_burn: RecycleOrBurnEnum::Recycle,
            },
            || RecycleOrBurn::<Test>::get(NET) == RecycleOrBurnEnum::Recycle,
        )
        .unasked(),
        global(
            73,
            |_| Call::sudo_set_ck_burn { burn: 7 },
            || CKBurn::<Test>::get() == 7,
        ),
        global(
            63,
            |_| Call::sudo_set_subnet_moving_alpha {
                alpha: I96F32::from_num(7),
            },
            || SubnetMovingAlpha::<Test>::get() == 7,
        ),
        on_network(
            65,
            Root,
            |netuid| Call::sudo_set_ema_price_halving_period {
                netuid,
                ema_halving: 7,
            },
            || EMAPriceHalvingBlocks::<Test>::get(NET) == 7,
        )
        .unasked(),
        global(
            81,
            |_| Call::sudo_set_tao_flow_cutoff {
                flow_cutoff: I64F64::from_num(-7),
            },
            || TaoFlowCutoff::<Test>::get() == -7,
        ),
        global(
            82,
            |_| Call::sudo_set_tao_flow_normalization_exponent {
                exponent: U64F64::from_num(2),
            },
            || FlowNormExponent::<Test>::get() == 2,
        ),
        global(
            83,
            |_| Call::sudo_set_tao_flow_smoothing_factor {
                smoothing_factor: 7,
            },
            || FlowEmaSmoothingFactor::<Test>::get() == 7,
        ),
        global(
            91,
            |_| Call::sudo_set_net_tao_flow_enabled { enabled: false },
            || !NetTaoFlowEnabled::<Test>::get(),
        ),
    ]
}

fn schedule_and_keys() -> Vec<Setter> {
    vec![
        on_network(
            30,
            Gate::RootInWindow,
            |netuid| Call::sudo_set_tempo { netuid, tempo: 99 },
            || Tempo::<Test>::get(NET) == 99 && LastEpochBlock::<Test>::get(NET) == Subnets::now(),
        )
        .event(SubnetsEvent::TempoSet(NET, 99)),
        global(
            74,
            |_| Call::sudo_set_admin_freeze_window { window: 7 },
            || AdminFreezeWindow::<Test>::get() == 7,
        )
        .event(SubnetsEvent::AdminFreezeWindowSet(7)),
        global(
            75,
            |_| Call::sudo_set_owner_hparam_rate_limit { epochs: 7 },
            || OwnerHyperparamRateLimit::<Test>::get() == 7,
        )
        .event(SubnetsEvent::OwnerHyperparamRateLimitSet(7)),
        global(
            96,
            |_| Call::sudo_set_max_epochs_per_block {
                max_epochs_per_block: 7,
            },
            || MaxEpochsPerBlock::<Test>::get() == 7,
        )
        .event(SubnetsEvent::MaxEpochsPerBlockSet(7)),
        on_network(
            64,
            Gate::OwnerHotkey,
            |netuid| Call::sudo_set_subnet_owner_hotkey {
                netuid,
                hotkey: account(7),
            },
            || SubnetOwnerHotkey::<Test>::get(NET) == account(7),
        )
        .event(SubnetsEvent::SubnetOwnerHotkeySet(NET, account(7)))
        .missing(SubnetsError::<Test>::SubnetNotExists),
        on_network(
            67,
            Gate::OwnerHotkey,
            |netuid| Call::sudo_set_sn_owner_hotkey {
                netuid,
                hotkey: account(7),
            },
            || SubnetOwnerHotkey::<Test>::get(NET) == account(7),
        )
        .event(SubnetsEvent::SubnetOwnerHotkeySet(NET, account(7)))
        .missing(SubnetsError::<Test>::SubnetNotExists),
        global(
            2,
            |_| Call::sudo_set_tx_rate_limit { tx_rate_limit: 7 },
            || TxRateLimit::<Test>::get() == 7,
        )
        .event(SubnetsEvent::TxRateLimitSet(7)),
        global(
            86,
            |_| Call::sudo_set_coldkey_swap_announcement_delay { duration: 7 },
            || ColdkeySwapAnnouncementDelay::<Test>::get() == 7,
        )
        .event(SubnetsEvent::ColdkeySwapAnnouncementDelaySet(7)),
        global(
            87,
            |_| Call::sudo_set_coldkey_swap_reannouncement_delay { duration: 7 },
            || ColdkeySwapReannouncementDelay::<Test>::get() == 7,
        )
        .event(SubnetsEvent::ColdkeySwapReannouncementDelaySet(7)),
    ]
}

fn stake() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        global(
            1,
            |_| Call::sudo_set_default_take { default_take: 7 },
            || MaxDelegateTake::<Test>::get() == 7,
        )
        .event(SubnetsEvent::MaxDelegateTakeSet(7)),
        global(
            46,
            |_| Call::sudo_set_min_delegate_take { take: 7 },
            || MinDelegateTake::<Test>::get() == 7,
        )
        .event(SubnetsEvent::MinDelegateTakeSet(7)),
        global(
            43,
            |_| Call::sudo_set_nominator_min_required_stake { min_stake: 7 },
            || NominatorMinRequiredStake::<Test>::get() == 7,
        ),
        global(
            45,
            |_| Call::sudo_set_tx_delegate_take_rate_limit { tx_rate_limit: 7 },
            || TxDelegateTakeRateLimit::<Test>::get() == 7,
        )
        .event(SubnetsEvent::TxDelegateTakeRateLimitSet(7)),
        on_network(
            93,
            Owner(H::MinChildkeyTake),
            |netuid| Call::sudo_set_min_childkey_take_per_subnet { netuid, take: 7 },
            || MinChildkeyTakePerSubnet::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MinChildKeyTakePerSubnetSet(NET, 7)),
        on_network(
            61,
            Owner(H::TransferEnabled),
            |netuid| Call::sudo_set_toggle_transfer {
                netuid,
                toggle: false,
            },
            || !TransferToggle::<Test>::get(NET),
        )
        .event(SubnetsEvent::TransferToggle(NET, false))
        .unasked(),
    ]
}

fn trimming_and_mechanisms() -> Vec<Setter> {
    vec![
        on_network(
            78,
            Gate::OwnerCalls(9, 216_000),
            |netuid| Call::sudo_trim_to_max_allowed_uids { netuid, max_n: 100 },
            || MaxAllowedUids::<Test>::get(NET) == 100,
        )
        .missing(SubnetsError::<Test>::SubnetNotExists),
        on_network(
            76,
            Gate::OwnerCalls(7, 7_200),
            |netuid| Call::sudo_set_mechanism_count {
                netuid,
                mechanism_count: MechId::new(2),
            },
            || MechanismCountCurrent::<Test>::get(NET) == MechId::new(2),
        )
        .missing(SubnetsError::<Test>::MechanismDoesNotExist),
        on_network(
            77,
            Gate::OwnerCalls(8, 7_200),
            |netuid| Call::sudo_set_mechanism_emission_split {
                netuid,
                maybe_split: Some(vec![65_535]),
            },
            || MechanismEmissionSplit::<Test>::get(NET) == Some(vec![65_535]),
        )
        .unasked(),
        global(
            88,
            |_| Call::sudo_set_max_mechanism_count {
                max_mechanism_count: MechId::new(7),
            },
            || MaxMechanismCount::<Test>::get() == MechId::new(7),
        ),
    ]
}

fn retired() -> Vec<Setter> {
    use Gate::*;
    use Hyperparameter as H;
    vec![
        on_network(
            24,
            RootInWindow,
            |netuid| Call::sudo_set_difficulty {
                netuid,
                difficulty: 7,
            },
            || Difficulty::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::DifficultySet(NET, 7)),
        on_network(
            4,
            RootInWindow,
            |netuid| Call::sudo_set_min_difficulty {
                netuid,
                min_difficulty: 7,
            },
            || MinDifficulty::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MinDifficultySet(NET, 7)),
        on_network(
            5,
            Owner(H::MaxDifficulty),
            |netuid| Call::sudo_set_max_difficulty {
                netuid,
                max_difficulty: 7,
            },
            || MaxDifficulty::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::MaxDifficultySet(NET, 7)),
        on_network(
            8,
            Root,
            |netuid| Call::sudo_set_adjustment_interval {
                netuid,
                adjustment_interval: 7,
            },
            || AdjustmentInterval::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::AdjustmentIntervalSet(NET, 7)),
        on_network(
            9,
            Owner(H::AdjustmentAlpha),
            |netuid| Call::sudo_set_adjustment_alpha {
                netuid,
                adjustment_alpha: 7,
            },
            || AdjustmentAlpha::<Test>::get(NET) == 7,
        )
        .event(SubnetsEvent::AdjustmentAlphaSet(NET, 7)),
        on_network(
            17,
            Owner(H::Rho),
            |netuid| Call::sudo_set_rho { netuid, rho: 7 },
            || Rho::<Test>::get(NET) == 7,
        ),
        on_network(
            18,
            Owner(H::ActivityCutoff),
            |netuid| Call::sudo_set_activity_cutoff {
                netuid,
                activity_cutoff: 360,
            },
            || ActivityCutoff::<Test>::get(NET) == 360,
        )
        .event(SubnetsEvent::ActivityCutoffSet(NET, 360)),
        global(
            55,
            |_| Call::sudo_set_dissolve_network_schedule_duration { duration: 7 },
            || DissolveNetworkScheduleDuration::<Test>::get() == 7,
        )
        .event(SubnetsEvent::DissolveNetworkScheduleDurationSet(7)),
    ]
}
