//! Commitments in the whole runtime.

use frame_support::{assert_noop, assert_ok, traits::PalletInfoAccess};
use pallet_commitments::{
    types::{CommitmentInfo, Data},
    Call, CommitmentOf, Error, LastBondsReset,
};
use pallet_subnets::{BondsResetOn, NetworkRateLimit};
use pallet_subtensor::Call as SubtensorCall;
use pallet_yuma::Bonds;
use sp_keyring::Sr25519Keyring::{self, Alice, AliceStash, Bob};
use sp_runtime::traits::Dispatchable;
use subtensor_types::{MechId, NetUid};

use super::chain::in_block;
use crate::{Commitments, Registration, Runtime, RuntimeCall, RuntimeOrigin};

const NETUID: NetUid = NetUid::new(1);

/// A network with the hotkey `//Alice//stash` as uid 0, bonded to itself and to a
/// uid 1.
fn with_bonds(test: impl FnOnce()) {
    in_block(|| {
        NetworkRateLimit::<Runtime>::put(0);
        let register = SubtensorCall::<Runtime>::register_network {
            hotkey: AliceStash.to_account_id(),
        };
        assert_ok!(
            RuntimeCall::from(register).dispatch(RuntimeOrigin::signed(Alice.to_account_id()))
        );
        let index = NETUID.mechanism_index(MechId::MAIN);
        Bonds::<Runtime>::insert(index, 0, vec![(0, 7), (1, 8)]);
        test();
    });
}

fn publish(who: Sr25519Keyring, field: Data) -> sp_runtime::DispatchResult {
    let info = CommitmentInfo {
        fields: vec![field].try_into().expect("one field"),
    };
    let origin = RuntimeOrigin::signed(who.to_account_id());
    Commitments::set_commitment(origin, NETUID, Box::new(info))
}

fn bonds() -> Vec<(u16, u16)> {
    Bonds::<Runtime>::get(NETUID.mechanism_index(MechId::MAIN), 0)
}

#[test]
fn commitments_are_where_the_main_chain_has_them() {
    assert_eq!(
        (Commitments::index(), Commitments::name()),
        (18, "Commitments")
    );
    let set = Call::<Runtime>::set_max_space { new_limit: 5 };
    let bytes = codec::Encode::encode(&RuntimeCall::from(set));
    assert_eq!(bytes, [18, 2, 5, 0, 0, 0]);
}

#[test]
fn the_flag_resets_the_bonds_to_a_neuron() {
    // Spec `yuma` §6.6.
    with_bonds(|| {
        assert_ok!(publish(AliceStash, Data::ResetBondsFlag));
        assert_eq!(bonds(), [(0, 7), (1, 8)], "the network does not allow it");
        BondsResetOn::<Runtime>::insert(NETUID, true);
        assert_ok!(publish(AliceStash, Data::None));
        assert_eq!(bonds(), [(0, 7), (1, 8)]);
        assert_ok!(publish(AliceStash, Data::ResetBondsFlag));
        assert_eq!(bonds(), [(1, 8)]);
        assert!(LastBondsReset::<Runtime>::contains_key(
            NETUID,
            AliceStash.to_account_id()
        ));
    });
}

#[test]
fn only_neurons_publish() {
    with_bonds(|| {
        assert_noop!(
            publish(Bob, Data::None),
            Error::<Runtime>::AccountNotAllowedCommit
        );
    });
}

#[test]
fn a_dissolved_network_takes_its_commitments_along() {
    with_bonds(|| {
        assert_ok!(publish(AliceStash, Data::None));
        assert_eq!(CommitmentOf::<Runtime>::iter().count(), 1);
        assert_ok!(Registration::do_dissolve_network(NETUID));
        assert_eq!(CommitmentOf::<Runtime>::iter().count(), 0);
    });
}
