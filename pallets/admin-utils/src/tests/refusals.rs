//! What is refused for other reasons than gates and bounds.

use super::mock::*;
use crate::{Call, Error};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::Error as SubnetsError;
use substrate_fixed::types::U64F64;
use subtensor_types::{NetUid, TaoBalance};

/// Spec `wire` §6.2, rows 20 and 33.
#[test]
fn retired_calls_fail_for_everyone() {
    with_network(|| {
        for origin in [RuntimeOrigin::root(), owner(), RuntimeOrigin::none()] {
            let call = Call::sudo_set_network_pow_registration_allowed {
                netuid: NET,
                registration_allowed: true,
            };
            assert_noop!(
                dispatch(call, origin.clone()),
                Error::<Test>::POWRegistrationDisabled
            );
            let call = Call::sudo_set_total_issuance {
                total_issuance: TaoBalance::new(7),
            };
            assert_noop!(dispatch(call, origin), Error::<Test>::Deprecated);
        }
    });
}

/// Spec `wire` §6.2, rows 89, 90, 92, 94 and 95; before the bounds.
#[test]
fn some_parameters_do_not_apply_to_the_root_network() {
    with_network(|| {
        let netuid = NetUid::ROOT;
        let enabled = true;
        for call in [
            Call::sudo_set_burn_half_life {
                netuid,
                burn_half_life: 0,
            },
            Call::sudo_set_burn_increase_mult {
                netuid,
                burn_increase_mult: U64F64::from_num(0),
            },
            Call::sudo_set_owner_cut_enabled { netuid, enabled },
            Call::sudo_set_owner_cut_auto_lock_enabled { netuid, enabled },
            Call::sudo_set_subnet_emission_enabled { netuid, enabled },
        ] {
            assert_noop!(
                dispatch(call, RuntimeOrigin::root()),
                Error::<Test>::NotPermittedOnRootSubnet
            );
        }
    });
}

/// Spec `registration` §1.8.
#[test]
fn the_account_of_a_network_cannot_be_an_owner_hotkey() {
    with_network(|| {
        let call = |hotkey| Call::sudo_set_sn_owner_hotkey {
            netuid: NET,
            hotkey,
        };
        let system = Subnets::subnet_account_unchecked(MISSING);
        assert_noop!(
            dispatch(call(system), owner()),
            SubnetsError::<Test>::CannotUseSystemAccount
        );
        assert_ok!(dispatch(call(account(7)), owner()));
    });
}

/// Both calls share one limit (spec `registration` §1.8).
#[test]
fn the_two_names_of_the_owner_hotkey_call_share_a_limit() {
    with_network(|| {
        let hotkey = account(7);
        let netuid = NET;
        assert_ok!(dispatch(
            Call::sudo_set_subnet_owner_hotkey {
                netuid,
                hotkey: hotkey.clone()
            },
            owner()
        ));
        assert_noop!(
            dispatch(Call::sudo_set_sn_owner_hotkey { netuid, hotkey }, owner()),
            SubnetsError::<Test>::TxRateLimitExceeded
        );
    });
}
