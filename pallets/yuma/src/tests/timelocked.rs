//! Spec `yuma` §10.8 and §15.8: encrypted commits, revealed by the chain, block
//! by block. The time-lock here does not encrypt; the real one has its tests in
//! its crate, and both meet in the tests of the runtime.

use super::mock::*;
use crate::{
    timelock::{LegacyWeightsPayload, WeightsPayload},
    Incentive, LastUpdate, TimelockedWeightCommits, Weights,
};
use codec::Encode;
use frame_support::{
    assert_noop, assert_ok, dispatch::DispatchResult, traits::ConstU32, BoundedVec,
};
use pallet_subnets::{
    CommitRevealWeightsEnabled, CommitRevealWeightsVersion, Error, Event, MechanismCountCurrent,
    RevealPeriodEpochs, WeightsSetRateLimit,
};
use sp_runtime::{
    traits::{BlakeTwo256, Hash},
    DispatchError,
};
use subtensor_types::{MechId, NetUid};

type Errors = Error<Test>;

const ROUND: u64 = 1_000;

/// What a hotkey encrypts: weights 10 and `value`.
fn payload(author: u16, value: u16) -> WeightsPayload {
    WeightsPayload {
        hotkey: hotkey(author).encode(),
        uids: vec![0, 1],
        values: vec![10, value],
        version_key: 0,
    }
}

fn legacy(value: u16) -> LegacyWeightsPayload {
    let WeightsPayload {
        uids,
        values,
        version_key,
        ..
    } = payload(0, value);
    LegacyWeightsPayload {
        uids,
        values,
        version_key,
    }
}

fn ciphertext(message: impl Encode) -> BoundedVec<u8, ConstU32<5000>> {
    message.encode().try_into().unwrap()
}

fn commit_bytes(who: u16, bytes: &[u8], round: u64) -> DispatchResult {
    let commit = bytes.to_vec().try_into().unwrap();
    Yuma::do_commit_timelocked_weights(signed(who), NETUID, commit, round, 4)
}

fn commit(who: u16, value: u16) -> DispatchResult {
    commit_bytes(who, &payload(who, value).encode(), ROUND)
}

fn publish(round: u64) {
    Pulses::mutate(|pulses| pulses.insert(round));
}

/// The number of commits that wait from an epoch.
fn waiting(epoch: u64) -> usize {
    TimelockedWeightCommits::<Test>::get(INDEX, epoch).len()
}

fn weights(who: u16) -> Vec<(u16, u16)> {
    Weights::<Test>::get(INDEX, who)
}

/// Weights 10 and 20 as they are stored.
const TEN_TWENTY: [(u16, u16); 2] = [(0, 32_768), (1, 65_535)];

#[test]
fn weights_are_there_after_the_period() {
    //
    with_commit_reveal(5, || {
        RevealPeriodEpochs::<Test>::insert(NETUID, 3);
        set_stake(NETUID, 1, 0);
        assert_ok!(commit(0, 20));
        publish(ROUND);
        run_epochs(2);
        run_blocks(4);
        assert!(weights(0).is_empty());
        // §10.1: in the very block whose epoch moves the counter, which uses them.
        System::reset_events();
        assert_eq!(run_to(Subnets::now() + 1), 1);
        assert_eq!(weights(0), TEN_TWENTY);
        assert_eq!(Incentive::<Test>::get(INDEX), [0, 65_535]);
        assert_eq!(waiting(1), 0);
        assert_eq!(
            events()[..2],
            [
                Event::WeightsSet(INDEX, 0),
                Event::TimelockedWeightsRevealed(INDEX, hotkey(0)),
            ]
        );
    });
}

#[test]
fn a_pulse_that_comes_after_the_epoch_is_of_no_use() {
    // R-18, with epochs of a block.
    with_commit_reveal(1, || {
        RevealPeriodEpochs::<Test>::insert(NETUID, 3);
        assert_ok!(commit(0, 20));
        run_epochs(3);
        assert_eq!(waiting(1), 1);
        publish(ROUND);
        run_epochs(1);
        assert!(weights(0).is_empty());
        assert_eq!(waiting(1), 0);
    });
}

#[test]
fn a_commit_waits_for_its_pulse_as_long_as_its_epoch_lasts() {
    // R-19, and what happens at the end of the epoch.
    with_commit_reveal(5, || {
        assert_ok!(commit(0, 20));
        run_epochs(1);
        assert_eq!(waiting(1), 1);
        assert!(weights(0).is_empty());
        publish(ROUND);
        run_blocks(1);
        assert_eq!(weights(0), TEN_TWENTY);
        assert_eq!(waiting(1), 0);

        assert_ok!(commit_bytes(0, &payload(0, 30).encode(), ROUND + 1));
        run_epochs(1);
        run_blocks(4);
        assert_eq!(waiting(2), 1);
        publish(ROUND + 1);
        run_blocks(1);
        assert_eq!(waiting(2), 0);
        assert_eq!(weights(0), TEN_TWENTY);
    });
}

#[test]
fn a_commit_waits_alone() {
    // Of several commits, those whose pulse is out are revealed; the others keep
    // their order.
    with_commit_reveal(5, || {
        publish(ROUND);
        for (value, round) in [(11, ROUND + 1), (20, ROUND), (12, ROUND + 2)] {
            assert_ok!(commit_bytes(0, &payload(0, value).encode(), round));
        }
        run_epochs(1);
        assert_eq!(weights(0), TEN_TWENTY);
        let rounds: Vec<u64> = TimelockedWeightCommits::<Test>::get(INDEX, 1)
            .iter()
            .map(|commit| commit.3)
            .collect();
        assert_eq!(rounds, [ROUND + 1, ROUND + 2]);
    });
}

#[test]
fn a_hotkey_has_ten_commits_an_epoch() {
    //
    with_commit_reveal(5, || {
        let fill = |who| {
            for value in 0..10 {
                assert_ok!(commit(who, value));
            }
            assert_noop!(commit(who, 10), Errors::TooManyUnrevealedCommits);
        };
        fill(0);
        fill(1);
        run_epochs(10);
        assert_ok!(commit(0, 1));
    });
}

#[test]
fn a_commit_is_at_most_five_thousand_bytes() {
    //
    with_commit_reveal(5, || {
        assert_ok!(commit_bytes(0, &[0; 5000], ROUND));
        let longer: Result<BoundedVec<u8, ConstU32<5000>>, _> = vec![0; 5001].try_into();
        assert!(longer.is_err());
    });
}

#[test]
fn what_can_not_be_used_is_dropped() {
    // A bad pulse and a wrong identity show as unreadable here; see the
    // time-lock's tests.
    let twice_the_same_uid = WeightsPayload {
        uids: vec![1, 1],
        ..payload(0, 20)
    };
    for bytes in [
        GIBBERISH.to_vec(),
        vec![],
        vec![1, 2, 3],
        twice_the_same_uid.encode(),
    ] {
        with_commit_reveal(5, || {
            publish(ROUND);
            assert_ok!(commit_bytes(0, &bytes, ROUND));
            run_blocks(4);
            assert_eq!(waiting(1), 1);
            run_epochs(1);
            assert_eq!(waiting(1), 0);
            assert!(weights(0).is_empty());
        });
    }
}

#[test]
fn a_payload_belongs_to_its_author() {
    //
    let mut longer = payload(0, 20).encode();
    longer.extend([1, 2, 3]);
    let no_account = WeightsPayload {
        hotkey: vec![1, 2, 3],
        ..payload(0, 20)
    };
    for (bytes, is_set) in [
        (payload(1, 20).encode(), false),
        (payload(0, 20).encode(), true),
        (longer, true),
        (legacy(20).encode(), true),
        (no_account.encode(), false),
    ] {
        with_commit_reveal(5, || {
            publish(ROUND);
            assert_ok!(commit_bytes(0, &bytes, ROUND));
            run_epochs(1);
            let expected = if is_set { TEN_TWENTY.to_vec() } else { vec![] };
            assert_eq!(weights(0), expected, "{bytes:?}");
            assert_eq!(waiting(1), 0);
        });
    }
}

#[test]
fn commits_of_epochs_past_are_deleted() {
    //
    with_commit_reveal(5, || {
        let commits = || vec![(hotkey(0), 1, ciphertext(payload(0, 20)), ROUND)];
        for epoch in [0, 1, 2, 3] {
            let queue: std::collections::VecDeque<_> = commits().into();
            TimelockedWeightCommits::<Test>::insert(INDEX, epoch, queue);
        }
        run_epochs(1);
        // Epoch 2: those of epoch 1 are due and wait for their pulse.
        assert_eq!([0, 1, 2, 3].map(waiting), [0, 1, 1, 1]);
    });
}

#[test]
fn before_the_first_period_is_over_nothing_is_deleted() {
    with_commit_reveal(5, || {
        RevealPeriodEpochs::<Test>::insert(NETUID, 100);
        publish(ROUND);
        assert_ok!(commit(0, 20));
        run_epochs(3);
        assert_eq!(waiting(1), 1);
        assert!(weights(0).is_empty());
    });
}

#[test]
fn the_last_of_several_commits_stays() {
    //
    with_commit_reveal(5, || {
        publish(ROUND);
        assert_ok!(commit(0, 40));
        assert_ok!(commit(0, 20));
        System::reset_events();
        run_epochs(1);
        assert_eq!(weights(0), TEN_TWENTY);
        let revealed = Event::TimelockedWeightsRevealed(INDEX, hotkey(0));
        assert_eq!(
            events().iter().filter(|event| **event == revealed).count(),
            2
        );
    });
}

#[test]
fn the_checks_come_in_order() {
    with_commit_reveal(5, || {
        let call = |origin, netuid, mecid, version| {
            let commit = ciphertext(payload(0, 20));
            Yuma::do_commit_timelocked_mechanism_weights(
                origin, netuid, mecid, commit, ROUND, version,
            )
        };
        let unsigned = RuntimeOrigin::none;
        // S-11.
        for (netuid, mecid) in [(NetUid::new(9), MechId::MAIN), (NETUID, MechId::new(1))] {
            assert_noop!(
                call(unsigned(), netuid, mecid, 3),
                Errors::MechanismDoesNotExist
            );
        }
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(
            call(unsigned(), NETUID, MechId::MAIN, 3),
            DispatchError::BadOrigin
        );
        assert_noop!(
            call(signed(7), NETUID, MechId::MAIN, 3),
            Errors::CommitRevealDisabled
        );
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_noop!(
            call(signed(7), NETUID, MechId::MAIN, 3),
            Errors::IncorrectCommitRevealVersion
        );
        assert_noop!(
            call(signed(7), NETUID, MechId::MAIN, 4),
            Errors::HotKeyNotRegisteredInSubNet
        );
        WeightsSetRateLimit::<Test>::insert(NETUID, 10);
        LastUpdate::<Test>::insert(INDEX, vec![1, 0]);
        assert_noop!(
            call(signed(0), NETUID, MechId::MAIN, 4),
            Errors::CommittingWeightsTooFast
        );
        run_to(11);
        assert_ok!(call(signed(0), NETUID, MechId::MAIN, 4));
        // The call without a version means version 4.
        let old_call = || {
            let commit = ciphertext(payload(1, 20));
            Yuma::do_commit_crv3_mechanism_weights(signed(1), NETUID, MechId::MAIN, commit, ROUND)
        };
        CommitRevealWeightsVersion::<Test>::put(5);
        assert_noop!(old_call(), Errors::IncorrectCommitRevealVersion);
        CommitRevealWeightsVersion::<Test>::put(4);
        assert_ok!(old_call());
    });
}

#[test]
fn a_commit_is_stored_and_moves_the_clock() {
    with_commit_reveal(5, || {
        run_to(3);
        System::reset_events();
        assert_ok!(commit(0, 20));
        let bytes = ciphertext(payload(0, 20));
        let hash = BlakeTwo256::hash(&bytes);
        assert_eq!(
            TimelockedWeightCommits::<Test>::get(INDEX, 1),
            [(hotkey(0), 3, bytes, ROUND)]
        );
        assert_eq!(LastUpdate::<Test>::get(INDEX), [3, 0]);
        assert_eq!(
            events(),
            [Event::TimelockedWeightsCommitted(
                hotkey(0),
                INDEX,
                hash,
                ROUND
            )]
        );
    });
}

#[test]
fn commits_are_revealed_where_commit_reveal_has_ended() {
    // The reveal then counts as setting weights: limited, and it moves the clock.
    for (limit, is_set) in [(5, true), (6, false)] {
        with_commit_reveal(5, || {
            publish(ROUND);
            assert_ok!(commit(0, 20));
            CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
            WeightsSetRateLimit::<Test>::insert(NETUID, limit);
            // Committed at 1, revealed at 6.
            run_epochs(1);
            assert_eq!(waiting(1), 0);
            assert_eq!(!weights(0).is_empty(), is_set);
            assert_eq!(
                LastUpdate::<Test>::get(INDEX)[0],
                if is_set { 6 } else { 1 }
            );
        });
    }
}

#[test]
fn mechanisms_are_revealed_one_after_the_other() {
    with_commit_reveal(5, || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        publish(ROUND);
        for (mecid, value) in [(1, 20), (0, 10)] {
            assert_ok!(Yuma::do_commit_timelocked_mechanism_weights(
                signed(0),
                NETUID,
                MechId::new(mecid),
                ciphertext(payload(0, value)),
                ROUND,
                4
            ));
        }
        System::reset_events();
        run_epochs(1);
        let second = NETUID.mechanism_index(MechId::new(1));
        assert_eq!(weights(0), [(0, 65_535), (1, 65_535)]);
        assert_eq!(Weights::<Test>::get(second, 0), TEN_TWENTY);
        let revealed: Vec<_> = events()
            .into_iter()
            .filter(|event| matches!(event, Event::TimelockedWeightsRevealed(..)))
            .collect();
        assert_eq!(
            revealed,
            [INDEX, second].map(|index| Event::TimelockedWeightsRevealed(index, hotkey(0)))
        );
    });
}

#[test]
fn networks_with_commits_are_known() {
    with_commit_reveal(5, || {
        assert!(Yuma::netuids_with_timelocked_commits().is_empty());
        assert_ok!(commit(0, 20));
        let found = Yuma::netuids_with_timelocked_commits();
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [NETUID]);
    });
}
