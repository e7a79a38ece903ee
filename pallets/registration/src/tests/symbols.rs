//! Token symbols: spec `registration` §1.6 and §9, rows 22 to 24.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{Error, Event, TokenSymbol};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use std::collections::BTreeSet;
use subtensor_types::NetUid;

fn symbol(index: u16) -> Vec<u8> {
    Registration::symbol_at(index).expect("the table has this entry")
}

#[test]
fn table_has_439_distinct_symbols() {
    at_block(1, || {
        let all: BTreeSet<_> = (0..439).map(symbol).collect();
        assert_eq!(all.len(), 439);
        assert_eq!(Registration::symbol_at(439), None);
        for (index, point) in [
            (0, '\u{3a4}'),
            (18, '\u{3c3}'),
            (19, 't'),
            (80, '\u{649}'),
            (127, '\u{11005}'),
            (201, '\u{e23}'),
            (272, '\u{1314}'),
            (319, '\u{30a2}'),
            (363, '\u{30f2}'),
            (400, '\u{2d53}'),
            (438, '\u{db0}'),
        ] {
            assert_eq!(symbol(index), point.to_string().into_bytes(), "{index}");
        }
    });
}

#[test]
fn network_takes_its_own_symbol_or_the_first_free_one() {
    // Row 22.
    at_block(1, || {
        for netuid in 1..=50 {
            add_network(NetUid::new(netuid));
            Registration::assign_symbol(NetUid::new(netuid));
        }
        TokenSymbol::<Test>::insert(NetUid::new(25), symbol(51));
        let netuid = register_network(1, 2);
        assert_eq!(netuid, NetUid::new(51));
        assert_eq!(TokenSymbol::<Test>::get(netuid), symbol(25));
    });
}

#[test]
fn symbols_run_out_at_the_end_of_the_table() {
    // Row 23.
    at_block(1, || {
        pallet_subnets::SubnetLimit::<Test>::put(439);
        for netuid in 1..=438 {
            add_network(NetUid::new(netuid));
            Registration::assign_symbol(NetUid::new(netuid));
        }
        let netuid = register_network(1, 2);
        assert_eq!(netuid, NetUid::new(439));
        assert_eq!(TokenSymbol::<Test>::get(netuid), symbol(0));
    });
}

/// The table of the chapter: first index, first and last code point of each run.
const TABLE: &[(u16, u32, u32)] = &[
    (0, 0x03A4, 0x03A4),
    (1, 0x03B1, 0x03C1),
    (18, 0x03C3, 0x03C3),
    (19, 0x0074, 0x0074),
    (20, 0x03C5, 0x03C9),
    (25, 0x05D0, 0x05EA),
    (52, 0x0627, 0x0628),
    (54, 0x062A, 0x063A),
    (71, 0x0641, 0x0648),
    (79, 0x064A, 0x064A),
    (80, 0x0649, 0x0649),
    (81, 0x16A0, 0x16A0),
    (82, 0x16A2, 0x16A2),
    (83, 0x16A6, 0x16A6),
    (84, 0x16A8, 0x16A8),
    (85, 0x16B1, 0x16B1),
    (86, 0x16B3, 0x16B3),
    (87, 0x042B, 0x042B),
    (88, 0x16C9, 0x16C9),
    (89, 0x16D2, 0x16D2),
    (90, 0x1680, 0x1685),
    (96, 0x169B, 0x169B),
    (97, 0x10D0, 0x10D5),
    (103, 0x0531, 0x0536),
    (109, 0x055E, 0x055E),
    (110, 0x0400, 0x0405),
    (116, 0x044A, 0x044A),
    (117, 0x2C80, 0x2C85),
    (123, 0x11000, 0x11003),
    (127, 0x11005, 0x11005),
    (128, 0x0DB1, 0x0DB1),
    (129, 0x0DB3, 0x0DB7),
    (134, 0x2C00, 0x2C20),
    (167, 0x0E01, 0x0E23),
    (202, 0x0E25, 0x0E25),
    (203, 0x0E27, 0x0E2E),
    (211, 0x3131, 0x3131),
    (212, 0x3134, 0x3134),
    (213, 0x3137, 0x3137),
    (214, 0x3139, 0x3139),
    (215, 0x3141, 0x3142),
    (217, 0x3145, 0x3145),
    (218, 0x3147, 0x3148),
    (220, 0x314A, 0x3163),
    (246, 0x12A0, 0x12A7),
    (254, 0x12C8, 0x12CE),
    (261, 0x12B0, 0x12B6),
    (268, 0x1310, 0x1312),
    (271, 0x1218, 0x1218),
    (272, 0x1314, 0x1316),
    (275, 0x0905, 0x090B),
    (282, 0x090F, 0x0910),
    (284, 0x0913, 0x0928),
    (306, 0x092A, 0x0930),
    (313, 0x0932, 0x0932),
    (314, 0x0935, 0x0939),
    (319, 0x30A2, 0x30A2),
    (320, 0x30A4, 0x30A4),
    (321, 0x30A6, 0x30A6),
    (322, 0x30A8, 0x30A8),
    (323, 0x30AA, 0x30AB),
    (325, 0x30AD, 0x30AD),
    (326, 0x30AF, 0x30AF),
    (327, 0x30B1, 0x30B1),
    (328, 0x30B3, 0x30B3),
    (329, 0x30B5, 0x30B5),
    (330, 0x30B7, 0x30B7),
    (331, 0x30B9, 0x30B9),
    (332, 0x30BB, 0x30BB),
    (333, 0x30BD, 0x30BD),
    (334, 0x30BF, 0x30BF),
    (335, 0x30C1, 0x30C1),
    (336, 0x30C4, 0x30C4),
    (337, 0x30C6, 0x30C6),
    (338, 0x30C8, 0x30C8),
    (339, 0x30CA, 0x30CF),
    (345, 0x30D2, 0x30D2),
    (346, 0x30D5, 0x30D5),
    (347, 0x30D8, 0x30D8),
    (348, 0x30DB, 0x30DB),
    (349, 0x30DE, 0x30E2),
    (354, 0x30E4, 0x30E4),
    (355, 0x30E6, 0x30E6),
    (356, 0x30E8, 0x30ED),
    (362, 0x30EF, 0x30EF),
    (363, 0x30F2, 0x30F3),
    (365, 0x2D30, 0x2D53),
    (401, 0x0D85, 0x0D86),
    (403, 0x0D89, 0x0D96),
    (417, 0x0D9A, 0x0D9E),
    (422, 0x0DA0, 0x0DA4),
    (427, 0x0DA7, 0x0DA7),
    (428, 0x0DA5, 0x0DA6),
    (430, 0x0DA9, 0x0DA9),
    (431, 0x0DA8, 0x0DA8),
    (432, 0x0DAA, 0x0DB0),
];

#[test]
fn table_is_the_chapters() {
    at_block(1, || {
        let mut next = 0;
        for (index, first, last) in TABLE {
            assert_eq!(*index, next, "the table has a gap");
            for point in *first..=*last {
                let character = char::from_u32(point).expect("a code point");
                assert_eq!(symbol(next), character.to_string().into_bytes(), "{next}");
                next += 1;
            }
        }
        assert_eq!(next, 439);
    });
}

fn update(origin: RuntimeOrigin, netuid: NetUid, symbol: &[u8]) -> DispatchResult {
    call(|| Registration::do_update_symbol(origin, netuid, symbol.to_vec()))
}

#[test]
fn owner_and_root_choose_any_symbol_but_roots() {
    // Row 24.
    at_block(1, || {
        let netuid = register_network(1, 2);
        let origins = [RuntimeOrigin::root(), RuntimeOrigin::signed(account(1))];
        for index in (2..439).chain([1]) {
            let origin = origins[usize::from(index % 2)].clone();
            assert_ok!(update(origin, netuid, &symbol(index)));
            assert_eq!(TokenSymbol::<Test>::get(netuid), symbol(index));
            assert_eq!(
                events().last(),
                Some(&Event::SymbolUpdated {
                    netuid,
                    symbol: symbol(index)
                })
            );
        }
    });
}

#[test]
fn symbols_outside_of_the_table_are_refused() {
    // Row 24.
    at_block(1, || {
        let netuid = register_network(1, 2);
        let default = &TokenSymbol::<Test>::get(NetUid::new(9));
        let cut = &symbol(3)[..1];
        for unknown in [b"TEST".as_slice(), b"", b"T", cut, default, &symbol(0)] {
            for origin in [RuntimeOrigin::root(), RuntimeOrigin::signed(account(1))] {
                assert_noop!(
                    update(origin, netuid, unknown),
                    Error::<Test>::SymbolDoesNotExist
                );
            }
        }
    });
}

#[test]
fn used_symbols_are_refused() {
    // Row 24.
    at_block(1, || {
        let one = register_network(1, 2);
        let two = register_network(3, 4);
        let owner = || RuntimeOrigin::signed(account(3));
        for used in [one, two] {
            assert_noop!(
                update(owner(), two, &TokenSymbol::<Test>::get(used)),
                Error::<Test>::SymbolAlreadyInUse
            );
        }
        assert_ok!(update(owner(), two, &symbol(7)));
        // What it had is free again.
        assert_ok!(update(RuntimeOrigin::root(), one, &symbol(two.get())));
    });
}

#[test]
fn only_owner_and_root_choose_and_the_network_exists() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(account(3))] {
            assert_noop!(update(origin, netuid, &symbol(9)), BadOrigin);
        }
        let unknown = NetUid::new(9);
        assert_noop!(
            update(RuntimeOrigin::signed(account(1)), unknown, &symbol(9)),
            BadOrigin
        );
        assert_noop!(
            update(RuntimeOrigin::root(), unknown, b"TEST"),
            Error::<Test>::SubnetNotExists
        );
    });
}
