//! What a swap costs, what is checked, and how long it has to wait.

use super::*;
use frame_support::{assert_noop, assert_ok};
use pallet_pools::TotalIssuance;
use pallet_staking::{ChildKeys, Owner, ParentKeys, RootClaimable, RootClaimed};
use pallet_subnets::{Error, IsNetworkMember, LastRateLimitedBlock, RateLimitKey, TxRateLimit};
use std::collections::BTreeMap;
use substrate_fixed::types::I96F32;
use subtensor_types::NetUid;

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
