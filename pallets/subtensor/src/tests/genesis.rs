//! The chain's first state: spec `registration` §1.12.

use super::mock::*;
use pallet_pools::TotalIssuance;
use pallet_registration::{NetworkLastLockCost, NetworkMinLockCost};
use pallet_staking::TaoWeight;
use pallet_subnets::{
    MaxAllowedUids, MaxAllowedValidators, MinAllowedWeights, NetworkRateLimit,
    NetworkRegistrationAllowed, NetworksAdded, StartCallDelay, SubnetOwner, SubnetOwnerHotkey,
    SubnetworkN, SubtokenEnabled, TargetRegistrationsPerInterval, Tempo, TokenSymbol,
    TotalNetworks,
};
use pallet_swap::PoolKind;
use pallet_taoflow::EmissionModel;
use subtensor_math::{amm::PoolKind as Kind, emission::EmissionModel as Model};
use subtensor_types::{NetUid, TaoBalance};

#[test]
fn root_exists() {
    run(|| {
        let root = NetUid::ROOT;
        assert!(NetworksAdded::<Test>::get(root));
        assert_eq!(TotalNetworks::<Test>::get(), 1);
        assert_eq!(SubnetworkN::<Test>::get(root), 0);
        assert_eq!(SubnetOwner::<Test>::try_get(root), Ok(account(0)));
        assert_eq!(SubnetOwnerHotkey::<Test>::try_get(root), Ok(account(0)));
        assert_eq!(MaxAllowedUids::<Test>::get(root), 64);
        assert_eq!(MaxAllowedValidators::<Test>::get(root), 64);
        assert_eq!(MinAllowedWeights::<Test>::get(root), 0);
        assert_eq!(Tempo::<Test>::get(root), 100);
        assert!(NetworkRegistrationAllowed::<Test>::get(root));
        assert_eq!(TargetRegistrationsPerInterval::<Test>::get(root), 1);
        assert!(SubtokenEnabled::<Test>::get(root));
        assert_eq!(
            TokenSymbol::<Test>::get(root),
            "\u{3a4}".as_bytes().to_vec()
        );
    });
}

#[test]
fn issuance_mirrors_the_balances() {
    run(|| {
        let issuance = u64::from(ACCOUNTS) * WEALTH;
        assert_eq!(issued(), issuance);
        assert_eq!(Balances::total_issuance(), issuance);
    });
}

#[test]
fn defaults_stay_where_nothing_is_configured() {
    chain(Default::default()).execute_with(|| {
        assert!(!EmissionModel::<Test>::exists());
        assert!(!PoolKind::<Test>::exists());
        assert!(!TaoWeight::<Test>::exists());
        assert!(!StartCallDelay::<Test>::exists());
        assert!(!NetworkRateLimit::<Test>::exists());
        assert!(!NetworkMinLockCost::<Test>::exists());
        assert!(TotalIssuance::<Test>::exists());
        check();
    });
}

#[test]
fn configured_parameters_are_stored() {
    let configuration = crate::GenesisConfig {
        emission_model: Some(Model::Taoflow),
        pool_kind: Some(Kind::ConstantProduct),
        tao_weight: Some(5),
        start_call_delay: Some(6),
        network_rate_limit: Some(7),
        network_min_lock_cost: Some(TaoBalance::new(8)),
        ..Default::default()
    };
    chain(configuration).execute_with(|| {
        assert_eq!(EmissionModel::<Test>::get(), Model::Taoflow);
        assert_eq!(PoolKind::<Test>::get(), Kind::ConstantProduct);
        assert_eq!(TaoWeight::<Test>::get(), 5);
        assert_eq!(StartCallDelay::<Test>::get(), 6);
        assert_eq!(NetworkRateLimit::<Test>::get(), 7);
        assert_eq!(NetworkMinLockCost::<Test>::get().to_u64(), 8);
        assert_eq!(NetworkLastLockCost::<Test>::get().to_u64(), 8);
        check();
    });
}
