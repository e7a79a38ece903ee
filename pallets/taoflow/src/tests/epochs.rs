//! Which epochs run in a block and what they take: spec `emission` §7.3 and
//! §13.3, rows 37 to 39, 41, 48 and 49.

use super::mock::*;
use crate::{
    Drained, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission,
};
use pallet_subnets::{
    BlocksSinceLastStep, Event, FirstEmissionBlockNumber, Keys, LastEpochBlock,
    LastMechansimStepBlock, MaxEpochsPerBlock, PendingEpochAt, SubnetEpochIndex, SubtokenEnabled,
    Tempo,
};
use pallet_yuma::{Dividends, Incentive};
use std::collections::BTreeSet;
use subtensor_types::{NetUid, NetUidStorageIndex};

/// A network whose epoch is due in block 102, as in rows 38 and 39.
fn due_network() {
    plain(ONE);
    System::set_block_number(102);
    Tempo::<Test>::insert(ONE, 100);
    BlocksSinceLastStep::<Test>::insert(ONE, 12_345_678);
    LastMechansimStepBlock::<Test>::insert(ONE, 12_345);
    PendingServerEmission::<Test>::insert(ONE, subtensor_types::AlphaBalance::new(123_434_534));
    PendingValidatorEmission::<Test>::insert(ONE, subtensor_types::AlphaBalance::new(111_111));
    PendingRootAlphaDivs::<Test>::insert(ONE, subtensor_types::AlphaBalance::new(12_222_222));
    PendingOwnerCut::<Test>::insert(ONE, subtensor_types::AlphaBalance::new(12_345_678));
}

/// What [`due_network`] has pending.
fn due_amounts() -> Drained {
    Drained {
        server: 123_434_534.into(),
        validator: 111_111.into(),
        root: 12_222_222.into(),
        owner: 12_345_678.into(),
        ..Drained::default()
    }
}

#[test]
fn network_that_is_not_due_waits() {
    // Row 37.
    run(|| {
        plain(ONE);
        assert!(Taoflow::drain_pending(&[ONE], 1).is_empty());
        assert_eq!(BlocksSinceLastStep::<Test>::get(ONE), 1);
        assert_eq!(SubnetEpochIndex::<Test>::get(ONE), 0);
    });
}

#[test]
fn due_network_is_drained() {
    // Rows 38 and 39.
    run(|| {
        due_network();
        assert_eq!(
            Taoflow::drain_pending(&[ONE], 102),
            vec![(ONE, due_amounts())]
        );
        assert_eq!(BlocksSinceLastStep::<Test>::get(ONE), 0);
        // That is written after the payout.
        assert_eq!(LastMechansimStepBlock::<Test>::get(ONE), 12_345);
        assert_eq!(LastEpochBlock::<Test>::get(ONE), 102);
        assert_eq!(SubnetEpochIndex::<Test>::get(ONE), 1);
        assert!(PendingServerEmission::<Test>::get(ONE).is_zero());
        assert!(PendingValidatorEmission::<Test>::get(ONE).is_zero());
        assert!(PendingRootAlphaDivs::<Test>::get(ONE).is_zero());
        assert!(PendingOwnerCut::<Test>::get(ONE).is_zero());
    });
}

#[test]
fn network_with_a_key_twice_is_skipped() {
    // §7.3: what is pending stays, the slot is consumed.
    let twice = || {
        due_network();
        Keys::<Test>::insert(ONE, 0, account(5));
        Keys::<Test>::insert(ONE, 1, account(5));
        PendingEpochAt::<Test>::insert(ONE, 77);
    };
    sp_io::TestExternalities::default().execute_with(|| {
        System::set_block_number(1);
        twice();
        plain(TWO);
        Tempo::<Test>::insert(TWO, 1);
        MaxEpochsPerBlock::<Test>::put(1);
        let drained = Taoflow::drain_pending(&[ONE, TWO], 102);
        // It doesn't count against the cap.
        assert_eq!(drained, vec![(TWO, Drained::default())]);
        assert_eq!(
            events(),
            vec![Event::EpochSkipped {
                netuid: ONE,
                block: 102
            }]
        );
        assert_eq!(
            PendingServerEmission::<Test>::get(ONE).to_u64(),
            123_434_534
        );
        assert_eq!(BlocksSinceLastStep::<Test>::get(ONE), 12_345_679);
        assert_eq!(LastEpochBlock::<Test>::get(ONE), 102);
        assert_eq!(PendingEpochAt::<Test>::get(ONE), 0);
        assert_eq!(SubnetEpochIndex::<Test>::get(ONE), 1);
    });
}

#[test]
fn epochs_beyond_the_cap_wait_a_block() {
    // Row 48, and invariant 6 of §12.
    run(|| {
        MaxEpochsPerBlock::<Test>::put(3);
        let netuids: Vec<_> = (1..=5).map(NetUid::new).collect();
        for &netuid in &netuids {
            plain(netuid);
            Tempo::<Test>::insert(netuid, 10);
        }
        System::set_block_number(10);
        let ran = |block| -> Vec<u16> {
            Taoflow::drain_pending(&netuids, block)
                .into_iter()
                .map(|(netuid, _)| netuid.get())
                .collect()
        };
        assert_eq!(ran(10), vec![1, 2, 3]);
        let deferred = |netuid| Event::EpochDeferred {
            netuid: NetUid::new(netuid),
            from_block: 10,
            to_block: 11,
        };
        assert_eq!(events(), vec![deferred(4), deferred(5)]);
        assert_eq!(PendingEpochAt::<Test>::get(NetUid::new(4)), 11);
        assert_eq!(LastEpochBlock::<Test>::get(NetUid::new(4)), 0);
        assert_eq!(ran(11), vec![4, 5]);
        assert_eq!(PendingEpochAt::<Test>::get(NetUid::new(4)), 0);
        assert_eq!(LastEpochBlock::<Test>::get(NetUid::new(4)), 11);
        assert_eq!(SubnetEpochIndex::<Test>::get(NetUid::new(4)), 1);
    });
}

#[test]
fn deferral_is_known_before_the_coinbase() {
    // Row 48, and §7.4: two more than the cap are due, so two are deferred. The
    // network without a tempo and the one whose keys are damaged take no place.
    run(|| {
        MaxEpochsPerBlock::<Test>::put(3);
        let netuids: Vec<_> = (1..=7).map(NetUid::new).collect();
        for &netuid in &netuids {
            plain(netuid);
            Tempo::<Test>::insert(netuid, 10);
        }
        Tempo::<Test>::insert(ONE, 0);
        for uid in 0..2 {
            Keys::<Test>::insert(TWO, uid, account(5));
        }
        assert!(Taoflow::epochs_deferred(&netuids, 9).is_empty());
        let deferred = [6, 7].map(NetUid::new);
        assert_eq!(
            Taoflow::epochs_deferred(&netuids, 10),
            BTreeSet::from(deferred)
        );
        let drained = Taoflow::drain_pending(&netuids, 10);
        let ran: Vec<_> = drained
            .into_iter()
            .map(|(netuid, _)| netuid.get())
            .collect();
        assert_eq!(ran, [3, 4, 5]);
        assert_eq!(PendingEpochAt::<Test>::get(deferred[0]), 11);
        assert!(Taoflow::epochs_deferred(&netuids, 11).is_empty());
        Keys::<Test>::remove(TWO, 0);
        Keys::<Test>::remove(TWO, 1);
    });
}

#[test]
fn cap_leaves_the_rest_for_the_next_blocks() {
    // Row 49: networks due, the cap, how many wait.
    for (due, cap, waiting) in [(4, 1, 3), (4, 6, 0), (5, 32, 0)] {
        run(|| {
            MaxEpochsPerBlock::<Test>::put(cap);
            let netuids: Vec<_> = (1..=due).map(NetUid::new).collect();
            for &netuid in &netuids {
                plain(netuid);
                Tempo::<Test>::insert(netuid, 10);
            }
            Taoflow::drain_pending(&netuids, 10);
            let pending = |netuid: &&NetUid| PendingEpochAt::<Test>::get(**netuid) == 11;
            assert_eq!(netuids.iter().filter(pending).count(), waiting);
        });
    }
}

#[test]
fn looking_ahead_changes_nothing() {
    run(|| {
        MaxEpochsPerBlock::<Test>::put(1);
        for netuid in [ONE, TWO] {
            plain(netuid);
            Tempo::<Test>::insert(netuid, 10);
        }
        frame_support::assert_storage_noop!(assert_eq!(
            Taoflow::epochs_deferred(&[ONE, TWO], 10),
            BTreeSet::from([TWO])
        ));
    });
}

#[test]
fn safety_net_catches_a_network_before_it_is_seen_ahead() {
    // §7.4: on that one block the two views differ.
    run(|| {
        MaxEpochsPerBlock::<Test>::put(1);
        for netuid in [ONE, TWO] {
            plain(netuid);
            Tempo::<Test>::insert(netuid, u16::MAX);
        }
        Tempo::<Test>::insert(ONE, 1);
        BlocksSinceLastStep::<Test>::insert(TWO, 50_400);
        assert!(Taoflow::epochs_deferred(&[ONE, TWO], 2).is_empty());
        Taoflow::drain_pending(&[ONE, TWO], 2);
        assert_eq!(PendingEpochAt::<Test>::get(TWO), 3);
    });
}

#[test]
fn triggered_epoch_runs_before_its_tempo() {
    // §7.1 and §7.3.
    run(|| {
        plain(ONE);
        PendingEpochAt::<Test>::insert(ONE, 7);
        assert!(Taoflow::drain_pending(&[ONE], 6).is_empty());
        assert_eq!(Taoflow::drain_pending(&[ONE], 7).len(), 1);
        assert_eq!(LastEpochBlock::<Test>::get(ONE), 7);
        assert_eq!(PendingEpochAt::<Test>::get(ONE), 0);
        assert!(Taoflow::drain_pending(&[ONE], 8).is_empty());
        assert_eq!(events(), []);
    });
}

#[test]
fn epoch_runs_before_the_start_but_pays_nothing() {
    // Row 41.
    run(|| {
        plain(ONE);
        FirstEmissionBlockNumber::<Test>::remove(ONE);
        SubtokenEnabled::<Test>::insert(ONE, false);
        Tempo::<Test>::insert(ONE, 2);
        neuron(ONE, 1, 11);
        neuron(ONE, 2, 12);
        stake(ONE, 1, 11, 100_000_000_000_000);
        weights_of_first(ONE, &[(1, u16::MAX)]);
        BlocksSinceLastStep::<Test>::insert(ONE, 5);
        System::set_block_number(4);
        coinbase(100_000_000);
        assert_eq!(BlocksSinceLastStep::<Test>::get(ONE), 0);
        assert_eq!(LastMechansimStepBlock::<Test>::get(ONE), 4);
        let index = NetUidStorageIndex::from(ONE);
        assert_eq!(Incentive::<Test>::get(index), vec![0, u16::MAX]);
        assert_eq!(Dividends::<Test>::get(ONE), vec![u16::MAX, 0]);
        assert_eq!(staked(ONE, 11), 100_000_000_000_000);
        assert_eq!(staked(ONE, 12), 0);
    });
}
