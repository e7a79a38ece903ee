//! `recycle_alpha` and `burn_alpha`.

use super::mock::*;
use crate::{AlphaV2, TotalHotkeyAlpha, TotalHotkeySharesV2};
use frame_support::{assert_noop, assert_ok};
use pallet_alpha_assets::{AlphaBurned, AlphaRecycled};
use pallet_pools::{SubnetAlphaOut, SubnetTaoFlow};
use pallet_subnets::{NetworksAdded, RecycleOrBurnEnum, SubtokenEnabled};
use sp_runtime::DispatchResult;
use subtensor_math::share_pool::SafeFloat;

/// Both calls: their checks are the same.
const BOTH: [RecycleOrBurnEnum; 2] = [RecycleOrBurnEnum::Recycle, RecycleOrBurnEnum::Burn];

fn give_up(amount: u64, how: RecycleOrBurnEnum) -> DispatchResult {
    call(|| Staking::do_give_up_alpha(&cold(), &hot(), alpha(amount), ONE, how))
}

#[test]
fn recycled_alpha_leaves_the_issuance() {
    // Spec T100.
    run(|| {
        give_stake(&cold(), &hot(), ONE, 200_000);
        give_stake(&other_cold(), &hot(), ONE, 200_000);
        assert_ok!(give_up(100_000, RecycleOrBurnEnum::Recycle));
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
        assert_ok!(give_up(100_000, RecycleOrBurnEnum::Burn));
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
    for how in BOTH {
        run(|| {
            let tiny = SafeFloat::new(1, -9).expect("1 is a small mantissa");
            give_stake(&cold(), &hot(), ONE, 200_000);
            TotalHotkeySharesV2::<Test>::insert(hot(), ONE, tiny);
            AlphaV2::<Test>::insert((hot(), cold(), ONE), tiny);
            assert_ok!(give_up(100_000, how));
            assert_eq!(stake(&cold(), &hot(), ONE), 100_000);
        });
    }
}

#[test]
fn no_more_than_the_stake_goes() {
    // Spec §4.6: the amount is capped, and nothing is accepted too.
    for how in BOTH {
        run(|| {
            give_stake(&cold(), &hot(), ONE, 200_000);
            assert_ok!(give_up(u64::MAX, how));
            assert_eq!(stake(&cold(), &hot(), ONE), 0);
            assert_ok!(give_up(0, how));
            assert_ok!(give_up(5, how));
        });
    }
}

#[test]
fn checks_come_in_the_main_chains_order() {
    // Spec §4.6 and T99: each step mends what was complained about.
    for how in BOTH {
        run(|| {
            let hotkey = account(51);
            let try_on = |netuid| {
                call(|| Staking::do_give_up_alpha(&cold(), &hotkey, alpha(1_000), netuid, how))
            };
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
