//! The burn price of a neuron: spec `registration` §3.1 and §9, rows 47 and 54 to
//! 61.

use super::mock::*;
use crate::{
    BurnHalfLife, BurnIncreaseMult, RAORecycledForRegistration, RegistrationsThisBlock,
    RegistrationsThisInterval,
};
use frame_support::assert_ok;
use pallet_subnets::Tempo;
use substrate_fixed::types::U64F64;
use subtensor_types::{NetUid, TaoBalance};

const UNBOUND: u64 = u64::MAX;

/// A network with deep reserves and this price, half-life and factor.
fn priced(half_life: u16, factor: u64, burn: u64, min: u64, max: u64) {
    add_pool(NETUID, 1_000_000_000_000_000, 1_000_000_000_000_000);
    fund(&account(1), 1_000_000_000_000_000);
    BurnHalfLife::<Test>::insert(NETUID, half_life);
    BurnIncreaseMult::<Test>::insert(NETUID, U64F64::from_num(factor));
    set_price(NETUID, burn, min, max);
}

#[test]
fn network_starts_at_one_tao() {
    // Row 47.
    at_block(1, || {
        Registration::init_new_network(NETUID, 360);
        assert_eq!(BurnHalfLife::<Test>::get(NETUID), 360);
        assert_eq!(
            BurnIncreaseMult::<Test>::get(NETUID).to_bits(),
            23_242_897_532_874_035_200
        );
        assert_eq!(price(NETUID), 1_000_000_000);
    });
}

#[test]
fn price_rises_at_once_and_falls_with_the_block() {
    // Row 54.
    at_block(1, || {
        priced(1_000, 2, 1_000, 0, UNBOUND);
        assert_ok!(register(NETUID, 1, 2));
        assert_eq!(price(NETUID), 2_000);
        next_block();
        assert_eq!(price(NETUID), 1_998);
    });
}

#[test]
fn price_halves_in_its_half_life() {
    // Row 55.
    at_block(1, || {
        priced(2, 1, 1_024, 0, UNBOUND);
        for expected in [724, 511, 361, 255] {
            next_block();
            assert_eq!(price(NETUID), expected);
        }
    });
}

#[test]
fn price_stays_within_its_bounds() {
    // Row 56.
    at_block(1, || {
        priced(1, 2, 1, 100_000, 150_000);
        next_block();
        assert_eq!(price(NETUID), 100_000);
        assert_ok!(register(NETUID, 1, 2));
        assert_eq!(price(NETUID), 150_000);
        for _ in 0..2 {
            next_block();
            assert_eq!(price(NETUID), 100_000);
        }
    });
}

#[test]
fn upper_bound_wins_where_bounds_cross() {
    // §3.1a, step 2.
    at_block(1, || {
        priced(1, 2, 1, 200_000, 150_000);
        next_block();
        assert_eq!(price(NETUID), 150_000);
    });
}

#[test]
fn bump_multiplies_the_price() {
    // Row 57.
    at_block(1, || {
        priced(1, 3, 1_000, 0, UNBOUND);
        Registration::bump_registration_price(NETUID);
        assert_eq!(price(NETUID), 3_000);
    });
}

#[test]
fn counter_of_the_block_restarts() {
    // Row 58.
    at_block(1, || {
        priced(1_000, 1, 1_000, 0, UNBOUND);
        RegistrationsThisBlock::<Test>::insert(NETUID, 3);
        next_block();
        assert_eq!(price(NETUID), 999);
        assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), 0);
    });
}

#[test]
fn nothing_decays_in_the_first_block() {
    // §3.1a, step 1: only from block 2 on.
    at_block(0, || {
        priced(1, 1, 1_000_000, 0, UNBOUND);
        next_block();
        assert_eq!(price(NETUID), 1_000_000);
        next_block();
        assert_eq!(price(NETUID), 500_000);
    });
}

#[test]
fn prices_charged_add_up() {
    // Row 59.
    at_block(1, || {
        priced(360, 2, 1_000_000, 0, UNBOUND);
        let first = price(NETUID);
        assert_ok!(register(NETUID, 1, 2));
        next_block();
        let second = price(NETUID);
        assert_ok!(register(NETUID, 1, 3));
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(NETUID).to_u64(),
            first + second
        );
    });
}

#[test]
fn five_thousand_blocks_of_decay() {
    // Row 60.
    at_block(1, || {
        pallet_subnets::NetworksAdded::<Test>::insert(NetUid::ROOT, true);
        let cases = [
            (0, 777_777, 777_777),
            (1, 2, 0),
            (360, 10_000_000_000, 658_959),
            (1_000, 100_000_000_000, 3_124_999_096),
            (4_096, 1_000_000_000_000, 429_073_550_138),
            (65_535, 123_000_000_000, 116_664_375_938),
        ];
        let netuid = |i: usize| NetUid::new(u16::try_from(i).unwrap() + 1);
        for (i, (half_life, start, _)) in cases.iter().enumerate() {
            add_network(netuid(i));
            BurnHalfLife::<Test>::insert(netuid(i), half_life);
            set_price(netuid(i), *start, 0, UNBOUND);
            RegistrationsThisInterval::<Test>::insert(netuid(i), 9);
        }
        for _ in 0..5_000 {
            next_block();
        }
        for (i, (half_life, _, expected)) in cases.iter().enumerate() {
            assert_eq!(price(netuid(i)), *expected, "half-life {half_life}");
            assert_eq!(RegistrationsThisInterval::<Test>::get(netuid(i)), 9);
        }
        pallet_subnets::TotalNetworks::<Test>::kill();
    });
}

#[test]
fn interval_counter_of_root_restarts_with_its_epoch() {
    // Row 60: root's anchor never moves, so from its tempo on that is every block.
    at_block(1, || {
        let root = NetUid::ROOT;
        pallet_subnets::NetworksAdded::<Test>::insert(root, true);
        Tempo::<Test>::insert(root, 100);
        RegistrationsThisInterval::<Test>::insert(root, 3);
        while System::block_number() < 99 {
            next_block();
        }
        assert_eq!(RegistrationsThisInterval::<Test>::get(root), 3);
        next_block();
        assert_eq!(RegistrationsThisInterval::<Test>::get(root), 0);
        RegistrationsThisInterval::<Test>::insert(root, 3);
        next_block();
        assert_eq!(RegistrationsThisInterval::<Test>::get(root), 0);
    });
}

#[test]
fn registrations_of_one_block_climb_the_same_path() {
    // Row 61: start, factor, lower and upper bound, registrations; then the price
    // and what was charged.
    let cases: [(u64, u64, u64, u64, u16, u64, u64); 11] = [
        (0, 0, 100_000, UNBOUND, 7, 100_000, 600_000),
        (5, 0, 1, UNBOUND, 7, 5, 35),
        (7, 1, 1, UNBOUND, 7, 7, 49),
        (2, 2, 1, 400, 8, 400, 510),
        (3, 3, 1, UNBOUND, 6, 2_187, 1_092),
        (4, 4, 1, UNBOUND, 6, 16_384, 5_460),
        (7, 10, 1, 500_000, 5, 500_000, 77_777),
        (1, 100, 1, 5_000_000_000, 5, 5_000_000_000, 101_010_101),
        (
            1,
            1_000,
            1,
            50_000_000_000,
            4,
            50_000_000_000,
            1_001_001_001,
        ),
        (5, 1, 1, UNBOUND, 32, 5, 160),
        (1, 2, 1, UNBOUND, 20, 1_048_576, 1_048_575),
    ];
    for (burn, factor, min, max, registrations, expected, charged) in cases {
        at_block(1, || {
            priced(0, factor, burn, min, max);
            for hotkey in 0..registrations {
                assert_ok!(register(NETUID, 1, 100 + hotkey));
            }
            assert_eq!(price(NETUID), expected);
            assert_eq!(
                RAORecycledForRegistration::<Test>::get(NETUID),
                TaoBalance::new(charged)
            );
            assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), registrations);
            assert_eq!(RegistrationsThisInterval::<Test>::get(NETUID), 0);
        });
    }
}

#[test]
fn default_path_from_one_tao() {
    // §3.1: the first registrations of a new network, then its decay.
    at_block(1, || {
        add_pool(NETUID, 1_000_000_000_000_000, 1_000_000_000_000_000);
        fund(&account(1), 1_000_000_000_000_000);
        BurnHalfLife::<Test>::remove(NETUID);
        BurnIncreaseMult::<Test>::remove(NETUID);
        set_price(NETUID, 1_000_000_000, 500_000, 100_000_000_000);
        let path = [
            1_260_000_000,
            1_587_600_000,
            2_000_376_000,
            2_520_473_760,
            3_175_796_937,
            4_001_504_140,
            5_041_895_216,
            6_352_787_972,
            8_004_512_844,
            10_085_686_183,
        ];
        for (hotkey, expected) in (100..).zip(path) {
            assert_ok!(register(NETUID, 1, hotkey));
            assert_eq!(price(NETUID), expected);
        }
        for hotkey in 110..120 {
            assert_ok!(register(NETUID, 1, hotkey));
        }
        assert_eq!(price(NETUID), 100_000_000_000);
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(NETUID).to_u64(),
            387_388_714_736
        );

        set_price(NETUID, 1_000_000_000, 500_000, 100_000_000_000);
        let mut blocks = 0;
        for (until, expected) in [
            (1, 998_076_443),
            (2, 996_156_586),
            (10, 980_930_083),
            (100, 824_860_547),
            (360, 499_999_865),
            (720, 249_999_807),
        ] {
            while blocks < until {
                next_block();
                blocks += 1;
            }
            assert_eq!(price(NETUID), expected, "after {until} blocks");
        }
        while price(NETUID) > 500_000 {
            next_block();
            blocks += 1;
        }
        assert_eq!(blocks, 3_948);
    });
}
