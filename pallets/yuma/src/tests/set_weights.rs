//! Spec `yuma` §15.7: setting weights.

use super::mock::*;
use crate::{LastUpdate, ValidatorPermit, Weights};
use codec::Compact;
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    CommitRevealWeightsEnabled, EmissionModel, Error, Event, MinAllowedWeights, NetworksAdded,
    StakeThreshold, SubnetOwnerHotkey, WeightsSetRateLimit, WeightsVersionKey,
};
use sp_runtime::DispatchError;
use subtensor_math::emission::EmissionModel as Model;
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex};

type Errors = Error<Test>;

const INDEX_OF_ROOT: NetUidStorageIndex = NetUidStorageIndex::new(0);

fn set(uid: u16, uids: &[u16], values: &[u16]) -> frame_support::dispatch::DispatchResult {
    Yuma::do_set_weights(signed(uid), NETUID, uids.to_vec(), values.to_vec(), 0)
}

#[test]
fn root_takes_no_weights() {
    // W-1.
    with_neurons(&[], || {
        let call = || Yuma::do_set_weights(signed(0), NetUid::ROOT, vec![], vec![], 0);
        assert_noop!(call(), Errors::CommitRevealEnabled);
        CommitRevealWeightsEnabled::<Test>::insert(NetUid::ROOT, false);
        assert_noop!(call(), Errors::CanNotSetRootNetworkWeights);
    });
}

#[test]
fn a_signature_is_needed() {
    // W-2.
    with_neurons(&[0], || {
        assert_noop!(
            Yuma::do_set_weights(RuntimeOrigin::none(), NETUID, vec![], vec![], 0),
            DispatchError::BadOrigin
        );
    });
}

#[test]
fn weights_on_others_need_a_permit() {
    // W-3.
    with_neurons(&[1, 0], || {
        set_permits(NETUID, &[false, false]);
        assert_noop!(set(0, &[0, 1], &[1, 1]), Errors::NeuronNoValidatorPermit);
        set_permits(NETUID, &[true, false]);
        assert_ok!(set(0, &[0, 1], &[1, 1]));
    });
}

#[test]
fn weights_need_stake() {
    // W-4.
    const TERA: u64 = 1_000_000_000_000;
    with_neurons(&[0, 0], || {
        let open = || Yuma::has_stake_to_set_weights(&hotkey(0), NETUID);
        StakeThreshold::<Test>::set(20 * TERA);
        assert!(!open());
        set_stake(NETUID, 0, 19 * TERA);
        assert!(!open());
        set_stake(NETUID, 0, 39 * TERA);
        assert!(open());
        StakeThreshold::<Test>::set(100 * TERA);
        assert_noop!(set(0, &[0, 1], &[1, 1]), Errors::NotEnoughStakeToSetWeights);
        set_stake(NETUID, 0, 139 * TERA);
        assert_ok!(set(0, &[0, 1], &[1, 1]));
    });
}

#[test]
fn the_version_key_must_be_recent() {
    // W-5.
    with_neurons(&[0], || {
        let call = |key| Yuma::do_set_weights(signed(0), NETUID, vec![0], vec![1], key);
        WeightsVersionKey::<Test>::insert(NETUID, 12312);
        assert_ok!(call(12312));
        assert_ok!(call(20313));
        WeightsVersionKey::<Test>::insert(NETUID, 20313);
        assert_noop!(call(12312), Errors::IncorrectWeightVersionKey);
    });
}

#[test]
fn weights_are_rate_limited() {
    // W-6.
    with_neurons(&[0], || {
        WeightsSetRateLimit::<Test>::insert(NETUID, 10);
        System::set_block_number(0);
        assert_ok!(set(0, &[0], &[1]));
        for block in 1..100 {
            System::set_block_number(block);
            if block % 10 == 1 {
                assert_ok!(set(0, &[0], &[1]));
            } else {
                assert_noop!(set(0, &[0], &[1]), Errors::SettingWeightsTooFast);
            }
        }
    });
}

#[test]
fn malformed_vectors_are_refused() {
    // W-7 to W-10, W-12.
    with_neurons(&[0, 0], || {
        for (uids, values, error) in [
            (vec![0, 1], vec![1, 1, 1], Errors::WeightVecNotEqualSize),
            (vec![0, 1, 1], vec![1, 1], Errors::WeightVecNotEqualSize),
            (vec![1, 1], vec![1, 1], Errors::DuplicateUids),
            (vec![0, 2], vec![1, 1], Errors::UidVecContainInvalidOne),
            (
                vec![0, 1, 2, 3, 4],
                vec![1; 5],
                Errors::UidsLengthExceedUidsInSubNet,
            ),
        ] {
            assert_noop!(set(0, &uids, &values), error);
        }
        assert_noop!(set(7, &[0], &[1]), Errors::HotKeyNotRegisteredInSubNet);
    });
}

#[test]
fn a_vector_has_a_least_length() {
    // W-11.
    with_neurons(&[0, 0], || {
        MinAllowedWeights::<Test>::insert(NETUID, 2);
        assert_noop!(set(0, &[1], &[1]), Errors::WeightVecLengthIsLow);
        assert_ok!(set(0, &[0], &[1]));
        MinAllowedWeights::<Test>::insert(NETUID, 1);
        assert_ok!(set(0, &[0, 1], &[1, 1]));
        // §10.2: the least length is never more than there are neurons, and
        // with a least length of zero an empty vector is fine.
        MinAllowedWeights::<Test>::insert(NETUID, 1024);
        assert_ok!(set(0, &[0, 1], &[1, 1]));
        MinAllowedWeights::<Test>::insert(NETUID, 0);
        assert_ok!(set(0, &[], &[]));
    });
}

#[test]
fn weights_are_scaled_and_stored() {
    // W-13, H-2; S-12 for the mechanism's index.
    with_neurons(&[0, 0], || {
        System::set_block_number(9);
        assert_ok!(set(0, &[1, 0], &[65535, 65535]));
        assert_eq!(Weights::<Test>::get(INDEX, 0), [(1, 65535), (0, 65535)]);
        assert_eq!(LastUpdate::<Test>::get(INDEX), [9, 0]);
        assert_eq!(events(), [Event::WeightsSet(INDEX, 0)]);

        pallet_subnets::MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(2));
        assert_ok!(Yuma::do_set_mechanism_weights(
            signed(1),
            NETUID,
            MechId::new(1),
            vec![0, 1],
            vec![10, 20],
            0
        ));
        let second = NETUID.mechanism_index(MechId::new(1));
        assert_eq!(second.get(), NETUID.get() + 4096);
        assert_eq!(Weights::<Test>::get(second, 1), [(0, 32768), (1, 65535)]);
        assert_eq!(LastUpdate::<Test>::get(second), [0, 9]);
        assert!(Weights::<Test>::get(INDEX, 1).is_empty());
    });
}

#[test]
fn commit_reveal_closes_the_direct_way() {
    // W-14.
    with_neurons(&[0], || {
        CommitRevealWeightsEnabled::<Test>::insert(NETUID, true);
        assert_noop!(set(0, &[0], &[1]), Errors::CommitRevealEnabled);
        // A reveal sets weights without moving the clock, whatever the limit.
        System::set_block_number(5);
        LastUpdate::<Test>::insert(INDEX, vec![4]);
        WeightsSetRateLimit::<Test>::insert(NETUID, 10);
        assert_ok!(Yuma::internal_set_weights(
            signed(0),
            NETUID,
            MechId::MAIN,
            vec![0],
            vec![1],
            0
        ));
        assert_eq!(LastUpdate::<Test>::get(INDEX), [4]);
        assert_eq!(Weights::<Test>::get(INDEX, 0), [(0, 65535)]);
    });
}

#[test]
fn mechanisms_that_do_not_exist_take_no_weights() {
    // S-11, and `emission` §13.6, row 121.
    with_neurons(&[0], || {
        let call = |netuid, mecid| {
            Yuma::do_set_mechanism_weights(signed(0), netuid, mecid, vec![], vec![], 0)
        };
        assert_noop!(call(NETUID, MechId::new(1)), Errors::MechanismDoesNotExist);
        let missing = NetUid::new(9);
        CommitRevealWeightsEnabled::<Test>::insert(missing, false);
        assert_noop!(call(missing, MechId::MAIN), Errors::MechanismDoesNotExist);
    });
}

#[test]
fn a_single_self_weight_needs_no_permit() {
    // W-18.
    with_neurons(&[0, 0, 0], || {
        ValidatorPermit::<Test>::insert(NETUID, vec![false; 3]);
        assert_noop!(
            set(0, &[0, 1, 2], &[1, 1, 1]),
            Errors::NeuronNoValidatorPermit
        );
        assert_noop!(set(0, &[1], &[1]), Errors::NeuronNoValidatorPermit);
        assert_ok!(set(0, &[0], &[0]));
    });
}

#[test]
fn the_owner_needs_neither_stake_nor_permit() {
    // Y-22; §10.2 rows 7 and 10.
    with_neurons(&[0, 5], || {
        SubnetOwnerHotkey::<Test>::insert(NETUID, hotkey(0));
        StakeThreshold::<Test>::set(1);
        ValidatorPermit::<Test>::insert(NETUID, vec![false; 2]);
        assert_ok!(set(0, &[1], &[1]));
        assert_noop!(set(1, &[0], &[1]), Errors::NeuronNoValidatorPermit);
        Yuma::epoch_with_mechanisms(NETUID, AlphaBalance::new(1_000));
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), [true, true]);
    });
}

#[test]
fn a_batch_tells_what_failed() {
    // W-15.
    with_neurons(&[0], || {
        let netuids: Vec<_> = [3, 4, 1].map(|n| Compact(NetUid::new(n))).to_vec();
        for netuid in [3, 4] {
            NetworksAdded::<Test>::insert(NetUid::new(netuid), true);
        }
        let item = || vec![(Compact(0u16), Compact(1u16))];
        assert_noop!(
            Yuma::do_batch_set_weights(signed(0), netuids.clone(), vec![item()], vec![]),
            Errors::InputLengthsUnequal
        );
        assert_ok!(Yuma::do_batch_set_weights(
            signed(0),
            netuids.clone(),
            vec![item(), item(), item()],
            vec![Compact(0), Compact(0), Compact(0)]
        ));
        let failed = |netuid| {
            Event::BatchWeightItemFailed(NetUid::new(netuid), Errors::CommitRevealEnabled.into())
        };
        assert_eq!(
            events(),
            [
                Event::WeightsSet(NETUID.into(), 0),
                Event::BatchCompletedWithErrors,
                failed(3),
                failed(4),
                Event::BatchWeightsCompleted(netuids, hotkey(0)),
            ]
        );
    });
}

#[test]
fn root_takes_weights_on_networks_under_the_rule_that_follows_them() {
    with_neurons(&[0], || {
        let root = NetUid::ROOT;
        add_network(root);
        add_network(NetUid::new(2));
        append(root, 5);
        let set = |netuids: &[u16], values: &[u16]| {
            Yuma::do_set_weights(signed(0), root, netuids.to_vec(), values.to_vec(), 0)
        };
        assert_noop!(set(&[1], &[1]), Errors::CanNotSetRootNetworkWeights);

        EmissionModel::<Test>::put(Model::RootWeights);
        assert_noop!(set(&[1], &[1, 2]), Errors::WeightVecNotEqualSize);
        assert_noop!(
            Yuma::do_set_weights(signed(7), root, vec![1], vec![1], 0),
            Errors::HotKeyNotRegisteredInSubNet
        );
        assert_noop!(set(&[1, 1], &[1, 2]), Errors::DuplicateUids);
        assert_noop!(set(&[1, 3], &[1, 2]), Errors::UidVecContainInvalidOne);
        MinAllowedWeights::<Test>::insert(root, 2);
        assert_noop!(set(&[1], &[1]), Errors::WeightVecLengthIsLow);
        StakeThreshold::<Test>::set(6);
        assert_noop!(set(&[1, 2], &[1, 3]), Errors::NotEnoughStakeToSetWeights);
        StakeThreshold::<Test>::set(0);

        assert_ok!(set(&[1, 2], &[1, 3]));
        assert_eq!(
            Weights::<Test>::get(INDEX_OF_ROOT, 0),
            [(1, 21_845), (2, 65_535)]
        );
        assert_eq!(LastUpdate::<Test>::get(INDEX_OF_ROOT), [1]);
        WeightsSetRateLimit::<Test>::insert(root, 100);
        assert_noop!(set(&[1, 2], &[1, 3]), Errors::SettingWeightsTooFast);
    });
}
