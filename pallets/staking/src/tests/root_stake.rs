//! Stake on root: 1 TAO is 1 alpha.

use super::mock::*;
use crate::{NumStakingColdkeys, StakingColdkeys};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{SubnetAlphaIn, SubnetTaoFlow, SubnetVolume, TotalStake};
use pallet_subnets::SubtokenEnabled;

fn add_root(amount: u64) -> sp_runtime::DispatchResult {
    call(|| Staking::do_add_stake(&cold(), &hot(), ROOT, tao(amount))).map(|_| ())
}

fn remove_root(amount: u64) -> sp_runtime::DispatchResult {
    call(|| Staking::do_remove_stake(&cold(), &hot(), ROOT, alpha(amount)))
}

#[test]
fn tao_becomes_root_stake_one_to_one_and_back() {
    // Spec T88 and T89.
    run(|| {
        SubnetAlphaIn::<Test>::insert(ROOT, alpha(BILLION));
        fund(&cold(), 2 * BILLION);
        assert_ok!(add_root(BILLION));
        assert_eq!(stake(&cold(), &hot(), ROOT), BILLION);
        assert_eq!(ledger(ROOT), (BILLION, 0, BILLION));
        assert_eq!(SubnetVolume::<Test>::get(ROOT), u128::from(BILLION));
        assert_eq!(TotalStake::<Test>::get(), tao(BILLION));
        assert_eq!(SubnetTaoFlow::<Test>::get(ROOT), 1_000_000_000);
        assert_eq!(subnet_balance(ROOT), BILLION);
        assert_eq!(
            events(),
            vec![Event::StakeAdded(
                cold(),
                hot(),
                tao(BILLION),
                alpha(BILLION),
                ROOT,
                0
            )]
        );

        assert_ok!(remove_root(BILLION));
        assert_eq!(stake(&cold(), &hot(), ROOT), 0);
        assert_eq!(ledger(ROOT), (0, BILLION, 0));
        assert_eq!(SubnetVolume::<Test>::get(ROOT), u128::from(2 * BILLION));
        assert_eq!(TotalStake::<Test>::get(), tao(0));
        assert_eq!(SubnetTaoFlow::<Test>::get(ROOT), 0);
        assert_eq!(free(&cold()), 2 * BILLION);
        assert_eq!(free(&author()), 0);
    });
}

#[test]
fn root_has_to_be_open() {
    // Spec §6.1.
    run(|| {
        fund(&cold(), 2 * BILLION);
        assert_ok!(add_root(BILLION));
        SubtokenEnabled::<Test>::insert(ROOT, false);
        assert_noop!(add_root(BILLION / 2), Error::SubtokenDisabled);
        assert_noop!(remove_root(BILLION), Error::SubtokenDisabled);
    });
}

#[test]
fn there_is_no_fee_on_root() {
    // Spec §6.1: the minimum needs no allowance for one.
    run(|| {
        fund(&cold(), BILLION);
        assert_noop!(add_root(1_999_999), Error::AmountTooLow);
        assert_ok!(add_root(2_000_000));
    });
}

#[test]
fn root_stakers_are_numbered_while_they_stake() {
    // Spec §6.6.
    run(|| {
        fund(&cold(), BILLION);
        assert_eq!(NumStakingColdkeys::<Test>::get(), 0);
        assert_ok!(add_root(BILLION / 2));
        assert_ok!(add_root(BILLION / 4));
        assert_eq!(StakingColdkeys::<Test>::get(cold()), Some(0));
        assert_eq!(NumStakingColdkeys::<Test>::get(), 1);
        assert_ok!(remove_root(BILLION / 4));
        assert_eq!(NumStakingColdkeys::<Test>::get(), 1);
        assert_ok!(remove_root(BILLION / 2));
        assert_eq!(StakingColdkeys::<Test>::get(cold()), None);
        assert_eq!(NumStakingColdkeys::<Test>::get(), 0);
    });
}

#[test]
fn stake_on_another_hotkey_keeps_the_number() {
    run(|| {
        give_root_stake(&cold(), &hot(), BILLION);
        give_root_stake(&cold(), &other_hot(), BILLION);
        assert_ok!(remove_root(BILLION));
        assert_eq!(StakingColdkeys::<Test>::get(cold()), Some(0));
    });
}

#[test]
fn stake_on_another_network_is_not_numbered() {
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        fund(&cold(), 2 * BILLION);
        assert_ok!(call(|| Staking::do_add_stake(
            &cold(),
            &hot(),
            ONE,
            tao(BILLION)
        )));
        assert_eq!(NumStakingColdkeys::<Test>::get(), 0);
    });
}

#[test]
fn a_transfer_within_root_numbers_nobody() {
    // Spec §4.1, quirk of transfer_stake_within_subnet.
    run(|| {
        give_root_stake(&cold(), &hot(), BILLION);
        assert_ok!(call(|| Staking::do_transfer_stake(
            &cold(),
            &stranger(),
            &hot(),
            ROOT,
            ROOT,
            alpha(BILLION)
        )));
        assert_eq!(StakingColdkeys::<Test>::get(cold()), Some(0));
        assert_eq!(StakingColdkeys::<Test>::get(stranger()), None);
    });
}
