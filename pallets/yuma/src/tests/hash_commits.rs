//! Spec `yuma` §10.4 to §10.6 and §15.8: commits by hash and their reveal, block
//! by block.

use super::mock::*;
use crate::{LastUpdate, WeightCommits, Weights};
use codec::{Compact, Encode};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use pallet_subnets::{
    CommitRevealWeightsEnabled, Error, Event, LastEpochBlock, MechanismCountCurrent,
    RevealPeriodEpochs, Tempo, WeightsSetRateLimit, WeightsVersionKey,
};
use sp_core::H256;
use sp_runtime::{AccountId32, DispatchError};
use subtensor_types::{MechId, NetUid, NetUidStorageIndex};

type Errors = Error<Test>;

/// Weights of a neuron that differ from those with another number.
#[derive(Clone)]
pub struct Secret {
    pub uids: Vec<u16>,
    pub values: Vec<u16>,
    pub salt: Vec<u16>,
}

pub fn secret(number: u16) -> Secret {
    Secret {
        uids: vec![0, 1],
        values: vec![10, 10 + number],
        salt: vec![number; 8],
    }
}

impl Secret {
    pub fn hash(&self, who: u16) -> H256 {
        Yuma::commit_hash(&hotkey(who), INDEX, &self.uids, &self.values, &self.salt, 0)
    }
}

pub fn commit(who: u16, secret: &Secret) -> DispatchResult {
    Yuma::do_commit_weights(signed(who), NETUID, secret.hash(who))
}

pub fn reveal(who: u16, secret: &Secret) -> DispatchResult {
    let Secret { uids, values, salt } = secret.clone();
    Yuma::do_reveal_weights(signed(who), NETUID, uids, values, salt, 0)
}

/// How many commits of uid 0 wait; `None` if it has no queue.
pub fn queue_length() -> Option<usize> {
    WeightCommits::<Test>::get(INDEX, hotkey(0)).map(|queue| queue.len())
}

#[test]
fn a_hash_has_the_documented_preimage() {
    // §10.5: both rows of the table, and the first preimage written out.
    let account = |first: u8| {
        let mut bytes = [0; 32];
        bytes[0] = first;
        AccountId32::new(bytes)
    };
    let salt: Vec<u16> = (1..=8).collect();
    let index = NetUidStorageIndex::new(1);
    let who = account(1);
    let preimage = (&who, index, vec![0u16, 1], vec![10u16, 10], &salt, 0u64).encode();
    let written_out = [
        who.encode(),
        vec![1, 0],
        vec![8, 0, 0, 1, 0],
        vec![8, 10, 0, 10, 0],
        vec![0x20, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0],
        vec![0; 8],
    ]
    .concat();
    assert_eq!(preimage, written_out);
    let hash = |text: &str| text.parse::<H256>().unwrap();
    assert_eq!(
        Yuma::commit_hash(&who, index, &[0, 1], &[10, 10], &salt, 0),
        hash("6d0636acf6116a29e342d949b376af9893686f35589a4ddc00aa412895531f3f")
    );
    let second = NETUID.mechanism_index(MechId::new(1));
    assert_eq!(
        Yuma::commit_hash(&account(0x37), second, &[1, 2], &[88, 65535], &salt, 0),
        hash("be261d3ed4a719b97a91dc28bcc6dc1a1a71a135e72ce29780191dad002fcf95")
    );
}

#[test]
fn a_commit_is_revealed_in_the_next_epoch() {
    //
    with_commit_reveal(5, || {
        assert_ok!(commit(0, &secret(1)));
        run_epochs(1);
        System::reset_events();
        assert_ok!(reveal(0, &secret(1)));
        assert_eq!(Weights::<Test>::get(INDEX, 0), [(0, 59_577), (1, 65_535)]);
        assert_eq!(
            events(),
            [
                Event::WeightsSet(INDEX, 0),
                Event::WeightsRevealed(hotkey(0), INDEX, secret(1).hash(0)),
            ]
        );
        assert_eq!(queue_length(), None);
    });
}

#[test]
fn neither_before_nor_after_nor_twice() {
    with_commit_reveal(100, || {
        //
        assert_ok!(commit(0, &secret(1)));
        assert_noop!(reveal(0, &secret(1)), Errors::RevealTooEarly);
        run_epochs(1);
        assert_ok!(reveal(0, &secret(1)));
        run_blocks(6);
        assert_noop!(reveal(0, &secret(1)), Errors::NoWeightsCommitFound);
        //
        assert_ok!(commit(0, &secret(1)));
        run_epochs(2);
        assert_noop!(reveal(0, &secret(1)), Errors::ExpiredWeightCommit);
        //
        assert_ok!(commit(0, &secret(1)));
        run_blocks(50);
        assert_noop!(reveal(0, &secret(1)), Errors::RevealTooEarly);
        run_epochs(1);
        assert_ok!(reveal(0, &secret(1)));
    });
}

#[test]
fn only_what_was_committed_is_revealed() {
    //
    with_commit_reveal(5, || {
        assert_ok!(commit(0, &secret(1)));
        run_epochs(1);
        let other_uids = Secret {
            uids: vec![1, 0],
            ..secret(1)
        };
        let other_salt = Secret {
            salt: vec![2; 8],
            ..secret(1)
        };
        for wrong in [other_uids, other_salt] {
            assert_noop!(reveal(0, &wrong), Errors::InvalidRevealCommitHashNotMatch);
        }
        assert_ok!(reveal(0, &secret(1)));
    });
}

#[test]
fn commits_need_commit_reveal() {
    //
    with_commit_reveal(5, || {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(commit(0, &secret(1)), Errors::CommitRevealDisabled);
        assert_noop!(reveal(0, &secret(1)), Errors::CommitRevealDisabled);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_ok!(commit(0, &secret(1)));
        run_epochs(1);
        assert_ok!(reveal(0, &secret(1)));
    });
}

#[test]
fn the_checks_of_a_commit_come_in_order() {
    // §10.4.
    with_commit_reveal(5, || {
        let hash = H256::zero();
        let missing = NetUid::new(9);
        let unsigned = RuntimeOrigin::none;
        assert_noop!(
            Yuma::do_commit_weights(unsigned(), missing, hash),
            Errors::MechanismDoesNotExist
        );
        // S-11.
        assert_noop!(
            Yuma::do_commit_mechanism_weights(signed(0), NETUID, MechId::new(1), hash),
            Errors::MechanismDoesNotExist
        );
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        assert_noop!(
            Yuma::do_commit_weights(unsigned(), NETUID, hash),
            DispatchError::BadOrigin
        );
        assert_noop!(commit(7, &secret(1)), Errors::CommitRevealDisabled);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_noop!(commit(7, &secret(1)), Errors::HotKeyNotRegisteredInSubNet);
        // Neither stake nor permit is asked for.
        set_stake(NETUID, 0, 0);
        set_permits(NETUID, &[false, false]);
        assert_ok!(commit(0, &secret(1)));
    });
}

#[test]
fn a_commit_is_stored_and_moves_the_clock() {
    with_commit_reveal(5, || {
        System::set_block_number(3);
        assert_ok!(commit(0, &secret(1)));
        let hash = secret(1).hash(0);
        assert_eq!(
            WeightCommits::<Test>::get(INDEX, hotkey(0)).unwrap(),
            [(hash, 1, 3, 0)]
        );
        assert_eq!(LastUpdate::<Test>::get(INDEX), [3, 0]);
        assert_eq!(events(), [Event::WeightsCommitted(hotkey(0), INDEX, hash)]);
        // Block 6 begins epoch 2. The reveal leaves the clock alone.
        run_to(6);
        assert_ok!(reveal(0, &secret(1)));
        assert_eq!(LastUpdate::<Test>::get(INDEX), [3, 0]);
    });
}

#[test]
fn an_epoch_that_is_due_counts_as_begun() {
    // §10.1: the tag is the same just before the epoch fires and just after the
    // previous one; one that is due but has not run has begun.
    with_commit_reveal(5, || {
        let tag = |number: u16| {
            assert_ok!(commit(0, &secret(number)));
            let queue = WeightCommits::<Test>::get(INDEX, hotkey(0)).unwrap();
            queue.back().unwrap().1
        };
        assert_eq!(tag(1), 1);
        run_to(5);
        assert_eq!(tag(2), 1);
        System::set_block_number(6);
        assert_eq!(tag(3), 2);
        assert_ok!(reveal(0, &secret(1)));
    });
}

#[test]
fn a_hotkey_has_ten_commits_at_most() {
    //
    with_commit_reveal(100, || {
        for number in 1..=10 {
            assert_ok!(commit(0, &secret(number)));
        }
        assert_noop!(commit(0, &secret(11)), Errors::TooManyUnrevealedCommits);
        assert_ok!(commit(1, &secret(11)));
    });
}

#[test]
fn a_reveal_gives_up_the_commits_before_it() {
    //
    with_commit_reveal(5, || {
        let [a, b, c] = [1, 2, 3].map(secret);
        for secret in [&a, &b, &c] {
            assert_ok!(commit(0, secret));
        }
        run_epochs(1);
        assert_ok!(reveal(0, &b));
        assert_eq!(queue_length(), Some(1));
        assert_noop!(reveal(0, &a), Errors::InvalidRevealCommitHashNotMatch);
        assert_ok!(reveal(0, &c));
        assert_eq!(queue_length(), None);
        assert_noop!(reveal(0, &a), Errors::NoWeightsCommitFound);
    });
}

#[test]
fn every_period_has_its_one_epoch() {
    //
    for period in [1, 2, 7, 40, 86, 100] {
        with_commit_reveal(3, || {
            RevealPeriodEpochs::<Test>::insert(NETUID, period);
            assert_ok!(commit(0, &secret(1)));
            run_epochs(period - 1);
            assert_noop!(reveal(0, &secret(1)), Errors::RevealTooEarly);
            run_epochs(1);
            assert_ok!(reveal(0, &secret(1)));
            assert_noop!(reveal(0, &secret(1)), Errors::NoWeightsCommitFound);
            assert_ok!(commit(0, &secret(2)));
            run_epochs(period + 1);
            assert_noop!(reveal(0, &secret(2)), Errors::ExpiredWeightCommit);
        });
    }
}

#[test]
fn a_change_of_tempo_moves_no_commit() {
    //
    with_commit_reveal(100, || {
        for tempo in [200, 150, 1050, 805] {
            assert_ok!(commit(0, &secret(tempo)));
            Tempo::<Test>::insert(NETUID, tempo);
            LastEpochBlock::<Test>::insert(NETUID, Subnets::now());
            run_epochs(1);
            assert_ok!(reveal(0, &secret(tempo)));
        }
    });
}

#[test]
fn a_change_of_period_moves_all_commits() {
    // §10.1.
    with_commit_reveal(5, || {
        RevealPeriodEpochs::<Test>::insert(NETUID, 3);
        assert_ok!(commit(0, &secret(1)));
        run_epochs(1);
        assert_noop!(reveal(0, &secret(1)), Errors::RevealTooEarly);
        RevealPeriodEpochs::<Test>::insert(NETUID, 1);
        assert_ok!(reveal(0, &secret(1)));
    });
}

#[test]
fn commits_and_weights_share_a_rate_limit() {
    with_commit_reveal(1_000, || {
        //
        WeightsSetRateLimit::<Test>::insert(NETUID, 10);
        System::set_block_number(11);
        assert_eq!(LastUpdate::<Test>::get(INDEX)[0], 0);
        assert_ok!(commit(0, &secret(1)));
        assert_noop!(commit(0, &secret(2)), Errors::CommittingWeightsTooFast);
        System::set_block_number(16);
        assert_noop!(commit(0, &secret(2)), Errors::CommittingWeightsTooFast);
        System::set_block_number(21);
        assert_ok!(commit(0, &secret(2)));
        //
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        let set = || Yuma::do_set_weights(signed(0), NETUID, vec![0, 1], vec![1, 1], 0);
        assert_noop!(set(), Errors::SettingWeightsTooFast);
        System::set_block_number(31);
        assert_ok!(set());
        assert_noop!(set(), Errors::SettingWeightsTooFast);
        System::set_block_number(36);
        assert_noop!(set(), Errors::SettingWeightsTooFast);
        System::set_block_number(41);
        assert_ok!(set());
    });
}

#[test]
fn a_commit_makes_room_by_dropping_expired_ones() {
    // R-20b.
    with_commit_reveal(5, || {
        for number in 0..5 {
            assert_ok!(commit(0, &secret(number)));
        }
        run_epochs(1);
        for number in 5..10 {
            assert_ok!(commit(0, &secret(number)));
        }
        assert_noop!(commit(0, &secret(10)), Errors::TooManyUnrevealedCommits);
        run_epochs(1);
        assert_ok!(commit(0, &secret(10)));
        assert_eq!(queue_length(), Some(6));
        assert_noop!(
            reveal(0, &secret(4)),
            Errors::InvalidRevealCommitHashNotMatch
        );
        for number in 5..10 {
            assert_ok!(reveal(0, &secret(number)));
        }
        run_epochs(1);
        assert_ok!(reveal(0, &secret(10)));
        assert_eq!(queue_length(), None);
    });
}

#[test]
fn a_reveal_passes_all_checks_of_weights() {
    // §10.6: step 8, at the time of the reveal; the queue stays when it fails.
    with_commit_reveal(5, || {
        let versioned = secret(1);
        assert_ok!(commit(0, &versioned));
        run_epochs(1);
        set_permits(NETUID, &[false, true]);
        assert_noop!(reveal(0, &versioned), Errors::NeuronNoValidatorPermit);
        set_permits(NETUID, &[true, true]);
        WeightsVersionKey::<Test>::insert(NETUID, 1);
        assert_noop!(reveal(0, &versioned), Errors::IncorrectWeightVersionKey);
        WeightsVersionKey::<Test>::insert(NETUID, 0);
        // No rate limit: the commit had one.
        WeightsSetRateLimit::<Test>::insert(NETUID, 1_000);
        assert_ok!(reveal(0, &versioned));
    });
}

#[test]
fn a_reveal_needs_a_signer_with_commits() {
    with_commit_reveal(5, || {
        let Secret { uids, values, salt } = secret(1);
        assert_noop!(
            Yuma::do_reveal_weights(RuntimeOrigin::none(), NETUID, uids, values, salt, 0),
            DispatchError::BadOrigin
        );
        assert_noop!(reveal(0, &secret(1)), Errors::NoWeightsCommitFound);
        // All expired, and this is none of them.
        assert_ok!(commit(0, &secret(1)));
        run_epochs(2);
        assert_noop!(reveal(0, &secret(2)), Errors::NoWeightsCommitFound);
    });
}

#[test]
fn mechanisms_have_their_own_commits() {
    with_commit_reveal(50, || {
        MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        let second = MechId::new(1);
        let index = NETUID.mechanism_index(second);
        let Secret { uids, values, salt } = secret(1);
        let hash = Yuma::commit_hash(&hotkey(0), index, &uids, &values, &salt, 0);
        let commit_to = |mecid| Yuma::do_commit_mechanism_weights(signed(0), NETUID, mecid, hash);
        // S-13.
        WeightsSetRateLimit::<Test>::insert(NETUID, 5);
        assert_ok!(commit_to(second));
        assert_noop!(commit_to(second), Errors::CommittingWeightsTooFast);
        assert_ok!(commit_to(MechId::MAIN));
        run_blocks(2);
        assert_noop!(commit_to(second), Errors::CommittingWeightsTooFast);
        run_blocks(3);
        assert_ok!(commit_to(second));
        run_epochs(1);
        let reveal = |mecid| {
            let Secret { uids, values, salt } = secret(1);
            Yuma::do_reveal_mechanism_weights(signed(0), NETUID, mecid, uids, values, salt, 0)
        };
        // The hash is for the other mechanism.
        assert_noop!(
            reveal(MechId::MAIN),
            Errors::InvalidRevealCommitHashNotMatch
        );
        // S-11.
        assert_noop!(reveal(MechId::new(2)), Errors::NoWeightsCommitFound);
        assert_ok!(reveal(second));
        assert_eq!(Weights::<Test>::get(index, 0), [(0, 59_577), (1, 65_535)]);
        assert!(Weights::<Test>::get(INDEX, 0).is_empty());
    });
}

#[test]
fn root_takes_commits_but_no_reveals() {
    // §10.10.
    with_commit_reveal(5, || {
        let root = NetUid::ROOT;
        add_network(root);
        append(root, 10);
        CommitRevealWeightsEnabled::<Test>::insert(root, true);
        Tempo::<Test>::insert(root, 100);
        let Secret { uids, values, salt } = secret(1);
        let hash = Yuma::commit_hash(&hotkey(0), root.into(), &uids, &values, &salt, 0);
        assert_ok!(Yuma::do_commit_weights(signed(0), root, hash));
        System::set_block_number(100);
        assert_noop!(
            Yuma::do_reveal_weights(signed(0), root, uids, values, salt, 0),
            Errors::CanNotSetRootNetworkWeights
        );
    });
}

#[test]
fn a_batch_of_commits_tells_what_failed() {
    // W-16.
    with_commit_reveal(5, || {
        let second = NetUid::new(2);
        add_network(second);
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, false);
        let netuids: Vec<_> = [NETUID, second].map(Compact).to_vec();
        let hashes = || vec![H256::repeat_byte(1), H256::repeat_byte(2)];
        let call = |hashes| Yuma::do_batch_commit_weights(signed(0), netuids.clone(), hashes);
        assert_noop!(call(vec![H256::zero()]), Errors::InputLengthsUnequal);
        assert_noop!(
            Yuma::do_batch_commit_weights(RuntimeOrigin::none(), vec![], hashes()),
            DispatchError::BadOrigin
        );
        assert_ok!(call(hashes()));
        let failed =
            |netuid| Event::BatchWeightItemFailed(netuid, Errors::CommitRevealDisabled.into());
        let completed = || Event::BatchWeightsCompleted(netuids.clone(), hotkey(0));
        assert_eq!(
            events(),
            [
                Event::BatchCompletedWithErrors,
                failed(NETUID),
                failed(second),
                completed(),
            ]
        );
        // One that is done and one that is not.
        System::reset_events();
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_ok!(call(hashes()));
        assert_eq!(
            events(),
            [
                Event::WeightsCommitted(hotkey(0), INDEX, hashes()[0]),
                Event::BatchCompletedWithErrors,
                failed(second),
                completed(),
            ]
        );
        assert_eq!(queue_length(), Some(1));
    });
}

#[test]
fn guards_see_expired_commits_as_any_other() {
    // §10.9.
    with_commit_reveal(5, || {
        let ask_for = |hashes: &[H256]| Yuma::ensure_revealable(&hotkey(0), INDEX, hashes);
        let ask = |number| ask_for(&[secret(number).hash(0)]);
        assert_noop!(ask(1), Errors::NoWeightsCommitFound);
        // No hash is one too many where nothing was committed.
        assert_noop!(ask_for(&[]), Errors::NoWeightsCommitFound);
        assert_ok!(commit(0, &secret(1)));
        assert_ok!(ask_for(&[]));
        assert_noop!(ask(1), Errors::RevealTooEarly);
        assert_noop!(ask(2), Errors::NoWeightsCommitFound);
        run_epochs(1);
        assert_ok!(ask(1));
        assert_noop!(
            ask_for(&[secret(1).hash(0), secret(2).hash(0)]),
            Errors::NoWeightsCommitFound
        );
        run_epochs(1);
        assert_noop!(ask(1), Errors::RevealTooEarly);
    });
}
