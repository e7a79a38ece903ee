//! The values each setter takes and refuses (spec `yuma` §12 and §15.9 f.,
//! `registration` §3.1, §3.8 and §7.2, `wire` §6.2, `emission` §4.1).

use super::mock::*;
use crate::{Call, Error};
use frame_support::{assert_noop, assert_ok};
use pallet_registration::{MaxBurn, MinBurn};
use pallet_staking::MinChildkeyTake;
use pallet_subnets::{
    AlphaValues, Error as SubnetsError, LiquidAlphaOn, MaxAllowedUids, MaxMechanismCount,
    MechanismCountCurrent, MinAllowedUids,
};
use sp_runtime::{traits::BadOrigin, DispatchError};
use substrate_fixed::types::U64F64;
use subtensor_types::{MechId, NetUid, TaoBalance};

/// The smallest step of a factor.
const DELTA: U64F64 = U64F64::from_bits(1);

fn root() -> RuntimeOrigin {
    RuntimeOrigin::root()
}

/// The values a call takes, and those it refuses with their errors; root calls,
/// so no limit interferes.
fn check<V: Copy>(
    call: impl Fn(NetUid, V) -> Call<Test>,
    taken: &[V],
    refused: &[(V, DispatchError)],
) {
    for (value, error) in refused {
        assert_noop!(dispatch(call(NET, *value), root()), *error);
    }
    for value in taken {
        assert_ok!(dispatch(call(NET, *value), root()));
    }
}

/// [`check`]; and the network's existence comes before the bounds.
fn check_after_existence<V: Copy>(
    call: impl Fn(NetUid, V) -> Call<Test>,
    taken: &[V],
    refused: &[(V, DispatchError)],
) {
    for (value, _) in refused {
        assert_noop!(
            dispatch(call(MISSING, *value), root()),
            Error::<Test>::SubnetDoesNotExist
        );
    }
    check(call, taken, refused);
}

fn ours(error: Error<Test>) -> DispatchError {
    error.into()
}

fn shared(error: SubnetsError<Test>) -> DispatchError {
    error.into()
}

/// Rows P-1 to P-5 of spec `yuma` §15.10.
#[test]
fn alpha_values() {
    with_network(|| {
        let call = |alpha_low, alpha_high| Call::sudo_set_alpha_values {
            netuid: NET,
            alpha_low,
            alpha_high,
        };
        let stranger = RuntimeOrigin::signed(account(2));
        assert_noop!(dispatch(call(1_638, 65_525), stranger), BadOrigin);
        assert_ok!(dispatch(call(1_638, 65_525), owner()));
        assert_eq!(AlphaValues::<Test>::get(NET), (1_638, 65_525));
        check(
            |netuid, (alpha_low, alpha_high)| Call::sudo_set_alpha_values {
                netuid,
                alpha_low,
                alpha_high,
            },
            &[(1_638, 65_525), (1_638, 1_638), (65_535, 65_535)],
            &[
                ((1_638, 1_637), shared(SubnetsError::AlphaHighTooLow)),
                ((0, 1_637), shared(SubnetsError::AlphaHighTooLow)),
                ((0, 65_525), shared(SubnetsError::AlphaLowOutOfRange)),
                ((1_637, 65_525), shared(SubnetsError::AlphaLowOutOfRange)),
                ((5_001, 5_000), shared(SubnetsError::AlphaLowOutOfRange)),
            ],
        );
        LiquidAlphaOn::<Test>::insert(NET, false);
        assert_noop!(
            dispatch(call(0, 0), root()),
            SubnetsError::<Test>::LiquidAlphaDisabled
        );
    });
}

/// Rows P-6 and P-6b of spec `yuma` §15.10.
#[test]
fn reveal_period() {
    with_network(|| {
        check_after_existence(
            |netuid, interval| Call::sudo_set_commit_reveal_weights_interval { netuid, interval },
            &[1, 100],
            &[
                (101, shared(SubnetsError::RevealPeriodTooLarge)),
                (0, shared(SubnetsError::RevealPeriodTooSmall)),
            ],
        );
    });
}

/// Row P-7 of spec `yuma` §15.10; the bound comes before the existence (§12).
#[test]
fn bonds_moving_average() {
    with_network(|| {
        pallet_subnets::SubnetOwner::<Test>::insert(MISSING, account(1));
        let call = |netuid, bonds_moving_average| Call::sudo_set_bonds_moving_average {
            netuid,
            bonds_moving_average,
        };
        for netuid in [NET, MISSING] {
            assert_noop!(
                dispatch(call(netuid, 975_001), owner()),
                Error::<Test>::BondsMovingAverageMaxReached
            );
        }
        assert_ok!(dispatch(call(NET, 975_000), owner()));
        assert_ok!(dispatch(call(NET, 975_001), root()));
        assert_ok!(dispatch(call(NET, u64::MAX), root()));
    });
}

/// Row P-8 of spec `yuma` §15.10.
#[test]
fn steepness() {
    with_network(|| {
        let call = |steepness| Call::sudo_set_alpha_sigmoid_steepness {
            netuid: NET,
            steepness,
        };
        assert_noop!(
            dispatch(call(-1), owner()),
            Error::<Test>::NegativeSigmoidSteepness
        );
        assert_ok!(dispatch(call(0), owner()));
        assert_ok!(dispatch(call(i16::MIN), root()));
    });
}

#[test]
fn activity_cutoff() {
    with_network(|| {
        check_after_existence(
            |netuid, activity_cutoff| Call::sudo_set_activity_cutoff {
                netuid,
                activity_cutoff,
            },
            &[360, u16::MAX],
            &[(359, shared(SubnetsError::ActivityCutoffTooLow))],
        );
    });
}

/// Spec `registration` §3.8; each bound by itself, then together.
#[test]
fn max_allowed_uids() {
    let call = |netuid, max_allowed_uids| Call::sudo_set_max_allowed_uids {
        netuid,
        max_allowed_uids,
    };
    with_network(|| {
        check_after_existence(
            call,
            &[64, 256],
            &[
                (63, ours(Error::MaxAllowedUidsLessThanMinAllowedUids)),
                (
                    257,
                    ours(Error::MaxAllowedUidsGreaterThanDefaultMaxAllowedUids),
                ),
            ],
        );
        MinAllowedUids::<Test>::insert(NET, 1);
        check(
            call,
            &[3],
            &[
                (2, ours(Error::MaxAllowedUIdsLessThanCurrentUIds)),
                (0, ours(Error::MaxAllowedUidsLessThanMinAllowedUids)),
            ],
        );
        MechanismCountCurrent::<Test>::insert(NET, MechId::new(2));
        check(
            call,
            &[128],
            &[(129, shared(SubnetsError::TooManyUIDsPerMechanism))],
        );
    });
}

/// Spec `registration` §3.8: three neurons, room for 128.
#[test]
fn min_allowed_uids() {
    with_network(|| {
        check_after_existence(
            |netuid, min_allowed_uids| Call::sudo_set_min_allowed_uids {
                netuid,
                min_allowed_uids,
            },
            &[0, 2],
            &[
                (3, ours(Error::MinAllowedUidsGreaterThanCurrentUids)),
                (127, ours(Error::MinAllowedUidsGreaterThanCurrentUids)),
                (128, ours(Error::MinAllowedUidsGreaterThanMaxAllowedUids)),
            ],
        );
    });
}

#[test]
fn max_allowed_validators() {
    with_network(|| {
        check(
            |netuid, max_allowed_validators| Call::sudo_set_max_allowed_validators {
                netuid,
                max_allowed_validators,
            },
            &[0, 128],
            &[(129, ours(Error::MaxValidatorsLargerThanMaxUIds))],
        );
    });
}

#[test]
fn immune_owner_neurons() {
    with_network(|| {
        check(
            |netuid, immune_neurons| Call::sudo_set_owner_immune_neuron_limit {
                netuid,
                immune_neurons,
            },
            &[1, 10],
            &[
                (0, shared(SubnetsError::InvalidValue)),
                (11, shared(SubnetsError::InvalidValue)),
            ],
        );
    });
}

/// Spec `registration` §3.1: below 1 TAO and below the upper bound.
#[test]
fn min_burn() {
    let call = |netuid, rao| Call::sudo_set_min_burn {
        netuid,
        min_burn: TaoBalance::new(rao),
    };
    with_network(|| {
        check_after_existence(
            call,
            &[0, 999_999_999],
            &[(1_000_000_000, ours(Error::ValueNotInBounds))],
        );
        MaxBurn::<Test>::insert(NET, TaoBalance::new(200_000_000));
        check(
            call,
            &[199_999_999],
            &[(200_000_000, ours(Error::ValueNotInBounds))],
        );
    });
}

/// Spec `registration` §3.1: above 0.1 TAO and above the lower bound.
#[test]
fn max_burn() {
    let call = |netuid, rao| Call::sudo_set_max_burn {
        netuid,
        max_burn: TaoBalance::new(rao),
    };
    with_network(|| {
        check_after_existence(
            call,
            &[100_000_001, u64::MAX],
            &[(100_000_000, ours(Error::ValueNotInBounds))],
        );
        MinBurn::<Test>::insert(NET, TaoBalance::new(900_000_000));
        check(
            call,
            &[900_000_001],
            &[(900_000_000, ours(Error::ValueNotInBounds))],
        );
    });
}

#[test]
fn burn_half_life() {
    with_network(|| {
        check_after_existence(
            |netuid, burn_half_life| Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life,
            },
            &[1, 36_100],
            &[
                (0, ours(Error::InvalidValue)),
                (36_101, ours(Error::InvalidValue)),
            ],
        );
    });
}

#[test]
fn burn_increase_mult() {
    with_network(|| {
        let one = U64F64::from_num(1);
        let three = U64F64::from_num(3);
        check_after_existence(
            |netuid, burn_increase_mult| Call::sudo_set_burn_increase_mult {
                netuid,
                burn_increase_mult,
            },
            &[one, three],
            &[
                (one - DELTA, ours(Error::InvalidValue)),
                (three + DELTA, ours(Error::InvalidValue)),
            ],
        );
    });
}

#[test]
fn flow_exponent() {
    with_network(|| {
        let one = U64F64::from_num(1);
        let two = U64F64::from_num(2);
        check(
            |_, exponent| Call::sudo_set_tao_flow_normalization_exponent { exponent },
            &[one, two],
            &[
                (one - DELTA, ours(Error::InvalidValue)),
                (two + DELTA, ours(Error::InvalidValue)),
            ],
        );
    });
}

#[test]
fn childkey_take() {
    with_network(|| {
        MinChildkeyTake::<Test>::put(10);
        check_after_existence(
            |netuid, take| Call::sudo_set_min_childkey_take_per_subnet { netuid, take },
            &[10, 11_796],
            &[
                (9, shared(SubnetsError::InvalidChildkeyTake)),
                (11_797, shared(SubnetsError::InvalidChildkeyTake)),
            ],
        );
    });
}

/// Row 49 of spec `emission` §13.3, as far as the setter goes; who may make the
/// call is tested for all setters together.
#[test]
fn epochs_per_block() {
    with_network(|| {
        check(
            |_, max_epochs_per_block| Call::sudo_set_max_epochs_per_block {
                max_epochs_per_block,
            },
            &[1, u8::MAX],
            &[(0, ours(Error::ValueNotInBounds))],
        );
    });
}

/// Rows S-4 and S-5 of spec `yuma` §15.9, row 122 of spec `emission`.
#[test]
fn mechanism_count() {
    let call = |netuid, count| Call::sudo_set_mechanism_count {
        netuid,
        mechanism_count: MechId::new(count),
    };
    with_network(|| {
        check(
            call,
            &[2, 1],
            &[
                (0, shared(SubnetsError::InvalidValue)),
                (3, shared(SubnetsError::InvalidValue)),
            ],
        );
        MaxAllowedUids::<Test>::insert(NET, 256);
        check(
            call,
            &[1],
            &[(2, shared(SubnetsError::TooManyUIDsPerMechanism))],
        );
        MaxMechanismCount::<Test>::put(MechId::new(8));
        MaxAllowedUids::<Test>::insert(NET, 8);
        for count in [0, 9, 17] {
            assert_noop!(
                dispatch(call(NET, count), root()),
                SubnetsError::<Test>::InvalidValue
            );
        }
    });
}

/// Spec `yuma` §11.3.
#[test]
fn emission_split() {
    with_network(|| {
        let call = |split: Option<&[u16]>| Call::sudo_set_mechanism_emission_split {
            netuid: NET,
            maybe_split: split.map(<[u16]>::to_vec),
        };
        MechanismCountCurrent::<Test>::insert(NET, MechId::new(2));
        for split in [&[][..], &[65_534], &[65_535, 1], &[1, 65_533, 1]] {
            assert_noop!(
                dispatch(call(Some(split)), root()),
                SubnetsError::<Test>::InvalidValue
            );
        }
        for split in [Some(&[65_535][..]), Some(&[16_383, 49_152]), None] {
            assert_ok!(dispatch(call(split), root()));
            assert_eq!(
                pallet_subnets::MechanismEmissionSplit::<Test>::get(NET).as_deref(),
                split
            );
        }
    });
}

#[test]
fn max_mechanism_count() {
    with_network(|| {
        check(
            |_, count| Call::sudo_set_max_mechanism_count {
                max_mechanism_count: MechId::new(count),
            },
            &[1, 16],
            &[
                (0, shared(SubnetsError::InvalidValue)),
                (17, shared(SubnetsError::InvalidValue)),
            ],
        );
    });
}
