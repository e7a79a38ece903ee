//! A block's TAO from issue to pools: spec `emission` §13.2, rows 10 to 21, 26
//! and 33.

use super::mock::*;
use crate::{
    RootProp, SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao, SubnetTaoInEmission,
};
use pallet_pools::{SubnetAlphaOut, SubnetProtocolAlpha, SubnetRootSellTao};
use pallet_subnets::{
    NetworkPowRegistrationAllowed, NetworkRegistrationAllowed, NetworksAdded, SubnetEmissionEnabled,
};
use substrate_fixed::types::U96F32;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

fn set_emission(netuid: NetUid, enabled: bool) {
    SubnetEmissionEnabled::<Test>::insert(netuid, enabled);
}

#[test]
fn chain_without_networks_recycles_the_block() {
    // Row 10, and §2.2: what nobody can use is never issued.
    run(|| {
        coinbase(0);
        coinbase(1_000_000_000);
        assert_eq!(totals(), (0, 0, 0));
    });
}

#[test]
fn one_network_gets_all() {
    // Row 11.
    run(|| {
        full_root();
        dynamic(ONE, 100_000_000_000, 100_000_000_000, 100);
        let (issued, balances, stake) = totals();
        coinbase(1_234_567);
        assert_eq!(tao_in(ONE), 100_000_000_000 + 1_234_567);
        assert_eq!(
            totals(),
            (issued + 1_234_567, balances + 1_234_567, stake + 1_234_567)
        );
    });
}

#[test]
fn one_rao_is_spent_on_a_chain_buy() {
    // Row 12.
    run(|| {
        plain(ONE);
        SubnetAlphaOut::<Test>::insert(ONE, AlphaBalance::ZERO);
        coinbase(1);
        assert_eq!(tao_in(ONE), 1);
        assert_eq!(totals(), (1, 1, 1));
        assert_eq!(SubnetExcessTao::<Test>::get(ONE).to_u64(), 1);
        assert_eq!(SubnetTaoInEmission::<Test>::get(ONE), TaoBalance::ZERO);
        assert_eq!(SubnetProtocolAlpha::<Test>::get(ONE).to_u64(), 1);
    });
}

#[test]
fn equal_networks_share_equally() {
    // Row 13.
    run(|| {
        for netuid in [ONE, TWO, THREE] {
            plain(netuid);
        }
        coinbase(3_333_333);
        for netuid in [ONE, TWO, THREE] {
            assert_near(tao_in(netuid), 1_111_111, 1);
        }
        let (issued, balances, stake) = totals();
        assert_near(issued, 3_333_333, 3);
        assert_eq!(balances, issued);
        assert_near(stake, 3_333_333, 3);
    });
}

#[test]
fn share_of_a_disabled_network_goes_to_the_others() {
    // Row 14.
    run(|| {
        for netuid in [ONE, TWO, THREE] {
            plain(netuid);
        }
        set_emission(TWO, false);
        let netuids = Taoflow::eligible_netuids();
        assert_eq!(netuids, vec![ONE, TWO, THREE]);
        let split = Taoflow::split_block_emission(&netuids, U96F32::from_num(3_333_333), 1);
        let tao: Vec<u64> = split.tao.iter().map(|tao| tao.to_num()).collect();
        assert_near(tao[0], 1_666_666, 2);
        assert_eq!(tao[1], 0);
        assert_near(tao[2], 1_666_666, 2);
        let terms = Taoflow::injection_terms(&netuids, &split.tao, U96F32::from_num(3_333_333));
        assert_eq!(terms[1].injection.alpha_in, AlphaBalance::ZERO);
        assert_eq!(terms[1].injection.excess_tao, TaoBalance::ZERO);
        assert_eq!(terms[1].alpha_out, AlphaBalance::new(1_000_000_000));

        coinbase(3_333_333);
        assert_near(tao_in(ONE), 1_666_666, 2);
        assert_eq!(tao_in(TWO), 0);
        assert_near(tao_in(THREE), 1_666_666, 2);
    });
}

#[test]
fn networks_can_be_disabled_and_enabled_again() {
    // Row 15: each run is three million rao.
    run(|| {
        full_root();
        for netuid in [ONE, TWO, THREE] {
            plain(netuid);
        }
        let half = 1_500_000;
        let toggles: [([bool; 3], [u64; 3]); 4] = [
            ([true, true, true], [1_000_000; 3]),
            ([true, false, true], [half, 0, half]),
            ([false, true, true], [0, half, half]),
            ([true, true, true], [1_000_000; 3]),
        ];
        for (enabled, expected) in toggles {
            for (netuid, enabled) in [ONE, TWO, THREE].into_iter().zip(enabled) {
                set_emission(netuid, enabled);
                // Stale values must not survive.
                SubnetTaoInEmission::<Test>::insert(netuid, TaoBalance::new(123));
                SubnetExcessTao::<Test>::insert(netuid, TaoBalance::new(456));
                SubnetAlphaInEmission::<Test>::insert(netuid, AlphaBalance::new(456));
            }
            coinbase(3_000_000);
            for ((netuid, enabled), expected) in
                [ONE, TWO, THREE].into_iter().zip(enabled).zip(expected)
            {
                assert_near(
                    SubnetTaoInEmission::<Test>::get(netuid).to_u64(),
                    expected,
                    2,
                );
                if !enabled {
                    assert_eq!(
                        SubnetAlphaInEmission::<Test>::get(netuid),
                        AlphaBalance::ZERO
                    );
                    assert_eq!(SubnetExcessTao::<Test>::get(netuid), TaoBalance::ZERO);
                }
                assert!(!SubnetAlphaOutEmission::<Test>::get(netuid).is_zero());
            }
        }
    });
}

#[test]
fn moving_prices_decide_the_shares() {
    // Row 16.
    run(|| {
        full_root();
        dynamic(ONE, 100_000, 1_000_000, 10);
        dynamic(TWO, 100_000, 500_000, 20);
        let (issued, _, stake) = totals();
        coinbase(100_000_000);
        assert_near(tao_in(ONE), 100_000 + 33_333_333, 10);
        assert_near(tao_in(TWO), 100_000 + 66_666_666, 10);
        let (issued_now, balances, stake_now) = totals();
        assert_near(issued_now - issued, 100_000_000, 10);
        assert_eq!(issued_now, balances);
        assert_near(stake_now - stake, 100_000_000, 10);
    });
}

#[test]
fn alpha_is_injected_at_the_price() {
    // Rows 17 and 18.
    run(|| {
        full_root();
        for netuid in [ONE, TWO] {
            plain(netuid);
            reserves(netuid, 1_000_000, 1_000_000);
        }
        coinbase(1_000_000);
        assert_eq!(alpha_in(ONE), 1_500_000);
        assert_eq!(alpha_in(TWO), 1_500_000);
    });
    run(|| {
        full_root();
        dynamic(ONE, 1_000_000, 1_000_000, 100);
        dynamic(TWO, 2_000_000, 1_000_000, 200);
        coinbase(1_000_000);
        assert_eq!(alpha_in(ONE), 1_333_333);
        assert_eq!(alpha_in(TWO), 1_333_333);
    });
}

#[test]
fn injection_is_capped_by_the_alpha_emission() {
    // Row 19.
    run(|| {
        full_root();
        dynamic(ONE, 1_000, 1_000_000_000, 100);
        dynamic(TWO, 1_000, 1_000_000_000, 200);
        coinbase(1_000_000);
        for netuid in [ONE, TWO] {
            assert!(alpha_in(netuid) < 2_000_000_000);
            assert_eq!(
                SubnetAlphaOutEmission::<Test>::get(netuid).to_u64(),
                1_000_000_000
            );
        }
    });
}

#[test]
fn alpha_of_an_exhausted_network_is_only_bought() {
    // Row 20.
    run(|| {
        let issued = 21_000_000_000_000_000;
        let prices: Vec<_> = [(ONE, 100), (TWO, 200)]
            .into_iter()
            .map(|(netuid, moving)| {
                dynamic(netuid, 10_000, 1_000_000_000, moving);
                SubnetAlphaOut::<Test>::insert(netuid, AlphaBalance::new(issued));
                Pools::alpha_price(netuid)
            })
            .collect();
        coinbase(1_000_000);
        for (netuid, before) in [ONE, TWO].into_iter().zip(prices) {
            let bought = SubnetProtocolAlpha::<Test>::get(netuid).to_u64();
            assert!(bought > 0);
            assert_eq!(alpha_in(netuid), 1_000_000_000 - bought);
            assert_eq!(alpha_out(netuid), issued + bought);
            assert_eq!(
                SubnetAlphaOutEmission::<Test>::get(netuid),
                AlphaBalance::ZERO
            );
            assert!(Pools::alpha_price(netuid) > before);
        }
    });
}

#[test]
fn nothing_is_injected_without_a_price() {
    // Row 21, and §4.2: the TAO is recycled, alpha still accrues.
    run(|| {
        full_root();
        dynamic(ONE, 1_000_000, 1_000_000, 0);
        dynamic(TWO, 1_000_000, 1_000_000, 0);
        let before = totals();
        coinbase(1_000_000);
        assert_eq!(alpha_in(ONE), 1_000_000);
        assert_eq!(alpha_in(TWO), 1_000_000);
        assert_eq!(totals(), before);
        assert_eq!(
            SubnetAlphaOutEmission::<Test>::get(ONE).to_u64(),
            1_000_000_000
        );
    });
}

#[test]
fn only_registration_decides_who_is_eligible() {
    // Row 26: proof-of-work registration does not matter.
    run(|| {
        plain(ONE);
        plain(TWO);
        NetworkPowRegistrationAllowed::<Test>::insert(ONE, false);
        assert_eq!(Taoflow::eligible_netuids(), vec![ONE, TWO]);
        NetworkRegistrationAllowed::<Test>::insert(ONE, false);
        assert_eq!(Taoflow::eligible_netuids(), vec![TWO]);
    });
}

#[test]
fn networks_that_are_not_eligible_keep_their_last_values() {
    // §3, end.
    run(|| {
        plain(ONE);
        plain(TWO);
        NetworkRegistrationAllowed::<Test>::insert(TWO, false);
        SubnetTaoInEmission::<Test>::insert(TWO, TaoBalance::new(123));
        SubnetAlphaOutEmission::<Test>::insert(TWO, AlphaBalance::new(456));
        coinbase(1_000_000);
        assert_eq!(SubnetTaoInEmission::<Test>::get(TWO).to_u64(), 123);
        assert_eq!(SubnetAlphaOutEmission::<Test>::get(TWO).to_u64(), 456);
        assert_eq!(tao_in(TWO), 0);
    });
}

#[test]
fn coinbase_forgets_what_root_sold() {
    // §1.1, step 2.
    run(|| {
        SubnetRootSellTao::<Test>::insert(ONE, TaoBalance::new(5));
        SubnetRootSellTao::<Test>::insert(TWO, TaoBalance::new(5));
        coinbase(0);
        assert_eq!(SubnetRootSellTao::<Test>::iter().count(), 0);
    });
}

#[test]
fn block_emission_is_left_by_the_highest_network() {
    // §2.1, quirk: the alpha of the last eligible network, not the chain's TAO.
    run(|| {
        plain(ONE);
        plain(TWO);
        SubnetAlphaOut::<Test>::insert(TWO, AlphaBalance::new(10_500_000_000_000_000));
        coinbase(1_000_000);
        assert_eq!(pallet_pools::BlockEmission::<Test>::get(), 500_000_000);
    });
}

#[test]
fn root_proportions_are_stored_for_eligible_networks() {
    // Rows 32 and 33: TAO on root at its weight, over itself and the alpha.
    run(|| {
        dynamic(ONE, 100_000_000_000, 100_000_000_000, 100);
        dynamic(TWO, 100_000_000_000, 100_000_000_000, 100);
        NetworkRegistrationAllowed::<Test>::insert(TWO, false);
        root_tao(1_000_000_000_000);
        pallet_staking::TaoWeight::<Test>::put(3_320_413_933_267_719_290);
        assert!(!RootProp::<Test>::contains_key(ONE));
        Taoflow::update_root_proportions(&Taoflow::eligible_netuids());
        let weighted = 773_094_113u128 * 1_000_000_000_000;
        let expected = (weighted << 32) / (weighted + (100_000_000_000 << 32));
        assert_eq!(RootProp::<Test>::get(ONE).to_bits(), expected);
        assert!(!RootProp::<Test>::contains_key(TWO));
        NetworksAdded::<Test>::insert(TWO, true);
    });
}
