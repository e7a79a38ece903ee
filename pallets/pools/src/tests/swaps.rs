//! The two swaps of the ledger and what they do to every total.

use super::mock::*;
use crate::{SubnetTaoFlow, SubnetVolume, TotalStake};
use frame_support::{assert_noop, assert_storage_noop};
use pallet_swap::SwapResult;
use subtensor_types::{NetUid, TaoBalance};

const MAX_PRICE: TaoBalance = TaoBalance::new(1_000_000_000_000_000);
const MIN_PRICE: TaoBalance = TaoBalance::new(1_000);
const BILLION: u64 = 1_000_000_000;

/// `TotalStake` and the volume of a network.
fn totals(netuid: NetUid) -> (u64, u128) {
    (
        TotalStake::<Test>::get().to_u64(),
        SubnetVolume::<Test>::get(netuid),
    )
}

#[test]
fn a_buy_moves_the_reserves_by_the_net_amount_and_the_totals_by_the_gross() {
    // Spec T83 and the quirk of §2.2: TotalStake drifts up by the fee.
    run(|| {
        set_pool(DYNAMIC, 100 * BILLION, 400 * BILLION);
        let swap = Pools::swap_tao_for_alpha(DYNAMIC, tao(BILLION), MAX_PRICE, false);
        assert_eq!(
            swap,
            Ok(SwapResult {
                amount_paid_in: tao(999_496_453),
                amount_paid_out: alpha(3_958_421_529),
                fee_paid: tao(503_547),
                fee_to_block_author: tao(503_547),
            })
        );
        assert_eq!(
            ledger(DYNAMIC),
            (100_999_496_453, 396_041_578_471, 3_958_421_529)
        );
        assert_eq!(totals(DYNAMIC), (101 * BILLION, u128::from(BILLION)));
        // Flows are the callers' business.
        assert_eq!(SubnetTaoFlow::<Test>::get(DYNAMIC), 0);
    });
}

#[test]
fn a_sale_is_the_buy_backwards() {
    // Spec T84: the first line of its results.
    run(|| {
        set_pool(DYNAMIC, 100 * BILLION, 400 * BILLION);
        Pools::swap_tao_for_alpha(DYNAMIC, tao(BILLION), MAX_PRICE, false).unwrap();
        let swap =
            Pools::swap_alpha_for_tao(DYNAMIC, alpha(3_958_421_529), MIN_PRICE, false).unwrap();
        assert_eq!(swap.amount_paid_out, tao(998_998_136));
        assert_eq!(swap.fee_paid, alpha(1_993_254));
        assert_eq!(swap.amount_paid_in, alpha(3_958_421_529 - 1_993_254));
        assert_eq!(
            ledger(DYNAMIC),
            (
                100_999_496_453 - 998_998_136,
                400 * BILLION - 1_993_254,
                1_993_254
            )
        );
        assert_eq!(
            totals(DYNAMIC),
            (101 * BILLION - 998_998_136, 1_998_998_136)
        );
    });
}

#[test]
fn the_authors_sale_of_the_fee_alpha_ends_the_round_trip() {
    // Spec T84: the fee alpha sells for 498 315 TAO without a fee of its own.
    run(|| {
        set_pool(DYNAMIC, 100 * BILLION, 400 * BILLION);
        Pools::swap_tao_for_alpha(DYNAMIC, tao(BILLION), MAX_PRICE, false).unwrap();
        Pools::swap_alpha_for_tao(DYNAMIC, alpha(3_958_421_529), MIN_PRICE, false).unwrap();
        let swap = Pools::swap_alpha_for_tao(DYNAMIC, alpha(1_993_254), MIN_PRICE, true).unwrap();
        assert_eq!(swap.amount_paid_out, tao(498_315));
        assert_eq!(ledger(DYNAMIC), (100_000_000_002, 400 * BILLION, 0));
    });
}

#[test]
fn totals_count_what_a_limit_leaves_over() {
    // Spec T86 with the quirk of §2.2: 900 TAO asked, 450 swapped.
    run(|| {
        set_pool(DYNAMIC, 150 * BILLION, 100 * BILLION);
        let swap = Pools::swap_tao_for_alpha(DYNAMIC, tao(900 * BILLION), tao(24 * BILLION), false)
            .unwrap();
        assert_eq!(swap.amount_paid_in, tao(450 * BILLION));
        assert_eq!(swap.amount_paid_out, alpha(75 * BILLION));
        assert_eq!(swap.fee_paid, tao(226_710_634));
        assert_eq!(ledger(DYNAMIC), (600 * BILLION, 25 * BILLION, 75 * BILLION));
        assert_eq!(
            totals(DYNAMIC),
            (1_050 * BILLION, u128::from(900 * BILLION))
        );
        assert_eq!(Pools::alpha_price(DYNAMIC), 24);
    });
}

#[test]
fn root_swaps_one_to_one_and_its_alpha_reserve_saturates() {
    // Spec T88, T89 and §6.1: on root there is no fee and no limit.
    run(|| {
        let root = NetUid::ROOT;
        crate::SubnetAlphaIn::<Test>::insert(root, alpha(BILLION));
        let swap = Pools::swap_tao_for_alpha(root, tao(BILLION), tao(1), false).unwrap();
        assert_eq!(swap.amount_paid_out, alpha(BILLION));
        assert_eq!(swap.fee_paid, TaoBalance::ZERO);
        assert_eq!(ledger(root), (BILLION, 0, BILLION));
        assert_eq!(totals(root), (BILLION, u128::from(BILLION)));

        Pools::swap_tao_for_alpha(root, tao(5), MAX_PRICE, false).unwrap();
        assert_eq!(ledger(root), (BILLION + 5, 0, BILLION + 5));

        let swap = Pools::swap_alpha_for_tao(root, alpha(BILLION + 5), MAX_PRICE, false).unwrap();
        assert_eq!(swap.amount_paid_out, tao(BILLION + 5));
        assert_eq!(ledger(root), (0, BILLION + 5, 0));
        assert_eq!(totals(root), (0, u128::from(2 * (BILLION + 5))));
    });
}

#[test]
fn a_refused_swap_changes_nothing() {
    run(|| {
        type Error = pallet_swap::Error<Test>;
        set_pool(DYNAMIC, BILLION, BILLION);
        assert_noop!(
            Pools::swap_tao_for_alpha(DYNAMIC, tao(2_000 * BILLION), MAX_PRICE, false),
            Error::SwapInputTooLarge
        );
        assert_noop!(
            Pools::swap_tao_for_alpha(DYNAMIC, tao(1_000_000), tao(BILLION), false),
            Error::PriceLimitExceeded
        );
        assert_noop!(
            Pools::swap_alpha_for_tao(DYNAMIC, alpha(1_000_000), tao(BILLION), false),
            Error::PriceLimitExceeded
        );
        set_pool(DYNAMIC, BILLION, 999_999);
        assert_noop!(
            Pools::swap_tao_for_alpha(DYNAMIC, tao(1_000_000), MAX_PRICE, false),
            Error::ReservesTooLow
        );
    });
}

#[test]
fn a_simulation_changes_nothing_and_gives_what_the_swap_would() {
    run(|| {
        set_pool(DYNAMIC, 100 * BILLION, 400 * BILLION);
        let bought;
        assert_storage_noop!({
            bought = Pools::simulate_tao_for_alpha(DYNAMIC, tao(BILLION), MAX_PRICE);
        });
        assert_eq!(
            bought,
            Pools::swap_tao_for_alpha(DYNAMIC, tao(BILLION), MAX_PRICE, false)
        );
        let sold;
        assert_storage_noop!({
            sold = Pools::simulate_alpha_for_tao(DYNAMIC, alpha(BILLION), MIN_PRICE);
        });
        assert_eq!(
            sold,
            Pools::swap_alpha_for_tao(DYNAMIC, alpha(BILLION), MIN_PRICE, false)
        );
    });
}
