//! What goes into the pools: spec `emission` §5 and §13.2, rows 27 to 31.

use super::mock::*;
use crate::{injection::Terms, SubnetAlphaInEmission, SubnetExcessTao, SubnetTaoInEmission};
use pallet_pools::{SubnetProtocolAlpha, SubnetProtocolFlow, SubnetVolume};
use substrate_fixed::types::U96F32;
use subtensor_math::{
    amm::PoolKind,
    injection::Injection,
    root::{root_proportion, weighted_root_tao},
};
use subtensor_types::{AlphaBalance, TaoBalance};

/// One network's alpha, TAO and excess for this much TAO.
fn terms(tao: U96F32) -> (u64, u64, u64) {
    let injection = Taoflow::injection_terms(&[ONE], &[tao], tao)[0].injection;
    (
        injection.alpha_in.to_u64(),
        injection.tao_in.to_u64(),
        injection.excess_tao.to_u64(),
    )
}

/// Carries out an injection of `tao` and `alpha` and a buy for `excess`.
fn inject(tao: u64, alpha: u64, excess: u64) {
    let terms = Terms {
        injection: Injection {
            tao_in: tao.into(),
            alpha_in: alpha.into(),
            excess_tao: excess.into(),
        },
        alpha_out: AlphaBalance::ZERO,
    };
    Taoflow::inject_all(&[ONE], &[terms], Pools::mint_tao((tao + excess).into()));
}

#[test]
fn more_tao_than_the_cap_takes_becomes_excess() {
    // Row 27: a price of 0.01 and a TAO more than the alpha emission is worth.
    run(|| {
        full_root();
        dynamic(ONE, 10_000_000, 1_000_000_000, 100);
        let (alpha_in, tao_in, excess) = terms(U96F32::from_num(10_000_000.01));
        // The root proportion falls short of 1 by less than 0.1 %.
        assert_near(alpha_in, 1_000_000_000, 1_000_000);
        assert_near(tao_in, alpha_in / 100, 1);
        assert_near(excess, 10_000_000 - tao_in, 1);
    });
}

#[test]
fn tao_within_the_cap_is_injected_whole() {
    // Rows 28 and 29.
    run(|| {
        full_root();
        dynamic(ONE, 1_000_000_000, 1_000_000_000, 100);
        for tao in [34_566_756, 100_000_000] {
            assert_eq!(terms(U96F32::from_num(tao)), (tao, tao, 0));
        }
        let (alpha_in, tao_in, excess) = terms(U96F32::from_num(10_000_000_000u64));
        let root = weighted_root_tao(TaoBalance::new(1_000_000_000_000_000_000), u64::MAX);
        let proportion = root_proportion(root, AlphaBalance::new(1_000_000_000));
        assert!(proportion < 1);
        let cap: u64 = (proportion * U96F32::from_num(1_000_000_000)).to_num();
        assert_eq!((alpha_in, tao_in), (cap, cap));
        assert_near(excess, 10_000_000_000 - tao_in, 1);
    });
}

#[test]
fn all_tao_becomes_chain_buys_without_root() {
    // Row 30, its last case.
    run(|| {
        dynamic(ONE, 10_000_000, 1_000_000_000, 100);
        assert_eq!(terms(U96F32::from_num(500_000_000)), (0, 0, 500_000_000));
    });
}

#[test]
fn empty_pool_takes_tao_without_alpha() {
    // §5.1, quirk: a price of zero.
    run(|| {
        dynamic(ONE, 1_000, 0, 100);
        assert_eq!(terms(U96F32::from_num(500)), (0, 500, 0));
    });
}

#[test]
fn injection_does_not_skew_the_pool() {
    // Row 31.
    run(|| {
        let reserve = 1_000_000_000_000_000;
        dynamic(ONE, reserve, reserve, 100);
        inject(123, 456, 789_100);
        let ratio = tao_in(ONE) as f64 / alpha_in(ONE) as f64;
        assert!((ratio - Pools::alpha_price(ONE).to_num::<f64>()).abs() < 1.0);
        assert_eq!(SubnetExcessTao::<Test>::get(ONE).to_u64(), 789_100);
    });
}

#[test]
fn every_count_follows_what_was_injected() {
    // §5.2: buys count for the protocol, at the gross amount for the volume.
    run(|| {
        let reserve = 1_000_000_000_000;
        dynamic(ONE, reserve, reserve, 100);
        let (issued, _, stake) = totals();
        inject(2_000_000, 1_000_000, 500_000);
        let bought = SubnetProtocolAlpha::<Test>::get(ONE).to_u64();
        assert!(bought > 0 && bought <= 500_000);
        assert_eq!(tao_in(ONE), reserve + 2_500_000);
        assert_eq!(alpha_in(ONE), reserve + 1_000_000 - bought);
        assert_eq!(alpha_out(ONE), bought);
        assert_eq!(SubnetTaoInEmission::<Test>::get(ONE).to_u64(), 2_000_000);
        assert_eq!(SubnetAlphaInEmission::<Test>::get(ONE).to_u64(), 1_000_000);
        assert_eq!(SubnetExcessTao::<Test>::get(ONE).to_u64(), 500_000);
        assert_eq!(SubnetProtocolFlow::<Test>::get(ONE), 2_500_000);
        assert_eq!(SubnetVolume::<Test>::get(ONE), 500_000);
        assert_eq!(
            totals(),
            (issued + 2_500_000, issued + 2_500_000, stake + 2_500_000)
        );
    });
}

#[test]
fn failed_buy_strands_its_tao() {
    // §5.2, consequence a: the pool is too small to swap, the TAO has moved.
    run(|| {
        dynamic(ONE, 1_000, 99, 100);
        let (issued, _, stake) = totals();
        let account = Subnets::subnet_account_unchecked(ONE);
        inject(0, 0, 5_000);
        assert_eq!(Balances::free_balance(&account), 6_000);
        assert_eq!(tao_in(ONE), 1_000);
        assert_eq!(SubnetExcessTao::<Test>::get(ONE), TaoBalance::ZERO);
        assert_eq!(totals(), (issued + 5_000, issued + 5_000, stake));
    });
}

#[test]
fn lopsided_injection_is_recycled_but_the_buy_runs() {
    // §5.2, consequence c: the weights would leave their bounds of 1 % and 99 %.
    run(|| {
        dynamic(ONE, 1_000_000, 1_000_000, 100);
        let (issued, ..) = totals();
        inject(1_000_000_000, 0, 1_000);
        assert_eq!(SubnetTaoInEmission::<Test>::get(ONE), TaoBalance::ZERO);
        assert_eq!(SubnetAlphaInEmission::<Test>::get(ONE), AlphaBalance::ZERO);
        assert_eq!(SubnetExcessTao::<Test>::get(ONE).to_u64(), 1_000);
        assert_eq!(totals().0, issued + 1_000);
    });
}

#[test]
fn constant_product_takes_the_lopsided_injection_and_its_price_moves() {
    // The balancer recycles the same TAO; see the test above.
    run(|| {
        pallet_swap::PoolKind::<Test>::put(PoolKind::ConstantProduct);
        dynamic(ONE, 1_000_000, 1_000_000, 100);
        inject(3_000_000, 0, 0);
        assert_eq!(tao_in(ONE), 4_000_000);
        assert_eq!(alpha_in(ONE), 1_000_000);
        assert_eq!(SubnetTaoInEmission::<Test>::get(ONE).to_u64(), 3_000_000);
        assert_eq!(Pools::alpha_price(ONE), 4);
        // The buy comes before the reserves grow: ⌊1e6 · 4e6 / (4e6 + 4e6)⌋.
        inject(0, 0, 4_000_000);
        assert_eq!(SubnetProtocolAlpha::<Test>::get(ONE).to_u64(), 500_000);
        assert_eq!(Pools::alpha_price(ONE), 16);
        assert_eq!(
            pallet_swap::SwapBalancer::<Test>::get(ONE),
            pallet_swap::Balancer::EQUAL
        );
    });
}
