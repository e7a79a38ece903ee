//! Which network leaves a full chain, and who gets its place: spec `registration`
//! §1.2, §1.3 and §9, rows 7, 8, 12 to 16 and 19, and §8, invariants 4, 10 and 12.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{SubnetMovingPrice, SubnetTAO};
use pallet_subnets::{
    Error, Event, NetworkImmunityPeriod, NetworkRegisteredAt, NetworksAdded,
    RegisteredSubnetCounter, SubnetLimit, SubnetMechanism, SubnetOwner, TotalNetworks,
};
use sp_runtime::DispatchResult;
use substrate_fixed::types::I96F32;
use subtensor_types::NetUid;

/// Blocks of immunity of a network.
const IMMUNITY: u64 = 1_296_000;

/// A network with a moving price, registered at this block.
fn add_priced(netuid: u16, price: i64, registered: u64) {
    let netuid = NetUid::new(netuid);
    add_network(netuid);
    SubnetMechanism::<Test>::insert(netuid, 1);
    NetworkRegisteredAt::<Test>::insert(netuid, registered);
    set_moving_price(netuid.get(), price);
}

fn set_moving_price(netuid: u16, price: i64) {
    SubnetMovingPrice::<Test>::insert(NetUid::new(netuid), I96F32::from_num(price));
}

fn candidate() -> Option<u16> {
    Registration::network_to_prune().map(NetUid::get)
}

fn try_register(coldkey: u16, hotkey: u16) -> DispatchResult {
    call(|| {
        Registration::do_register_network(&account(coldkey), &account(hotkey), None).map(|_| ())
    })
}

#[test]
fn default_immunity_is_that_of_the_chapter() {
    at_block(1, || {
        assert_eq!(NetworkImmunityPeriod::<Test>::get(), IMMUNITY)
    });
}

#[test]
fn nobody_has_to_leave_an_empty_or_immune_chain() {
    // Row 12.
    at_block(IMMUNITY, || {
        assert_eq!(candidate(), None);
        add_priced(1, 0, 1);
        add_priced(2, 0, 2);
        assert_eq!(candidate(), None);
        System::set_block_number(IMMUNITY + 1);
        assert_eq!(candidate(), Some(1));
    });
}

#[test]
fn lowest_price_leaves() {
    // Rows 13 to 15.
    for (networks, leaves) in [
        ([(10, 0), (1, 1)], 2),
        ([(5, 0), (1, IMMUNITY)], 1),
        ([(7, 1), (7, 0)], 2),
        ([(7, 0), (7, 1)], 1),
        ([(7, 0), (7, 0)], 1),
        // A negative price counts as 0, as that of the first.
        ([(0, 0), (-3, 0)], 1),
    ] {
        at_block(IMMUNITY + 5, || {
            for (netuid, (price, registered)) in (1..).zip(networks) {
                add_priced(netuid, price, registered);
            }
            assert_eq!(candidate(), Some(leaves), "{networks:?}");
        });
    }
}

#[test]
fn network_without_a_pool_counts_as_one_tao() {
    at_block(IMMUNITY + 5, || {
        add_priced(1, 2, 0);
        add_priced(2, 0, 0);
        SubnetMechanism::<Test>::insert(NetUid::new(2), 0);
        assert_eq!(candidate(), Some(2));
        set_moving_price(1, 0);
        assert_eq!(candidate(), Some(1));
    });
}

#[test]
fn age_and_price_decide_among_six() {
    // Row 16.
    at_block(IMMUNITY + 10, || {
        let (late, later) = (IMMUNITY + 5, IMMUNITY + 6);
        let networks = [(25, 0), (25, 0), (100, 1), (1, 2), (0, late), (0, later)];
        for (netuid, (price, registered)) in (1..).zip(networks) {
            add_priced(netuid, price, registered);
        }
        assert_eq!(candidate(), Some(4));
        set_moving_price(4, 25);
        assert_eq!(candidate(), Some(1));
        System::set_block_number(0);
        assert_eq!(candidate(), None);
        System::set_block_number(2 * IMMUNITY + 10);
        assert_eq!(candidate(), Some(5));
        assert_ok!(Registration::do_dissolve_network(NetUid::new(5)));
        assert_eq!(candidate(), Some(6));
        set_moving_price(6, 100);
        set_moving_price(3, 1);
        assert_eq!(candidate(), Some(3));
        set_moving_price(2, 1);
        assert_eq!(candidate(), Some(2));
        NetworksAdded::<Test>::insert(NetUid::new(2), false);
        assert_eq!(candidate(), Some(3));
        NetworksAdded::<Test>::insert(NetUid::new(2), true);
    });
}

#[test]
fn who_cannot_pay_prunes_nobody() {
    // Row 7.
    at_block(IMMUNITY + 5, || {
        SubnetLimit::<Test>::put(1);
        add_priced(1, 0, 1);
        assert_noop!(try_register(1, 2), Error::<Test>::CannotAffordLockCost);
        assert!(Subnets::subnet_exists(NETUID));
    });
}

#[test]
fn full_chain_of_immune_networks_refuses() {
    at_block(IMMUNITY, || {
        SubnetLimit::<Test>::put(1);
        add_priced(1, 0, 1);
        fund(&account(1), 2 * MIN_LOCK);
        assert_noop!(try_register(1, 2), Error::<Test>::SubnetLimitReached);
    });
}

#[test]
fn newcomer_gets_the_number_of_who_leaves() {
    // Row 8.
    at_block(1, || {
        SubnetLimit::<Test>::put(2);
        let (one, two) = (register_network(1, 2), register_network(3, 4));
        let other_pot = SubnetTAO::<Test>::get(two);
        System::set_block_number(IMMUNITY + 1);
        let third = register_network(5, 6);
        assert_eq!(third, one);
        assert_eq!(SubnetOwner::<Test>::get(one), account(5));
        assert_eq!(NetworkRegisteredAt::<Test>::get(one), IMMUNITY + 1);
        assert_eq!(SubnetOwner::<Test>::get(two), account(3));
        assert_eq!(SubnetTAO::<Test>::get(two), other_pot);
        assert_eq!(TotalNetworks::<Test>::get(), 2);
        // It is gone before the next one comes.
        let told = events();
        let at = |event| told.iter().position(|other| *other == event);
        let removed = at(Event::NetworkRemoved(one)).expect("it is told");
        assert_eq!(
            told.get(removed + 1),
            Some(&Event::RegistrationAllowed(one, true))
        );
        assert_eq!(told.last(), Some(&Event::NetworkAdded(one, 1)));
    });
}

#[test]
fn failure_after_pruning_brings_the_pruned_back() {
    // §8, invariant 10. The identity is checked when the network is gone already.
    at_block(IMMUNITY + 5, || {
        SubnetLimit::<Test>::put(1);
        add_priced(1, 0, 1);
        fund(&account(1), 2 * MIN_LOCK);
        let identity = pallet_subnets::SubnetIdentityV3 {
            subnet_name: vec![b'n'; 257],
            github_repo: Vec::new(),
            subnet_contact: Vec::new(),
            subnet_url: Vec::new(),
            discord: Vec::new(),
            description: Vec::new(),
            logo_url: Vec::new(),
            additional: Vec::new(),
        };
        assert_noop!(
            call(
                || Registration::do_register_network(&account(1), &account(2), Some(identity))
                    .map(|_| ())
            ),
            Error::<Test>::InvalidIdentity
        );
        assert!(Subnets::subnet_exists(NETUID));
    });
}

#[test]
fn limit_holds_after_every_registration() {
    // §8, invariants 4 and 12.
    at_block(1, || {
        SubnetLimit::<Test>::put(3);
        NetworkImmunityPeriod::<Test>::put(2);
        for round in 1..10 {
            let netuid = NetUid::new((round - 1) % 3 + 1);
            let before = RegisteredSubnetCounter::<Test>::get(netuid);
            assert_eq!(register_network(1, 10 + round), netuid);
            assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), before + 1);
            assert_eq!(TotalNetworks::<Test>::get(), round.min(3));
            assert_eq!(Subnets::non_root_netuids().len(), usize::from(round.min(3)));
            System::set_block_number(System::block_number() + 1);
        }
    });
}

#[test]
fn counter_outlives_the_network() {
    // Row 19.
    at_block(1, || {
        let netuid = register_network(1, 2);
        SubnetLimit::<Test>::put(2);
        assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), 1);
        assert_ok!(Registration::do_dissolve_network(netuid));
        assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), 1);
        assert_eq!(register_network(1, 2), netuid);
        assert_eq!(RegisteredSubnetCounter::<Test>::get(netuid), 2);
    });
}
