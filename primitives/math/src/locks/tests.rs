#![allow(clippy::arithmetic_side_effects, clippy::float_arithmetic)]

use super::*;
use proptest::prelude::*;

const DEFAULT: Rates = Rates {
    unlock: 934_866,
    maturity: 934_866,
};
const DECAYING: Kind = Kind {
    owner: false,
    perpetual: false,
};
const PERPETUAL: Kind = Kind {
    owner: false,
    perpetual: true,
};
const OWNER: Kind = Kind {
    owner: true,
    perpetual: false,
};

fn alpha(rao: u64) -> AlphaBalance {
    AlphaBalance::new(rao)
}

fn lock(mass: u64, conviction: u64, at: u64) -> LockState {
    LockState {
        locked_mass: alpha(mass),
        conviction: U64F64::from_num(conviction),
        last_update: at,
    }
}

/// A fresh lock after `dt` blocks: its mass, and its conviction as a float.
fn after(mass: u64, dt: u64, rates: Rates, kind: Kind) -> (u64, f64) {
    let rolled = lock(mass, 0, 7).rolled(7 + dt, rates, kind);
    assert_eq!(rolled.last_update, 7 + dt);
    (
        rolled.locked_mass.to_u64(),
        rolled.conviction.to_bits() as f64 / 2f64.powi(64),
    )
}

#[test]
fn the_decay_has_the_chapters_raw_values() {
    // Chapter `pools-and-staking` §4.9, decay.
    assert_eq!(exp_decay(0, 0), 1);
    assert_eq!(exp_decay(0, 5), 1);
    assert_eq!(exp_decay(5, 0), 0);
    assert_eq!(exp_decay(1, 1).to_bits(), 6_786_177_901_268_885_275);
    assert_eq!(
        exp_decay(934_866, 934_866).to_bits(),
        6_786_177_901_268_885_275
    );
    for (dt, tau) in [
        (40, 1),
        (41, 1),
        (u64::MAX, 1),
        (u64::MAX, 934_866),
        (400, 10),
    ] {
        assert_eq!(exp_decay(dt, tau).to_bits(), 78, "{dt}/{tau}");
    }
}

#[test]
fn locks_roll_as_in_the_chapters_rows() {
    // Chapter `pools-and-staking` §10.8 rows T135 to T137: mass, blocks, U, R,
    // perpetual; the mass and the conviction after, and the last place given.
    let unequal = Rates {
        unlock: 200_000,
        maturity: 240_000,
    };
    for (row, mass, dt, rates, kind, mass_after, conviction, place) in [
        (
            "T135", 10_000, 934_866, DEFAULT, DECAYING, 3_678, 3_678.794, 1e-3,
        ),
        (
            "T135", 10_000, 934_866, DEFAULT, PERPETUAL, 10_000, 6_321.206, 1e-3,
        ),
        (
            "T136",
            1_000_000_000,
            100,
            DEFAULT,
            DECAYING,
            999_893_038,
            106_955.760,
            1e-3,
        ),
        (
            "T136",
            1_000_000_000,
            7_200,
            DEFAULT,
            DECAYING,
            992_327_943,
            7_642_551.11,
            1e-2,
        ),
        (
            "T136",
            1_000_000_000,
            216_000,
            DEFAULT,
            DECAYING,
            793_700_450,
            183_383_818.9,
            1e-1,
        ),
        (
            "T136",
            1_000_000_000,
            648_000,
            DEFAULT,
            DECAYING,
            499_999_856,
            346_573_634.2,
            1e-1,
        ),
        (
            "T136",
            1_000_000_000,
            648_000,
            DEFAULT,
            PERPETUAL,
            1_000_000_000,
            500_000_143.3,
            1e-1,
        ),
        (
            "T137", 10_000, 10_000, unequal, DECAYING, 9_512, 398.0016, 1e-4,
        ),
    ] {
        let (got_mass, got_conviction) = after(mass, dt, rates, kind);
        assert_eq!(got_mass, mass_after, "{row}, {dt} blocks");
        assert!(
            (got_conviction - conviction).abs() <= place,
            "{row}, {dt} blocks: {got_conviction}"
        );
    }
}

#[test]
fn a_lock_to_the_owner_hotkey_has_its_whole_conviction_at_once() {
    // Row T138.
    assert_eq!(
        lock(5_000, 0, 9).rolled(9, DEFAULT, OWNER),
        lock(5_000, 5_000, 9)
    );
    let (mass, conviction) = after(10_000, 934_866, DEFAULT, OWNER);
    assert_eq!((mass, conviction), (3_678, 3_678.0));
}

#[test]
fn a_missing_rate_frees_or_matures_nothing_in_between() {
    // Chapter §4.9, roll: one rate 0 gives no conviction from mass; both 0 are
    // equal rates with a decay of 0.
    let rates = |unlock, maturity| Rates { unlock, maturity };
    assert_eq!(after(10_000, 5, rates(0, 100), DECAYING), (0, 0.0));
    assert_eq!(after(10_000, 5, rates(100_000, 0), DECAYING), (9_999, 0.0));
    assert_eq!(after(10_000, 5, rates(0, 0), DECAYING), (0, 0.0));
    assert_eq!(after(10_000, 5, rates(0, 0), PERPETUAL), (10_000, 10_000.0));
}

#[test]
fn dust_is_nothing() {
    // Row T141.
    for (mass, conviction, dust) in [
        (99, 99, true),
        (100, 99, false),
        (99, 100, false),
        (0, 0, true),
    ] {
        let state = lock(mass, conviction, 3);
        assert_eq!(state.is_dust(), dust, "{mass}, {conviction}");
        let rolled = state.rolled(3, DEFAULT, PERPETUAL);
        assert_eq!(rolled.is_empty(), dust, "{mass}, {conviction}");
    }
}

#[test]
fn a_forced_reduction_takes_conviction_in_proportion() {
    // Row T139.
    let (left, sum) = lock(1_000, 1_000, 5).force_reduced(lock(1_000, 1_000, 5), alpha(400), 5);
    assert_eq!(left.locked_mass, alpha(600));
    // 1 - 0.4 with 0.4 cut after 64 bits: some 10^-17 too much.
    let off = left.conviction.to_bits().abs_diff(600 << 64);
    assert!(off < 1 << 12, "{off}");
    assert_eq!(left, sum);
}

#[test]
fn a_forced_reduction_takes_no_more_from_the_sum_than_from_the_lock() {
    // Row T140.
    let (left, sum) = lock(1_000, 1_000, 5).force_reduced(lock(6_000, 3_000, 5), alpha(2_000), 5);
    assert!(left.is_empty());
    assert_eq!(sum, lock(5_000, 2_000, 5));
}

#[test]
fn unlocked_alpha_is_transferred_first() {
    // Chapter §4.9, transfer_lock: 1000 alpha of which 600 are locked.
    let state = lock(600, 300, 0);
    for (amount, part) in [
        (0, None),
        (400, None),
        (401, Some((1, 0.5))),
        (700, Some((300, 150.0))),
        (1_000, Some((600, 300.0))),
        // More than there is: no more than all of it.
        (5_000, Some((600, 300.0))),
    ] {
        let got = state.part_transferred(alpha(1_000), alpha(amount));
        match (got, part) {
            (None, None) => {}
            (Some(got), Some((mass, conviction))) => {
                assert_eq!(got.mass, alpha(mass), "{amount}");
                let off = got.conviction.to_num::<f64>() - conviction;
                assert!(off.abs() < 1e-9, "{amount}: {off}");
            }
            other => panic!("{amount}: {other:?}"),
        }
    }
    // A lock without mass has nothing to give.
    let nothing = lock(0, 300, 0).part_transferred(alpha(10), alpha(20));
    assert_eq!(
        nothing,
        Some(LockedPart {
            mass: alpha(0),
            conviction: U64F64::from_num(0)
        })
    );
}

#[test]
fn a_sum_follows_the_lock_that_was_rolled() {
    // Chapter §4.9, quirk: what a decaying lock lost leaves the sum, and the rest
    // of the sum stays as it is, stamped now.
    let one = lock(10_000, 0, 0);
    let sum = lock(30_000, 6_000, 0);
    let (rolled, followed) = one.rolled_with_sum(sum, 934_866, DEFAULT, DECAYING);
    assert_eq!(rolled.locked_mass, alpha(3_678));
    assert_eq!(followed, lock(30_000 - 6_322, 6_000, 934_866));
    // A perpetual lock only gains, so the sum rolls by itself.
    let (_, followed) = one.rolled_with_sum(sum, 934_866, DEFAULT, PERPETUAL);
    assert_eq!(followed, sum.rolled(934_866, DEFAULT, PERPETUAL));
}

#[test]
fn ownership_needs_alpha_age_and_a_tenth_of_conviction() {
    // Chapter §4.9, ownership change.
    let may = |out, now, conviction| {
        may_change_owner(alpha(out), 50, now, || U64F64::from_num(conviction))
    };
    assert!(may(1_000, 2_629_850, 100.0));
    assert!(!may(1_000, 2_629_849, 100.0));
    assert!(!may(1_000, 2_629_850, 99.5));
    assert!(!may(0, 2_629_850, 100.0));
}

fn any_rates() -> impl Strategy<Value = Rates> {
    let rate = || prop_oneof![Just(0), Just(934_866), 1u64..2_000_000, any::<u64>()];
    (rate(), rate()).prop_map(|(unlock, maturity)| Rates { unlock, maturity })
}

fn any_kind() -> impl Strategy<Value = Kind> {
    (any::<bool>(), any::<bool>()).prop_map(|(owner, perpetual)| Kind { owner, perpetual })
}

/// Alpha up to more than there can be.
fn any_mass() -> impl Strategy<Value = u64> {
    (any::<u64>(), 8u32..60).prop_map(|(bits, shift)| bits >> shift)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn decays_are_proportions_that_fall(dt in any::<u64>(), tau in any::<u64>(), more in any::<u32>()) {
        let decay = exp_decay(dt, tau);
        prop_assert!(decay <= U64F64::from_num(1));
        prop_assert!(exp_decay(dt.saturating_add(u64::from(more)), tau) <= decay);
    }

    #[test]
    fn mass_never_grows_and_perpetual_mass_stays(
        mass in any_mass(), conviction in any_mass(), dt in 0u64..10_000_000,
        rates in any_rates(), kind in any_kind(),
    ) {
        let rolled = lock(mass, conviction, 0).rolled(dt, rates, kind);
        prop_assert!(rolled.locked_mass <= alpha(mass));
        if kind.perpetual && !rolled.is_empty() {
            prop_assert_eq!(rolled.locked_mass, alpha(mass));
        }
        if kind.owner {
            prop_assert_eq!(rolled.conviction, U64F64::from_num(rolled.locked_mass.to_u64()));
        }
    }

    #[test]
    fn conviction_comes_from_mass_only(
        mass in any_mass(), conviction in any_mass(), dt in 0u64..10_000_000, perpetual: bool,
    ) {
        // With equal rates a decaying lock's conviction is at most mass/e more.
        let kind = Kind { owner: false, perpetual };
        let rolled = lock(mass, conviction, 0).rolled(dt, DEFAULT, kind);
        prop_assert!(rolled.conviction <= U64F64::from_num(mass.saturating_add(conviction) + 1));
    }

    #[test]
    fn rolling_again_at_the_same_block_changes_nothing(
        mass in any_mass(), conviction in any_mass(), dt in 0u64..10_000_000,
        rates in any_rates(), kind in any_kind(),
    ) {
        let rolled = lock(mass, conviction, 0).rolled(dt, rates, kind);
        prop_assert_eq!(rolled.rolled(dt, rates, kind), rolled);
    }

    #[test]
    fn what_a_lock_loses_its_sum_loses_too(
        mass in any_mass(), conviction in any_mass(), others in any_mass(), amount in any_mass(),
    ) {
        let one = lock(mass, conviction, 3);
        let sum = one.merged(lock(others, others, 3));
        let (left, sum_left) = one.force_reduced(sum, alpha(amount), 3);
        prop_assert!(left.locked_mass <= one.locked_mass && left.conviction <= one.conviction);
        prop_assert_eq!(left.merged(lock(others, others, 3)), sum_left);
    }

    #[test]
    fn a_transfer_never_takes_more_than_the_lock(
        mass in any_mass(), conviction in any_mass(), total in any_mass(), amount in any_mass(),
    ) {
        let state = lock(mass, conviction, 0);
        if let Some(part) = state.part_transferred(alpha(total), alpha(amount)) {
            prop_assert!(part.mass <= state.locked_mass.min(alpha(amount)));
            prop_assert!(part.conviction <= state.conviction);
        } else {
            // What stays still covers the lock.
            prop_assert!(amount == 0 || total >= amount + mass);
        }
    }
}
