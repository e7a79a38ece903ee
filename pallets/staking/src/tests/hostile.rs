//! Every call with the values that are most likely to break it.
//!
//! A call of any signer with zero, one, the least stake, the largest amounts, a
//! network that is not there, keys that are nobody's and keys that are one another
//! must fail without a trace or leave a consistent state.

use super::mock::*;
use crate::{ChildKeys, StakingHotkeys};
use frame_support::assert_noop;
use pallet_subnets::{RecycleOrBurnEnum, RootClaimTypeEnum};
use sp_runtime::{AccountId32, DispatchResult};
use std::collections::BTreeSet;
use subtensor_types::NetUid;

/// Nothing, the least things, the minimum stake and its neighbours, what accounts
/// own, and numbers at the ends of signed and unsigned integers.
const AMOUNTS: [u64; 12] = [
    0,
    1,
    1_999_999,
    2_000_000,
    2_001_006,
    2_001_007,
    BILLION,
    TRILLION,
    21_000_000 * BILLION,
    i64::MAX as u64,
    i64::MAX as u64 + 1,
    u64::MAX,
];

/// Limit prices: none, the least, 1 TAO per alpha, the ends.
const LIMITS: [u64; 5] = [0, 1, BILLION, i64::MAX as u64, u64::MAX];

const NETWORKS: [NetUid; 6] = [ROOT, ONE, TWO, STABLE, MISSING, NetUid::new(u16::MAX)];

/// Who signs, and keys of all kinds that are named in calls: own, foreign,
/// nobody's, the account of a network. For the last one nobody can sign.
struct Cast {
    coldkeys: [AccountId32; 2],
    hotkeys: [AccountId32; 4],
}

/// A chain on which each of the calls can succeed: pools, stakes of two coldkeys
/// on three hotkeys, dividends to claim, a neuron.
fn stage() -> Cast {
    for netuid in [ONE, TWO] {
        set_pool(netuid, 100 * BILLION, 300 * BILLION);
        Subnets::append_key(netuid, &hot(), 1);
    }
    for netuid in [ROOT, STABLE] {
        set_pool(netuid, 100 * BILLION, TRILLION);
    }
    let network = Subnets::subnet_account_unchecked(ONE);
    for (coldkey, hotkey) in [(cold(), hot()), (cold(), other_hot()), (stranger(), hot())] {
        for netuid in [ROOT, ONE, TWO, STABLE] {
            give_stake(&coldkey, &hotkey, netuid, BILLION);
        }
    }
    for coldkey in [cold(), stranger()] {
        fund(&coldkey, TRILLION);
    }
    Pools::mint_alpha_out(ONE, alpha(BILLION));
    Staking::increase_root_claimable(&hot(), ONE, alpha(BILLION));
    Cast {
        coldkeys: [cold(), stranger()],
        hotkeys: [hot(), other_hot(), account(77), network],
    }
}

/// Makes a call on an untouched chain each time. It may fail, but then it leaves no
/// trace, and in any case the state stays consistent.
fn try_out(body: impl FnOnce() -> DispatchResult) {
    let _ = frame_support::storage::with_transaction(|| {
        // The depth of transactions is part of the state.
        let before = storage_root();
        let result = call(body);
        if result.is_err() {
            assert_eq!(storage_root(), before);
        } else {
            check_invariants();
        }
        sp_runtime::TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(()))
    });
}

/// Calls with one key, one network and one amount.
#[test]
fn amounts_at_their_ends() {
    run(|| {
        let Cast { coldkeys, hotkeys } = stage();
        for coldkey in &coldkeys {
            for hotkey in &hotkeys {
                for netuid in NETWORKS {
                    for rao in AMOUNTS {
                        let (t, a) = (tao(rao), alpha(rao));
                        try_out(|| Staking::do_add_stake(coldkey, hotkey, netuid, t).map(|_| ()));
                        try_out(|| Staking::do_add_stake_burn(coldkey, hotkey, netuid, t, None));
                        try_out(|| Staking::do_remove_stake(coldkey, hotkey, netuid, a));
                        for how in [RecycleOrBurnEnum::Recycle, RecycleOrBurnEnum::Burn] {
                            try_out(|| Staking::do_give_up_alpha(coldkey, hotkey, a, netuid, how));
                        }
                    }
                }
            }
        }
    });
}

/// Calls with a limit price.
#[test]
fn limits_at_their_ends() {
    run(|| {
        let Cast { coldkeys, hotkeys } = stage();
        let (coldkey, hotkeys) = (&coldkeys[0], &hotkeys[1..3]);
        for hotkey in hotkeys {
            for netuid in NETWORKS {
                for limit in LIMITS.map(tao) {
                    for rao in [0, 1, 2_001_007, BILLION, u64::MAX] {
                        let (t, a) = (tao(rao), alpha(rao));
                        for partial in [true, false] {
                            try_out(|| {
                                Staking::do_add_stake_limit(
                                    coldkey, hotkey, netuid, t, limit, partial,
                                )
                                .map(|_| ())
                            });
                            try_out(|| {
                                Staking::do_remove_stake_limit(
                                    coldkey, hotkey, netuid, a, limit, partial,
                                )
                            });
                        }
                        try_out(|| {
                            Staking::do_add_stake_burn(coldkey, hotkey, netuid, t, Some(limit))
                        });
                    }
                    try_out(|| {
                        Staking::do_remove_stake_full_limit(coldkey, hotkey, netuid, Some(limit))
                    });
                }
            }
        }
    });
}

/// Moves from everywhere to everywhere, to oneself and to nobody.
#[test]
fn moves_from_and_to_anything() {
    run(|| {
        let Cast { coldkeys, hotkeys } = stage();
        let coldkey = &coldkeys[0];
        for from in NETWORKS {
            for to in NETWORKS {
                for rao in [0, 1, 2_000_000, BILLION, u64::MAX] {
                    let a = alpha(rao);
                    for destination in &hotkeys {
                        try_out(|| {
                            Staking::do_move_stake(coldkey, &hotkeys[0], destination, from, to, a)
                        });
                    }
                    for destination in coldkeys.iter().chain(&hotkeys[2..]) {
                        try_out(|| {
                            Staking::do_transfer_stake(
                                coldkey,
                                destination,
                                &hotkeys[0],
                                from,
                                to,
                                a,
                            )
                        });
                    }
                    let limits = LIMITS.map(|limit| Some((tao(limit), rao % 2 == 0)));
                    for limit in limits.into_iter().chain([None]) {
                        try_out(|| {
                            Staking::do_swap_stake(coldkey, &hotkeys[0], from, to, a, limit)
                        });
                    }
                }
            }
        }
    });
}

/// Calls that change what a key is or does.
#[test]
fn keys_of_every_kind() {
    run(|| {
        let Cast { coldkeys, hotkeys } = stage();
        for coldkey in &coldkeys {
            for hotkey in &hotkeys {
                try_out(|| Staking::do_unstake_all(coldkey, hotkey));
                try_out(|| Staking::do_unstake_all_alpha(coldkey, hotkey));
                try_out(|| Staking::create_account_if_non_existent(coldkey, hotkey));
                for take in [0, 1, 11_796, 11_797, u16::MAX] {
                    try_out(|| Staking::do_increase_take(coldkey, hotkey, take));
                    try_out(|| Staking::do_decrease_take(coldkey, hotkey, take));
                    for netuid in NETWORKS {
                        try_out(|| Staking::do_set_childkey_take(coldkey, hotkey, netuid, take));
                    }
                }
                for netuid in NETWORKS {
                    try_out(|| {
                        let (coldkey, hotkey) = (coldkey.clone(), hotkey.clone());
                        Staking::do_set_coldkey_auto_stake_hotkey(coldkey, netuid, hotkey)
                    });
                }
            }
            for first in [0, 1, 5, u16::MAX - 4] {
                let subnets: BTreeSet<_> = (0..5).map(|n| NetUid::new(first + n)).collect();
                let keep = RootClaimTypeEnum::KeepSubnets {
                    subnets: subnets.clone(),
                };
                try_out(|| Staking::do_claim_root(coldkey.clone(), subnets));
                try_out(|| Staking::do_set_root_claim_type(coldkey.clone(), keep));
            }
        }
    });
}

/// Lists of children that are maximal, repeated, oneself or nobody.
#[test]
fn children_of_every_kind() {
    run(|| {
        let Cast { hotkeys, .. } = stage();
        let child = |n: u8| account(100 + n);
        let lists: Vec<Vec<(u64, AccountId32)>> = vec![
            vec![],
            (0..5).map(|n| (u64::MAX / 5, child(n))).collect(),
            (0..6).map(|n| (0, child(n))).collect(),
            (0..=255).map(|n| (1, account(n))).collect(),
            vec![(u64::MAX, child(0)), (1, child(1))],
            vec![(u64::MAX, child(0)), (0, child(1))],
            vec![(1, child(0)), (1, child(0))],
            hotkeys.iter().map(|hotkey| (1, hotkey.clone())).collect(),
        ];
        for hotkey in &hotkeys {
            for netuid in NETWORKS {
                for children in &lists {
                    try_out(|| Staking::do_set_children(&cold(), hotkey, netuid, children.clone()));
                }
            }
        }
    });
}

/// The calls above do succeed where they should: the chain is not just closed.
#[test]
fn the_stage_is_open() {
    run(|| {
        let Cast { coldkeys, hotkeys } = stage();
        let (coldkey, hotkey) = (&coldkeys[0], &hotkeys[0]);
        let succeed = |result: DispatchResult| assert_eq!(result, Ok(()));
        succeed(call(|| {
            Staking::do_add_stake(coldkey, hotkey, ONE, tao(BILLION)).map(|_| ())
        }));
        succeed(call(|| {
            Staking::do_transfer_stake(coldkey, &hotkeys[3], hotkey, ONE, TWO, alpha(BILLION))
        }));
        succeed(call(|| {
            Staking::do_claim_root(coldkey.clone(), BTreeSet::from([ONE]))
        }));
        succeed(call(|| Staking::do_unstake_all_alpha(coldkey, hotkey)));
        assert!(!StakingHotkeys::<Test>::get(coldkey).is_empty());
        let children = vec![(u64::MAX, account(100))];
        pallet_subnets::SubtokenEnabled::<Test>::insert(TWO, false);
        succeed(call(|| {
            Staking::do_set_children(coldkey, hotkey, TWO, children.clone())
        }));
        assert_eq!(ChildKeys::<Test>::get(hotkey, TWO), children);
        assert_noop!(
            call(|| Staking::do_set_children(coldkey, hotkey, TWO, children)),
            Error::TxRateLimitExceeded
        );
    });
}
