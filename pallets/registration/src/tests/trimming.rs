//! Cutting a network to fewer neurons: spec `registration` §3.9 and §9, rows 75
//! and 76.

use super::mock::*;
use crate::AssociatedEvmAddress;
use frame_support::{assert_noop, assert_ok};
use pallet_staking::LastHotkeyEmissionOnNetuid;
use pallet_subnets::{
    AxonInfo, Axons, BlockAtRegistration, Error, ImmuneOwnerUidsLimit, ImmunityPeriod,
    IsNetworkMember, Keys, MaxAllowedUids, MechanismCountCurrent, MinAllowedUids,
    NeuronCertificate, NeuronCertificates, Prometheus, PrometheusInfo, SubnetOwner,
    SubnetOwnerHotkey, SubnetworkN, Uids,
};
use pallet_taoflow::AlphaDividendsPerSubnet;
use pallet_yuma::{
    Active, Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    ValidatorPermit, ValidatorTrust, Weights,
};
use sp_core::H160;
use sp_runtime::DispatchResult;
use subtensor_types::{AlphaBalance, MechId, NetUid};

/// Row 75: emissions by uid.
const EMISSIONS: [u64; 16] = [17, 42, 8, 56, 23, 91, 34, 77, 12, 65, 3, 88, 29, 51, 74, 39];
/// Row 75: the uids that stay, by the numbers they had.
const KEPT: [u16; 8] = [3, 5, 6, 7, 9, 11, 13, 14];
const MECHANISMS: u8 = 4;
const NOW: u64 = 1_000;

fn trim(netuid: NetUid, remaining: u16) -> DispatchResult {
    call(|| Registration::trim_to_max_allowed_uids(netuid, remaining))
}

fn hotkey(uid: u16) -> sp_runtime::AccountId32 {
    account(uid + 10)
}

/// A network at block 1,000 with these emissions, by uid. All registered at block
/// 1 but for the immune ones, who have just come. The owner has no neuron.
fn network(emissions: &[u64], immune: &[u16]) {
    add_network(NETUID);
    set_price(NETUID, 0, 0, u64::MAX);
    SubnetOwner::<Test>::insert(NETUID, account(1));
    ImmunityPeriod::<Test>::insert(NETUID, 100);
    MechanismCountCurrent::<Test>::insert(NETUID, MechId::new(MECHANISMS));
    MaxAllowedUids::<Test>::insert(NETUID, 16);
    for uid in (0u16..).take(emissions.len()) {
        assert_ok!(register(NETUID, 2, uid + 10));
        let block = if immune.contains(&uid) {
            NOW
        } else {
            1 + u64::from(uid)
        };
        BlockAtRegistration::<Test>::insert(NETUID, uid, block);
    }
    let emissions: Vec<_> = emissions.iter().copied().map(AlphaBalance::new).collect();
    Emission::<Test>::insert(NETUID, emissions);
}

/// Gives every neuron something of its own in every map and vector.
fn fill_rows(neurons: u16) {
    let small = |factor: u16| (0..neurons).map(|uid| uid * factor).collect::<Vec<u16>>();
    Active::<Test>::insert(
        NETUID,
        (0..neurons).map(|uid| uid % 3 == 0).collect::<Vec<_>>(),
    );
    ValidatorPermit::<Test>::insert(
        NETUID,
        (0..neurons).map(|uid| uid % 2 == 0).collect::<Vec<_>>(),
    );
    Consensus::<Test>::insert(NETUID, small(2));
    Dividends::<Test>::insert(NETUID, small(3));
    ValidatorTrust::<Test>::insert(NETUID, small(4));
    // Shorter than the others, as before an epoch.
    StakeWeight::<Test>::insert(NETUID, small(5)[..10].to_vec());
    for mechanism in 0..MECHANISMS {
        let index = NETUID.mechanism_index(MechId::new(mechanism));
        Incentive::<Test>::insert(index, small(6 + u16::from(mechanism)));
        let updates: Vec<u64> = (0..neurons).map(|uid| 100 * u64::from(uid)).collect();
        LastUpdate::<Test>::insert(index, updates);
        for uid in 0..neurons {
            let row: Vec<_> = (0..neurons).map(|to| (to, 100 * uid + to)).collect();
            Weights::<Test>::insert(index, uid, &row);
            Bonds::<Test>::insert(index, uid, &row);
        }
    }
    for uid in 0..neurons {
        AlphaDividendsPerSubnet::<Test>::insert(NETUID, hotkey(uid), AlphaBalance::new(1));
        LastHotkeyEmissionOnNetuid::<Test>::insert(hotkey(uid), NETUID, AlphaBalance::new(1));
        Axons::<Test>::insert(
            NETUID,
            hotkey(uid),
            AxonInfo {
                block: 1,
                version: 1,
                ip: 1,
                port: 1,
                ip_type: 4,
                protocol: 0,
                placeholder1: 0,
                placeholder2: 0,
            },
        );
        Prometheus::<Test>::insert(
            NETUID,
            hotkey(uid),
            PrometheusInfo {
                block: 1,
                version: 1,
                ip: 1,
                port: 1,
                ip_type: 4,
            },
        );
        let certificate = NeuronCertificate::from_bytes(&[1, 2]).expect("two bytes do");
        NeuronCertificates::<Test>::insert(NETUID, hotkey(uid), certificate);
    }
    for uid in [6, 10, 14] {
        let address = (
            H160::repeat_byte(u8::try_from(uid).unwrap()),
            u64::from(uid),
        );
        AssociatedEvmAddress::<Test>::insert(NETUID, uid, address);
    }
}

/// Row 75.
fn trimmed(test: impl FnOnce()) {
    at_block(NOW, || {
        network(&EMISSIONS, &[6]);
        MinAllowedUids::<Test>::insert(NETUID, 4);
        fill_rows(16);
        assert_ok!(trim(NETUID, 8));
        test();
    });
}

#[test]
fn survivors_close_ranks_in_their_order() {
    trimmed(|| {
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 8);
        assert_eq!(MaxAllowedUids::<Test>::get(NETUID), 8);
        let emissions: Vec<u64> = Emission::<Test>::get(NETUID)
            .into_iter()
            .map(AlphaBalance::to_u64)
            .collect();
        assert_eq!(emissions, [56, 91, 34, 77, 65, 88, 51, 74]);
        for (new, old) in (0u16..).zip(KEPT) {
            assert_eq!(Keys::<Test>::get(NETUID, new), hotkey(old));
            assert_eq!(Uids::<Test>::get(NETUID, hotkey(old)), Some(new));
            assert!(IsNetworkMember::<Test>::get(hotkey(old), NETUID));
            let registered = if old == 6 { NOW } else { 1 + u64::from(old) };
            assert_eq!(BlockAtRegistration::<Test>::get(NETUID, new), registered);
        }
        assert_eq!(Keys::<Test>::iter_prefix(NETUID).count(), 8);
        assert_eq!(BlockAtRegistration::<Test>::iter_prefix(NETUID).count(), 8);
    });
}

#[test]
fn vectors_move_with_the_neurons() {
    trimmed(|| {
        let small = |factor: u16| KEPT.map(|uid| uid * factor).to_vec();
        assert_eq!(Consensus::<Test>::get(NETUID), small(2));
        assert_eq!(Dividends::<Test>::get(NETUID), small(3));
        assert_eq!(ValidatorTrust::<Test>::get(NETUID), small(4));
        let shorter = KEPT.map(|uid| if uid < 10 { 5 * uid } else { 0 });
        assert_eq!(StakeWeight::<Test>::get(NETUID), shorter);
        assert_eq!(Active::<Test>::get(NETUID), KEPT.map(|uid| uid % 3 == 0));
        assert_eq!(
            ValidatorPermit::<Test>::get(NETUID),
            KEPT.map(|uid| uid % 2 == 0)
        );
        for mechanism in 0..MECHANISMS {
            let index = NETUID.mechanism_index(MechId::new(mechanism));
            assert_eq!(
                Incentive::<Test>::get(index),
                small(6 + u16::from(mechanism))
            );
            assert_eq!(
                LastUpdate::<Test>::get(index),
                KEPT.map(|uid| 100 * u64::from(uid))
            );
        }
    });
}

#[test]
fn weights_and_bonds_follow_their_targets() {
    // Spec `registration` §8, 3: no row refers to a uid that is gone.
    trimmed(|| {
        for mechanism in 0..MECHANISMS {
            let index = NETUID.mechanism_index(MechId::new(mechanism));
            for (new, old) in (0u16..).zip(KEPT) {
                let row: Vec<_> = (0u16..).zip(KEPT.map(|to| 100 * old + to)).collect();
                assert_eq!(Weights::<Test>::get(index, new), row);
                assert_eq!(Bonds::<Test>::get(index, new), row);
            }
            assert_eq!(Weights::<Test>::iter_prefix(index).count(), 8);
            assert_eq!(Bonds::<Test>::iter_prefix(index).count(), 8);
        }
    });
}

#[test]
fn keys_of_those_who_left_are_gone() {
    trimmed(|| {
        for uid in 0..16 {
            let stays = KEPT.contains(&uid);
            let hotkey = hotkey(uid);
            assert_eq!(Uids::<Test>::contains_key(NETUID, &hotkey), stays);
            assert_eq!(
                IsNetworkMember::<Test>::contains_key(&hotkey, NETUID),
                stays
            );
            assert_eq!(Axons::<Test>::contains_key(NETUID, &hotkey), stays);
            assert_eq!(Prometheus::<Test>::contains_key(NETUID, &hotkey), stays);
            assert_eq!(
                NeuronCertificates::<Test>::contains_key(NETUID, &hotkey),
                stays
            );
            assert_eq!(
                AlphaDividendsPerSubnet::<Test>::contains_key(NETUID, &hotkey),
                stays
            );
            assert_eq!(
                LastHotkeyEmissionOnNetuid::<Test>::contains_key(&hotkey, NETUID),
                stays
            );
        }
        // Addresses of the EVM move from 6 to 2 and from 14 to 7.
        let addresses: Vec<_> = (0..16)
            .filter_map(|uid| Some((uid, AssociatedEvmAddress::<Test>::get(NETUID, uid)?.1)))
            .collect();
        assert_eq!(addresses, [(2, 6), (7, 14)]);
    });
}

#[test]
fn numbers_out_of_bounds_are_refused() {
    // Row 75.
    at_block(NOW, || {
        network(&EMISSIONS, &[]);
        MinAllowedUids::<Test>::insert(NETUID, 4);
        for number in [0, 3, 17, u16::MAX] {
            assert_noop!(trim(NETUID, number), Error::<Test>::InvalidValue);
        }
        for number in [0, 8] {
            assert_noop!(trim(NetUid::new(9), number), Error::<Test>::SubnetNotExists);
        }
        assert_ok!(trim(NETUID, 4));
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 4);
    });
}

#[test]
fn room_for_all_removes_nobody() {
    at_block(NOW, || {
        network(&EMISSIONS[..5], &[]);
        assert_ok!(trim(NETUID, 5));
        assert_eq!(MaxAllowedUids::<Test>::get(NETUID), 5);
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 5);
        assert_eq!(Keys::<Test>::get(NETUID, 4), hotkey(4));
    });
}

#[test]
fn four_fifths_of_immune_neurons_are_too_many() {
    // Row 76, and the share just below.
    at_block(NOW, || {
        network(&[1, 2, 3, 4, 5], &[0, 1, 2, 3]);
        for number in [4, 3] {
            assert_noop!(
                trim(NETUID, number),
                Error::<Test>::TrimmingWouldExceedMaxImmunePercentage
            );
        }
        BlockAtRegistration::<Test>::insert(NETUID, 3, 1);
        // Three of four are 75 %.
        assert_ok!(trim(NETUID, 4));
        // Uid 3 earns less than uid 4 and is not immune any more.
        assert_eq!(Keys::<Test>::get(NETUID, 3), hotkey(4));
    });
}

#[test]
fn owners_immune_hotkeys_stay() {
    // Spec `registration` §8, 11.
    at_block(NOW, || {
        network(&[9, 8, 7, 0, 0, 1], &[]);
        SubnetOwnerHotkey::<Test>::insert(NETUID, hotkey(4));
        assert_ok!(trim(NETUID, 4));
        assert_eq!(Uids::<Test>::get(NETUID, hotkey(4)), Some(3));
        assert_ok!(trim(NETUID, 2));
        assert_eq!(Uids::<Test>::get(NETUID, hotkey(4)), Some(1));
        assert_eq!(Uids::<Test>::get(NETUID, hotkey(0)), Some(0));
        // Without the limit it is like any other: of two it earns less.
        ImmuneOwnerUidsLimit::<Test>::insert(NETUID, 0);
        MinAllowedUids::<Test>::insert(NETUID, 1);
        assert_ok!(trim(NETUID, 1));
        assert_eq!(Uids::<Test>::get(NETUID, hotkey(4)), None);
    });
}

#[test]
fn uids_are_freed_for_newcomers_once_there_is_room_again() {
    trimmed(|| {
        MaxAllowedUids::<Test>::insert(NETUID, 9);
        assert_ok!(register(NETUID, 2, 10));
        assert_eq!(Uids::<Test>::get(NETUID, hotkey(0)), Some(8));
    });
}
