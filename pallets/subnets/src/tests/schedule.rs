use super::mock::*;
use crate::*;
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);

#[test]
fn the_look_ahead_counts_a_due_epoch_as_started() {
    with_network(NETUID, || {
        SubnetEpochIndex::<Test>::insert(NETUID, 4);
        System::set_block_number(359);
        assert_eq!(Subnets::current_epoch_with_lookahead(NETUID), 4);
        System::set_block_number(360);
        assert_eq!(Subnets::current_epoch_with_lookahead(NETUID), 5);
    });
}

/// Spec `yuma` §4.1.
#[test]
fn the_activity_cutoff_is_a_multiple_of_the_tempo() {
    with_network(NETUID, || {
        assert_eq!(Subnets::activity_cutoff_blocks(NETUID), 5_000);
        Tempo::<Test>::insert(NETUID, 0);
        assert_eq!(Subnets::activity_cutoff_blocks(NETUID), 1);
    });
}

#[test]
fn a_new_tempo_counts_from_now() {
    with_network(NETUID, || {
        System::set_block_number(50);
        Subnets::apply_tempo(NETUID, 720);
        assert_eq!(
            Subnets::epoch_schedule(NETUID).next_epoch_start(),
            Some(770)
        );
        System::assert_last_event(Event::TempoSet(NETUID, 720).into());
    });
}
