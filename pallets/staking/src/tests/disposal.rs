//! `recycle_alpha` and `burn_alpha`.

use super::mock::*;
use crate::{AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2};
use frame_support::{assert_noop, assert_ok};
use pallet_alpha_assets::{AlphaBurned, AlphaRecycled};
use pallet_pools::{SubnetAlphaOut, SubnetTaoFlow};
use pallet_subnets::{NetworksAdded, SubtokenEnabled};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::{AlphaBalance, NetUid};

type Disposal = fn(&AccountId32, &AccountId32, AlphaBalance, NetUid) -> DispatchResult;

/// Both calls: their checks are the same.
const BOTH: [Disposal; 2] = [Staking::do_recycle_alpha, Staking::do_burn_alpha];

fn recycle(amount: u64) -> DispatchResult {
    call(|| Staking::do_recycle_alpha(&cold(), &hot(), alpha(amount), ONE))
}

fn burn(amount: u64) -> DispatchResult {
    call(|| Staking::do_burn_alpha(&cold(), &hot(), alpha(amount), ONE))
}

#[test]
fn recycled_alpha_leaves_the_issuance() {
    // Spec T100.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 200_000);
        give_stake(&other_cold(), &hot(), ONE, 200_000);
        assert_ok!(recycle(100_000));
        assert_eq!(stake(&cold(), &hot(), ONE), 100_000);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 200_000);
        assert_eq!(ledger(ONE).2, 300_000);
        assert_eq!(AlphaRecycled::<Test>::get(ONE), alpha(100_000));
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 0);
        assert_eq!(
            events(),
            vec![Event::AlphaRecycled(cold(), hot(), alpha(100_000), ONE)]
        );
    });
}

#[test]
fn burned_alpha_stays_issued() {
    // Spec T101.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 200_000);
        give_stake(&other_cold(), &hot(), ONE, 200_000);
        assert_ok!(burn(100_000));
        assert_eq!(stake(&cold(), &hot(), ONE), 100_000);
        assert_eq!(stake(&other_cold(), &hot(), ONE), 200_000);
        assert_eq!(ledger(ONE).2, 400_000);
        assert_eq!(AlphaBurned::<Test>::get(ONE), alpha(100_000));
        assert_eq!(
            events(),
            vec![Event::AlphaBurned(cold(), hot(), alpha(100_000), ONE)]
        );
    });
}

#[test]
fn tiny_shares_lose_no_precision() {
    // Spec T51: share and denominator are 10^-9.
    for dispose in [recycle, burn] {
        run(|| {
            let tiny = SafeFloat::new(1, -9).expect("1 is a small mantissa");
            give_stake(&cold(), &hot(), ONE, 200_000);
            TotalHotkeySharesV2::<Test>::insert(hot(), ONE, tiny);
            AlphaV2::<Test>::insert((hot(), cold(), ONE), tiny);
            assert_ok!(dispose(100_000));
            assert_eq!(stake(&cold(), &hot(), ONE), 100_000);
        });
    }
}

#[test]
fn no_more_than_the_stake_goes() {
    // Spec §4.6: the amount is capped, and nothing is accepted too.
    for dispose in [recycle, burn] {
        run(|| {
            give_stake(&cold(), &hot(), ONE, 200_000);
            assert_ok!(dispose(u64::MAX));
            assert_eq!(stake(&cold(), &hot(), ONE), 0);
            assert_ok!(dispose(0));
            assert_ok!(dispose(5));
        });
    }
}

#[test]
fn checks_come_in_the_main_chains_order() {
    // Spec §4.6 and T99: each step mends what was complained about.
    for dispose in BOTH {
        run(|| {
            let hotkey = account(51);
            let try_on = |netuid| call(|| dispose(&cold(), &hotkey, alpha(1_000), netuid));
            NetworksAdded::<Test>::remove(ONE);
            SubtokenEnabled::<Test>::insert(ONE, false);
            SubtokenEnabled::<Test>::insert(ROOT, false);
            // Stake that is not outside of any pool.
            Staking::increase_stake(&hotkey, &cold(), ONE, alpha(1_000));

            assert_noop!(try_on(MISSING), Error::SubnetNotExists);
            assert_noop!(try_on(ROOT), Error::CannotBurnOrRecycleOnRootSubnet);
            assert_noop!(try_on(ONE), Error::SubnetNotExists);
            NetworksAdded::<Test>::insert(ONE, true);
            assert_noop!(try_on(ONE), Error::SubtokenDisabled);
            SubtokenEnabled::<Test>::insert(ONE, true);
            assert_noop!(try_on(ONE), Error::HotKeyAccountNotExists);
            own(&other_cold(), &hotkey);
            SubnetAlphaOut::<Test>::insert(ONE, alpha(999));
            assert_noop!(try_on(ONE), Error::InsufficientLiquidity);
            SubnetAlphaOut::<Test>::insert(ONE, alpha(1_000));
            assert_ok!(try_on(ONE));
            assert!(!TotalHotkeyAlpha::<Test>::contains_key(&hotkey, ONE));
        });
    }
}
