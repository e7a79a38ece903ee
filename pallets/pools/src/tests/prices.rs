//! Prices of alpha and the flows of TAO.

use super::mock::*;
use crate::{SubnetMovingPrice, SubnetProtocolFlow, SubnetTaoFlow};
use pallet_swap::SwapBalancer;
use sp_runtime::Perquintill;
use substrate_fixed::types::{I96F32, U64F64};
use subtensor_types::NetUid;

#[test]
fn the_spot_price_follows_reserves_and_weights() {
    // Spec §1.2; with weights, T32.
    run(|| {
        set_pool(DYNAMIC, 1_000_000_000_000, 4_000_000_000_000);
        assert_eq!(Pools::alpha_price(DYNAMIC), U64F64::from_num(0.25));
        assert_eq!(
            Pools::alpha_worth(DYNAMIC, alpha(7)),
            tao(1),
            "1.75 rounds down"
        );
        let quote = Perquintill::from_percent(40);
        SwapBalancer::<Test>::insert(DYNAMIC, pallet_swap::Balancer::new(quote));
        assert_eq!(Pools::alpha_price(DYNAMIC), U64F64::from_num(0.375));
    });
}

#[test]
fn without_a_pool_the_price_is_one() {
    run(|| {
        set_pool(STABLE, 1_000, 4_000);
        for netuid in [STABLE, NetUid::ROOT, MISSING] {
            assert_eq!(Pools::alpha_price(netuid), U64F64::from_num(1));
            assert_eq!(Pools::alpha_worth(netuid, alpha(7)), tao(7));
        }
    });
}

#[test]
fn an_empty_pool_has_no_price() {
    run(|| assert_eq!(Pools::alpha_price(DYNAMIC), U64F64::from_num(0)));
}

#[test]
fn the_moving_price_counts_only_for_pools() {
    // Spec `emission` §4.1.
    run(|| {
        let price = I96F32::from_num(0.375);
        for netuid in [DYNAMIC, STABLE, NetUid::ROOT] {
            SubnetMovingPrice::<Test>::insert(netuid, price);
        }
        assert_eq!(Pools::moving_alpha_price(DYNAMIC), U64F64::from_num(0.375));
        assert_eq!(Pools::moving_alpha_price(STABLE), U64F64::from_num(1));
        assert_eq!(Pools::moving_alpha_price(NetUid::ROOT), U64F64::from_num(1));
        SubnetMovingPrice::<Test>::insert(DYNAMIC, -price);
        assert_eq!(Pools::moving_alpha_price(DYNAMIC), U64F64::from_num(0));
    });
}

#[test]
fn flows_are_signed_and_saturate() {
    // Spec §2.5.
    run(|| {
        Pools::record_tao_inflow(DYNAMIC, tao(100));
        Pools::record_tao_outflow(DYNAMIC, tao(250));
        Pools::record_protocol_inflow(DYNAMIC, tao(70));
        Pools::record_protocol_outflow(DYNAMIC, tao(30));
        assert_eq!(SubnetTaoFlow::<Test>::get(DYNAMIC), -150);
        assert_eq!(SubnetProtocolFlow::<Test>::get(DYNAMIC), 40);
        assert_eq!(SubnetTaoFlow::<Test>::get(STABLE), 0);
        let most = tao(i64::MAX.unsigned_abs());
        Pools::record_tao_inflow(DYNAMIC, most);
        Pools::record_tao_inflow(DYNAMIC, most);
        assert_eq!(SubnetTaoFlow::<Test>::get(DYNAMIC), i64::MAX);
        for _ in 0..3 {
            Pools::record_protocol_outflow(DYNAMIC, most);
        }
        assert_eq!(SubnetProtocolFlow::<Test>::get(DYNAMIC), i64::MIN);
    });
}
