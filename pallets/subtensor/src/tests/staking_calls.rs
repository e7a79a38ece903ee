//! Calls of stakers and of root that change the rules of staking: who may make
//! them, and that each reaches its pallet.

use super::mock::*;
use frame_support::{
    assert_noop, assert_ok, assert_storage_noop,
    dispatch::{DispatchClass, GetDispatchInfo, Pays},
    traits::GetCallIndex,
};
use pallet_staking::{
    AutoStakeDestination, ChildkeyTake, MaxChildkeyTake, MinChildkeyTake, NumRootClaim,
    PendingChildKeyCooldown, RootClaimableThreshold,
};
use pallet_subnets::TxChildkeyTakeRateLimit;
use sp_runtime::{
    traits::{BadOrigin, Dispatchable},
    DispatchResult,
};
use subtensor_types::{NetUid, TaoBalance};

fn dispatch(origin: RuntimeOrigin, call: Call) -> DispatchResult {
    RuntimeCall::from(call)
        .dispatch(origin)
        .map(|_| ())
        .map_err(|failure| failure.error)
}

/// Calls of a coldkey, with their indices; nothing but the signer is wrong.
fn signed_calls() -> Vec<(u8, Call)> {
    let (netuid, hotkey) = (ONE, account(30));
    vec![
        (
            75,
            Call::set_childkey_take {
                hotkey: hotkey.clone(),
                netuid,
                take: 9,
            },
        ),
        (
            84,
            Call::unstake_all_alpha {
                hotkey: hotkey.clone(),
            },
        ),
        (
            103,
            Call::remove_stake_full_limit {
                hotkey: hotkey.clone(),
                netuid,
                limit_price: None,
            },
        ),
        (
            114,
            Call::set_coldkey_auto_stake_hotkey {
                netuid,
                hotkey: account(31),
            },
        ),
        (
            132,
            Call::add_stake_burn {
                hotkey,
                netuid,
                amount: TaoBalance::new(UNIT),
                limit: None,
            },
        ),
    ]
}

/// Calls of root, with their indices.
fn root_calls() -> Vec<(u8, Call)> {
    vec![
        (
            69,
            Call::sudo_set_tx_childkey_take_rate_limit { tx_rate_limit: 7 },
        ),
        (76, Call::sudo_set_min_childkey_take { take: 7 }),
        (77, Call::sudo_set_max_childkey_take { take: 7 }),
        (109, Call::set_pending_childkey_cooldown { cooldown: 7 }),
        (123, Call::sudo_set_num_root_claims { new_value: 7 }),
        (
            124,
            Call::sudo_set_root_claim_threshold {
                netuid: ONE,
                new_value: 7,
            },
        ),
    ]
}

#[test]
fn calls_have_the_main_chains_indices() {
    let unstake_all = Call::unstake_all {
        hotkey: account(30),
    };
    for (index, call) in [signed_calls(), root_calls(), vec![(83, unstake_all)]].concat() {
        assert_eq!(call.get_call_index(), index, "{call:?}");
        let info = call.get_dispatch_info();
        let class = if [76, 77].contains(&index) {
            DispatchClass::Operational
        } else {
            DispatchClass::Normal
        };
        assert_eq!((info.class, info.pays_fee), (class, Pays::Yes), "{call:?}");
    }
}

#[test]
fn stakers_sign() {
    run(|| {
        start_network(1, 30);
        let unstake_all = Call::unstake_all {
            hotkey: account(30),
        };
        for (_, call) in [signed_calls(), vec![(83, unstake_all)]].concat() {
            for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
                assert_noop!(dispatch(origin, call.clone()), BadOrigin);
            }
        }
        // Nobody's account has no stake, TAO or hotkey, and 31 is no neuron.
        for (_, call) in signed_calls() {
            assert_storage_noop!(assert!(signed(99, call.clone()).is_err(), "{call:?}"));
        }
    });
}

#[test]
fn only_root_changes_the_rules() {
    run(|| {
        start_network(1, 30);
        for (_, call) in root_calls() {
            for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(account(99))] {
                assert_noop!(dispatch(origin, call.clone()), BadOrigin);
            }
            assert_ok!(dispatch(RuntimeOrigin::root(), call));
        }
        assert_eq!(TxChildkeyTakeRateLimit::<Test>::get(), 7);
        assert_eq!(MinChildkeyTake::<Test>::get(), 7);
        assert_eq!(MaxChildkeyTake::<Test>::get(), 7);
        assert_eq!(PendingChildKeyCooldown::<Test>::get(), 7);
        assert_eq!(NumRootClaim::<Test>::get(), 7);
        assert_eq!(RootClaimableThreshold::<Test>::get(ONE), 7);
    });
}

#[test]
fn stakers_leave_at_once() {
    run(|| {
        let (one, two) = (start_network(1, 30), start_network(2, 40));
        let stake = |netuid| Staking::stake_of(&account(30), &account(3), netuid).to_u64();
        let buy = |netuid| Call::add_stake {
            hotkey: account(30),
            netuid,
            amount_staked: TaoBalance::new(10 * UNIT),
        };
        let leave = || Call::remove_stake_full_limit {
            hotkey: account(30),
            netuid: one,
            limit_price: Some(TaoBalance::new(1)),
        };
        assert_ok!(signed(3, buy(one)));
        assert_ok!(signed(3, leave()));
        assert_eq!(stake(one), 0);

        assert_ok!(signed(3, buy(one)));
        assert_ok!(signed(3, buy(two)));
        let hotkey = account(30);
        assert_ok!(signed(3, Call::unstake_all_alpha { hotkey }));
        assert_eq!((stake(one), stake(two)), (0, 0));
        assert!(stake(NetUid::ROOT) > 19 * UNIT);
        let hotkey = account(30);
        assert_ok!(signed(3, Call::unstake_all { hotkey }));
        assert_eq!(stake(NetUid::ROOT), 0);
    });
}

#[test]
fn stakers_choose() {
    run(|| {
        let netuid = start_network(1, 30);
        let take = Call::set_childkey_take {
            hotkey: account(30),
            netuid,
            take: 9,
        };
        assert_ok!(signed(1, take));
        assert_eq!(ChildkeyTake::<Test>::get(account(30), netuid), 9);
        let destination = Call::set_coldkey_auto_stake_hotkey {
            netuid,
            hotkey: account(30),
        };
        assert_ok!(signed(5, destination));
        assert_eq!(
            AutoStakeDestination::<Test>::get(account(5), netuid),
            Some(account(30))
        );
        let burn = Call::add_stake_burn {
            hotkey: account(30),
            netuid,
            amount: TaoBalance::new(UNIT),
            limit: Some(TaoBalance::MAX),
        };
        assert_ok!(signed(5, burn));
        assert!(!pallet_alpha_assets::AlphaBurned::<Test>::get(netuid).is_zero());
    });
}
