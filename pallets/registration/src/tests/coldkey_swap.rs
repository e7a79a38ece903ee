//! Swapping coldkeys: spec `registration` §5 and §9, row 79. The mock's delays
//! are 50 blocks, and 10 more; a swap costs 1 TAO.

use super::mock::*;
use crate::{ColdkeySwapAnnouncementDelay, ColdkeySwapAnnouncements, ColdkeySwapDisputes};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::TotalIssuance;
use pallet_staking::{
    AutoStakeDestination, AutoStakeDestinationColdkeys, Lock, OwnedHotkeys, Owner, StakingHotkeys,
};
use pallet_subnets::{ChainIdentityV2, Error, Event, IdentitiesV2, SubnetOwner};
use sp_core::H256;
use sp_runtime::{
    traits::{BlakeTwo256, Hash},
    AccountId32, DispatchResult,
};
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// What a swap costs, in rao.
const COST: u64 = 1_000_000_000;
/// Blocks from the announcement to the swap.
const DELAY: u64 = 50;
/// Blocks from then on until an announcement can be replaced or withdrawn.
const MORE: u64 = 10;

fn hash_of(coldkey: u16) -> H256 {
    BlakeTwo256::hash_of(&account(coldkey))
}

fn announce(old: u16, new: u16) -> DispatchResult {
    call(|| Registration::do_announce_coldkey_swap(&account(old), hash_of(new)))
}

fn swap(old: u16, new: u16) -> DispatchResult {
    call(|| Registration::do_swap_coldkey_announced(&account(old), &account(new)))
}

fn dispute(coldkey: u16) -> DispatchResult {
    call(|| Registration::do_dispute_coldkey_swap(&account(coldkey)))
}

fn clear(coldkey: u16) -> DispatchResult {
    call(|| Registration::do_clear_coldkey_swap_announcement(&account(coldkey)))
}

fn root_swap(old: u16, new: u16, cost: u64) -> DispatchResult {
    call(|| Registration::do_swap_coldkey(&account(old), &account(new), TaoBalance::new(cost)))
}

/// Goes on by some blocks.
fn wait(blocks: u64) {
    System::set_block_number(System::block_number() + blocks);
}

/// Coldkey 1 at block 1 with a swap to coldkey 2 announced, and 5 rao left.
fn announced(test: impl FnOnce()) {
    at_block(1, || {
        fund(&account(1), COST + 5);
        assert_ok!(announce(1, 2));
        test();
    });
}

fn announcement(coldkey: u16) -> Option<(u64, H256)> {
    ColdkeySwapAnnouncements::<Test>::get(account(coldkey))
}

#[test]
fn first_announcement_recycles_the_cost() {
    // Row 79.
    at_block(1, || {
        fund(&account(1), COST + ED);
        let issued = TotalIssuance::<Test>::get().to_u64();
        assert_ok!(announce(1, 2));
        assert_eq!(balance(&account(1)), ED);
        assert_eq!(TotalIssuance::<Test>::get().to_u64(), issued - COST);
        assert_eq!(Balances::total_issuance(), issued - COST);
        assert_eq!(announcement(1), Some((1 + DELAY, hash_of(2))));
        assert_eq!(
            events(),
            [Event::ColdkeySwapAnnounced {
                who: account(1),
                new_coldkey_hash: hash_of(2)
            }]
        );
    });
}

#[test]
fn announcing_keeps_the_account_alive() {
    at_block(1, || {
        let poor = Error::<Test>::NotEnoughBalanceToPaySwapColdKey;
        assert_noop!(announce(1, 2), poor);
        fund(&account(1), COST + ED - 1);
        let poor = Error::<Test>::NotEnoughBalanceToPaySwapColdKey;
        assert_noop!(announce(1, 2), poor);
    });
}

#[test]
fn announcing_anew_waits_for_both_delays_and_is_free() {
    announced(|| {
        wait(DELAY + MORE - 1);
        assert_noop!(
            announce(1, 3),
            Error::<Test>::ColdkeySwapReannouncedTooEarly
        );
        wait(1);
        assert_ok!(announce(1, 3));
        assert_eq!(balance(&account(1)), 5);
        let from = System::block_number() + DELAY;
        assert_eq!(announcement(1), Some((from, hash_of(3))));
        wait(DELAY);
        assert_noop!(swap(1, 2), Error::<Test>::AnnouncedColdkeyHashDoesNotMatch);
        assert_ok!(swap(1, 3));
    });
}

#[test]
fn swap_is_checked_in_order() {
    announced(|| {
        assert_noop!(swap(3, 2), Error::<Test>::ColdkeySwapAnnouncementNotFound);
        // The hash counts before the time.
        assert_noop!(swap(1, 3), Error::<Test>::AnnouncedColdkeyHashDoesNotMatch);
        wait(DELAY - 1);
        assert_noop!(swap(1, 2), Error::<Test>::ColdkeySwapTooEarly);
        wait(1);
        // An account that both stakes and is a hotkey.
        Owner::<Test>::insert(account(2), account(9));
        StakingHotkeys::<Test>::insert(account(2), vec![account(8)]);
        assert_noop!(swap(1, 2), Error::<Test>::ColdKeyAlreadyAssociated);
        StakingHotkeys::<Test>::remove(account(2));
        assert_noop!(swap(1, 2), Error::<Test>::NewColdKeyIsHotkey);
        Owner::<Test>::remove(account(2));
        assert_ok!(swap(1, 2));
        assert_noop!(swap(1, 2), Error::<Test>::ColdkeySwapAnnouncementNotFound);
    });
}

#[test]
fn delay_at_the_announcement_counts() {
    announced(|| {
        ColdkeySwapAnnouncementDelay::<Test>::put(1_000);
        wait(DELAY);
        assert_ok!(swap(1, 2));
    });
}

#[test]
fn dispute_needs_an_announcement_and_happens_once() {
    announced(|| {
        assert_noop!(dispute(3), Error::<Test>::ColdkeySwapAnnouncementNotFound);
        wait(4);
        assert_ok!(dispute(1));
        assert_eq!(ColdkeySwapDisputes::<Test>::get(account(1)), Some(5));
        assert_eq!(
            events().last(),
            Some(&Event::ColdkeySwapDisputed {
                coldkey: account(1)
            })
        );
        assert_noop!(dispute(1), Error::<Test>::ColdkeySwapAlreadyDisputed);
    });
}

#[test]
fn clearing_waits_for_both_delays() {
    announced(|| {
        assert_noop!(clear(3), Error::<Test>::ColdkeySwapAnnouncementNotFound);
        wait(DELAY + MORE - 1);
        assert_noop!(clear(1), Error::<Test>::ColdkeySwapClearTooEarly);
        wait(1);
        assert_ok!(clear(1));
        assert_eq!(announcement(1), None);
        assert_eq!(
            events().last(),
            Some(&Event::ColdkeySwapCleared { who: account(1) })
        );
        // The next announcement costs again.
        assert_noop!(
            announce(1, 2),
            Error::<Test>::NotEnoughBalanceToPaySwapColdKey
        );
    });
}

#[test]
fn reset_forgets_everything_or_nothing() {
    announced(|| {
        assert_ok!(dispute(1));
        Registration::do_reset_coldkey_swap(&account(1));
        assert_eq!(announcement(1), None);
        assert_eq!(ColdkeySwapDisputes::<Test>::get(account(1)), None);
        let reset = |who: u16| Event::ColdkeySwapReset { who: account(who) };
        assert_eq!(events().last(), Some(&reset(1)));
        Registration::do_reset_coldkey_swap(&account(7));
        assert_eq!(events().last(), Some(&reset(7)));
    });
}

#[test]
fn root_swaps_for_a_cost_of_its_own() {
    announced(|| {
        assert_ok!(dispute(1));
        let poor = Error::<Test>::NotEnoughBalanceToPaySwapColdKey;
        assert_noop!(root_swap(1, 3, 5), poor);
        // The cost is checked before the new coldkey.
        Owner::<Test>::insert(account(3), account(9));
        let poor = Error::<Test>::NotEnoughBalanceToPaySwapColdKey;
        assert_noop!(root_swap(1, 3, 5), poor);
        assert_noop!(root_swap(1, 3, 4), Error::<Test>::NewColdKeyIsHotkey);
        Owner::<Test>::remove(account(3));

        let issued = Balances::total_issuance();
        assert_ok!(root_swap(1, 3, 4));
        assert_eq!(Balances::total_issuance(), issued - 4);
        assert_eq!((balance(&account(1)), balance(&account(3))), (0, 1));
        assert_eq!(announcement(1), None);
        assert_eq!(ColdkeySwapDisputes::<Test>::get(account(1)), None);
    });
}

#[test]
fn root_swap_without_cost_takes_nothing() {
    at_block(1, || {
        fund(&account(1), ED);
        let issued = Balances::total_issuance();
        assert_ok!(root_swap(1, 3, 0));
        assert_eq!(Balances::total_issuance(), issued);
        assert_eq!((balance(&account(1)), balance(&account(3))), (0, ED));
        // An account without anything can be swapped, too.
        assert_ok!(root_swap(5, 6, 0));
    });
}

fn identity(name: &[u8]) -> ChainIdentityV2 {
    ChainIdentityV2 {
        name: name.to_vec(),
        url: Vec::new(),
        github_repo: Vec::new(),
        image: Vec::new(),
        discord: Vec::new(),
        description: Vec::new(),
        additional: Vec::new(),
    }
}

#[test]
fn identity_moves_unless_the_new_coldkey_has_one() {
    at_block(1, || {
        IdentitiesV2::<Test>::insert(account(1), identity(b"one"));
        assert_ok!(root_swap(1, 2, 0));
        assert_eq!(IdentitiesV2::<Test>::get(account(1)), None);
        assert_eq!(
            IdentitiesV2::<Test>::get(account(2)),
            Some(identity(b"one"))
        );

        IdentitiesV2::<Test>::insert(account(3), identity(b"three"));
        assert_ok!(root_swap(2, 3, 0));
        assert_eq!(
            IdentitiesV2::<Test>::get(account(2)),
            Some(identity(b"one"))
        );
        assert_eq!(
            IdentitiesV2::<Test>::get(account(3)),
            Some(identity(b"three"))
        );
    });
}

fn hotkeys(numbers: &[u16]) -> Vec<AccountId32> {
    numbers.iter().map(|n| account(*n)).collect()
}

#[test]
fn everything_moves() {
    at_block(1, || {
        let (mine, other) = (register_network(1, 11), register_network(7, 17));
        fund(&account(1), COST);
        start(mine);
        start(other);
        // Stakes on the own hotkey and, on the other network, on another's.
        let stake = |coldkey: u16, hotkey: u16, netuid: NetUid| {
            Staking::stake_of(&account(hotkey), &account(coldkey), netuid).to_u64()
        };
        for (coldkey, hotkey, netuid, rao) in
            [(1, 11, mine, 900), (1, 17, other, 300), (7, 17, other, 200)]
        {
            let alpha = AlphaBalance::new(rao);
            pallet_pools::SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += alpha);
            Staking::increase_stake(&account(hotkey), &account(coldkey), netuid, alpha);
        }
        AutoStakeDestination::<Test>::insert(account(1), other, account(17));
        AutoStakeDestinationColdkeys::<Test>::insert(account(17), other, hotkeys(&[1, 7]));

        assert_ok!(announce(1, 2));
        wait(DELAY);
        let before = balance(&account(1));
        assert_ok!(swap(1, 2));

        assert_eq!(announcement(1), None);
        assert_eq!(SubnetOwner::<Test>::get(mine), account(2));
        assert_eq!(SubnetOwner::<Test>::get(other), account(7));
        assert_eq!((stake(1, 11, mine), stake(2, 11, mine)), (0, 900));
        assert_eq!((stake(1, 17, other), stake(2, 17, other)), (0, 300));
        assert_eq!(stake(7, 17, other), 200);
        assert_eq!(AutoStakeDestination::<Test>::get(account(1), other), None);
        assert_eq!(
            AutoStakeDestination::<Test>::get(account(2), other),
            Some(account(17))
        );
        assert_eq!(
            AutoStakeDestinationColdkeys::<Test>::get(account(17), other),
            hotkeys(&[7, 2])
        );
        assert_eq!(Owner::<Test>::get(account(11)), account(2));
        assert_eq!(OwnedHotkeys::<Test>::get(account(2)), hotkeys(&[11]));
        assert_eq!(StakingHotkeys::<Test>::get(account(2)), hotkeys(&[11, 17]));
        assert!(!OwnedHotkeys::<Test>::contains_key(account(1)));
        assert!(!StakingHotkeys::<Test>::contains_key(account(1)));
        assert_eq!((balance(&account(1)), balance(&account(2))), (0, before));
        assert_eq!(
            events().last(),
            Some(&Event::ColdkeySwapped {
                old_coldkey: account(1),
                new_coldkey: account(2)
            })
        );
        // The owner's hotkey stays the owner's hotkey.
        assert_noop!(
            register(mine, 1, 11),
            Error::<Test>::HotKeyAlreadyRegisteredInSubNet
        );
    });
}

#[test]
fn locks_move_to_a_coldkey_that_takes_them_and_has_none() {
    at_block(1, || {
        let netuid = register_network(1, 11);
        let alpha = AlphaBalance::new(900);
        pallet_pools::SubnetAlphaOut::<Test>::insert(netuid, alpha);
        Staking::increase_stake(&account(11), &account(1), netuid, alpha);
        assert_ok!(call(|| Staking::do_lock_stake(
            &account(1),
            &account(11),
            netuid,
            AlphaBalance::new(400)
        )));
        assert_noop!(root_swap(1, 2, 0), Error::<Test>::AccountRejectsLockedAlpha);
        Staking::do_set_reject_locked_alpha(&account(2), false);

        let lock_of = |coldkey: u16| Lock::<Test>::get((account(coldkey), netuid, account(11)));
        let lock = lock_of(1).expect("the alpha is locked");
        Lock::<Test>::insert((account(2), netuid, account(11)), lock);
        assert_noop!(root_swap(1, 2, 0), Error::<Test>::ActiveLockExists);
        Lock::<Test>::remove((account(2), netuid, account(11)));

        assert_ok!(root_swap(1, 2, 0));
        assert_eq!((lock_of(1), lock_of(2)), (None, Some(lock)));
    });
}
