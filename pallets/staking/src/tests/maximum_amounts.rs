//! How much of an order a limit price allows.

use super::mock::*;
use crate::{NominatorMinRequiredStake, TotalHotkeyAlpha};
use frame_support::assert_storage_noop;
use pallet_subnets::SubnetMechanism;
use pallet_swap::{Balancer, PalSwapInitialized, SwapBalancer};
use sp_runtime::{DispatchError, Perquintill};
use subtensor_types::{NetUid, TaoBalance};

type SwapError = pallet_swap::Error<Test>;

/// A limit price of this many thousandths.
const fn milli(price: u64) -> u64 {
    price * 1_000_000
}

fn most_to_add(netuid: NetUid, limit: u64) -> Result<u64, DispatchError> {
    Staking::get_max_amount_add(netuid, tao(limit)).map(u64::from)
}

fn most_to_remove(netuid: NetUid, limit: u64) -> Result<u64, DispatchError> {
    Staking::get_max_amount_remove(netuid, tao(limit)).map(u64::from)
}

fn most_to_move(from: NetUid, to: NetUid, limit: u64) -> Result<u64, DispatchError> {
    Staking::get_max_amount_move(from, to, tao(limit)).map(u64::from)
}

/// Asks about network one with these reserves.
fn with_reserves(tao_reserve: u64, alpha_reserve: u64, ask: impl FnOnce()) {
    write_reserves(ONE, tao_reserve, alpha_reserve);
    assert_storage_noop!(ask());
    forget_reserves(ONE);
}

#[test]
fn stable_networks_take_all_up_to_one() {
    // Spec T52.
    run(|| {
        for netuid in [ROOT, STABLE] {
            for (limit, most) in [
                (0, 0),
                (BILLION - 1, 0),
                (BILLION, u64::MAX),
                (u64::MAX, u64::MAX),
            ] {
                assert_eq!(most_to_add(netuid, limit), Ok(most));
            }
        }
    });
}

#[test]
fn pools_take_until_the_limit() {
    // Spec §10.4: row, reserves, limit, amount.
    run(|| {
        for (row, (tao_reserve, alpha_reserve), limit, most) in [
            ("T53", (100, 100), milli(1_100), 4),
            ("T53", (1_000, 1_000), milli(1_100), 48),
            ("T53", (10_000, 10_000), milli(1_100), 488),
            ("T54", (1_000_000, 1_000_000), milli(4_000), 1_000_503),
            ("T54", (1_000_000, 1_000_000), milli(9_000), 2_001_007),
            ("T54", (1_000_000, 1_000_000), milli(16_000), 3_001_511),
            (
                "T55",
                (TRILLION, TRILLION),
                milli(16_000),
                3_001_511_404_231,
            ),
            ("T56", (150 * BILLION, 100 * BILLION), 1_500_000_001, 49),
            (
                "T56",
                (150 * BILLION, 100 * BILLION),
                milli(6_000),
                150_075_570_211,
            ),
            ("T57", (u64::MAX / 2, u64::MAX), u64::MAX, u64::MAX),
        ] {
            with_reserves(tao_reserve, alpha_reserve, || {
                assert_eq!(most_to_add(ONE, limit), Ok(most), "{row}: limit {limit}");
            });
        }
    });
}

#[test]
fn a_price_at_the_limit_takes_nothing() {
    // Spec §10.4: row, reserves, limit.
    run(|| {
        for (row, (tao_reserve, alpha_reserve), limit) in [
            ("T56", (150 * BILLION, 100 * BILLION), 0),
            ("T56", (150 * BILLION, 100 * BILLION), milli(500)),
            ("T56", (150 * BILLION, 100 * BILLION), milli(1_500)),
            ("T58", (5_032_494_439_940, 186_268_425_402_874), 26_953_618),
        ] {
            with_reserves(tao_reserve, alpha_reserve, || {
                let beyond = SwapError::PriceLimitExceeded.into();
                assert_eq!(most_to_add(ONE, limit), Err(beyond), "{row}: limit {limit}");
            });
        }
    });
}

#[test]
fn stable_networks_give_all_down_to_one() {
    // Spec T59.
    run(|| {
        for netuid in [ROOT, STABLE] {
            for (limit, most) in [
                (0, u64::MAX),
                (BILLION, u64::MAX),
                (BILLION + 1, 0),
                (u64::MAX, 0),
            ] {
                assert_eq!(most_to_remove(netuid, limit), Ok(most));
            }
        }
    });
}

#[test]
fn pools_give_until_the_limit() {
    // Spec §10.4: row, reserves, limit, amount.
    const MUCH: u64 = 21_000_000_000_000_000;
    run(|| {
        for (row, (tao_reserve, alpha_reserve), limit, most) in [
            ("T61", (1_001, 1_001), 0, 1_001_000),
            ("T61", (1_001, 1_001), 10_000, 17_472),
            ("T61", (1_001, 1_001), 1_000_000, 17_472),
            ("T61", (1_001, 1_001), 10_000_000, 9_013),
            ("T61", (1_001, 1_001), 100_000_000, 2_165),
            ("T62", (1_000_000, 1_000_000), milli(250), 1_000_503),
            ("T62", (1_000_000, 1_000_000), 62_500_000, 3_001_511),
            (
                "T63",
                (200 * BILLION, 100 * BILLION),
                milli(500),
                100_050_380_141,
            ),
            (
                "T63",
                (200 * BILLION, 100 * BILLION),
                milli(125),
                300_151_140_423,
            ),
            ("T63", (200 * BILLION, 100 * BILLION), 1_999_999_990, 250),
            ("T63", (200 * BILLION, 100 * BILLION), 1_999_999_999, 24),
            ("T64", (MUCH, 1_000_000), MUCH, 17_455_533),
            ("T64", (MUCH, 1_000_000), u64::MAX, 66_997),
            (
                "T65",
                (MUCH, 1_000_000_000_000_000_000),
                milli(20),
                24_707_518_010_384_840,
            ),
            ("T65", (MUCH, MUCH), 999_999_999, 10_505_288),
        ] {
            with_reserves(tao_reserve, alpha_reserve, || {
                assert_eq!(most_to_remove(ONE, limit), Ok(most), "{row}: limit {limit}");
            });
        }
    });
}

#[test]
fn pools_at_the_limit_or_without_a_reserve_give_nothing() {
    // Spec T60 and the last limit of T63.
    run(|| {
        with_reserves(0, BILLION, || {
            assert_eq!(
                most_to_remove(ONE, 0),
                Err(SwapError::ReservesTooLow.into())
            );
        });
        with_reserves(BILLION, 0, || {
            assert_eq!(
                most_to_remove(ONE, 0),
                Err(SwapError::PriceLimitExceeded.into())
            );
        });
        with_reserves(200 * BILLION, 100 * BILLION, || {
            assert_eq!(
                most_to_remove(ONE, milli(2_000)),
                Err(SwapError::PriceLimitExceeded.into())
            );
        });
    });
}

#[test]
fn stake_moves_freely_between_stable_networks() {
    // Spec T66.
    run(|| {
        for (from, to) in [(ROOT, STABLE), (STABLE, ROOT), (ROOT, ROOT)] {
            for (limit, most) in [
                (0, u64::MAX),
                (BILLION, u64::MAX),
                (BILLION + 1, 0),
                (u64::MAX, 0),
            ] {
                assert_eq!(most_to_move(from, to, limit), Ok(most));
            }
        }
    });
}

#[test]
fn a_move_into_a_pool_is_a_buy_and_a_move_out_of_one_a_sale() {
    // Spec §4.3: the limit of the buy is the inverse. Row T54 has the buy up to
    // the price 4, row T62 the sale down to 0.25.
    run(|| {
        write_reserves(ONE, 1_000_000, 1_000_000);
        assert_eq!(most_to_move(STABLE, ONE, 0), Ok(u64::MAX));
        assert_eq!(most_to_move(STABLE, ONE, milli(250)), Ok(1_000_503));
        assert_eq!(
            most_to_move(ROOT, ONE, milli(1_000)),
            Err(SwapError::PriceLimitExceeded.into())
        );
        assert_eq!(most_to_move(ONE, ROOT, milli(250)), Ok(1_000_503));
        assert_eq!(
            most_to_move(ONE, STABLE, milli(1_000)),
            Err(SwapError::PriceLimitExceeded.into())
        );
        forget_reserves(ONE);
    });
}

#[test]
fn a_move_between_pools_keeps_the_constant_product() {
    // Spec §10.4: row, both pools' reserves, limit, amount.
    const PAIR: [u64; 4] = [150 * BILLION, 100 * BILLION, 100 * BILLION, 100 * BILLION];
    run(|| {
        for (row, [tao_1, alpha_1, tao_2, alpha_2], limit, most) in [
            ("T67", [1, 1, 1, 1], 1, 499_999_999),
            ("T67", [1, 1, 1, 1], 3, 166_666_666),
            ("T68", [1_000; 4], milli(500), 500),
            ("T68", [1_000; 4], milli(100), 4_500),
            ("T69", PAIR, milli(100), 560 * BILLION),
            ("T69", PAIR, milli(500), 79_999_999_999),
            ("T69", PAIR, milli(750), 39_999_999_999),
            ("T69", PAIR, milli(1_000), 19_999_999_999),
            ("T69", PAIR, milli(1_250), 7_999_999_999),
            ("T69", PAIR, 1_499_999_999, 26),
            ("T69", PAIR, milli(1_500), 0),
            ("T69", PAIR, 1_500_000_001, 0),
            ("T69", PAIR, u64::MAX, 0),
            ("T69", PAIR, 0, u64::MAX),
            (
                "T70",
                [100 * BILLION, 200 * BILLION, 300 * BILLION, 400 * BILLION],
                milli(500),
                50 * BILLION,
            ),
        ] {
            write_reserves(ONE, tao_1, alpha_1);
            write_reserves(TWO, tao_2, alpha_2);
            let found = most_to_move(ONE, TWO, limit);
            assert_eq!(found, Ok(most), "{row}: limit {limit}");
        }
        forget_reserves(ONE);
        forget_reserves(TWO);
    });
}

#[test]
fn an_empty_pool_moves_nothing() {
    // Spec §4.3: whatever the limit, even none.
    run(|| {
        for empty in 0..4 {
            let mut reserves = [1_000; 4];
            reserves[empty] = 0;
            let [tao_1, alpha_1, tao_2, alpha_2] = reserves;
            write_reserves(ONE, tao_1, alpha_1);
            write_reserves(TWO, tao_2, alpha_2);
            for limit in [0, 1, BILLION] {
                assert_eq!(most_to_move(ONE, TWO, limit), Ok(0));
            }
        }
        forget_reserves(ONE);
        forget_reserves(TWO);
    });
}

#[test]
fn weights_count_for_the_limit_but_not_for_the_amount() {
    // Spec §4.3, quirk. The price of the first pool, 0.667 by reserves and
    // weights, is below the limit that the amount would allow.
    run(|| {
        write_reserves(ONE, 1_000, 1_000);
        write_reserves(TWO, 1_000, 1_000);
        SwapBalancer::<Test>::insert(ONE, Balancer::new(Perquintill::from_percent(60)));
        PalSwapInitialized::<Test>::insert(ONE, true);
        assert_eq!(most_to_move(ONE, TWO, milli(667)), Ok(0));
        // As without weights: (500 / 0.666) - 500 = 250.75.
        assert_eq!(most_to_move(ONE, TWO, milli(666)), Ok(250));
        forget_reserves(ONE);
        forget_reserves(TWO);
    });
}

#[test]
fn the_growth_of_a_reserve_under_a_limit_is_capped() {
    // Spec T72: with a limit 17.4 times the reserve is the most; without, all.
    run(|| {
        set_pool(ONE, BILLION, BILLION);
        let order = tao(900 * BILLION);
        let capped = Pools::simulate_tao_for_alpha(ONE, order, tao(400 * BILLION)).unwrap();
        assert_eq!(capped.amount_paid_in, tao(17_446_744_073));
        assert_eq!(capped.amount_paid_out, alpha(945_789_891));
        assert_eq!(capped.fee_paid, tao(8_789_694));
        assert_eq!(
            most_to_add(ONE, 400 * BILLION),
            Ok(17_446_744_073 + 8_789_694)
        );

        let max_price = pallet_swap::Pallet::<Test>::max_price();
        let full = Pools::simulate_tao_for_alpha(ONE, order, max_price).unwrap();
        assert_eq!(full.amount_paid_in, tao(899_546_807_050));
        assert_eq!(full.amount_paid_out, alpha(998_889_563));
    });
}

#[test]
fn a_hotkeys_stake_is_worth_its_alpha_at_spot_prices() {
    // Spec §4.1: one floor over the sum of all networks, root included.
    run(|| {
        write_reserves(ONE, 1_000, 4_000);
        write_reserves(TWO, 3_000, 4_000);
        for (netuid, amount) in [(ONE, 1_002), (TWO, 1_002), (ROOT, 7), (STABLE, 5)] {
            give_stake(&cold(), &hot(), netuid, amount);
        }
        // 250.5 + 751.5 + 7 + 5.
        assert_eq!(Staking::total_hotkey_stake(&hot()), tao(1_014));
        assert_eq!(Staking::total_hotkey_stake(&stranger()), TaoBalance::ZERO);
        TotalHotkeyAlpha::<Test>::remove(hot(), STABLE);
        assert_eq!(Staking::total_hotkey_stake(&hot()), tao(1_009));
        give_stake(&cold(), &hot(), STABLE, 5);
        forget_reserves(ONE);
        forget_reserves(TWO);
    });
}

#[test]
fn small_nominations_are_measured_at_the_spot_price() {
    // Spec §4.1: with the main chain's factor of 10 000 000 it is 0.02 TAO.
    run(|| {
        write_reserves(ONE, 1_000, 4_000);
        assert_eq!(Staking::required_nomination(ONE), alpha(0));
        NominatorMinRequiredStake::<Test>::put(10_000_000);
        assert_eq!(Staking::required_nomination(ONE), alpha(80_000_000));
        assert_eq!(Staking::required_nomination(STABLE), alpha(20_000_000));
        NominatorMinRequiredStake::<Test>::put(u64::MAX);
        assert_eq!(
            Staking::required_nomination(STABLE),
            alpha(u64::MAX / 1_000_000)
        );
        // Without a price nothing is required.
        forget_reserves(ONE);
        assert_eq!(Staking::required_nomination(ONE), alpha(0));
        SubnetMechanism::<Test>::insert(ONE, 0);
        assert_eq!(
            Staking::required_nomination(ONE),
            alpha(u64::MAX / 1_000_000)
        );
    });
}
