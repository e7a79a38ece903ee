//! What keeps a transaction of `SubtensorModule` out of a block, by the codes
//! that clients know (spec chapter `wire` §2.2).

use codec::Compact;
use frame_support::{assert_ok, BoundedVec};
use pallet_drand::LastStoredRound;
use pallet_subnets::{
    CommitRevealWeightsEnabled, Error, NetworkRateLimit, NetworksAdded, PendingEpochAt,
    StakeThreshold, SubnetEpochIndex, WeightsSetRateLimit,
};
use pallet_subtensor::Call;
use sp_core::H256;
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob, Charlie};
use sp_runtime::{
    traits::{Dispatchable, TransactionExtension, TxBaseImplication},
    transaction_validity::{InvalidTransaction, TransactionSource, TransactionValidityError},
    DispatchError, TokenError,
};
use subtensor_types::{MechId, NetUid, TaoBalance};

use super::chain::{apply, in_block, signed, validate};
use crate::{
    extensions::{custom_code, SubtensorTransactionExtension},
    Runtime, RuntimeCall, RuntimeOrigin, System,
};

const NETUID: NetUid = NetUid::new(1);

type Yuma = pallet_yuma::Pallet<Runtime>;

/// The code with which a call is kept out of the pool and of the block, if it
/// is.
fn refusal(who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Option<u8> {
    let nonce = System::account_nonce(who.to_account_id());
    let xt = signed(who, nonce, call.into());
    let code = match validate(xt.clone()) {
        Ok(_) => None,
        Err(TransactionValidityError::Invalid(InvalidTransaction::Custom(code))) => Some(code),
        Err(other) => panic!("refused for another reason: {other:?}"),
    };
    if let Some(code) = code {
        assert_eq!(
            apply(xt),
            Err(InvalidTransaction::Custom(code).into()),
            "a block accepts what the pool refuses"
        );
        assert_eq!(System::account_nonce(who.to_account_id()), nonce);
    }
    code
}

fn send(who: Sr25519Keyring, call: Call<Runtime>) {
    let nonce = System::account_nonce(who.to_account_id());
    assert_ok!(apply(signed(who, nonce, call.into())).expect("the transaction is valid"));
}

/// Registers a network for Alice with the hotkey `//Alice//stash`, and Bob's own
/// account as another neuron.
fn with_network(test: impl FnOnce()) {
    in_block(|| {
        NetworkRateLimit::<Runtime>::put(0);
        let hotkey = AliceStash.to_account_id();
        send(Alice, Call::register_network { hotkey });
        assert!(NetworksAdded::<Runtime>::get(NETUID));
        send(
            Bob,
            Call::burned_register {
                netuid: NETUID,
                hotkey: Bob.to_account_id(),
            },
        );
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, false);
        test();
    });
}

fn set_weights() -> Call<Runtime> {
    Call::set_weights {
        netuid: NETUID,
        dests: vec![1],
        weights: vec![1],
        version_key: 0,
    }
}

fn serve(ip: u128, port: u16, ip_type: u8) -> Call<Runtime> {
    Call::serve_axon {
        netuid: NETUID,
        version: 1,
        ip,
        port,
        ip_type,
        protocol: 0,
        placeholder1: 0,
        placeholder2: 0,
    }
}

fn remark() -> frame_system::Call<Runtime> {
    frame_system::Call::remark { remark: vec![] }
}

#[test]
fn a_coldkey_swap_stops_the_calls_of_all_pallets() {
    in_block(|| {
        assert_eq!(refusal(Bob, remark()), None);
        let new_coldkey_hash = H256::repeat_byte(7);
        send(Bob, Call::announce_coldkey_swap { new_coldkey_hash });
        assert_eq!(refusal(Bob, remark()), Some(0));
        let batch = pallet_utility::Call::<Runtime>::batch { calls: vec![] };
        assert_eq!(refusal(Bob, batch), Some(0));
        let clear = || Call::<Runtime>::clear_coldkey_swap_announcement {};
        assert_eq!(refusal(Bob, clear()), None);

        send(Bob, Call::dispute_coldkey_swap {});
        assert_eq!(refusal(Bob, remark()), Some(21));
        assert_eq!(refusal(Bob, clear()), Some(21));
        assert_eq!(refusal(Charlie, remark()), None);

        // Root is not asked, here through Alice, who has the sudo key.
        let reset = Call::<Runtime>::reset_coldkey_swap {
            coldkey: Bob.to_account_id(),
        };
        let sudo = pallet_sudo::Call::<Runtime>::sudo {
            call: Box::new(reset.into()),
        };
        assert_ok!(apply(signed(Alice, 0, sudo.into())).expect("valid"));
        assert_eq!(refusal(Bob, remark()), None);
    });
}

#[test]
fn weights_are_refused_for_stake_and_haste() {
    with_network(|| {
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 0);
        assert_eq!(refusal(Bob, set_weights()), None);
        StakeThreshold::<Runtime>::put(1);
        assert_eq!(refusal(Bob, set_weights()), Some(1));
        StakeThreshold::<Runtime>::put(0);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 100);
        assert_eq!(refusal(Bob, set_weights()), Some(6));
    });
}

/// What commits Bob to weights, and what shows them.
fn commit_and_reveal() -> (Call<Runtime>, Call<Runtime>) {
    let index = NETUID.mechanism_index(MechId::MAIN);
    let (uids, values, salt) = (vec![1], vec![1], vec![7]);
    let who = Bob.to_account_id();
    let commit = Call::commit_weights {
        netuid: NETUID,
        commit_hash: Yuma::commit_hash(&who, index, &uids, &values, &salt, 0),
    };
    let reveal = Call::reveal_weights {
        netuid: NETUID,
        uids,
        values,
        salt,
        version_key: 0,
    };
    (commit, reveal)
}

/// Makes the epoch of the network due, or not.
fn make_due(due: bool) {
    let at = if due { System::block_number() } else { 0 };
    PendingEpochAt::<Runtime>::insert(NETUID, u64::from(at));
}

#[test]
fn commits_are_refused_for_stake_and_haste() {
    with_network(|| {
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 0);
        let (commit, _) = commit_and_reveal();
        assert_eq!(refusal(Bob, commit.clone()), None);
        StakeThreshold::<Runtime>::put(1);
        assert_eq!(refusal(Bob, commit.clone()), Some(1));
        StakeThreshold::<Runtime>::put(0);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 100);
        assert_eq!(refusal(Bob, commit.clone()), Some(6));
        // The limit is none of the guard's business in a batch, and for who is not
        // registered.
        let batch = Call::<Runtime>::batch_commit_weights {
            netuids: vec![Compact(NETUID)],
            commit_hashes: vec![H256::zero()],
        };
        assert_eq!(refusal(Bob, batch), None);
        assert_eq!(refusal(Charlie, commit), None);
    });
}

#[test]
fn reveals_are_refused_outside_of_their_epoch() {
    with_network(|| {
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 0);
        let (commit, reveal) = commit_and_reveal();
        make_due(false);
        assert_eq!(refusal(Bob, reveal.clone()), Some(16));
        send(Bob, commit);
        assert_eq!(refusal(Bob, reveal.clone()), Some(17));
        let Call::reveal_weights {
            netuid,
            uids,
            values,
            salt,
            version_key,
        } = reveal.clone()
        else {
            unreachable!("it is a reveal")
        };
        let batch = |salt: Vec<u16>| Call::<Runtime>::batch_reveal_weights {
            netuid,
            uids_list: vec![uids.clone()],
            values_list: vec![values.clone()],
            salts_list: vec![salt],
            version_keys: vec![version_key],
        };
        let by_mechanism = |mecid| Call::<Runtime>::reveal_mechanism_weights {
            netuid,
            mecid,
            uids: uids.clone(),
            values: values.clone(),
            salt: salt.clone(),
            version_key,
        };
        assert_eq!(refusal(Bob, batch(salt.clone())), Some(17));
        assert_eq!(refusal(Bob, batch(vec![8])), Some(16));
        assert_eq!(refusal(Bob, by_mechanism(MechId::MAIN)), Some(17));
        assert_eq!(refusal(Bob, by_mechanism(MechId::new(1))), Some(16));

        make_due(true);
        assert_eq!(refusal(Bob, batch(salt.clone())), None);
        assert_eq!(refusal(Bob, by_mechanism(MechId::MAIN)), None);
        StakeThreshold::<Runtime>::put(1);
        assert_eq!(refusal(Bob, reveal.clone()), Some(1));
        StakeThreshold::<Runtime>::put(0);
        // Expired commits are refused as those whose epoch is still to come.
        SubnetEpochIndex::<Runtime>::mutate(NETUID, |index| *index += 1);
        assert_eq!(refusal(Bob, reveal.clone()), Some(17));
        SubnetEpochIndex::<Runtime>::mutate(NETUID, |index| *index -= 1);
        send(Bob, reveal);
    });
}

#[test]
fn encrypted_commits_are_refused_for_rounds_past() {
    with_network(|| {
        CommitRevealWeightsEnabled::<Runtime>::insert(NETUID, true);
        WeightsSetRateLimit::<Runtime>::insert(NETUID, 0);
        LastStoredRound::<Runtime>::put(100);
        let commits = |reveal_round| {
            let (netuid, mecid, commit) = (NETUID, MechId::MAIN, BoundedVec::default());
            [
                Call::<Runtime>::commit_timelocked_weights {
                    netuid,
                    commit: commit.clone(),
                    reveal_round,
                    commit_reveal_version: 4,
                },
                Call::commit_timelocked_mechanism_weights {
                    netuid,
                    mecid,
                    commit: commit.clone(),
                    reveal_round,
                    commit_reveal_version: 4,
                },
                Call::commit_crv3_mechanism_weights {
                    netuid,
                    mecid,
                    commit,
                    reveal_round,
                },
            ]
        };
        for call in commits(99) {
            assert_eq!(refusal(Bob, call), Some(15));
        }
        for call in commits(100) {
            assert_eq!(refusal(Bob, call.clone()), None);
            StakeThreshold::<Runtime>::put(1);
            assert_eq!(refusal(Bob, call.clone()), Some(1));
            StakeThreshold::<Runtime>::put(0);
            send(Bob, call);
        }
    });
}

#[test]
fn batches_are_refused_for_unequal_lists() {
    with_network(|| {
        let netuids = || vec![Compact(NETUID)];
        let batches: [Call<Runtime>; 3] = [
            Call::batch_set_weights {
                netuids: netuids(),
                weights: vec![],
                version_keys: vec![Compact(0)],
            },
            Call::batch_commit_weights {
                netuids: netuids(),
                commit_hashes: vec![],
            },
            Call::batch_reveal_weights {
                netuid: NETUID,
                uids_list: vec![vec![1]],
                values_list: vec![vec![1]],
                salts_list: vec![],
                version_keys: vec![0],
            },
        ];
        // Before any other reason.
        StakeThreshold::<Runtime>::put(1);
        for batch in batches {
            assert_eq!(refusal(Bob, batch), Some(18));
        }
        let equal = Call::<Runtime>::batch_set_weights {
            netuids: netuids(),
            weights: vec![vec![]],
            version_keys: vec![Compact(0)],
        };
        assert_eq!(refusal(Bob, equal), Some(1));
    });
}

#[test]
fn networks_are_refused_for_haste() {
    with_network(|| {
        NetworkRateLimit::<Runtime>::put(100);
        let hotkey = Charlie.to_account_id();
        let call = Call::<Runtime>::register_network { hotkey };
        assert_eq!(refusal(Charlie, call), Some(6));
    });
}

#[test]
fn takes_are_refused() {
    with_network(|| {
        let increase = |hotkey: Sr25519Keyring, take| Call::<Runtime>::increase_take {
            hotkey: hotkey.to_account_id(),
            take,
        };
        pallet_staking::MinDelegateTake::<Runtime>::put(10);
        assert_eq!(refusal(Bob, increase(Bob, 9)), Some(26));
        assert_eq!(refusal(Bob, increase(Bob, 11_797)), Some(27));
        assert_eq!(refusal(Bob, increase(Charlie, 10)), Some(4));
        assert_eq!(refusal(Bob, increase(AliceStash, 10)), Some(25));
    });
}

#[test]
fn endpoints_are_refused() {
    with_network(|| {
        assert_eq!(refusal(Charlie, serve(7, 1, 4)), Some(10));
        assert_eq!(refusal(Bob, serve(0x7f00_0001, 1, 4)), Some(11));
        assert_eq!(refusal(Bob, serve(7, 0, 4)), Some(13));
        // An unknown type of address has no code of its own.
        assert_eq!(refusal(Bob, serve(7, 1, 5)), Some(255));
        send(Bob, serve(7, 1, 4));
        assert_eq!(refusal(Bob, serve(7, 1, 4)), Some(12));
    });
}

#[test]
fn codes_are_the_main_chains() {
    let of = |error: Error<Runtime>| custom_code::<Runtime>(error.into());
    // What no guard raises today, or none of this runtime's calls can.
    assert_eq!(of(Error::AmountTooLow), 1);
    assert_eq!(of(Error::NotEnoughBalanceToStake), 2);
    assert_eq!(of(Error::SubnetNotExists), 3);
    assert_eq!(of(Error::NotEnoughStakeToWithdraw), 5);
    assert_eq!(of(Error::CommittingWeightsTooFast), 6);
    assert_eq!(of(Error::InsufficientLiquidity), 7);
    assert_eq!(of(Error::SlippageTooHigh), 8);
    assert_eq!(of(Error::TransferDisallowed), 9);
    assert_eq!(of(Error::InvalidRevealRound), 15);
    assert_eq!(of(Error::NoWeightsCommitFound), 16);
    assert_eq!(of(Error::RevealTooEarly), 17);
    assert_eq!(of(Error::InputLengthsUnequal), 18);
    assert_eq!(of(Error::HotKeyNotRegisteredInSubNet), 19);
    assert_eq!(of(Error::EvmKeyAssociateRateLimitExceeded), 20);
    assert_eq!(of(Error::InvalidIpType), 255);
    let other = DispatchError::Token(TokenError::FundsUnavailable);
    assert_eq!(custom_code::<Runtime>(other), 255);
}

#[test]
fn unsigned_and_root_origins_pass() {
    in_block(|| {
        let call = RuntimeCall::from(serve(7, 0, 5));
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
            let checked = SubtensorTransactionExtension::<Runtime>::default().validate(
                origin,
                &call,
                &Default::default(),
                0,
                (),
                &TxBaseImplication(()),
                TransactionSource::External,
            );
            assert!(checked.is_ok());
        }
    });
}

#[test]
fn a_batch_lets_calls_pass_that_check_for_themselves() {
    with_network(|| {
        // FRAME asks nothing at the dispatch of a batched call; the call does.
        let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all {
            calls: vec![serve(7, 0, 4).into()],
        });
        assert_eq!(refusal(Bob, batch.clone()), None);
        let origin = RuntimeOrigin::signed(Bob.to_account_id());
        let error = batch.dispatch(origin).expect_err("the port is none").error;
        assert_eq!(error, Error::<Runtime>::InvalidPort.into());
        let stake = Call::<Runtime>::add_stake {
            hotkey: Bob.to_account_id(),
            netuid: NETUID,
            amount_staked: TaoBalance::new(1),
        };
        assert_eq!(refusal(Bob, stake), None);
    });
}
