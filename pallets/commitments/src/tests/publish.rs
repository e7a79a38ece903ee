//! Publishing commitments.

use super::mock::*;
use crate::{
    types::Data, CommitmentOf, Error, Event, LastBondsReset, LastCommitment, MaxSpace,
    TimelockedIndex, UsedSpaceOf,
};
use alloc::{vec, vec::Vec};
use codec::Encode;
use frame_support::{assert_noop, assert_ok, storage::with_storage_layer};
use sp_runtime::DispatchError;
use subtensor_types::NetUid;

#[test]
fn a_commitment_takes_the_place_of_the_one_before() {
    run(|| {
        assert_ok!(publish(vec![raw(b"one")]));
        System::set_block_number(5);
        assert_ok!(publish(vec![raw(b"two"), Data::None]));
        let stored = CommitmentOf::<Test>::get(NETUID, neuron()).unwrap();
        assert_eq!((stored.deposit, stored.block), (0, 5));
        // Deposit, block, and the fields with their number.
        let bytes = [&[0; 8][..], &[5, 0, 0, 0], &[8, 4], b"two", &[0]].concat();
        assert_eq!(stored.encode(), bytes);
        assert_eq!(LastCommitment::<Test>::get(NETUID, neuron()), Some(5));
        let published = Event::Commitment {
            netuid: NETUID,
            who: neuron(),
        };
        assert_eq!(events(), [published.clone(), published]);
        assert!(!waits());
    });
}

#[test]
fn only_neurons_publish() {
    run(|| {
        assert_noop!(
            publish_as(stranger(), vec![]),
            Error::<Test>::AccountNotAllowedCommit
        );
        let info = crate::types::CommitmentInfo {
            fields: Default::default(),
        };
        assert_noop!(
            Commitments::set_commitment(RuntimeOrigin::none(), NETUID, info.into()),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn space_is_limited_by_epoch() {
    run(|| {
        let used = || UsedSpaceOf::<Test>::get(NETUID, neuron()).unwrap();
        let big = || vec![Data::BigRaw(vec![0; 512].try_into().unwrap()); 3];
        assert_ok!(publish(big()));
        assert_eq!(used().used_space, 1_536);
        // Little counts as a hundred bytes.
        assert_ok!(publish(vec![]));
        assert_eq!(used().used_space, 1_636);
        let failed = with_storage_layer(|| publish(big()));
        assert_eq!(failed, Err(Error::<Test>::SpaceLimitExceeded.into()));
        Epoch::set(1);
        assert_ok!(publish(big()));
        assert_eq!((used().last_epoch, used().used_space), (1, 1_536));
        assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 1_600));
        assert_noop!(publish(vec![]), Error::<Test>::SpaceLimitExceeded);
        assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 1_636));
        assert_ok!(publish(vec![]));
    });
}

#[test]
fn root_sets_the_limit() {
    run(|| {
        assert_eq!(MaxSpace::<Test>::get(), 3_100);
        assert_noop!(
            Commitments::set_max_space(RuntimeOrigin::signed(neuron()), 1),
            DispatchError::BadOrigin
        );
        assert_ok!(Commitments::set_max_space(RuntimeOrigin::root(), 1));
        assert_eq!(MaxSpace::<Test>::get(), 1);
    });
}

#[test]
fn the_flag_resets_bonds() {
    run(|| {
        assert_ok!(publish(vec![raw(b"x")]));
        assert!(Reset::get().is_empty());
        assert_ok!(publish(vec![raw(b"x"), Data::ResetBondsFlag]));
        assert_eq!(Reset::get(), [(NETUID, neuron())]);
        assert_eq!(LastBondsReset::<Test>::get(NETUID, neuron()), Some(1));
        // Twice in a commitment is once.
        assert_ok!(publish(vec![Data::ResetBondsFlag, Data::ResetBondsFlag]));
        assert_eq!(Reset::get().len(), 2);
    });
}

#[test]
fn a_deposit_follows_the_commitment() {
    run(|| {
        InitialDeposit::set(10);
        assert!(with_storage_layer(|| publish(vec![])).is_err());
        frame_support::assert_ok!(Balances::force_set_balance(
            RuntimeOrigin::root(),
            neuron(),
            100
        ));
        assert_ok!(publish(vec![]));
        assert_eq!(Balances::reserved_balance(neuron()), 10);
        InitialDeposit::set(4);
        assert_ok!(publish(vec![]));
        assert_eq!(Balances::reserved_balance(neuron()), 4);
    });
}

#[test]
fn a_network_that_is_gone_leaves_nothing() {
    run(|| {
        let other = NetUid::new(2);
        assert_ok!(publish(vec![locked(b"x", 5), Data::ResetBondsFlag]));
        CommitmentOf::<Test>::insert(
            other,
            neuron(),
            CommitmentOf::<Test>::get(NETUID, neuron()).unwrap(),
        );
        TimelockedIndex::<Test>::mutate(|index| index.insert((other, neuron())));
        crate::RevealedCommitments::<Test>::insert(NETUID, neuron(), vec![(vec![1], 1)]);
        Commitments::clear_network(NETUID);
        assert_eq!(fields(), None);
        assert_eq!(LastCommitment::<Test>::iter().count(), 0);
        assert_eq!(LastBondsReset::<Test>::iter().count(), 0);
        assert_eq!(UsedSpaceOf::<Test>::iter().count(), 0);
        assert_eq!(crate::RevealedCommitments::<Test>::iter().count(), 0);
        let waiting: Vec<_> = TimelockedIndex::<Test>::get().into_iter().collect();
        assert_eq!(waiting, [(other, neuron())]);
        assert!(CommitmentOf::<Test>::contains_key(other, neuron()));
    });
}
