#![allow(clippy::arithmetic_side_effects)]

use super::*;
use proptest::prelude::*;

/// One hotkey's pool with the shares of its owners, moved as the ledger moves
/// them.
#[derive(Default)]
struct Ledger {
    pool: Pool,
    shares: [SafeFloat; 3],
}

impl Ledger {
    fn change(&mut self, owner: usize, change: i64) {
        let (pool, share) = self.pool.with_change_for_one(self.shares[owner], change);
        self.pool = pool;
        self.shares[owner] = share;
    }

    fn inject(&mut self, change: i64) {
        self.pool = self.pool.with_change_for_all(change);
    }

    fn values(&self) -> [u64; 3] {
        self.shares.map(|share| self.pool.value_of(share))
    }
}

fn float(mantissa: u128, exponent: i64) -> SafeFloat {
    SafeFloat::new(mantissa, exponent).unwrap()
}

// T37 of the spec.
#[test]
fn withdrawing_all_shown_values_leaves_dust() {
    let mut ledger = Ledger::default();
    for (owner, stake) in [100, 200, 400].into_iter().enumerate() {
        ledger.change(owner, stake);
    }
    ledger.inject(1_000);
    assert_eq!(ledger.values(), [242, 485, 971]);
    assert_eq!(ledger.pool.value, 1_700);

    for owner in 0..3 {
        let shown = ledger.values()[owner];
        ledger.change(owner, -(shown as i64));
    }

    assert_eq!(ledger.values(), [0, 0, 0]);
    assert_eq!(ledger.pool.value, 2);
    assert!(ledger.shares.iter().all(|share| !share.is_zero()));
}

// T40 and T41 of the spec.
#[test]
fn a_share_is_worth_its_part_of_the_value() {
    for (value, expected) in [
        (100, [30, 70]),
        (
            u64::MAX,
            [5_534_023_222_112_865_484, 12_912_720_851_596_686_130],
        ),
    ] {
        let pool = Pool {
            value,
            denominator: SafeFloat::from(10),
        };
        assert_eq!([3u64, 7].map(|share| pool.value_of(share.into())), expected);
    }
}

// T42 of the spec.
#[test]
fn stakes_and_unstakes_are_exact() {
    let mut ledger = Ledger::default();
    for (owner, change) in [(0, 1_000), (0, -990), (1, 1_000), (1, -990)] {
        ledger.change(owner, change);
    }
    assert_eq!(ledger.values(), [10, 10, 0]);
    assert_eq!(ledger.pool.value, 20);
}

// T43, T44 and T45 of the spec, one after the other.
#[test]
fn tiny_stakes_survive_huge_injections() {
    let mut ledger = Ledger::default();
    ledger.change(0, 1);
    ledger.change(1, 1);
    ledger.inject(999_999_999_999_998);
    assert_eq!(ledger.values()[..2], [500_000_000_000_000; 2]);

    ledger.change(0, -499_999_999_999_990);
    ledger.change(1, -499_999_999_999_990);
    assert_eq!(ledger.values()[..2], [10; 2]);

    ledger.inject(999_999_999_999_980);
    ledger.change(0, 1_000_000_000_000);
    ledger.change(1, 1_000_000_000_000);
    assert_eq!(ledger.values()[..2], [501_000_000_000_000; 2]);
    assert_eq!(ledger.pool.value, 1_002_000_000_000_000);
}

// T46 of the spec.
#[test]
fn a_tiny_denominator_still_counts() {
    let pool = Pool {
        value: 1_000_000_000_000,
        denominator: float(1, -14),
    };
    let share = float(1, -15);
    assert_eq!(pool.value_of(share), 100_000_000_000);

    let (pool, share) = pool.with_change_for_one(share, -1_000);

    assert_eq!(pool.value_of(share), 99_999_999_000);
}

// T47 of the spec: two owners do the same, then the pool is paid.
#[test]
fn equal_owners_share_an_injection_equally() {
    for (stake, unstake, injection, expected) in [
        (1_000, 999, 1_000_000, 500_001),
        (1_000_000, 999_000, 100_000_000, 50_001_000),
        (1_000_000, 900_000, 100_000_000, 50_100_000),
        (
            100_000_000_000,
            1_000_000_000,
            1_000_000_000_000,
            599_000_000_000,
        ),
        (
            100_000_000_000,
            99_000_000_000,
            1_000_000_000_000,
            501_000_000_000,
        ),
        (
            100_000_000_000,
            99_990_000_000,
            1_000_000_000_000,
            500_010_000_000,
        ),
        (100_000_000_000, 99_990_000_000, 1_234_567_890, 627_283_945),
    ] {
        let mut ledger = Ledger::default();
        for owner in [0, 1] {
            ledger.change(owner, stake);
            ledger.change(owner, -unstake);
        }
        ledger.inject(injection);
        assert_eq!(ledger.values()[..2], [expected; 2]);
    }
}

// T48 of the spec.
#[test]
fn a_later_owner_takes_nothing_from_an_earlier() {
    for (stake, injection, later, expected) in [
        (1, 2_000_000_000, 500_000_000, [2_000_000_001, 500_000_000]),
        (1, 5_000_000_000, 50_000_000, [5_000_000_001, 49_999_999]),
        (
            500_000_000,
            1_000_000_000,
            1_000_000_000,
            [1_500_000_000, 999_999_999],
        ),
    ] {
        let mut ledger = Ledger::default();
        ledger.change(0, stake);
        ledger.inject(injection);
        ledger.change(1, later);
        assert_eq!(ledger.values()[..2], expected);
    }
}

// T49 of the spec.
#[test]
fn a_partial_unstake_leaves_the_exact_difference() {
    for (stake, unstake) in [(1_000, 990), (1_000_000_000_000, 999_999_999_990)] {
        let mut ledger = Ledger::default();
        ledger.change(0, stake);
        ledger.change(0, -unstake);
        assert_eq!(ledger.values()[0], (stake - unstake) as u64);
    }
}

// T50 of the spec, the arithmetic of it: entries of the older kind count as
// entries of the newer.
#[test]
fn older_shares_count_as_newer_ones() {
    use substrate_fixed::types::U64F64;

    let old = SafeFloat::from(U64F64::from_num(200_000));
    let new = SafeFloat::from(200_000u64);
    for (share, denominator) in [(old, old), (old, new), (new, old), (new, new)] {
        let pool = Pool {
            value: 200_000,
            denominator,
        };
        assert_eq!(pool.value_of(share), 200_000);
        let (pool, share) = pool.with_change_for_one(share, 200_000);
        assert_eq!(pool.value_of(share), 400_000);
    }
}

// T51 of the spec.
#[test]
fn half_of_a_tiny_share_is_exact() {
    let share = float(1, -9);
    let pool = Pool {
        value: 200_000,
        denominator: share,
    };

    let (pool, share) = pool.with_change_for_one(share, -100_000);

    assert_eq!(pool.value_of(share), 100_000);
    assert_eq!(pool.value, 100_000);
}

// Section 3.4 of the spec: with value but without owners, the next one gets all.
#[test]
fn the_first_owner_gets_what_was_there() {
    let mut ledger = Ledger::default();
    ledger.inject(900);
    assert!(ledger.pool.registers_change_for_one(100));

    ledger.change(0, 100);

    assert_eq!(ledger.values()[0], 1_000);
}

// Section 3.3 of the spec: a step is 0 where the value is 0.
#[test]
fn a_change_of_an_emptied_pool_is_not_registered() {
    let pool = Pool {
        value: 0,
        denominator: SafeFloat::from(5),
    };
    assert!(!pool.registers_change_for_one(100));

    let (after, share) = pool.with_change_for_one(SafeFloat::from(5), 100);

    assert_eq!(after.denominator, pool.denominator);
    assert_eq!(share, SafeFloat::from(5));
    assert_eq!(after.value, 100);
}

fn change() -> impl Strategy<Value = (usize, i64)> {
    let amount = prop_oneof![0i64..1_000, 0i64..21_000_000_000_000_000];
    (
        0usize..4,
        prop_oneof![amount.clone(), amount.prop_map(|a| -a)],
    )
}

proptest! {
    #[test]
    fn numbers_stay_normal_and_values_within_the_pool(
        changes in prop::collection::vec(change(), 1..60),
    ) {
        let mut ledger = Ledger::default();
        for (owner, change) in changes {
            match owner {
                3 => ledger.inject(change),
                _ if change >= 0 => ledger.change(owner, change),
                // As the ledger: nobody withdraws more than he is shown.
                _ => {
                    let shown = ledger.values()[owner] as i64;
                    ledger.change(owner, change.max(-shown));
                }
            }
            for number in ledger.shares.iter().chain([&ledger.pool.denominator]) {
                prop_assert!(number.is_normal());
            }
        }
    }

    #[test]
    fn one_owner_alone_owns_everything(stake in 1i64..21_000_000_000_000_000, paid: u32) {
        let mut ledger = Ledger::default();
        ledger.change(0, stake);
        ledger.inject(i64::from(paid));
        prop_assert_eq!(ledger.values()[0], ledger.pool.value);
    }
}
