//! Registering a neuron: spec `registration` §3.2 to §3.5 and §9, rows 48 to 53
//! and 71 to 73.

use super::mock::*;
use crate::{AssociatedEvmAddress, RAORecycledForRegistration};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetTAO, SubnetTaoFlow, SubnetVolume, TotalIssuance,
    TotalStake,
};
use pallet_staking::{OwnedHotkeys, Owner, TotalHotkeyAlpha};
use pallet_subnets::{
    AxonInfo, Axons, BlockAtRegistration, Error, Event, IsNetworkMember, Keys, MaxAllowedUids,
    NetworkRegistrationAllowed, NeuronCertificate, NeuronCertificates, Prometheus, PrometheusInfo,
    SubnetOwnerHotkey, SubnetworkN, Uids,
};
use pallet_taoflow::RegisterNeuron;
use pallet_yuma::{
    Active, Bonds, Consensus, Dividends, Emission, Incentive, LastUpdate, StakeWeight,
    ValidatorPermit, ValidatorTrust, Weights,
};
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// Row 48's network: reserves of 1,000 TAO and alpha, a price of 1,000 rao.
fn network_with_reserves() {
    add_pool(NETUID, 1_000_000_000_000, 1_000_000_000_000);
    set_price(NETUID, 1_000, 0, u64::MAX);
}

#[test]
fn registering_gives_the_next_uid() {
    // Row 48, and `emission` §13.5, row 93.
    at_block(1, || {
        network_with_reserves();
        fund(&account(1), 50_000);
        assert_ok!(register(NETUID, 1, 2));
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 1);
        assert_eq!(Uids::<Test>::get(NETUID, account(2)), Some(0));
        assert_eq!(Owner::<Test>::get(account(2)), account(1));
        assert_eq!(
            TotalHotkeyAlpha::<Test>::get(account(2), NETUID),
            AlphaBalance::ZERO
        );
        assert_eq!(SubnetTaoFlow::<Test>::get(NETUID), 1_000);
        let events = events();
        assert_eq!(
            events[events.len() - 2..],
            [
                Event::RAORecycledForRegistrationSet(NETUID, 1_000.into()),
                Event::NeuronRegistered(NETUID, 0, account(2)),
            ]
        );
    });
}

#[test]
fn registering_moves_tao_into_the_pool_and_destroys_alpha() {
    // §3.2, steps 8 and 9, and §8, 7. Of 1 TAO the fee is 503,547 rao; it stays
    // on the network's account outside of the reserve.
    at_block(1, || {
        network_with_reserves();
        set_price(NETUID, 1_000_000_000, 0, u64::MAX);
        SubnetAlphaOut::<Test>::insert(NETUID, AlphaBalance::new(777));
        fund(&account(1), 50_000_000_000);
        let issued = TotalIssuance::<Test>::get();
        assert_ok!(register(NETUID, 1, 2));

        let fee = 503_547;
        assert_eq!(balance(&account(1)), 49_000_000_000);
        assert_eq!(subnet_balance(NETUID), 1_001_000_000_000);
        assert_eq!(
            SubnetTAO::<Test>::get(NETUID).to_u64(),
            1_001_000_000_000 - fee
        );
        assert_eq!(TotalStake::<Test>::get().to_u64(), 1_001_000_000_000);
        assert_eq!(SubnetVolume::<Test>::get(NETUID), 1_000_000_000);
        // Constant product, rounded against the buyer by at most a rao.
        let alpha_in = SubnetAlphaIn::<Test>::get(NETUID).to_u64();
        let ideal = 1_000_000_000_000u128.pow(2) / u128::from(1_001_000_000_000 - fee);
        assert!(u128::from(alpha_in).abs_diff(ideal) <= 1, "{alpha_in}");
        assert_eq!(SubnetAlphaOut::<Test>::get(NETUID).to_u64(), 777);
        assert_eq!(TotalIssuance::<Test>::get(), issued);
        assert_eq!(SubnetTaoFlow::<Test>::get(NETUID), 1_000_000_000);
    });
}

#[test]
fn payer_of_exactly_the_price_keeps_the_existential_deposit() {
    // §3.2: the whole price is recorded as charged, less is paid.
    at_block(1, || {
        network_with_reserves();
        fund(&account(1), 1_000);
        assert_ok!(register(NETUID, 1, 2));
        assert_eq!(balance(&account(1)), ED);
        assert_eq!(SubnetTaoFlow::<Test>::get(NETUID), 999);
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(NETUID).to_u64(),
            1_000
        );
    });
}

#[test]
fn root_and_closed_networks_take_no_registration() {
    // Row 49; who does not sign is refused by the call.
    at_block(1, || {
        network_with_reserves();
        fund(&account(1), 50_000);
        assert_noop!(
            register(NetUid::ROOT, 1, 2),
            Error::<Test>::RegistrationNotPermittedOnRootSubnet
        );
        NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
        assert_noop!(
            register(NETUID, 1, 2),
            Error::<Test>::SubNetRegistrationDisabled
        );
    });
}

#[test]
fn price_must_be_at_hand() {
    // Row 50.
    at_block(1, || {
        network_with_reserves();
        set_price(NETUID, 10_000, 0, u64::MAX);
        fund(&account(1), 9_999);
        assert_noop!(
            register(NETUID, 1, 2),
            Error::<Test>::NotEnoughBalanceToStake
        );
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 0);
    });
}

#[test]
fn errors_come_in_the_order_of_the_checks() {
    // §3.2, and rows 51 to 53: conditions are met one by one.
    at_block(1, || {
        let system = Subnets::subnet_account_unchecked(NetUid::new(7));
        let attempt = |hotkey: &sp_runtime::AccountId32| {
            call(|| Registration::do_register(&account(1), NETUID, hotkey))
        };
        assert_noop!(attempt(&system), Error::<Test>::SubnetNotExists);
        network_with_reserves();
        NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
        assert_noop!(attempt(&system), Error::<Test>::SubNetRegistrationDisabled);
        NetworkRegistrationAllowed::<Test>::insert(NETUID, true);

        Uids::<Test>::insert(NETUID, &system, 0);
        assert_noop!(
            attempt(&system),
            Error::<Test>::HotKeyAlreadyRegisteredInSubNet
        );
        Uids::<Test>::remove(NETUID, &system);
        assert_noop!(attempt(&system), Error::<Test>::NotEnoughBalanceToStake);
        fund(&account(1), 50_000);
        assert_noop!(attempt(&system), Error::<Test>::CannotUseSystemAccount);
        Owner::<Test>::insert(account(2), account(9));
        MaxAllowedUids::<Test>::insert(NETUID, 0);
        assert_noop!(attempt(&account(2)), Error::<Test>::NonAssociatedColdKey);
        assert_noop!(attempt(&account(3)), Error::<Test>::NoNeuronIdAvailable);
        MaxAllowedUids::<Test>::insert(NETUID, 256);
        SubnetAlphaIn::<Test>::insert(NETUID, AlphaBalance::new(99));
        assert_noop!(
            attempt(&account(3)),
            pallet_swap::Error::<Test>::ReservesTooLow
        );
        SubnetAlphaIn::<Test>::insert(NETUID, AlphaBalance::new(1_000_000_000_000));
        assert_ok!(attempt(&account(3)));
        assert_noop!(
            attempt(&account(3)),
            Error::<Test>::HotKeyAlreadyRegisteredInSubNet
        );
        assert_eq!(OwnedHotkeys::<Test>::get(account(1)), vec![account(3)]);
    });
}

#[test]
fn who_cannot_pay_and_live_is_refused() {
    // §3.2, step 8: nothing can be moved above the deposit.
    at_block(1, || {
        network_with_reserves();
        set_price(NETUID, 1, 0, u64::MAX);
        fund(&account(1), 1);
        assert_noop!(register(NETUID, 1, 2), Error::<Test>::InsufficientBalance);
    });
}

#[test]
fn free_registration_moves_nothing() {
    at_block(1, || {
        add_network(NETUID);
        set_price(NETUID, 0, 0, u64::MAX);
        assert_ok!(register(NETUID, 1, 2));
        assert_eq!(SubnetTaoFlow::<Test>::get(NETUID), 0);
        assert_eq!(SubnetworkN::<Test>::get(NETUID), 1);
    });
}

#[test]
fn limit_price_is_checked_after_existence() {
    // §3.2, `register_limit`.
    at_block(1, || {
        fund(&account(1), 50_000);
        let attempt = |netuid, limit| {
            call(|| Registration::do_register_limit(&account(1), netuid, &account(2), limit))
        };
        assert_noop!(
            attempt(NetUid::ROOT, 0),
            Error::<Test>::RegistrationNotPermittedOnRootSubnet
        );
        assert_noop!(attempt(NETUID, 0), Error::<Test>::SubnetNotExists);
        network_with_reserves();
        NetworkRegistrationAllowed::<Test>::insert(NETUID, false);
        assert_noop!(
            attempt(NETUID, 999),
            Error::<Test>::RegistrationPriceLimitExceeded
        );
        assert_noop!(
            attempt(NETUID, 1_000),
            Error::<Test>::SubNetRegistrationDisabled
        );
        NetworkRegistrationAllowed::<Test>::insert(NETUID, true);
        assert_ok!(attempt(NETUID, 1_000));
    });
}

#[test]
fn short_rows_are_padded() {
    // Row 73.
    at_block(7, || {
        network_with_reserves();
        fund(&account(1), 50_000);
        for hotkey in 2..5 {
            assert_ok!(register(NETUID, 1, hotkey));
        }
        let index = NetUidStorageIndex::from(NETUID);
        LastUpdate::<Test>::remove(index);
        assert_ok!(register(NETUID, 1, 5));
        assert_eq!(LastUpdate::<Test>::get(index), vec![0, 0, 0, 7]);
    });
}

/// A network with two neurons that have earned and set everything.
fn network_with_history() -> NetUidStorageIndex {
    network_with_reserves();
    add_pool(NetUid::new(2), 1_000_000_000_000, 1_000_000_000_000);
    set_price(NetUid::new(2), 1_000, 0, u64::MAX);
    fund(&account(1), 50_000);
    assert_ok!(register(NETUID, 1, 2));
    assert_ok!(register(NETUID, 1, 3));
    assert_ok!(register(NetUid::new(2), 1, 3));
    let index = NetUidStorageIndex::from(NETUID);
    Active::<Test>::insert(NETUID, vec![true, false]);
    Emission::<Test>::insert(NETUID, vec![AlphaBalance::new(5), AlphaBalance::new(6)]);
    Consensus::<Test>::insert(NETUID, vec![5, 6]);
    Dividends::<Test>::insert(NETUID, vec![5, 6]);
    StakeWeight::<Test>::insert(NETUID, vec![5, 6]);
    ValidatorTrust::<Test>::insert(NETUID, vec![5, 6]);
    ValidatorPermit::<Test>::insert(NETUID, vec![true, true]);
    Incentive::<Test>::insert(index, vec![5, 6]);
    Weights::<Test>::insert(index, 0, vec![(0, 7), (1, 8)]);
    Weights::<Test>::insert(index, 1, vec![(0, 9), (1, 10)]);
    Bonds::<Test>::insert(index, 0, vec![(1, 11)]);
    Bonds::<Test>::insert(index, 1, vec![(1, 12)]);
    let axon = AxonInfo {
        block: 1,
        version: 2,
        ip: 3,
        port: 4,
        ip_type: 4,
        protocol: 0,
        placeholder1: 0,
        placeholder2: 0,
    };
    let prometheus = PrometheusInfo {
        block: 1,
        version: 2,
        ip: 3,
        port: 4,
        ip_type: 4,
    };
    let certificate = NeuronCertificate {
        public_key: Default::default(),
        algorithm: 1,
    };
    Axons::<Test>::insert(NETUID, account(3), axon);
    NeuronCertificates::<Test>::insert(NETUID, account(3), certificate);
    Prometheus::<Test>::insert(NETUID, account(3), prometheus);
    AssociatedEvmAddress::<Test>::insert(NETUID, 1, (sp_core::H160::repeat_byte(1), 1));
    index
}

#[test]
fn replaced_neuron_leaves_nothing_behind() {
    // Row 71.
    at_block(1, || {
        let index = network_with_history();
        System::set_block_number(9);
        Registration::replace_neuron(NETUID, 1, &account(4));

        assert_eq!(Keys::<Test>::get(NETUID, 1), account(4));
        assert_eq!(Uids::<Test>::get(NETUID, account(4)), Some(1));
        assert_eq!(Uids::<Test>::get(NETUID, account(3)), None);
        assert!(!IsNetworkMember::<Test>::get(account(3), NETUID));
        assert!(IsNetworkMember::<Test>::get(account(4), NETUID));
        assert_eq!(Uids::<Test>::get(NetUid::new(2), account(3)), Some(0));
        assert_eq!(BlockAtRegistration::<Test>::get(NETUID, 1), 9);
        assert!(!Axons::<Test>::contains_key(NETUID, account(3)));
        assert!(!NeuronCertificates::<Test>::contains_key(
            NETUID,
            account(3)
        ));
        assert!(!Prometheus::<Test>::contains_key(NETUID, account(3)));
        assert!(!AssociatedEvmAddress::<Test>::contains_key(NETUID, 1));

        assert_eq!(Active::<Test>::get(NETUID), vec![true, true]);
        assert_eq!(
            Emission::<Test>::get(NETUID),
            vec![AlphaBalance::new(5), AlphaBalance::ZERO]
        );
        assert_eq!(Consensus::<Test>::get(NETUID), vec![5, 0]);
        assert_eq!(Dividends::<Test>::get(NETUID), vec![5, 0]);
        assert_eq!(StakeWeight::<Test>::get(NETUID), vec![5, 0]);
        assert_eq!(ValidatorTrust::<Test>::get(NETUID), vec![5, 0]);
        assert_eq!(ValidatorPermit::<Test>::get(NETUID), vec![true, false]);
        assert_eq!(Incentive::<Test>::get(index), vec![5, 0]);
        assert_eq!(LastUpdate::<Test>::get(index), vec![1, 9]);
        assert_eq!(Weights::<Test>::get(index, 0), vec![(0, 7), (1, 0)]);
        assert!(!Weights::<Test>::contains_key(index, 1));
        assert_eq!(Bonds::<Test>::get(index, 0), vec![(1, 11)]);
        assert!(!Bonds::<Test>::contains_key(index, 1));
    });
}

#[test]
fn owner_hotkey_is_never_replaced() {
    // Row 72.
    at_block(1, || {
        network_with_history();
        SubnetOwnerHotkey::<Test>::insert(NETUID, account(3));
        frame_support::assert_storage_noop!(Registration::replace_neuron(NETUID, 1, &account(4)));
    });
}

#[test]
fn a_new_owners_hotkey_gets_a_uid_without_a_price() {
    // §1.8: appended while there is room, else in the place of another.
    at_block(1, || {
        add_network(NETUID);
        MaxAllowedUids::<Test>::insert(NETUID, 2);
        let register =
            |hotkey| <Registration as RegisterNeuron<_>>::register_neuron(NETUID, &account(hotkey));
        for (hotkey, uid) in [(2, 0), (3, 1), (4, 0)] {
            let before = (price(NETUID), events().len());
            assert_ok!(register(hotkey));
            assert_eq!(Uids::<Test>::get(NETUID, account(hotkey)), Some(uid));
            assert_eq!(before, (price(NETUID), events().len()));
        }
        assert_eq!(Uids::<Test>::get(NETUID, account(2)), None);
        MaxAllowedUids::<Test>::insert(NETUID, 0);
        assert_noop!(register(5), Error::<Test>::NoNeuronIdAvailable);
        MaxAllowedUids::<Test>::insert(NETUID, 2);
    });
}
