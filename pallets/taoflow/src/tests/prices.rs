//! Moving prices of eligible networks: spec `emission` §10.1 and §13.5, rows 80
//! to 84.

use super::mock::*;
use pallet_pools::{SubnetMovingAlpha, SubnetMovingPrice};
use pallet_subnets::{FirstEmissionBlockNumber, NetworkRegistrationAllowed};
use substrate_fixed::types::I96F32;

fn update_moving_prices() {
    Taoflow::update_moving_prices(&Taoflow::eligible_netuids());
}

/// Moves the price of one network with a spot price of 1 and gives its bits.
fn moved(start: i32, weight: &str, first: u64, block: u64, steps: u32) -> i128 {
    let mut bits = 0;
    run(|| {
        dynamic(ONE, 1_000_000, 1_000_000, 0);
        SubnetMovingPrice::<Test>::insert(ONE, I96F32::from_num(start));
        SubnetMovingAlpha::<Test>::put(weight.parse::<I96F32>().unwrap());
        FirstEmissionBlockNumber::<Test>::insert(ONE, first);
        System::set_block_number(block);
        for _ in 0..steps {
            update_moving_prices();
        }
        bits = SubnetMovingPrice::<Test>::get(ONE).to_bits();
    });
    bits
}

#[test]
fn price_moves_as_in_the_table() {
    let one = 1i128 << 32;
    assert_eq!(moved(1, "0.1", 0, 7_200_000, 1), one);
    assert_eq!(moved(0, "1.0", 0, 7_200_000, 1), 4_177_983_750);
    assert_eq!(moved(0, "0.1", 0, 201_600, 14), 2_200_419_206);
    assert_eq!(moved(0, "0.5", 500, 510, 1), 117_167);
    assert_eq!(moved(0, "0.5", 500, 144_000_500, 1), 2_144_481_374);
}

#[test]
fn price_above_one_counts_as_one() {
    run(|| {
        dynamic(ONE, 5_000_000, 1_000_000, 100);
        System::set_block_number(7_200_000);
        SubnetMovingAlpha::<Test>::put(I96F32::from_num(0.1));
        update_moving_prices();
        assert_eq!(SubnetMovingPrice::<Test>::get(ONE), I96F32::from_num(1));
    });
}

#[test]
fn price_of_other_networks_stands_still() {
    run(|| {
        dynamic(ONE, 1_000_000, 1_000_000, 50);
        NetworkRegistrationAllowed::<Test>::insert(ONE, false);
        System::set_block_number(7_200_000);
        SubnetMovingAlpha::<Test>::put(I96F32::from_num(0.1));
        update_moving_prices();
        assert_eq!(SubnetMovingPrice::<Test>::get(ONE), I96F32::from_num(0.5));
    });
}
