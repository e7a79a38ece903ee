//! Putting a hotkey in the place of another: spec `registration` §5 and §9,
//! row 80. What each pallet moves is tested there in detail; here, that all of
//! it moves, what is checked first, and what it costs.

use super::mock::*;
use crate::LastHotkeySwapOnNetuid;
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{SubnetAlphaOut, TotalIssuance, TotalStake};
use pallet_staking::{
    AutoStakeDestination, AutoStakeDestinationColdkeys, ChildKeys, ChildkeyTake, Delegates,
    OwnedHotkeys, Owner, ParentKeys, PendingChildKeys, RootClaimable, RootClaimed, StakingHotkeys,
    TotalHotkeyAlpha, TotalHotkeyAlphaLastEpoch,
};
use pallet_subnets::{
    AxonInfo, Axons, Error, Event, IsNetworkMember, Keys, LastRateLimitedBlock, NetworksAdded,
    RateLimitKey, SubnetOwnerHotkey, TxRateLimit, Uids,
};
use pallet_taoflow::AlphaDividendsPerSubnet;
use pallet_yuma::{LoadedEmission, VotingPower, WeightCommits};
use proptest::prelude::*;
use sp_core::H256;
use sp_runtime::DispatchResult;
use std::collections::{BTreeMap, VecDeque};
use substrate_fixed::types::I96F32;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

const ROOT: NetUid = NetUid::ROOT;
const TWO: NetUid = NetUid::new(2);
const THREE: NetUid = NetUid::new(3);

/// What swaps cost in the reference's tests, in rao (spec §9).
const COST: u64 = 1_000_000_000;
const COST_ON_ONE: u64 = 10_000_000;
/// Blocks between two swaps on one network, there.
const INTERVAL: u64 = 15;

/// The coldkey, its hotkey, and the one that takes its place.
const COLD: u16 = 1;
const OLD: u16 = 2;
const NEW: u16 = 3;
/// Somebody else, who stakes to the hotkey.
const STAKER: u16 = 4;

fn swap(old: u16, new: u16, netuid: impl Into<Option<NetUid>>, keep_stake: bool) -> DispatchResult {
    let (old, new, netuid) = (account(old), account(new), netuid.into());
    call(|| Registration::do_swap_hotkey(&account(COLD), &old, &new, netuid, keep_stake))
}

/// A chain at block 100, in which nothing has been swapped yet: root and three
/// networks, and a rich coldkey whose hotkey has a uid on root and on the first
/// two networks.
fn with_neuron(test: impl FnOnce()) {
    at_block(100, || {
        NetworksAdded::<Test>::insert(ROOT, true);
        for netuid in [NETUID, TWO, THREE] {
            add_pool(netuid, 1_000_000_000_000, 1_000_000_000_000);
            set_price(netuid, 1_000, 0, u64::MAX);
        }
        pallet_subnets::TotalNetworks::<Test>::put(4);
        fund(&account(COLD), 100_000_000_000);
        assert_ok!(register(NETUID, COLD, OLD));
        assert_ok!(register(TWO, COLD, OLD));
        Registration::append_neuron(ROOT, &account(OLD));
        System::reset_events();
        test();
    });
}

fn stake(netuid: NetUid, hotkey: u16, coldkey: u16, alpha: u64) {
    let alpha = AlphaBalance::new(alpha);
    SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += alpha);
    Staking::increase_stake(&account(hotkey), &account(coldkey), netuid, alpha);
}

fn staked(netuid: NetUid, hotkey: u16, coldkey: u16) -> u64 {
    Staking::stake_of(&account(hotkey), &account(coldkey), netuid).to_u64()
}

fn last_swap(netuid: NetUid) -> Option<u64> {
    LastHotkeySwapOnNetuid::<Test>::try_get(netuid, account(COLD)).ok()
}

fn last_tx(of: u16) -> Option<u64> {
    LastRateLimitedBlock::<Test>::try_get(RateLimitKey::LastTxBlock(account(of))).ok()
}

/// Gives the hotkey everything that can be moved on a network.
fn furnish(netuid: NetUid) {
    let old = account(OLD);
    let one = AlphaBalance::new(1);
    stake(netuid, OLD, COLD, 1_000_000);
    stake(netuid, OLD, STAKER, 500_000);
    let axon = AxonInfo {
        block: 1,
        version: 2,
        ip: 3,
        port: 4,
        ip_type: 4,
        protocol: 0,
        placeholder1: 0,
        placeholder2: 0,
    };
    Axons::<Test>::insert(netuid, &old, axon);
    let commits = VecDeque::from([(H256::zero(), 1, 2, 0)]);
    WeightCommits::<Test>::insert(NetUidStorageIndex::from(netuid), &old, commits);
    LoadedEmission::<Test>::insert(netuid, vec![(old.clone(), 1, 2)]);
    ChildkeyTake::<Test>::insert(&old, netuid, 7);
    ChildKeys::<Test>::insert(&old, netuid, vec![(5, account(20))]);
    ParentKeys::<Test>::insert(account(20), netuid, vec![(5, old.clone())]);
    ParentKeys::<Test>::insert(&old, netuid, vec![(6, account(21))]);
    ChildKeys::<Test>::insert(account(21), netuid, vec![(6, old.clone())]);
    PendingChildKeys::<Test>::insert(netuid, &old, (vec![(8, account(22))], 9));
    AutoStakeDestination::<Test>::insert(account(STAKER), netuid, &old);
    AutoStakeDestinationColdkeys::<Test>::insert(&old, netuid, vec![account(STAKER)]);
    SubnetOwnerHotkey::<Test>::insert(netuid, &old);
    TotalHotkeyAlphaLastEpoch::<Test>::insert(&old, netuid, one);
    AlphaDividendsPerSubnet::<Test>::insert(netuid, &old, one);
    VotingPower::<Test>::insert(netuid, &old, 1);
}

/// Whether what does not depend on stake has moved on a network.
fn identity_has_moved(netuid: NetUid, uid: u16) -> bool {
    let (old, new) = (account(OLD), account(NEW));
    let index = NetUidStorageIndex::from(netuid);
    let moved = [
        IsNetworkMember::<Test>::get(&new, netuid),
        Uids::<Test>::get(netuid, &new) == Some(uid),
        Keys::<Test>::get(netuid, uid) == new,
        Axons::<Test>::contains_key(netuid, &new),
        WeightCommits::<Test>::contains_key(index, &new),
        LoadedEmission::<Test>::get(netuid) == Some(vec![(new.clone(), 1, 2)]),
        ChildkeyTake::<Test>::get(&new, netuid) == 7,
        ChildKeys::<Test>::get(&new, netuid) == vec![(5, account(20))],
        ParentKeys::<Test>::get(account(20), netuid) == vec![(5, new.clone())],
        ParentKeys::<Test>::get(&new, netuid) == vec![(6, account(21))],
        ChildKeys::<Test>::get(account(21), netuid) == vec![(6, new.clone())],
        PendingChildKeys::<Test>::get(netuid, &new) == (vec![(8, account(22))], 9),
        AutoStakeDestination::<Test>::get(account(STAKER), netuid) == Some(new.clone()),
        AutoStakeDestinationColdkeys::<Test>::get(&new, netuid) == vec![account(STAKER)],
        SubnetOwnerHotkey::<Test>::get(netuid) == new,
    ];
    let left = [
        IsNetworkMember::<Test>::contains_key(&old, netuid),
        Uids::<Test>::contains_key(netuid, &old),
        Axons::<Test>::contains_key(netuid, &old),
        WeightCommits::<Test>::contains_key(index, &old),
        ChildkeyTake::<Test>::contains_key(&old, netuid),
        ChildKeys::<Test>::contains_key(&old, netuid),
        ParentKeys::<Test>::contains_key(&old, netuid),
        PendingChildKeys::<Test>::contains_key(netuid, &old),
        AutoStakeDestinationColdkeys::<Test>::contains_key(&old, netuid),
    ];
    let (moved_any, left_any) = (moved.contains(&true), left.contains(&true));
    assert_eq!(moved_any, !moved.contains(&false), "{moved:?} {left:?}");
    assert_ne!(moved_any, left_any, "{moved:?} {left:?}");
    moved_any
}

/// Whether stake and what it has earned have moved on a network.
fn stake_has_moved(netuid: NetUid) -> bool {
    let (old, new) = (account(OLD), account(NEW));
    let of = |hotkey| {
        [
            staked(netuid, hotkey, COLD) == 1_000_000,
            staked(netuid, hotkey, STAKER) == 500_000,
            TotalHotkeyAlpha::<Test>::get(account(hotkey), netuid).to_u64() == 1_500_000,
            TotalHotkeyAlphaLastEpoch::<Test>::get(account(hotkey), netuid).to_u64() == 1,
            AlphaDividendsPerSubnet::<Test>::get(netuid, account(hotkey)).to_u64() == 1,
            VotingPower::<Test>::get(netuid, account(hotkey)) == 1,
        ]
    };
    let left = [
        TotalHotkeyAlpha::<Test>::contains_key(&old, netuid),
        TotalHotkeyAlphaLastEpoch::<Test>::contains_key(&old, netuid),
        AlphaDividendsPerSubnet::<Test>::contains_key(netuid, &old),
        VotingPower::<Test>::contains_key(netuid, &old),
    ];
    let moved = of(NEW);
    if moved == [true; 6] {
        assert_eq!(left, [false; 4]);
        return true;
    }
    assert_eq!((moved, of(OLD)), ([false; 6], [true; 6]), "{new:?}");
    false
}

#[test]
fn everything_moves_on_one_network() {
    with_neuron(|| {
        furnish(NETUID);
        furnish(TWO);
        assert_ok!(swap(OLD, NEW, NETUID, false));
        assert!(identity_has_moved(NETUID, 0) && stake_has_moved(NETUID));
        assert!(!identity_has_moved(TWO, 0) && !stake_has_moved(TWO));

        let both = vec![account(OLD), account(NEW)];
        assert_eq!(OwnedHotkeys::<Test>::get(account(COLD)), both);
        assert_eq!(Owner::<Test>::get(account(OLD)), account(COLD));
        assert_eq!(Owner::<Test>::get(account(NEW)), account(COLD));
        assert_eq!(StakingHotkeys::<Test>::get(account(COLD)), both);
        assert_eq!(StakingHotkeys::<Test>::get(account(STAKER)), both);
        assert_eq!(last_swap(NETUID), Some(100));
        assert_eq!(last_swap(TWO), None);
        assert_eq!(
            events(),
            vec![
                Event::SubnetOwnerHotkeySet(NETUID, account(NEW)),
                Event::HotkeySwappedOnSubnet {
                    coldkey: account(COLD),
                    old_hotkey: account(OLD),
                    new_hotkey: account(NEW),
                    netuid: NETUID,
                }
            ]
        );
    });
}

#[test]
fn everything_moves_on_all_networks() {
    with_neuron(|| {
        furnish(NETUID);
        furnish(TWO);
        stake(ROOT, OLD, STAKER, 9);
        stake(THREE, OLD, COLD, 8);
        Delegates::<Test>::insert(account(OLD), 5_000);
        let rates: BTreeMap<_, _> = [(NETUID, I96F32::from_num(3))].into();
        RootClaimable::<Test>::insert(account(OLD), &rates);
        RootClaimed::<Test>::insert((NETUID, account(OLD), account(STAKER)), 4);
        assert_ok!(swap(OLD, NEW, None, false));
        for netuid in [NETUID, TWO] {
            assert!(identity_has_moved(netuid, 0) && stake_has_moved(netuid));
        }
        assert_eq!(Uids::<Test>::get(ROOT, account(NEW)), Some(0));
        assert_eq!(staked(ROOT, NEW, STAKER), 9);
        assert_eq!(staked(THREE, NEW, COLD), 8);
        assert_eq!(RootClaimable::<Test>::get(account(NEW)), rates);
        assert_eq!(
            RootClaimed::<Test>::get((NETUID, account(NEW), account(STAKER))),
            4
        );

        assert_eq!(OwnedHotkeys::<Test>::get(account(COLD)), vec![account(NEW)]);
        assert!(!Owner::<Test>::contains_key(account(OLD)));
        assert_eq!(Owner::<Test>::get(account(NEW)), account(COLD));
        assert_eq!(
            StakingHotkeys::<Test>::get(account(STAKER)),
            vec![account(NEW)]
        );
        assert_eq!(Delegates::<Test>::try_get(account(NEW)), Ok(5_000));
        assert!(!Delegates::<Test>::contains_key(account(OLD)));
        // The third network has nobody of ours, so no interval begins there.
        let records = [ROOT, NETUID, TWO, THREE].map(last_swap);
        assert_eq!(records, [Some(100), Some(100), Some(100), None]);
        assert_eq!(
            events(),
            vec![
                Event::SubnetOwnerHotkeySet(NETUID, account(NEW)),
                Event::SubnetOwnerHotkeySet(TWO, account(NEW)),
                Event::HotkeySwapped {
                    coldkey: account(COLD),
                    old_hotkey: account(OLD),
                    new_hotkey: account(NEW),
                }
            ]
        );
    });
}

#[test]
fn stake_can_be_left_on_one_network() {
    with_neuron(|| {
        furnish(NETUID);
        assert_ok!(swap(OLD, NEW, NETUID, true));
        assert!(identity_has_moved(NETUID, 0) && !stake_has_moved(NETUID));
        assert_eq!(
            StakingHotkeys::<Test>::get(account(STAKER)),
            vec![account(OLD)]
        );
    });
}

#[test]
fn stake_can_be_left_with_a_hotkey_that_is_given_up() {
    with_neuron(|| {
        furnish(NETUID);
        furnish(TWO);
        stake(ROOT, OLD, STAKER, 9);
        let rates: BTreeMap<_, _> = [(NETUID, I96F32::from_num(3))].into();
        RootClaimable::<Test>::insert(account(OLD), &rates);
        Delegates::<Test>::insert(account(OLD), 5_000);
        assert_ok!(swap(OLD, NEW, None, true));
        for netuid in [NETUID, TWO] {
            assert!(identity_has_moved(netuid, 0) && !stake_has_moved(netuid));
        }
        assert_eq!(staked(ROOT, OLD, STAKER), 9);
        assert_eq!(RootClaimable::<Test>::get(account(OLD)), rates);
        assert!(!RootClaimable::<Test>::contains_key(account(NEW)));
        // The reference gives the hotkey up even so.
        assert!(!Owner::<Test>::contains_key(account(OLD)));
        assert_eq!(OwnedHotkeys::<Test>::get(account(COLD)), vec![account(NEW)]);
        assert_eq!(Delegates::<Test>::try_get(account(NEW)), Ok(5_000));
        assert_eq!(
            StakingHotkeys::<Test>::get(account(STAKER)),
            vec![account(OLD)]
        );
    });
}

#[test]
fn the_cost_is_recycled() {
    with_neuron(|| {
        for (netuid, new, cost) in [(Some(NETUID), NEW, COST_ON_ONE), (None, 5, COST)] {
            TxRateLimit::<Test>::put(0);
            let (issued, owned) = (TotalIssuance::<Test>::get(), balance(&account(COLD)));
            assert_ok!(swap(OLD, new, netuid, false));
            assert_eq!(balance(&account(COLD)), owned - cost);
            assert_eq!((issued - TotalIssuance::<Test>::get()).to_u64(), cost);
            assert_eq!(
                Balances::total_issuance(),
                TotalIssuance::<Test>::get().to_u64()
            );
            System::set_block_number(System::block_number() + INTERVAL + 1);
        }
    });
}

#[test]
fn the_price_must_be_at_hand_and_the_deposit_stays() {
    for (netuid, cost) in [(Some(NETUID), COST_ON_ONE), (None, COST)] {
        with_neuron(|| {
            for (owned, error) in [
                (cost - 1, Error::<Test>::NotEnoughBalanceToPaySwapHotKey),
                (cost, Error::<Test>::InsufficientBalance),
            ] {
                set_balance(owned);
                assert_noop!(swap(OLD, NEW, netuid, false), error);
            }
            set_balance(cost + ED);
            assert_ok!(swap(OLD, NEW, netuid, false));
            assert_eq!(balance(&account(COLD)), ED);
        });
    }
}

/// Lets the coldkey have this many rao.
fn set_balance(rao: u64) {
    let owned = balance(&account(COLD));
    if owned < rao {
        fund(&account(COLD), rao - owned);
    } else {
        assert_ok!(Pools::recycle_tao(&account(COLD), (owned - rao).into()));
    }
}

#[test]
fn errors_come_in_the_order_of_the_checks_on_one_network() {
    with_neuron(|| {
        let system = Subnets::subnet_account_unchecked(THREE);
        let attempt = |coldkey: u16, new: &_| {
            call(|| {
                Registration::do_swap_hotkey(
                    &account(coldkey),
                    &account(OLD),
                    new,
                    Some(ROOT),
                    false,
                )
            })
        };
        let refused = |new: &_, error: Error<Test>| {
            assert_noop!(attempt(COLD, new), error);
        };
        // Every rule is broken, then they are met one by one.
        Owner::<Test>::insert(&system, account(9));
        LastRateLimitedBlock::<Test>::insert(RateLimitKey::LastTxBlock(account(COLD)), 100);
        IsNetworkMember::<Test>::insert(&system, ROOT, false);
        RootClaimed::<Test>::insert((ROOT, &system, account(9)), 0);
        LastHotkeySwapOnNetuid::<Test>::insert(ROOT, account(COLD), 85);
        set_balance(ED);

        assert_noop!(attempt(9, &system), Error::<Test>::NonAssociatedColdKey);
        refused(&system, Error::NonAssociatedColdKey);
        Owner::<Test>::remove(&system);
        refused(&account(OLD), Error::NewHotKeyIsSameWithOld);
        refused(&system, Error::HotKeySetTxRateLimitExceeded);
        TxRateLimit::<Test>::put(0);
        refused(&system, Error::HotKeyAlreadyRegisteredInSubNet);
        IsNetworkMember::<Test>::remove(&system, ROOT);
        refused(&system, Error::NewHotKeyNotCleanForRootSwap);
        RootClaimed::<Test>::remove((ROOT, &system, account(9)));
        refused(&system, Error::HotKeySwapOnSubnetIntervalNotPassed);
        LastHotkeySwapOnNetuid::<Test>::insert(ROOT, account(COLD), 84);
        refused(&system, Error::CannotUseSystemAccount);
        refused(&account(NEW), Error::NotEnoughBalanceToPaySwapHotKey);
        set_balance(COST_ON_ONE);
        refused(&account(NEW), Error::InsufficientBalance);
        set_balance(COST_ON_ONE + ED);
        ChildKeys::<Test>::insert(account(OLD), ROOT, vec![(1, account(NEW))]);
        refused(&account(NEW), Error::InvalidChild);
        ChildKeys::<Test>::remove(account(OLD), ROOT);
        assert_ok!(attempt(COLD, &account(NEW)));
    });
}

#[test]
fn errors_come_in_the_order_of_the_checks_on_all_networks() {
    with_neuron(|| {
        let system = Subnets::subnet_account_unchecked(THREE);
        let attempt = |coldkey: u16, new: &_| {
            call(|| {
                Registration::do_swap_hotkey(&account(coldkey), &account(OLD), new, None, false)
            })
        };
        let refused = |new: &_, error: Error<Test>| {
            assert_noop!(attempt(COLD, new), error);
        };
        Owner::<Test>::insert(&system, account(9));
        LastRateLimitedBlock::<Test>::insert(RateLimitKey::LastTxBlock(account(COLD)), 100);
        IsNetworkMember::<Test>::insert(&system, THREE, true);
        let rates: BTreeMap<_, _> = [(NETUID, I96F32::from_num(0))].into();
        RootClaimable::<Test>::insert(&system, rates);
        LastHotkeySwapOnNetuid::<Test>::insert(TWO, account(COLD), 85);
        set_balance(ED);

        assert_noop!(attempt(9, &system), Error::<Test>::NonAssociatedColdKey);
        refused(&system, Error::NonAssociatedColdKey);
        Owner::<Test>::remove(&system);
        refused(&account(OLD), Error::NewHotKeyIsSameWithOld);
        refused(&system, Error::HotKeySetTxRateLimitExceeded);
        TxRateLimit::<Test>::put(0);
        refused(&system, Error::HotKeyAlreadyRegisteredInSubNet);
        // An entry of no member is none here.
        IsNetworkMember::<Test>::insert(&system, THREE, false);
        refused(&system, Error::NewHotKeyNotCleanForRootSwap);
        RootClaimable::<Test>::remove(&system);
        refused(&system, Error::HotKeySwapOnSubnetIntervalNotPassed);
        LastHotkeySwapOnNetuid::<Test>::insert(TWO, account(COLD), 84);
        refused(&system, Error::NotEnoughBalanceToPaySwapHotKey);
        set_balance(COST);
        refused(&system, Error::InsufficientBalance);
        set_balance(COST + ED);
        refused(&system, Error::CannotUseSystemAccount);
        ChildKeys::<Test>::insert(account(OLD), THREE, vec![(1, account(NEW))]);
        refused(&account(NEW), Error::InvalidChild);
        ChildKeys::<Test>::remove(account(OLD), THREE);
        assert_ok!(attempt(COLD, &account(NEW)));
    });
}

#[test]
fn a_hotkey_of_the_same_coldkey_can_take_the_place() {
    with_neuron(|| {
        assert_ok!(register(THREE, COLD, NEW));
        stake(NETUID, OLD, COLD, 5);
        stake(NETUID, NEW, COLD, 6);
        assert_ok!(swap(OLD, NEW, NETUID, false));
        assert_eq!(staked(NETUID, NEW, COLD), 11);
        assert_eq!(Uids::<Test>::get(NETUID, account(NEW)), Some(0));
        assert_eq!(Uids::<Test>::get(THREE, account(NEW)), Some(0));
        let both = vec![account(OLD), account(NEW)];
        assert_eq!(OwnedHotkeys::<Test>::get(account(COLD)), both);
    });
}

#[test]
fn a_chain_younger_than_the_interval_swaps_on_no_single_network() {
    // Row 80, and the quirk of §5.
    with_neuron(|| {
        System::set_block_number(INTERVAL);
        assert_noop!(
            swap(OLD, NEW, NETUID, false),
            Error::<Test>::HotKeySwapOnSubnetIntervalNotPassed
        );
        System::set_block_number(INTERVAL + 1);
        assert_ok!(swap(OLD, NEW, NETUID, false));
    });
}

#[test]
fn a_young_chain_swaps_on_all_networks() {
    with_neuron(|| {
        System::set_block_number(1);
        assert_ok!(swap(OLD, NEW, None, false));
    });
}

#[test]
fn one_network_rests_between_swaps() {
    with_neuron(|| {
        TxRateLimit::<Test>::put(0);
        assert_ok!(swap(OLD, NEW, NETUID, false));
        System::set_block_number(100 + INTERVAL);
        for netuid in [Some(NETUID), None] {
            assert_noop!(
                swap(NEW, 5, netuid, false),
                Error::<Test>::HotKeySwapOnSubnetIntervalNotPassed
            );
        }
        // The other network has not been touched, and other coldkeys are free.
        assert_ok!(swap(OLD, 6, TWO, false));
        System::set_block_number(101 + INTERVAL);
        assert_ok!(swap(NEW, 5, NETUID, false));
    });
}

#[test]
fn a_swap_on_all_networks_rests_where_the_hotkey_was_member_or_parent() {
    with_neuron(|| {
        TxRateLimit::<Test>::put(0);
        ChildKeys::<Test>::insert(account(OLD), THREE, vec![(1, account(20))]);
        ParentKeys::<Test>::insert(account(20), THREE, vec![(1, account(OLD))]);
        let four = NetUid::new(4);
        add_network(four);
        // Being made a child is nobody's own doing.
        ParentKeys::<Test>::insert(account(OLD), four, vec![(1, account(20))]);
        ChildKeys::<Test>::insert(account(20), four, vec![(1, account(OLD))]);
        assert_ok!(swap(OLD, NEW, None, false));
        let records = [ROOT, NETUID, TWO, THREE, four].map(last_swap);
        assert_eq!(records[..4], [Some(100); 4]);
        assert_eq!(records[4], None);
        assert_eq!(
            ParentKeys::<Test>::get(account(NEW), four),
            vec![(1, account(20))]
        );
    });
}

#[test]
fn coldkeys_rest_between_swaps() {
    // §5: more than `TxRateLimit` blocks, 1000 by default.
    with_neuron(|| {
        assert_eq!(TxRateLimit::<Test>::get(), 1_000);
        assert_ok!(swap(OLD, NEW, NETUID, false));
        assert_eq!(last_tx(COLD), Some(100));
        System::set_block_number(1_100);
        for netuid in [Some(TWO), None] {
            assert_noop!(
                swap(OLD, NEW, netuid, false),
                Error::<Test>::HotKeySetTxRateLimitExceeded
            );
        }
        System::set_block_number(1_101);
        assert_ok!(swap(OLD, NEW, TWO, false));
        assert_eq!(last_tx(COLD), Some(1_101));
    });
}

#[test]
fn rate_limits_follow_the_hotkey() {
    with_neuron(|| {
        TxRateLimit::<Test>::put(0);
        let take = |n| RateLimitKey::LastTxBlockDelegateTake(account(n));
        LastRateLimitedBlock::<Test>::insert(take(OLD), 77);
        // On one network both have it; of what never happened there is a zero.
        assert_ok!(swap(OLD, NEW, NETUID, false));
        assert_eq!(LastRateLimitedBlock::<Test>::get(take(OLD)), 77);
        assert_eq!(LastRateLimitedBlock::<Test>::get(take(NEW)), 77);
        assert_eq!(last_tx(NEW), Some(0));
        assert_ok!(swap(OLD, 5, None, false));
        assert_eq!(LastRateLimitedBlock::<Test>::get(take(5)), 77);
        assert!(!LastRateLimitedBlock::<Test>::contains_key(take(OLD)));
    });
}

#[test]
fn swaps_on_all_networks_leave_entries_that_bar_swaps_on_one() {
    // The quirk of §5.
    with_neuron(|| {
        TxRateLimit::<Test>::put(0);
        assert_ok!(swap(OLD, NEW, None, false));
        assert_eq!(
            IsNetworkMember::<Test>::try_get(account(NEW), THREE),
            Ok(false)
        );
        assert_ok!(register(THREE, COLD, 5));
        assert_noop!(
            swap(5, NEW, THREE, false),
            Error::<Test>::HotKeyAlreadyRegisteredInSubNet
        );
        // It can still register there.
        assert_ok!(register(THREE, COLD, NEW));
    });
}

#[test]
fn a_network_that_does_not_exist_can_be_named() {
    // Nothing asks; ownership and price are as ever.
    with_neuron(|| {
        let missing = NetUid::new(99);
        assert_ok!(swap(OLD, NEW, missing, false));
        assert_eq!(Owner::<Test>::get(account(NEW)), account(COLD));
        assert_eq!(last_swap(missing), Some(100));
    });
}

#[test]
fn old_records_are_forgotten_when_it_is_their_networks_turn() {
    // §5: the netuid and the block leave the same remainder.
    with_neuron(|| {
        let record = |netuid: NetUid, coldkey: u16, block: u64| {
            LastHotkeySwapOnNetuid::<Test>::insert(netuid, account(coldkey), block);
        };
        let left = || {
            let mut left: Vec<_> = LastHotkeySwapOnNetuid::<Test>::iter()
                .map(|(netuid, coldkey, _)| (netuid.get(), u16::from(coldkey != account(COLD))))
                .collect();
            left.sort_unstable();
            left
        };
        // At block 121 (15 · 8 + 1) it is the turn of network 1.
        record(NETUID, COLD, 105);
        record(NETUID, STAKER, 106);
        record(TWO, COLD, 1);
        for block in 100..121 {
            System::set_block_number(block);
            Registration::clean_up_hotkey_swap_records();
        }
        // The second network had its turn at block 107.
        assert_eq!(left(), vec![(1, 0), (1, 1)]);
        System::set_block_number(121);
        Registration::clean_up_hotkey_swap_records();
        assert_eq!(left(), vec![(1, 1)]);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever has been staked and earned before, a swap neither makes nor loses
    /// alpha on any network, moves no TAO but the price, and leaves each staker
    /// its stake but for the rao that rounding takes.
    #[test]
    fn swaps_conserve_alpha_and_tao(
        stakes in prop::collection::vec((0u16..4, 0usize..3, any::<u64>(), 20u32..63), 1..12),
        earnings in prop::collection::vec((0usize..3, any::<u64>(), 20u32..63), 0..6),
        one in prop::option::of(0usize..3),
        keep_stake: bool,
    ) {
        with_neuron(|| {
            let networks = [ROOT, NETUID, TWO];
            for (coldkey, netuid, bits, shift) in &stakes {
                stake(networks[*netuid], OLD, COLD + coldkey, bits >> shift);
            }
            for (netuid, bits, shift) in &earnings {
                let amount = AlphaBalance::new(bits >> shift);
                // Only a pool that somebody has shares in can earn.
                if TotalHotkeyAlpha::<Test>::contains_key(account(OLD), networks[*netuid]) {
                    SubnetAlphaOut::<Test>::mutate(networks[*netuid], |total| *total += amount);
                    Staking::increase_stake_for_hotkey(&account(OLD), networks[*netuid], amount);
                }
            }
            let alpha = || networks.map(|netuid| {
                let of = |hotkey| TotalHotkeyAlpha::<Test>::get(account(hotkey), netuid);
                (of(OLD) + of(NEW), SubnetAlphaOut::<Test>::get(netuid))
            });
            let positions = || networks.map(|netuid| {
                [0, 1, 2, 3].map(|n| {
                    staked(netuid, OLD, COLD + n) + staked(netuid, NEW, COLD + n)
                })
            });
            let before = (alpha(), positions(), TotalStake::<Test>::get());
            let issued = TotalIssuance::<Test>::get();
            let pools = [NETUID, TWO].map(subnet_balance);

            assert_ok!(swap(OLD, NEW, one.map(|n| networks[n]), keep_stake));

            assert_eq!((alpha(), TotalStake::<Test>::get()), (before.0, before.2));
            assert_eq!([NETUID, TWO].map(subnet_balance), pools);
            let cost = if one.is_some() { COST_ON_ONE } else { COST };
            assert_eq!((issued - TotalIssuance::<Test>::get()).to_u64(), cost);
            for (now, then) in positions().iter().flatten().zip(before.1.iter().flatten()) {
                // A rao for each pool that the position is in now.
                assert!(now.abs_diff(*then) <= 2, "{now} {then}");
            }
        });
    }
}
