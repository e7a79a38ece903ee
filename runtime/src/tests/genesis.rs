//! Genesis presets.

use super::chain::{api, genesis_of, genesis_with};
use crate::{genesis, Balances, Runtime, RuntimeCall, RuntimeOrigin};
use codec::Encode;
use frame_support::assert_ok;
use pallet_swap::PoolKind;
use sp_core::crypto::Ss58Codec;
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Dispatchable;

#[test]
fn every_preset_funds_the_development_accounts_and_makes_alice_sudo() {
    // Spec chapter wire, section 7.1.
    for name in genesis::preset_names() {
        genesis_of(&name).execute_with(|| {
            let balance = |key: Sr25519Keyring| Balances::free_balance(key.to_account_id());
            assert_eq!(balance(Sr25519Keyring::Charlie), 1_000_000_000_000_000);
            assert_eq!(balance(Sr25519Keyring::Ferdie), 2_000_000_000_000);
            assert_eq!(
                pallet_sudo::Key::<Runtime>::get(),
                Some(Sr25519Keyring::Alice.to_account_id())
            );
        });
    }
}

#[test]
fn the_presets_are_served_by_name() {
    sp_io::TestExternalities::default().execute_with(|| {
        let names: Vec<String> = api("GenesisBuilder_preset_names", &[]);
        assert_eq!(names.first().map(String::as_str), Some("taoflow"));
        for name in names {
            let patch: Option<Vec<u8>> = api("GenesisBuilder_get_preset", &Some(name).encode());
            assert!(patch.is_some());
        }
        let none: Option<Vec<u8>> = api(
            "GenesisBuilder_get_preset",
            &Some("no such preset").encode(),
        );
        assert_eq!(none, None);
    });
}

#[test]
fn alice_is_the_known_address() {
    assert_eq!(
        Sr25519Keyring::Alice.to_account_id().to_ss58check(),
        "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"
    );
}

#[test]
fn genesis_chooses_the_kind_of_pool_and_root_can_change_it() {
    let patch = serde_json::json!({ "subtensorModule": { "poolKind": "constant-product" } });
    genesis_with(patch).execute_with(|| {
        let kind = || PoolKind::<Runtime>::get().encode();
        assert_eq!(kind(), [1]);
        let items = vec![(PoolKind::<Runtime>::hashed_key().to_vec(), vec![0])];
        let call = RuntimeCall::System(frame_system::Call::set_storage { items });
        assert_ok!(call.dispatch(RuntimeOrigin::root()));
        assert_eq!(kind(), [0]);
    });
}

#[test]
fn a_preset_carries_its_era() {
    use subtensor_math::{amm::PoolKind as Kind, emission::EmissionModel as Model};
    const EIGHTEEN_PERCENT: u64 = 3_320_413_933_267_719_290;
    const FIVE_PERCENT: u64 = 971_718_665_099_567_868;
    for (name, model, kind, weight, limit) in [
        ("taoflow", Model::Taoflow, Kind::Balancer, FIVE_PERCENT, 128),
        (
            "development",
            Model::Taoflow,
            Kind::Balancer,
            FIVE_PERCENT,
            128,
        ),
        (
            "mainnet-2026-06",
            Model::PriceBurn,
            Kind::Balancer,
            EIGHTEEN_PERCENT,
            128,
        ),
        (
            "dtao-launch",
            Model::PriceEma,
            Kind::ConstantProduct,
            EIGHTEEN_PERCENT,
            u16::MAX,
        ),
        (
            "before-dtao",
            Model::RootWeights,
            Kind::Balancer,
            u64::MAX,
            128,
        ),
    ] {
        genesis_of(name).execute_with(|| {
            assert_eq!(
                pallet_subnets::EmissionModel::<Runtime>::get(),
                model,
                "{name}"
            );
            assert_eq!(
                pallet_subnets::EmissionEra::<Runtime>::get(),
                model.era(),
                "{name}"
            );
            assert_eq!(PoolKind::<Runtime>::get(), kind, "{name}");
            assert_eq!(
                pallet_staking::TaoWeight::<Runtime>::get(),
                weight,
                "{name}"
            );
            assert_eq!(
                pallet_subnets::SubnetLimit::<Runtime>::get(),
                limit,
                "{name}"
            );
        });
    }
}

#[test]
fn a_state_that_names_no_era_follows_the_reference() {
    use subtensor_math::emission::{EmissionModel, EraRules};
    genesis_with(serde_json::json!({})).execute_with(|| {
        assert_eq!(
            pallet_subnets::EmissionModel::<Runtime>::get(),
            EmissionModel::PriceBurn
        );
        assert_eq!(
            pallet_subnets::EmissionEra::<Runtime>::get(),
            EraRules::CURRENT
        );
    });
}
