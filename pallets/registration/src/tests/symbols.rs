//! Token symbols: spec `registration` §1.6 and §9, rows 22 and 23.

use super::mock::*;
use pallet_subnets::TokenSymbol;
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
