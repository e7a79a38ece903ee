//! What the ledger moves in a hotkey swap: spec `registration` §5 and
//! `pools-and-staking` §6.7.

use super::mock::*;
use crate::{
    Alpha, AlphaV2, AutoStakeDestination, AutoStakeDestinationColdkeys, ChildkeyTake, Delegates,
    OwnedHotkeys, Owner, RootClaimable, RootClaimed, StakingHotkeys, TotalHotkeyAlpha,
    TotalHotkeyAlphaLastEpoch, TotalHotkeyShares, TotalHotkeySharesV2,
};
use frame_support::{assert_noop, assert_ok, assert_storage_noop};
use sp_runtime::AccountId32;
use std::collections::BTreeMap;
use substrate_fixed::types::{I96F32, U64F64};
use subtensor_types::NetUid;

/// The hotkey that takes the place of [`hot`].
fn new() -> AccountId32 {
    account(7)
}

fn swap_stake(netuid: NetUid) {
    let stakers = Staking::stakers_of(&hot());
    let nobody = Default::default();
    let coldkeys = stakers.get(&netuid).unwrap_or(&nobody);
    Staking::swap_stake_of_hotkey(netuid, &hot(), &new(), coldkeys);
}

/// The dividends per rao of root stake that a hotkey has accrued.
fn rates(of: &[(NetUid, u8)]) -> BTreeMap<NetUid, I96F32> {
    of.iter()
        .map(|(netuid, rate)| (*netuid, I96F32::from_num(*rate)))
        .collect()
}

fn pool(hotkey: &AccountId32, netuid: NetUid) -> u64 {
    Staking::hotkey_stake(hotkey, netuid).to_u64()
}

#[test]
fn stakers_are_found_in_both_maps() {
    run(|| {
        give_stake(&other_cold(), &hot(), ONE, 5);
        give_stake(&cold(), &hot(), ONE, 6);
        give_stake(&cold(), &hot(), TWO, 7);
        give_stake(&cold(), &other_hot(), STABLE, 8);
        let former = U64F64::from_num(9);
        Alpha::<Test>::insert((hot(), cold(), TWO), former);
        Alpha::<Test>::insert((hot(), stranger(), MISSING), former);
        let stakers = Staking::stakers_of(&hot());
        let expected = [
            (ONE, vec![cold(), other_cold()]),
            (TWO, vec![cold()]),
            (MISSING, vec![stranger()]),
        ];
        assert_eq!(stakers.len(), expected.len());
        for (netuid, coldkeys) in expected {
            assert!(stakers[&netuid].iter().eq(&coldkeys), "{netuid:?}");
        }
        Alpha::<Test>::remove((hot(), cold(), TWO));
    });
}

#[test]
fn every_staker_moves_with_its_value() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 1_000_000);
        give_stake(&other_cold(), &hot(), ONE, 500_000);
        give_stake(&other_cold(), &new(), ONE, 7);
        give_stake(&cold(), &hot(), TWO, 9);
        TotalHotkeyAlphaLastEpoch::<Test>::insert(hot(), ONE, alpha(3));
        TotalHotkeyAlphaLastEpoch::<Test>::insert(new(), ONE, alpha(4));
        swap_stake(ONE);

        assert_eq!(stake(&cold(), &new(), ONE), 1_000_000);
        assert_eq!(stake(&other_cold(), &new(), ONE), 500_007);
        assert_eq!(pool(&new(), ONE), 1_500_007);
        assert_eq!(pool(&hot(), ONE), 0);
        assert!(!TotalHotkeySharesV2::<Test>::contains_key(hot(), ONE));
        assert_eq!(AlphaV2::<Test>::iter_prefix((hot(),)).count(), 1);
        assert_eq!(stake(&cold(), &hot(), TWO), 9);
        assert_eq!(
            TotalHotkeyAlphaLastEpoch::<Test>::get(new(), ONE).to_u64(),
            7
        );
        assert!(!TotalHotkeyAlphaLastEpoch::<Test>::contains_key(hot(), ONE));
        assert_eq!(StakingHotkeys::<Test>::get(cold()), vec![hot(), new()]);
    });
}

#[test]
fn what_rounding_keeps_back_stays_with_the_old_hotkey() {
    // A pool of 1000 whose value grew to 1999: both halves are worth 999, and 1
    // is nobody's.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 500);
        give_stake(&other_cold(), &hot(), ONE, 500);
        Staking::increase_stake_for_hotkey(&hot(), ONE, alpha(999));
        pallet_pools::SubnetAlphaOut::<Test>::mutate(ONE, |total| *total += alpha(999));
        swap_stake(ONE);
        assert_eq!(stake(&cold(), &new(), ONE), 999);
        assert_eq!(stake(&other_cold(), &new(), ONE), 999);
        assert_eq!((pool(&new(), ONE), pool(&hot(), ONE)), (1_998, 1));
        // Shares of less than a rao stay, too.
        assert_eq!(AlphaV2::<Test>::iter_prefix((hot(),)).count(), 2);
        // The list follows when the swap is on all networks.
        Staking::replace_staking_hotkey(&Staking::stakers_of(&hot()), &hot(), &new());
        assert_eq!(StakingHotkeys::<Test>::get(cold()), vec![new()]);
    });
}

#[test]
fn stake_in_the_former_maps_arrives_in_the_new_ones() {
    run(|| {
        let shares = U64F64::from_num(10_000);
        TotalHotkeyAlpha::<Test>::insert(hot(), ONE, alpha(10_000));
        TotalHotkeyShares::<Test>::insert(hot(), ONE, shares);
        Alpha::<Test>::insert((hot(), cold(), ONE), shares);
        pallet_pools::SubnetAlphaOut::<Test>::insert(ONE, alpha(10_000));
        swap_stake(ONE);
        assert_eq!(stake(&cold(), &new(), ONE), 10_000);
        assert!(AlphaV2::<Test>::contains_key((new(), cold(), ONE)));
        assert!(!Alpha::<Test>::contains_key((hot(), cold(), ONE)));
        assert!(!TotalHotkeyShares::<Test>::contains_key(hot(), ONE));
        assert!(!TotalHotkeyShares::<Test>::contains_key(new(), ONE));
    });
}

#[test]
fn lists_of_stakers_get_the_new_hotkey_last_and_once() {
    run(|| {
        give_stake(&cold(), &hot(), ONE, 5);
        give_stake(&other_cold(), &hot(), TWO, 5);
        StakingHotkeys::<Test>::insert(cold(), vec![new(), hot(), other_hot()]);
        StakingHotkeys::<Test>::insert(stranger(), vec![hot()]);
        let stakers = Staking::stakers_of(&hot());
        swap_stake(ONE);
        swap_stake(TWO);
        Staking::replace_staking_hotkey(&stakers, &hot(), &new());
        assert_eq!(
            StakingHotkeys::<Test>::get(cold()),
            vec![other_hot(), new()]
        );
        assert_eq!(
            StakingHotkeys::<Test>::get(other_cold()),
            vec![other_hot(), new()]
        );
        // Without a share nobody looks.
        assert_eq!(StakingHotkeys::<Test>::get(stranger()), vec![hot()]);
    });
}

#[test]
fn root_dividends_move_where_there_is_a_rate() {
    // Spec `pools-and-staking` §6.7: rates and watermarks are summed.
    run(|| {
        give_root_stake(&cold(), &hot(), 1_000_000_000);
        RootClaimable::<Test>::insert(hot(), rates(&[(ONE, 3), (TWO, 5)]));
        RootClaimable::<Test>::insert(new(), rates(&[(TWO, 7), (STABLE, 9)]));
        for (netuid, hotkey, coldkey, claimed) in [
            (ONE, hot(), cold(), 11),
            (ONE, hot(), other_cold(), 0),
            (TWO, hot(), cold(), 13),
            (TWO, new(), cold(), 17),
            (STABLE, hot(), cold(), 19),
        ] {
            RootClaimed::<Test>::insert((netuid, hotkey, coldkey), claimed);
        }
        // Only a swap on root moves them.
        swap_stake(ONE);
        assert_eq!(RootClaimed::<Test>::get((ONE, hot(), cold())), 11);
        swap_stake(ROOT);

        assert_eq!(stake(&cold(), &new(), ROOT), 1_000_000_000);
        assert!(!RootClaimable::<Test>::contains_key(hot()));
        assert_eq!(
            RootClaimable::<Test>::get(new()),
            rates(&[(ONE, 3), (TWO, 12), (STABLE, 9)])
        );
        let claimed =
            |netuid, hotkey, coldkey| RootClaimed::<Test>::try_get((netuid, hotkey, coldkey)).ok();
        assert_eq!(claimed(ONE, new(), cold()), Some(11));
        assert_eq!(claimed(ONE, new(), other_cold()), Some(0));
        assert_eq!(claimed(TWO, new(), cold()), Some(30));
        assert_eq!(claimed(ONE, hot(), cold()), None);
        // The old hotkey has no rate on the third network, so the watermark stays.
        assert_eq!(claimed(STABLE, hot(), cold()), Some(19));
        assert_eq!(claimed(STABLE, new(), cold()), None);
    });
}

#[test]
fn a_swap_leaves_what_is_owed_on_root() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        give_root_stake(&cold(), &hot(), 1_000_000_000);
        give_root_stake(&other_cold(), &hot(), 3_000_000_000);
        Staking::increase_root_claimable(&hot(), ONE, alpha(4_000_000));
        let owed = |hotkey: &AccountId32| {
            [cold(), other_cold()].map(|coldkey| Staking::root_owed(hotkey, &coldkey, ONE))
        };
        let before = owed(&hot());
        assert!(before[0] > 0 && before[1] > before[0]);
        swap_stake(ROOT);
        assert_eq!(owed(&new()), before);
        assert_eq!(owed(&hot()), [I96F32::from_bits(0); 2]);
    });
}

#[test]
fn root_must_be_clean_in_three_ways() {
    run(|| {
        assert!(Staking::is_clean_on_root(&new()));
        // Stake elsewhere, and claims of other networks, do not count.
        give_stake(&cold(), &new(), ONE, 5);
        RootClaimed::<Test>::insert((ONE, new(), cold()), 5);
        RootClaimable::<Test>::insert(new(), rates(&[]));
        assert!(Staking::is_clean_on_root(&new()));

        RootClaimed::<Test>::insert((ROOT, new(), cold()), 0);
        assert!(!Staking::is_clean_on_root(&new()));
        RootClaimed::<Test>::remove((ROOT, new(), cold()));
        RootClaimable::<Test>::insert(new(), rates(&[(ONE, 0)]));
        assert!(!Staking::is_clean_on_root(&new()));
        RootClaimable::<Test>::remove(new());
        give_root_stake(&stranger(), &other_hot(), 1_000_000_000);
        assert!(Staking::is_clean_on_root(&new()));
        assert!(!Staking::is_clean_on_root(&other_hot()));
    });
}

#[test]
fn a_hotkey_is_owned_beside_another_or_instead_of_it() {
    run(|| {
        Staking::own_hotkey_too(&cold(), &new());
        assert_eq!(Owner::<Test>::get(new()), cold());
        assert_eq!(OwnedHotkeys::<Test>::get(cold()), vec![hot(), new()]);
        assert_storage_noop!(Staking::own_hotkey_too(&cold(), &new()));

        assert_ok!(Staking::replace_owned_hotkey(&cold(), &hot(), &account(8)));
        assert_eq!(OwnedHotkeys::<Test>::get(cold()), vec![new(), account(8)]);
        assert_eq!(Owner::<Test>::get(account(8)), cold());
        assert!(!Owner::<Test>::contains_key(hot()));
        // It owns the second already.
        assert_ok!(Staking::replace_owned_hotkey(&cold(), &new(), &account(8)));
        assert_eq!(OwnedHotkeys::<Test>::get(cold()), vec![account(8)]);

        let system = Subnets::subnet_account_unchecked(MISSING);
        assert_noop!(
            call(|| Staking::replace_owned_hotkey(&cold(), &account(8), &system)),
            Error::CannotUseSystemAccount
        );
    });
}

#[test]
fn takes_move_where_they_were_chosen() {
    run(|| {
        assert_storage_noop!({
            Staking::swap_delegate(&hot(), &new());
            Staking::swap_childkey_take(ONE, &hot(), &new());
        });
        Delegates::<Test>::insert(hot(), 6_000);
        Delegates::<Test>::insert(new(), 7_000);
        ChildkeyTake::<Test>::insert(hot(), ONE, 0);
        ChildkeyTake::<Test>::insert(hot(), TWO, 5);
        ChildkeyTake::<Test>::insert(new(), ONE, 9);
        Staking::swap_delegate(&hot(), &new());
        Staking::swap_childkey_take(ONE, &hot(), &new());
        assert_eq!(Delegates::<Test>::get(new()), 6_000);
        assert!(!Delegates::<Test>::contains_key(hot()));
        assert_eq!(ChildkeyTake::<Test>::try_get(new(), ONE), Ok(0));
        assert!(!ChildkeyTake::<Test>::contains_key(hot(), ONE));
        assert_eq!(ChildkeyTake::<Test>::get(hot(), TWO), 5);
    });
}

#[test]
fn incentive_is_staked_to_the_new_hotkey() {
    run(|| {
        let choose = |coldkey: AccountId32, hotkey: AccountId32, netuid| {
            AutoStakeDestination::<Test>::insert(&coldkey, netuid, &hotkey);
            AutoStakeDestinationColdkeys::<Test>::append(hotkey, netuid, coldkey);
        };
        assert_storage_noop!(Staking::swap_auto_stake_destination(ONE, &hot(), &new()));
        choose(cold(), hot(), ONE);
        choose(other_cold(), hot(), ONE);
        choose(cold(), hot(), TWO);
        choose(stranger(), new(), ONE);
        Staking::swap_auto_stake_destination(ONE, &hot(), &new());

        for coldkey in [cold(), other_cold(), stranger()] {
            assert_eq!(AutoStakeDestination::<Test>::get(coldkey, ONE), Some(new()));
        }
        // The list of the new hotkey is overwritten, as on the main chain.
        assert_eq!(
            AutoStakeDestinationColdkeys::<Test>::get(new(), ONE),
            vec![cold(), other_cold()]
        );
        assert!(!AutoStakeDestinationColdkeys::<Test>::contains_key(
            hot(),
            ONE
        ));
        assert_eq!(AutoStakeDestination::<Test>::get(cold(), TWO), Some(hot()));
    });
}
