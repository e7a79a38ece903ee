//! The calls by which owners and root steer epochs and what is tracked in them:
//! spec `emission` §7.5 and §10.4. Who may sign them and with what is tested in
//! their pallets; here, that they reach them and what the blocks then do.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    ActivityCutoffFactorMilli, AdminFreezeWindow, BlocksSinceLastStep, Event, LastEpochBlock,
    LastMechansimStepBlock, MaxEpochsPerBlock, PendingEpochAt, StakeThreshold, SubnetEpochIndex,
    Tempo,
};
use pallet_taoflow::PendingServerEmission;
use pallet_yuma::{VotingPower, VotingPowerEmaAlpha, VotingPowerTrackingEnabled};
use sp_runtime::traits::{BadOrigin, Dispatchable};
use subtensor_types::NetUid;

fn by_root(call: Call) -> Result<(), sp_runtime::DispatchError> {
    RuntimeCall::from(call)
        .dispatch(RuntimeOrigin::root())
        .map(|_| ())
        .map_err(|failure| failure.error)
}

/// The schedule's events of this block.
fn schedule_events() -> Vec<Event<Test>> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::Subnets(
                event @ (Event::EpochDeferred { .. } | Event::EpochTriggered { .. }),
            ) => Some(event),
            _ => None,
        })
        .collect()
}

#[test]
fn owners_lengthen_the_tempo() {
    run(|| {
        let netuid = start_network(1, 30);
        AdminFreezeWindow::<Test>::put(0);
        run_to(10);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 10);
        run_to(12);
        assert_noop!(signed(2, Call::set_tempo { netuid, tempo: 360 }), BadOrigin);
        assert_ok!(signed(1, Call::set_tempo { netuid, tempo: 360 }));
        assert_eq!(Tempo::<Test>::get(netuid), 360);
        // Counted from now, not from the last epoch.
        run_to(371);
        assert_eq!(LastMechansimStepBlock::<Test>::get(netuid), 10);
        run_to(372);
        assert_eq!(LastMechansimStepBlock::<Test>::get(netuid), 372);
    });
}

#[test]
fn triggered_epoch_pays_and_starts_a_new_cycle() {
    run(|| {
        let netuid = start_network(1, 30);
        AdminFreezeWindow::<Test>::put(2);
        run_to(4);
        assert_noop!(signed(2, Call::trigger_epoch { netuid }), BadOrigin);
        assert_ok!(signed(1, Call::trigger_epoch { netuid }));
        assert_eq!(
            schedule_events(),
            [Event::EpochTriggered {
                netuid,
                by: account(1),
                fires_at: 6
            }]
        );
        let index = SubnetEpochIndex::<Test>::get(netuid);
        run_to(5);
        assert!(!PendingServerEmission::<Test>::get(netuid).is_zero());
        run_to(6);
        assert!(PendingServerEmission::<Test>::get(netuid).is_zero());
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 6);
        assert_eq!(PendingEpochAt::<Test>::get(netuid), 0);
        assert_eq!(SubnetEpochIndex::<Test>::get(netuid), index + 1);
        run_to(15);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 6);
        run_to(16);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 16);
    });
}

#[test]
fn epochs_beyond_the_cap_of_a_block_follow_in_the_next() {
    // `emission` §7.3 and §13.3, row 48.
    run(|| {
        let netuids: Vec<_> = (1..=4).map(|n| start_network(n, 30 + n)).collect();
        MaxEpochsPerBlock::<Test>::put(2);
        for &netuid in &netuids {
            LastEpochBlock::<Test>::insert(netuid, 5);
        }
        run_to(15);
        let deferred = |netuid: NetUid| Event::EpochDeferred {
            netuid,
            from_block: 15,
            to_block: 16,
        };
        assert_eq!(
            schedule_events(),
            [deferred(netuids[2]), deferred(netuids[3])]
        );
        let last = || {
            netuids
                .iter()
                .map(|netuid| LastEpochBlock::<Test>::get(*netuid))
                .collect::<Vec<_>>()
        };
        assert_eq!(last(), [15, 15, 5, 5]);
        assert!(BlocksSinceLastStep::<Test>::get(netuids[3]) > 0);
        run_to(16);
        assert_eq!(last(), [15, 15, 16, 16]);
        assert_eq!(schedule_events(), []);
    });
}

#[test]
fn owners_and_root_set_the_activity_cutoff() {
    run(|| {
        let netuid = start_network(1, 30);
        let set = |factor_milli| Call::set_activity_cutoff_factor {
            netuid,
            factor_milli,
        };
        AdminFreezeWindow::<Test>::put(0);
        assert_ok!(signed(1, set(2_000)));
        assert_eq!(ActivityCutoffFactorMilli::<Test>::get(netuid), 2_000);
        assert_ok!(by_root(set(3_000)));
        assert_eq!(Subnets::activity_cutoff_blocks(netuid), 30);
        assert_noop!(signed(2, set(1_000)), BadOrigin);
    });
}

#[test]
fn voting_power_is_tracked_from_epoch_to_epoch() {
    run(|| {
        let netuid = start_network(1, 30);
        StakeThreshold::<Test>::put(0);
        join(netuid, 2, 31, 1_000);
        let half = 500_000_000_000_000_000;
        let set_alpha = |alpha| Call::sudo_set_voting_power_ema_alpha { netuid, alpha };
        assert_noop!(signed(1, set_alpha(half)), BadOrigin);
        assert_ok!(by_root(set_alpha(half)));
        assert_eq!(VotingPowerEmaAlpha::<Test>::get(netuid), half);

        let enable = || Call::enable_voting_power_tracking { netuid };
        assert_noop!(signed(2, enable()), BadOrigin);
        assert_ok!(signed(1, enable()));
        let power = |hotkey| VotingPower::<Test>::get(netuid, account(hotkey));
        // An epoch counts the stake from before its payout, at most by half.
        let before = staked(netuid, 31);
        run_to(10);
        assert_eq!(power(31), before / 2);
        let before = staked(netuid, 31);
        let previous = power(31);
        run_to(20);
        assert_eq!(power(31), (before + previous) / 2);

        let disable = || Call::disable_voting_power_tracking { netuid };
        assert_noop!(signed(2, disable()), BadOrigin);
        assert_ok!(by_root(disable()));
        // Fourteen days later, with the next epoch.
        LastEpochBlock::<Test>::insert(netuid, 100_810);
        System::set_block_number(100_818);
        next_block();
        assert!(power(31) > 0);
        next_block();
        assert_eq!(VotingPower::<Test>::iter_prefix(netuid).count(), 0);
        assert!(!VotingPowerTrackingEnabled::<Test>::get(netuid));
    });
}
