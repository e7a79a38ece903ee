//! Numbers of spec chapter `emission` §13.2 and §13.5, and what holds for every
//! model.

#![allow(clippy::arithmetic_side_effects, clippy::float_arithmetic)]

use super::*;
use proptest::prelude::*;

const RAO_PER_BLOCK: u64 = 1_000_000_000;

fn priced(price: f64, miner_burned: f64) -> SubnetSignals {
    SubnetSignals {
        moving_price: U64F64::from_num(price),
        miner_burned: U96F32::from_num(miner_burned),
        ..Default::default()
    }
}

fn flowing(user: f64, protocol: f64) -> SubnetSignals {
    SubnetSignals {
        user_flow: I64F64::from_num(user),
        protocol_flow: I64F64::from_num(protocol),
        ..Default::default()
    }
}

fn shares(model: EmissionModel, subnets: &[SubnetSignals]) -> Vec<U64F64> {
    model.shares(subnets, &FlowParameters::default())
}

fn rao(shares: &mut [U64F64], enabled: &[bool]) -> Vec<u64> {
    subnet_tao(U96F32::from_num(RAO_PER_BLOCK), shares, enabled)
        .into_iter()
        .map(U96F32::to_num)
        .collect()
}

fn near(found: &[U64F64], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let gap = (found.to_num::<f64>() - expected).abs();
        assert!(gap <= tolerance, "{found} is not near {expected}");
    }
}

fn flow_parameters(cutoff: f64) -> FlowParameters {
    FlowParameters {
        cutoff: I64F64::from_num(cutoff),
        ..Default::default()
    }
}

#[test]
fn price_burn_splits_a_block_as_in_the_chapters_rows() {
    // Rows 23 to 25.
    for (prices, burned, expected) in [
        (
            vec![1.0, 1.0],
            vec![0.5, 0.0],
            vec![333_333_333, 666_666_666],
        ),
        (
            vec![1.0, 1.0],
            vec![1.0, 1.0],
            vec![500_000_000, 500_000_000],
        ),
        (
            vec![0.05, 0.02, 0.01],
            vec![0.0, 1.0, 0.25],
            vec![869_565_217, 0, 130_434_782],
        ),
    ] {
        // The moving price is stored with 32 fraction bits.
        let subnets: Vec<_> = prices
            .iter()
            .zip(&burned)
            .map(|(price, burned)| {
                let stored = substrate_fixed::types::I96F32::from_num(*price);
                SubnetSignals {
                    moving_price: U64F64::from_num(stored),
                    ..priced(0.0, *burned)
                }
            })
            .collect();
        let mut shares = shares(EmissionModel::PriceBurn, &subnets);
        let enabled = vec![true; shares.len()];
        assert_eq!(rao(&mut shares, &enabled), expected, "{prices:?}");
    }
}

#[test]
fn without_prices_nobody_gets_anything() {
    let subnets = [priced(0.0, 0.0), priced(0.0, 1.0)];
    for model in [EmissionModel::PriceEma, EmissionModel::PriceBurn] {
        assert_eq!(shares(model, &subnets), [0, 0]);
    }
}

#[test]
fn disabled_subnets_hand_their_part_to_the_others() {
    // Row 15: three equal subnets, 3_000_000 a block.
    let third = U64F64::from_num(1) / U64F64::from_num(3);
    for (enabled, expected) in [
        ([true, true, true], [1_000_000, 1_000_000, 1_000_000]),
        ([true, false, true], [1_500_000, 0, 1_500_000]),
        ([false, true, true], [0, 1_500_000, 1_500_000]),
        ([false, false, false], [0, 0, 0]),
    ] {
        let tao = subnet_tao(U96F32::from_num(3_000_000), &mut [third; 3], &enabled);
        for (found, expected) in tao.into_iter().zip(expected) {
            assert!(found.to_num::<u64>().abs_diff(expected) <= 2, "{enabled:?}");
        }
    }
}

#[test]
fn root_dividends_need_prices_above_one_in_sum() {
    // §4.4: strictly above.
    let half = priced(0.5, 0.0);
    assert!(!root_dividends_paid(&[half, half]));
    assert!(root_dividends_paid(&[half, half, priced(1e-18, 0.0)]));
}

#[test]
fn gross_flow_clips_at_the_cutoff() {
    // Row 90.
    for (flows, cutoff, expected) in [
        (vec![-100.0, 500.0], 0.0, vec![0.0, 1.0]),
        (vec![-100.0, -200.0], 0.0, vec![0.0, 0.0]),
        (vec![1_000.0, 2_000.0], 2_000.0, vec![0.0, 0.0]),
        (vec![1_000.0, 2_000.000_01], 2_000.0, vec![0.0, 1.0]),
        (
            vec![-100.0, -300.0, -400.0],
            -1_000.0,
            vec![0.75, 0.25, 0.0],
        ),
    ] {
        let subnets: Vec<_> = flows.iter().map(|flow| flowing(*flow, 0.0)).collect();
        let found = EmissionModel::Taoflow.shares(&subnets, &flow_parameters(cutoff));
        near(&found, &expected, 1e-6);
    }
}

#[test]
fn net_flow_subtracts_at_most_what_users_brought() {
    // Row 91: φ = 0.5, net −50, 60, −20.
    let subnets = [
        flowing(100.0, 300.0),
        flowing(50.0, -10.0),
        flowing(-20.0, 0.0),
    ];
    assert_eq!(shares(EmissionModel::NetTaoflow, &subnets), [0, 1, 0]);
    near(
        &shares(EmissionModel::Taoflow, &subnets),
        &[2.0 / 3.0, 1.0 / 3.0, 0.0],
        1e-7,
    );
}

#[test]
fn a_protocol_flow_of_any_size_is_scaled() {
    // From 2³¹ on, a comparison with the literal 0 would take it for negative.
    for protocol in [1e3, 2.5e9, 1e12] {
        let subnets = [flowing(600.0, protocol), flowing(400.0, 0.0)];
        // φ·protocol is all the users brought, so net −400 and 400.
        assert_eq!(shares(EmissionModel::NetTaoflow, &subnets), [0, 1]);
        let subnets = [flowing(protocol, protocol), flowing(protocol, 0.0)];
        assert_eq!(shares(EmissionModel::NetTaoflow, &subnets), [0, 1]);
        let subnets = [flowing(2.0 * protocol, protocol), flowing(protocol, 0.0)];
        near(
            &shares(EmissionModel::NetTaoflow, &subnets),
            &[0.5, 0.5],
            1e-7,
        );
    }
}

#[test]
fn flow_average_follows_the_chapters_row() {
    // Row 92, and α of §4.6 step 1.
    let smoothing = flow_smoothing(29_597_889_189_277);
    assert_eq!(smoothing.to_bits(), 59_195_778_378_554);
    let mut stored = None;
    for (block, flow, raw) in [
        (1, 1_000_000_000, 59_195_778_378_554_000_000_000),
        (2, 0, 59_195_588_418_734_324_450_314),
        (3, 0, 59_195_398_459_524_231_781_022),
    ] {
        let average = flow_ema(stored, flow, block, smoothing).unwrap();
        assert_eq!(average.to_bits(), raw, "block {block}");
        stored = Some((block, average));
    }
    assert_eq!(flow_ema(stored, 5, 3, smoothing), None);
}

fn normalized(values: &[f64], exponent: f64) -> Vec<U64F64> {
    let mut values: Vec<U64F64> = values
        .iter()
        .map(|value| U64F64::from_num(*value))
        .collect();
    pow_normalize(&mut values, U64F64::from_num(exponent));
    values
}

#[test]
fn powers_are_normalised_as_in_the_chapters_rows() {
    // Rows 85 to 89.
    assert_eq!(normalized(&[0.0; 3], 1.0), [0, 0, 0]);
    let sum = |shares: &[U64F64]| shares.iter().map(|s| s.to_num::<f64>()).sum::<f64>();
    assert!((sum(&normalized(&[1e9, 5e9, 1e10], 2.0)) - 1.0).abs() < 1e-9);
    near(
        &normalized(&[1e-9, 2e-9, 3e-9], 2.0),
        &[1.0 / 14.0, 4.0 / 14.0, 9.0 / 14.0],
        0.0065,
    );
    for tenths in 10..=20 {
        let exponent = f64::from(tenths) / 10.0;
        let found = normalized(&[2.0, 3.0, 5.0], exponent);
        let powers = [2f64, 3.0, 5.0].map(|value| value.powf(exponent));
        let total: f64 = powers.iter().sum();
        for (found, power) in found.iter().zip(powers) {
            let ideal = power / total;
            let error = (found.to_num::<f64>() - ideal).abs() / ideal;
            assert!(error < 0.01, "{found} for {ideal} at p = {exponent}");
        }
        assert!((sum(&found) - 1.0).abs() < 1e-12);
    }
}

#[test]
fn powers_have_the_chapters_last_bits() {
    // §4.6, bit-exact samples for 2, 3, 5.
    let raw: Vec<_> = normalized(&[2.0, 3.0, 5.0], 1.0)
        .into_iter()
        .map(U64F64::to_bits)
        .collect();
    assert_eq!(
        raw,
        [
            3_689_348_856_309_305_774,
            5_534_023_272_915_448_844,
            9_223_371_944_484_796_997
        ]
    );
    near(
        &normalized(&[2.0, 3.0, 5.0], 2.0),
        &[0.105852, 0.237598, 0.656550],
        5e-7,
    );
    assert_eq!(normalized(&[0.0, 7.0, 0.0], 1.5), [0, 1, 0]);
}

#[test]
fn models_keep_their_codes_and_names() {
    for (model, code, name) in [
        (EmissionModel::RootWeights, 0, "root-weights"),
        (EmissionModel::PriceEma, 1, "price-ema"),
        (EmissionModel::Taoflow, 2, "taoflow"),
        (EmissionModel::NetTaoflow, 3, "net-taoflow"),
        (EmissionModel::PriceBurn, 4, "price-burn"),
    ] {
        assert_eq!(model.encode(), [code]);
        assert_eq!(serde_json::to_value(model).unwrap(), name);
    }
}

fn any_signals() -> impl Strategy<Value = SubnetSignals> {
    (
        any::<u64>(),
        0u128..1 << 33,
        any::<i64>(),
        any::<i64>(),
        any::<u64>(),
        0u32..64,
    )
        .prop_map(
            |(price, burned, user, protocol, score, shift)| SubnetSignals {
                moving_price: U64F64::from_bits(u128::from(price) << 20 >> shift),
                miner_burned: U96F32::from_bits(burned),
                user_flow: I64F64::from_num(user >> shift),
                protocol_flow: I64F64::from_num(protocol >> shift),
                root_score: U64F64::from_bits(u128::from(score >> shift)),
            },
        )
}

fn any_model() -> impl Strategy<Value = EmissionModel> {
    proptest::sample::select(EmissionModel::ALL.to_vec())
}

proptest! {
    // Chapter `emission` §12, invariants 2 and 8.
    #[test]
    fn no_model_gives_more_than_there_is(
        model in any_model(),
        subnets in proptest::collection::vec((any_signals(), any::<bool>()), 0..40),
        emission in 0u64..=1_000_000_000,
    ) {
        let (signals, enabled): (Vec<_>, Vec<_>) = subnets.into_iter().unzip();
        let mut shares = shares(model, &signals);
        prop_assert_eq!(shares.len(), signals.len());
        prop_assert!(shares.iter().map(|share| share.to_bits()).sum::<u128>() <= 1 << 64);

        let tao = subnet_tao(U96F32::from_num(emission), &mut shares, &enabled);
        let total: u128 = tao.iter().map(|tao| tao.to_bits()).sum();
        prop_assert!(total <= u128::from(emission) << 32);
        for (tao, enabled) in tao.into_iter().zip(enabled) {
            prop_assert!(enabled || tao == 0);
        }
    }

    // Chapter `emission` §4.2: > 1 − n·2⁻⁶³ when positive.
    #[test]
    fn price_shares_lose_only_the_last_bits(
        subnets in proptest::collection::vec(any_signals(), 1..40),
    ) {
        let shares = shares(EmissionModel::PriceBurn, &subnets);
        let total: u128 = shares.iter().map(|share| share.to_bits()).sum();
        prop_assert!(total == 0 || total >= (1 << 64) - 2 * subnets.len() as u128);
    }
}
