//! Spec `yuma` §10.7: several reveals at once.

use super::{
    hash_commits::{commit, queue_length, secret, Secret},
    mock::*,
};
use crate::Weights;
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use pallet_subnets::{CommitRevealWeightsEnabled, Error, Event};
use sp_runtime::DispatchError;

type Errors = Error<Test>;

fn reveal(origin: RuntimeOrigin, secrets: &[Secret]) -> DispatchResult {
    let lists = |list: fn(&Secret) -> &Vec<u16>| secrets.iter().map(list).cloned().collect();
    Yuma::do_batch_reveal_weights(
        origin,
        NETUID,
        lists(|secret| &secret.uids),
        lists(|secret| &secret.values),
        lists(|secret| &secret.salt),
        vec![0; secrets.len()],
    )
}

fn secrets<const N: usize>(numbers: [u16; N]) -> Vec<Secret> {
    numbers.map(secret).to_vec()
}

fn commit_all(secrets: &[Secret]) {
    for secret in secrets {
        assert_ok!(commit(0, secret));
    }
}

#[test]
fn three_commits_are_revealed_at_once() {
    //
    with_commit_reveal(5, || {
        let all = secrets([1, 2, 3]);
        commit_all(&all);
        run_epochs(1);
        System::reset_events();
        assert_ok!(reveal(signed(0), &all));
        assert_eq!(queue_length(), None);
        let hashes = all.iter().map(|secret| secret.hash(0)).collect();
        assert_eq!(
            events(),
            [
                Event::WeightsSet(INDEX, 0),
                Event::WeightsSet(INDEX, 0),
                Event::WeightsSet(INDEX, 0),
                Event::WeightsBatchRevealed(hotkey(0), NETUID, hashes),
            ]
        );
        // The last item's weights stay: 10 and 13.
        assert_eq!(Weights::<Test>::get(INDEX, 0), [(0, 50_412), (1, 65_535)]);
    });
}

#[test]
fn one_expired_commit_stops_all() {
    //
    with_commit_reveal(5, || {
        let all = secrets([1, 2, 3]);
        commit_all(&all[..1]);
        run_epochs(1);
        commit_all(&all[1..]);
        run_epochs(1);
        assert_noop!(reveal(signed(0), &all), Errors::ExpiredWeightCommit);
        assert_eq!(queue_length(), Some(3));
        assert_ok!(reveal(signed(0), &all[1..]));
        assert_eq!(queue_length(), None);
    });
}

#[test]
fn the_order_is_free_and_other_commits_stay() {
    //
    with_commit_reveal(5, || {
        commit_all(&secrets([1, 2, 3]));
        run_epochs(1);
        assert_ok!(reveal(signed(0), &secrets([3, 1])));
        assert_eq!(queue_length(), Some(1));
        assert_ok!(reveal(signed(0), &secrets([2])));
        assert_eq!(queue_length(), None);
    });
}

#[test]
fn the_checks_come_in_order() {
    //
    with_commit_reveal(5, || {
        let batch = secrets([1]);
        let one = || vec![vec![0u16]];
        for (values, salts, keys) in [
            (vec![], one(), vec![0]),
            (one(), vec![], vec![0]),
            (one(), one(), vec![]),
        ] {
            assert_noop!(
                Yuma::do_batch_reveal_weights(
                    RuntimeOrigin::none(),
                    NETUID,
                    one(),
                    values,
                    salts,
                    keys
                ),
                Errors::InputLengthsUnequal
            );
        }
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(
            reveal(RuntimeOrigin::none(), &batch),
            DispatchError::BadOrigin
        );
        assert_noop!(reveal(signed(0), &batch), Errors::CommitRevealDisabled);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_noop!(reveal(signed(0), &batch), Errors::NoWeightsCommitFound);
        commit_all(&batch);
        assert_noop!(reveal(signed(0), &batch), Errors::RevealTooEarly);
        assert_noop!(
            reveal(signed(0), &secrets([2])),
            Errors::InvalidRevealCommitHashNotMatch
        );
        run_epochs(2);
        assert_noop!(reveal(signed(0), &batch), Errors::ExpiredWeightCommit);
    });
}

#[test]
fn a_failing_item_reverts_those_before_it() {
    with_commit_reveal(5, || {
        let twice_the_same_uid = Secret {
            uids: vec![1, 1],
            ..secret(2)
        };
        let batch = [secret(1), twice_the_same_uid];
        commit_all(&batch);
        run_epochs(1);
        assert_noop!(reveal(signed(0), &batch), Errors::DuplicateUids);
        assert_eq!(queue_length(), Some(2));
        assert!(Weights::<Test>::get(INDEX, 0).is_empty());
    });
}

#[test]
fn a_commit_is_revealed_once() {
    with_commit_reveal(5, || {
        commit_all(&secrets([1, 2]));
        run_epochs(1);
        assert_noop!(
            reveal(signed(0), &secrets([1, 1])),
            Errors::InvalidRevealCommitHashNotMatch
        );
        // Committed twice, it is revealed twice.
        run_epochs(1);
        commit_all(&secrets([1, 1]));
        run_epochs(1);
        assert_ok!(reveal(signed(0), &secrets([1, 1])));
        assert_eq!(queue_length(), None);
    });
}

#[test]
fn an_empty_batch_drops_what_has_expired() {
    with_commit_reveal(5, || {
        commit_all(&secrets([1]));
        run_epochs(2);
        commit_all(&secrets([2]));
        // The commit has dropped the expired one already.
        assert_eq!(queue_length(), Some(1));
        run_epochs(2);
        assert_ok!(reveal(signed(0), &[]));
        assert_eq!(queue_length(), None);
        assert_noop!(reveal(signed(0), &[]), Errors::NoWeightsCommitFound);
    });
}
