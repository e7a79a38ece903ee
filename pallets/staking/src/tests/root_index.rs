//! The dense numbering of coldkeys with root stake.

use super::mock::*;
use crate::{
    Alpha, AlphaMapLastKey, AlphaV2MapLastKey, NumStakingColdkeys, StakingColdkeys,
    StakingColdkeysByIndex,
};
use frame_support::{assert_err, assert_ok, assert_storage_noop};
use pallet_pools::SubnetAlphaOut;
use sp_runtime::{AccountId32, DispatchError};
use substrate_fixed::types::U64F64;

fn numbered() -> Vec<AccountId32> {
    (0..NumStakingColdkeys::<Test>::get())
        .map(|index| StakingColdkeysByIndex::<Test>::get(index).expect("the numbers are dense"))
        .collect()
}

fn leave_root(coldkey: &AccountId32) {
    assert_ok!(call(|| Staking::do_remove_stake(
        coldkey,
        &hot(),
        ROOT,
        alpha(u64::MAX)
    )));
}

#[test]
fn numbers_are_given_once() {
    run(|| {
        for n in [10, 11, 10, 12] {
            Staking::add_staking_coldkey(&account(n));
        }
        assert_eq!(numbered(), vec![account(10), account(11), account(12)]);
    });
}

#[test]
fn the_last_number_fills_a_gap() {
    // Spec §6.6 and I17.
    run(|| {
        for n in 10..14 {
            give_root_stake(&account(n), &hot(), 2_000_000);
        }
        leave_root(&account(11));
        assert_eq!(numbered(), vec![account(10), account(13), account(12)]);
        assert_eq!(StakingColdkeys::<Test>::get(account(13)), Some(1));
        check_invariants();
        leave_root(&account(12));
        assert_eq!(numbered(), vec![account(10), account(13)]);
        check_invariants();
        leave_root(&account(10));
        leave_root(&account(13));
        assert_eq!(numbered(), vec![]);
    });
}

#[test]
fn whoever_is_not_numbered_can_leave() {
    run(|| {
        give_root_stake(&cold(), &hot(), 2_000_000);
        give_stake(&stranger(), &hot(), ROOT, 2_000_000);
        set_pool(ROOT, 4_000_000, 0);
        leave_root(&stranger());
        assert_eq!(numbered(), vec![cold()]);
    });
}

#[test]
fn the_filler_numbers_root_stakers_of_both_maps() {
    // Spec `emission` §13.6 row 105: a stake elsewhere is not numbered.
    run(|| {
        give_stake(&account(10), &hot(), ROOT, 5);
        give_stake(&account(11), &hot(), ONE, 5);
        Alpha::<Test>::insert((hot(), account(12), ROOT), U64F64::from_num(1));
        Alpha::<Test>::insert((hot(), account(13), ONE), U64F64::from_num(1));
        Staking::fill_staking_coldkeys();
        // The former map goes first.
        assert_eq!(numbered(), vec![account(12), account(10)]);
        assert_storage_noop!(Staking::fill_staking_coldkeys());
        for n in [12, 13] {
            for netuid in [ROOT, ONE] {
                Alpha::<Test>::remove((hot(), account(n), netuid));
            }
        }
    });
}

#[test]
fn the_filler_scans_thirty_keys_a_block() {
    // Spec `emission` §9.7.
    run(|| {
        assert_eq!(AlphaV2MapLastKey::<Test>::get(), None);
        for n in 100..170 {
            give_stake(&account(n), &hot(), ROOT, 5);
        }
        for (all, goes_on) in [(30, true), (60, true), (70, false), (70, true)] {
            Staking::fill_staking_coldkeys();
            assert_eq!(numbered().len(), all);
            assert_eq!(AlphaV2MapLastKey::<Test>::get().is_some(), goes_on);
            assert_eq!(AlphaMapLastKey::<Test>::get(), None);
        }
        // Key by key, each was numbered in the order of the map.
        let keys = crate::AlphaV2::<Test>::iter_keys();
        let expected: Vec<_> = keys.map(|(_, coldkey, _)| coldkey).collect();
        assert_eq!(numbered(), expected);
    });
}

#[test]
fn a_full_last_batch_needs_one_more_block_to_start_over() {
    run(|| {
        for n in 100..130 {
            give_stake(&account(n), &hot(), ROOT, 5);
        }
        Staking::fill_staking_coldkeys();
        assert!(AlphaV2MapLastKey::<Test>::get().is_some());
        Staking::fill_staking_coldkeys();
        assert_eq!(AlphaV2MapLastKey::<Test>::get(), None);
        assert_eq!(SubnetAlphaOut::<Test>::get(ROOT), alpha(150));
    });
}

#[test]
fn damage_of_the_numbering_is_found() {
    run(|| {
        Staking::add_staking_coldkey(&account(10));
        Staking::add_staking_coldkey(&account(11));
        let complaint = |text| Err(DispatchError::Other(text));

        StakingColdkeysByIndex::<Test>::remove(0);
        assert_eq!(
            Staking::do_try_state(),
            complaint("a number of a staking coldkey is not used")
        );
        StakingColdkeysByIndex::<Test>::insert(0, account(11));
        assert_eq!(
            Staking::do_try_state(),
            complaint("StakingColdkeys and StakingColdkeysByIndex disagree")
        );
        StakingColdkeysByIndex::<Test>::insert(0, account(10));
        NumStakingColdkeys::<Test>::put(1);
        assert_err!(
            Staking::do_try_state(),
            DispatchError::Other("NumStakingColdkeys differs from the coldkeys numbered")
        );
        NumStakingColdkeys::<Test>::put(2);
    });
}
