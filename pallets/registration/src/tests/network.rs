//! Registering a network: spec `registration` §1 and §9, rows 1 to 6, 9 to 11,
//! 20, 21 and 25.

use super::mock::*;
use crate::{
    Burn, BurnHalfLife, BurnIncreaseMult, MinBurn, NetworkLastLockCost, NetworkMinLockCost,
    RAORecycledForRegistration,
};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetLocked, SubnetTAO, SubnetVolume, TotalStake,
};
use pallet_staking::{OwnedHotkeys, Owner, StakingHotkeys, TotalHotkeyAlpha};
use pallet_subnets::{
    EmissionEra, Error, Event, ImmunityPeriod, Keys, LastEpochBlock, LastRateLimitedBlock,
    MaxAllowedUids, MaxAllowedValidators, MinAllowedWeights, NetworkRateLimit, NetworkRegisteredAt,
    NetworkRegistrationAllowed, NetworkRegistrationStartBlock, NetworksAdded, RateLimitKey,
    RegisteredSubnetCounter, SubnetEmissionEnabled, SubnetIdentitiesV3, SubnetIdentityV3,
    SubnetLimit, SubnetMechanism, SubnetOwner, SubnetOwnerHotkey, SubnetworkN, SubtokenEnabled,
    Tempo, TokenSymbol, TotalNetworks, Yuma3On,
};
use sp_runtime::DispatchResult;
use substrate_fixed::types::U64F64;
use subtensor_math::emission::EmissionModel;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

fn try_register(coldkey: u16, hotkey: u16) -> DispatchResult {
    call(|| {
        Registration::do_register_network(&account(coldkey), &account(hotkey), None).map(|_| ())
    })
}

/// Lets the lock cost start, and stay at least, at this many rao.
fn set_lock_cost(rao: u64) {
    NetworkMinLockCost::<Test>::put(TaoBalance::new(rao));
    NetworkLastLockCost::<Test>::put(TaoBalance::new(rao));
}

#[test]
fn first_network_takes_the_whole_lock_into_its_pool() {
    // Row 1.
    at_block(1, || {
        let netuid = register_network(1, 2);
        assert_eq!(netuid, NetUid::new(1));
        assert_eq!(SubnetLocked::<Test>::get(netuid).to_u64(), MIN_LOCK);
        assert_eq!(SubnetTAO::<Test>::get(netuid).to_u64(), MIN_LOCK);
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid).to_u64(), MIN_LOCK);
        assert_eq!(SubnetAlphaOut::<Test>::get(netuid), AlphaBalance::ZERO);
        assert_eq!(
            TotalHotkeyAlpha::<Test>::get(account(2), netuid),
            AlphaBalance::ZERO
        );
        assert_eq!(
            RAORecycledForRegistration::<Test>::get(netuid),
            TaoBalance::ZERO
        );
        assert_eq!(Pools::alpha_price(netuid), U64F64::from_num(1));
        assert_eq!(TotalNetworks::<Test>::get(), 1);
        assert_eq!(TotalStake::<Test>::get().to_u64(), MIN_LOCK);
        assert_eq!(SubnetVolume::<Test>::get(netuid), 0);
        assert_eq!(subnet_balance(netuid), MIN_LOCK);
        assert_eq!(balance(&account(1)), MIN_LOCK);
        assert_eq!(events().last(), Some(&Event::NetworkAdded(netuid, 1)));
    });
}

#[test]
fn at_the_launch_of_dynamic_tao_a_pool_opens_with_one_of_each() {
    // Spec `emission` §4.7, model H1.
    const TAO: u64 = 1_000_000_000;
    at_block(1, || {
        EmissionEra::<Test>::put(EmissionModel::PriceEma.era());
        set_lock_cost(7 * TAO);
        fund(&account(1), 100 * TAO);
        let issued = Balances::total_issuance();
        assert_ok!(try_register(1, 2));
        let netuid = NetUid::new(1);
        assert_eq!(SubnetTAO::<Test>::get(netuid).to_u64(), TAO);
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid).to_u64(), TAO);
        assert_eq!(SubnetLocked::<Test>::get(netuid).to_u64(), 7 * TAO);
        let recycled = RAORecycledForRegistration::<Test>::get(netuid).to_u64();
        assert_eq!(recycled, 6 * TAO);
        assert_eq!(Balances::total_issuance(), issued - recycled);
        assert_eq!(subnet_balance(netuid), TAO);
    });
}

#[test]
fn before_dynamic_tao_a_network_has_no_pool() {
    at_block(1, || {
        EmissionEra::<Test>::put(EmissionModel::RootWeights.era());
        let netuid = register_network(1, 2);
        assert_eq!(SubnetMechanism::<Test>::get(netuid), 0);
        assert_eq!(events().last(), Some(&Event::NetworkAdded(netuid, 0)));
    });
}

#[test]
fn network_starts_with_the_parameters_of_the_chapter() {
    // §1.5, and row 21.
    at_block(1, || {
        let netuid = register_network(1, 2);
        assert_eq!(MinBurn::<Test>::get(netuid).to_u64(), 500_000);
        assert_eq!(Burn::<Test>::get(netuid).to_u64(), 1_000_000_000);
        assert_eq!(BurnHalfLife::<Test>::get(netuid), 360);
        assert_eq!(
            BurnIncreaseMult::<Test>::get(netuid).to_bits(),
            23_242_897_532_874_035_200
        );
        assert!(NetworkRegistrationAllowed::<Test>::get(netuid));
        assert!(pallet_subnets::NetworkPowRegistrationAllowed::<Test>::get(
            netuid
        ));
        assert_eq!(Tempo::<Test>::get(netuid), 360);
        assert_eq!(MaxAllowedUids::<Test>::get(netuid), 256);
        assert_eq!(MaxAllowedValidators::<Test>::get(netuid), 64);
        assert_eq!(MinAllowedWeights::<Test>::get(netuid), 1);
        assert_eq!(ImmunityPeriod::<Test>::get(netuid), 5_000);
        assert!(Yuma3On::<Test>::get(netuid));
        assert_eq!(SubnetMechanism::<Test>::get(netuid), 1);
        assert_eq!(NetworkRegisteredAt::<Test>::get(netuid), 1);
        assert!(!SubtokenEnabled::<Test>::get(netuid));
        // Root has to let it earn TAO first.
        assert!(!SubnetEmissionEnabled::<Test>::get(netuid));
        assert_eq!(SubnetOwner::<Test>::get(netuid), account(1));
        assert_eq!(SubnetOwnerHotkey::<Test>::get(netuid), account(2));
        assert_eq!(
            TokenSymbol::<Test>::get(netuid),
            "\u{3b1}".as_bytes().to_vec()
        );
    });
}

#[test]
fn owner_hotkey_is_the_first_neuron_and_pays_no_burn() {
    at_block(1, || {
        let netuid = register_network(1, 2);
        assert_eq!(SubnetworkN::<Test>::get(netuid), 1);
        assert_eq!(Keys::<Test>::get(netuid, 0), account(2));
        assert_eq!(Owner::<Test>::get(account(2)), account(1));
        assert_eq!(OwnedHotkeys::<Test>::get(account(1)), vec![account(2)]);
        assert_eq!(StakingHotkeys::<Test>::get(account(1)), vec![account(2)]);
        assert_eq!(price(netuid), 1_000_000_000);
    });
}

#[test]
fn events_come_in_the_order_of_the_chapter() {
    // §1.2, "Event order".
    at_block(1, || {
        let n = register_network(1, 2);
        assert_eq!(
            events(),
            vec![
                Event::RegistrationAllowed(n, true),
                Event::MaxAllowedUidsSet(n, 256),
                Event::MaxAllowedValidatorsSet(n, 64),
                Event::MinAllowedWeightSet(n, 1),
                Event::ImmunityPeriodSet(n, 5_000),
                Event::SubnetOwnerHotkeySet(n, account(2)),
                Event::NetworkAdded(n, 1),
            ]
        );
    });
}

#[test]
fn payer_of_exactly_the_cost_keeps_the_existential_deposit() {
    // Rows 2 and 3, and the quirk of §1.2: the pool counts the whole minimum.
    for cost in [1_000, 1_000_000_000_000] {
        at_block(1, || {
            set_lock_cost(cost);
            fund(&account(1), cost);
            assert_ok!(try_register(1, 2));
            assert_eq!(SubnetTAO::<Test>::get(NETUID).to_u64(), cost);
            assert_eq!(SubnetAlphaIn::<Test>::get(NETUID).to_u64(), cost);
            assert_eq!(SubnetLocked::<Test>::get(NETUID).to_u64(), cost - ED);
            assert_eq!(NetworkLastLockCost::<Test>::get().to_u64(), cost - ED);
            assert_eq!(subnet_balance(NETUID), cost - ED);
            assert_eq!(balance(&account(1)), ED);
        });
    }
}

#[test]
fn new_pool_starts_at_the_median_price() {
    // Row 4.
    at_block(0, || {
        add_pool(NetUid::new(1), 500, 100);
        add_pool(NetUid::new(2), 200, 100);
        assert_eq!(
            Registration::median_subnet_alpha_price(),
            U64F64::from_num(3.5)
        );
        let netuid = register_network(1, 2);
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid).to_u64(), 28_571_428_571);
        let price = Pools::alpha_price(netuid);
        assert!(price >= U64F64::from_num(3.5));
        assert_eq!(Registration::median_subnet_alpha_price(), price);
    });
}

#[test]
fn median_is_one_without_a_price() {
    // Row 9.
    at_block(1, || {
        let one = U64F64::from_num(1);
        assert_eq!(Registration::median_subnet_alpha_price(), one);
        NetworksAdded::<Test>::insert(NetUid::ROOT, true);
        add_pool(NetUid::new(1), 1_000, 0);
        add_pool(NetUid::new(2), 5_000, 1_000);
        NetworksAdded::<Test>::insert(NetUid::new(2), false);
        assert_eq!(Registration::median_subnet_alpha_price(), one);
        TotalNetworks::<Test>::kill();
    });
}

#[test]
fn median_counts_added_networks_with_a_price() {
    // Rows 10 and 11.
    at_block(1, || {
        for (netuid, tao) in [(1, 700), (2, 200), (3, 500)] {
            add_pool(NetUid::new(netuid), tao, 100);
        }
        assert_eq!(
            Registration::median_subnet_alpha_price(),
            U64F64::from_num(5)
        );
    });
    at_block(1, || {
        NetworksAdded::<Test>::insert(NetUid::ROOT, true);
        for (netuid, tao) in [(1, 200), (2, 400), (3, 800), (4, 0)] {
            add_pool(NetUid::new(netuid), tao.max(ED), 100);
            SubnetTAO::<Test>::insert(NetUid::new(netuid), TaoBalance::new(tao));
        }
        NetworksAdded::<Test>::insert(NetUid::new(2), false);
        assert_eq!(
            Registration::median_subnet_alpha_price(),
            U64F64::from_num(5)
        );
        TotalNetworks::<Test>::kill();
    });
}

#[test]
fn poor_caller_changes_nothing() {
    // Row 5.
    at_block(1, || {
        assert_noop!(try_register(1, 2), Error::<Test>::CannotAffordLockCost);
    });
}

#[test]
fn foreign_hotkey_is_refused() {
    // Row 6.
    at_block(1, || {
        assert_ok!(Staking::create_account_if_non_existent(
            &account(9),
            &account(2)
        ));
        fund(&account(1), MIN_LOCK * 2);
        assert_noop!(try_register(1, 2), Error::<Test>::NonAssociatedColdKey);
        assert_eq!(balance(&account(1)), MIN_LOCK * 2);
    });
}

#[test]
fn own_hotkey_is_taken() {
    at_block(1, || {
        assert_ok!(Staking::create_account_if_non_existent(
            &account(1),
            &account(2)
        ));
        register_network(1, 2);
        assert_eq!(OwnedHotkeys::<Test>::get(account(1)), vec![account(2)]);
    });
}

#[test]
fn errors_come_in_the_order_of_the_checks() {
    // §1.2: every condition fails at first; then they are met one by one.
    at_block(5, || {
        let system = Subnets::subnet_account_unchecked(NetUid::new(7));
        let attempt = |hotkey: &sp_runtime::AccountId32| {
            call(|| Registration::do_register_network(&account(1), hotkey, None).map(|_| ()))
        };
        Owner::<Test>::insert(&system, account(9));
        NetworkRegistrationStartBlock::<Test>::put(6);
        LastRateLimitedBlock::<Test>::insert(
            RateLimitKey::<sp_runtime::AccountId32>::NetworkLastRegistered,
            4,
        );
        NetworkRateLimit::<Test>::put(3);
        SubnetLimit::<Test>::put(0);

        assert_noop!(attempt(&system), Error::<Test>::NonAssociatedColdKey);
        Owner::<Test>::remove(&system);
        assert_noop!(attempt(&system), Error::<Test>::CannotUseSystemAccount);
        assert_noop!(
            attempt(&account(2)),
            Error::<Test>::SubNetRegistrationDisabled
        );
        NetworkRegistrationStartBlock::<Test>::put(5);
        assert_noop!(
            attempt(&account(2)),
            Error::<Test>::NetworkTxRateLimitExceeded
        );
        System::set_block_number(6);
        assert_noop!(
            attempt(&account(2)),
            Error::<Test>::NetworkTxRateLimitExceeded
        );
        System::set_block_number(7);
        assert_noop!(attempt(&account(2)), Error::<Test>::SubnetLimitReached);
        SubnetLimit::<Test>::put(1);
        assert_noop!(attempt(&account(2)), Error::<Test>::CannotAffordLockCost);
        fund(&account(1), MIN_LOCK * 2);
        assert_ok!(attempt(&account(2)));
    });
}

#[test]
fn rate_limit_is_one_for_the_whole_chain() {
    // §1.2, check 6. A registration at block 0 counts as none.
    at_block(0, || {
        NetworkRateLimit::<Test>::put(10);
        register_network(1, 2);
        System::set_block_number(1);
        register_network(3, 4);
        fund(&account(5), MIN_LOCK * 10);
        System::set_block_number(10);
        assert_noop!(
            try_register(5, 6),
            Error::<Test>::NetworkTxRateLimitExceeded
        );
        System::set_block_number(11);
        assert_ok!(try_register(5, 6));
    });
}

#[test]
fn invalid_identity_reverts_everything() {
    at_block(1, || {
        fund(&account(1), MIN_LOCK * 2);
        let identity = |length| SubnetIdentityV3 {
            subnet_name: vec![b'n'; length],
            github_repo: Vec::new(),
            subnet_contact: Vec::new(),
            subnet_url: Vec::new(),
            discord: Vec::new(),
            description: Vec::new(),
            logo_url: Vec::new(),
            additional: Vec::new(),
        };
        let attempt = |length| {
            call(|| {
                let identity = Some(identity(length));
                Registration::do_register_network(&account(1), &account(2), identity).map(|_| ())
            })
        };
        assert_noop!(attempt(257), Error::<Test>::InvalidIdentity);
        assert_ok!(attempt(256));
        assert_eq!(SubnetIdentitiesV3::<Test>::get(NETUID), Some(identity(256)));
        assert!(events().contains(&Event::SubnetIdentitySet(NETUID)));
    });
}

#[test]
fn lock_cost_doubles_and_falls_back() {
    // §1.1: L = 100 TAO, an interval of two blocks, so 50 TAO per block.
    at_block(1, || {
        let cost = || Registration::network_lock_cost().to_u64();
        assert_eq!(cost(), MIN_LOCK);
        register_network(1, 2);
        assert_eq!(cost(), 2 * MIN_LOCK);
        System::set_block_number(2);
        assert_eq!(cost(), 3 * MIN_LOCK / 2);
        System::set_block_number(3);
        assert_eq!(cost(), MIN_LOCK);
        System::set_block_number(50);
        assert_eq!(cost(), MIN_LOCK);
    });
}

#[test]
fn netuid_is_the_smallest_that_is_free() {
    at_block(1, || {
        for netuid in [1, 2, 4] {
            add_network(NetUid::new(netuid));
        }
        assert_eq!(register_network(1, 2), NetUid::new(3));
        assert_eq!(register_network(1, 2), NetUid::new(5));
        assert_eq!(TotalNetworks::<Test>::get(), 5);
    });
}

#[test]
fn each_network_is_counted_once() {
    // Row 20.
    at_block(1, || {
        let (first, second) = (register_network(1, 2), register_network(3, 4));
        assert_eq!(RegisteredSubnetCounter::<Test>::get(first), 1);
        assert_eq!(RegisteredSubnetCounter::<Test>::get(second), 1);
    });
}

#[test]
fn epochs_of_networks_are_staggered() {
    // §1.5: the anchor is `now` less the netuid modulo the tempo.
    at_block(1_000, || {
        Registration::init_new_network(NetUid::new(7), 360);
        Registration::init_new_network(NetUid::new(361), 360);
        Registration::init_new_network(NetUid::new(9), 0);
        assert_eq!(LastEpochBlock::<Test>::get(NetUid::new(7)), 993);
        assert_eq!(LastEpochBlock::<Test>::get(NetUid::new(361)), 999);
        assert_eq!(LastEpochBlock::<Test>::get(NetUid::new(9)), 1_000);
    });
}

#[test]
fn accounts_of_networks_differ_and_are_no_hotkeys() {
    // Row 25.
    at_block(1, || {
        let mut seen = std::collections::BTreeSet::new();
        for netuid in 0..=2_048 {
            let system = Subnets::subnet_account_unchecked(NetUid::new(netuid));
            assert!(Subnets::is_system_account(&system));
            assert_noop!(
                Staking::create_account_if_non_existent(&account(1), &system),
                Error::<Test>::CannotUseSystemAccount
            );
            assert!(seen.insert(system));
        }
        assert!(!Subnets::is_system_account(&account(1)));
    });
}
