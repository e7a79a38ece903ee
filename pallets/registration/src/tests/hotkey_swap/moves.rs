//! What moves, and that nothing is made or lost by it.

use super::*;
use frame_support::assert_ok;
use pallet_pools::{SubnetAlphaOut, TotalIssuance, TotalStake};
use pallet_staking::{
    AutoStakeDestination, AutoStakeDestinationColdkeys, ChildKeys, ChildkeyTake,
    DecayingHotkeyLock, DecayingOwnerLock, Delegates, Lock, OwnedHotkeys, Owner, ParentKeys,
    PendingChildKeys, RootClaimable, RootClaimed, StakingHotkeys, TotalHotkeyAlpha,
    TotalHotkeyAlphaLastEpoch,
};
use pallet_subnets::{AxonInfo, Axons, Event, IsNetworkMember, Keys, SubnetOwnerHotkey, Uids};
use pallet_taoflow::AlphaDividendsPerSubnet;
use pallet_yuma::{LoadedEmission, VotingPower, WeightCommits};
use proptest::prelude::*;
use sp_core::H256;
use std::collections::{BTreeMap, VecDeque};
use substrate_fixed::types::I96F32;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

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
    lock(netuid, OLD);
    TotalHotkeyAlphaLastEpoch::<Test>::insert(&old, netuid, one);
    AlphaDividendsPerSubnet::<Test>::insert(netuid, &old, one);
    VotingPower::<Test>::insert(netuid, &old, 1);
}

/// Locks some of the staker's alpha to a hotkey.
fn lock(netuid: NetUid, hotkey: u16) {
    let (coldkey, hotkey) = (account(STAKER), account(hotkey));
    assert_ok!(Staking::do_lock_stake(
        &coldkey,
        &hotkey,
        netuid,
        1_000.into()
    ));
    System::reset_events();
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
        Lock::<Test>::contains_key((account(STAKER), netuid, &new)),
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
        Lock::<Test>::contains_key((account(STAKER), netuid, &old)),
    ];
    // Its sum is the owner hotkey's, whichever that is.
    let sum = DecayingOwnerLock::<Test>::get(netuid).map(|sum| sum.locked_mass.to_u64());
    assert_eq!(sum, Some(1_000));
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
fn locks_follow_even_if_the_stake_is_left() {
    for (netuid, keep_stake) in [(Some(NETUID), false), (Some(NETUID), true), (None, true)] {
        with_neuron(|| {
            for netuid in [NETUID, TWO] {
                stake(netuid, OLD, STAKER, 5_000);
                lock(netuid, OLD);
            }
            assert_ok!(swap(OLD, NEW, netuid, keep_stake));
            for on in [NETUID, TWO] {
                let [holder, other] = if netuid.is_none_or(|netuid| netuid == on) {
                    [NEW, OLD]
                } else {
                    [OLD, NEW]
                };
                let lock = |of| Lock::<Test>::get((account(STAKER), on, account(of)));
                let sum = |of| DecayingHotkeyLock::<Test>::get(on, account(of));
                assert_eq!(lock(holder).unwrap().locked_mass.to_u64(), 1_000);
                assert_eq!(sum(holder).unwrap().locked_mass.to_u64(), 1_000);
                assert_eq!((lock(other), sum(other)), (None, None));
            }
        });
    }
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
fn a_network_that_does_not_exist_can_be_named() {
    // Nothing asks; ownership and price are as ever.
    with_neuron(|| {
        let missing = NetUid::new(99);
        assert_ok!(swap(OLD, NEW, missing, false));
        assert_eq!(Owner::<Test>::get(account(NEW)), account(COLD));
        assert_eq!(last_swap(missing), Some(100));
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
