//! Starting a network: spec `registration` §1.7 and §9, rows 26 and 27.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    Error, Event, FirstEmissionBlockNumber, RecycleOrBurnEnum, StartCallDelay, SubnetMechanism,
    SubtokenEnabled,
};
use sp_runtime::{traits::BadOrigin, DispatchResult};
use subtensor_types::{NetUid, TaoBalance};

fn start_call(who: u16, netuid: NetUid) -> DispatchResult {
    call(|| Registration::do_start_call(RuntimeOrigin::signed(account(who)), netuid))
}

#[test]
fn owner_starts_a_network_once() {
    // Row 26.
    at_block(5, || {
        let netuid = register_network(1, 2);
        assert_noop!(
            start_call(1, NetUid::new(99)),
            Error::<Test>::SubnetNotExists
        );
        assert_noop!(start_call(3, netuid), BadOrigin);
        assert_noop!(
            call(|| Registration::do_start_call(RuntimeOrigin::root(), netuid)),
            BadOrigin
        );
        assert_ok!(start_call(1, netuid));
        assert_eq!(FirstEmissionBlockNumber::<Test>::get(netuid), Some(6));
        assert!(SubtokenEnabled::<Test>::get(netuid));
        assert_eq!(
            events().last(),
            Some(&Event::FirstEmissionBlockNumberSet(netuid, 6))
        );
        assert_noop!(
            start_call(1, netuid),
            Error::<Test>::FirstEmissionBlockNumberAlreadySet
        );
    });
}

#[test]
fn start_waits_for_the_delay() {
    at_block(5, || {
        StartCallDelay::<Test>::put(10);
        let netuid = register_network(1, 2);
        System::set_block_number(14);
        assert_noop!(
            start_call(1, netuid),
            Error::<Test>::NeedWaitingMoreBlocksToStarCall
        );
        System::set_block_number(15);
        assert_ok!(start_call(1, netuid));
    });
}

#[test]
fn neurons_register_before_the_start_but_nobody_stakes() {
    // Row 27.
    at_block(1, || {
        add_pool(NETUID, 1_000_000_000, 1_000_000_000);
        SubtokenEnabled::<Test>::insert(NETUID, false);
        FirstEmissionBlockNumber::<Test>::remove(NETUID);
        SubnetMechanism::<Test>::insert(NETUID, 1);
        set_price(NETUID, 1_000, 0, u64::MAX);
        fund(&account(1), 50_000_000_000);
        assert_ok!(register(NETUID, 1, 2));
        let (coldkey, hotkey) = (account(1), account(2));
        assert_noop!(
            Staking::do_add_stake(&coldkey, &hotkey, NETUID, TaoBalance::new(10_000_000)),
            Error::<Test>::SubtokenDisabled
        );
        assert_noop!(
            Staking::do_remove_stake(&coldkey, &hotkey, NETUID, 10_000_000.into()),
            Error::<Test>::SubtokenDisabled
        );
        for how in [RecycleOrBurnEnum::Recycle, RecycleOrBurnEnum::Burn] {
            assert_noop!(
                Staking::do_give_up_alpha(&coldkey, &hotkey, 10_000_000.into(), NETUID, how),
                Error::<Test>::SubtokenDisabled
            );
        }
    });
}
