//! The models that split a block's TAO: spec `emission` §4 and §13, rows 22 to 25
//! and 90 to 92. What a model computes is tested beside it; here its signals are
//! read from storage.

use super::mock::*;
use crate::{
    EmissionModel, FlowNormExponent, MinerBurned, RootProp, SubnetEmaProtocolFlow,
    SubnetEmaTaoFlow, TaoFlowCutoff,
};
use pallet_pools::{SubnetProtocolFlow, SubnetTaoFlow};
use pallet_yuma::Weights;
use substrate_fixed::types::{I64F64, U64F64, U96F32};
use subtensor_math::emission::EmissionModel as Model;
use subtensor_types::{NetUid, NetUidStorageIndex};

const NETUIDS: [NetUid; 3] = [ONE, TWO, THREE];

/// Networks with these moving prices, in hundredths.
fn networks(moving_prices: &[u64]) -> Vec<NetUid> {
    for (netuid, price) in NETUIDS.into_iter().zip(moving_prices) {
        dynamic(netuid, 1_000_000, 1_000_000, *price);
    }
    NETUIDS[..moving_prices.len()].to_vec()
}

fn shares(netuids: &[NetUid]) -> Vec<U64F64> {
    Taoflow::emission_shares(netuids, Subnets::now())
}

/// What each network gets of 1 TAO, in rao.
fn parts(netuids: &[NetUid]) -> Vec<u64> {
    Taoflow::split_block_emission(netuids, U96F32::from_num(1_000_000_000u64), Subnets::now())
        .tao
        .iter()
        .map(|tao| tao.to_num())
        .collect()
}

#[track_caller]
fn assert_shares_within(tolerance: f64, netuids: &[NetUid], expected: &[f64]) {
    for (share, expected) in shares(netuids).into_iter().zip(expected) {
        let share: f64 = share.to_num();
        let error = (share - expected).abs();
        assert!(error < tolerance, "{share} is not {expected}");
    }
}

#[track_caller]
fn assert_shares(netuids: &[NetUid], expected: &[f64]) {
    assert_shares_within(1e-6, netuids, expected);
}

/// Stores flow averages of this block: users', protocol's.
fn averages(flows: &[(f64, f64)]) {
    for (netuid, (user, protocol)) in NETUIDS.into_iter().zip(flows) {
        let at = |flow: f64| (Subnets::now(), I64F64::from_num(flow));
        SubnetEmaTaoFlow::<Test>::insert(netuid, at(*user));
        SubnetEmaProtocolFlow::<Test>::insert(netuid, at(*protocol));
    }
}

#[test]
fn default_model_is_the_reference_runtimes() {
    run(|| assert_eq!(EmissionModel::<Test>::get(), Model::PriceBurn));
}

#[test]
fn stored_root_proportion_does_not_matter() {
    // Row 22.
    run(|| {
        let netuids = networks(&[100, 100]);
        RootProp::<Test>::insert(ONE, U96F32::from_num(1));
        RootProp::<Test>::insert(TWO, U96F32::from_num(0.1));
        assert_shares_within(1e-9, &netuids, &[0.5, 0.5]);
    });
}

#[test]
fn withheld_incentive_costs_a_share() {
    // Rows 23 to 25.
    let burned = |values: &[f64]| {
        for (netuid, burned) in NETUIDS.into_iter().zip(values) {
            MinerBurned::<Test>::insert(netuid, U96F32::from_num(*burned));
        }
    };
    run(|| {
        let netuids = networks(&[100, 100]);
        burned(&[0.5, 0.0]);
        assert_eq!(parts(&netuids), vec![333_333_333, 666_666_666]);
        burned(&[1.0, 1.0]);
        assert_eq!(parts(&netuids), vec![500_000_000, 500_000_000]);
    });
    run(|| {
        let netuids = networks(&[5, 2, 1]);
        burned(&[0.0, 1.0, 0.25]);
        assert_eq!(parts(&netuids), vec![869_565_217, 0, 130_434_782]);
    });
}

#[test]
fn model_is_switched_by_its_storage() {
    // §4.7: under H1 the withheld incentive does not matter; under the flow
    // models prices don't.
    run(|| {
        let netuids = networks(&[100, 300]);
        MinerBurned::<Test>::insert(TWO, U96F32::from_num(1));
        averages(&[(30.0, 60.0), (10.0, 10.0)]);
        assert_shares(&netuids, &[1.0, 0.0]);
        EmissionModel::<Test>::put(Model::PriceEma);
        assert_shares(&netuids, &[0.25, 0.75]);
        EmissionModel::<Test>::put(Model::Taoflow);
        assert_shares(&netuids, &[0.75, 0.25]);
        // The protocol counts for 40 / 70 of what it put in.
        EmissionModel::<Test>::put(Model::NetTaoflow);
        assert_shares(&netuids, &[0.0, 1.0]);
    });
}

#[test]
fn negative_and_cut_off_flows_earn_nothing() {
    // Row 90.
    run(|| {
        EmissionModel::<Test>::put(Model::Taoflow);
        let netuids = networks(&[100, 100]);
        let cases: [(f64, [f64; 2], [f64; 2]); 4] = [
            (0.0, [-100.0, 500.0], [0.0, 1.0]),
            (0.0, [-100.0, -200.0], [0.0, 0.0]),
            (2_000.0, [1_000.0, 2_000.0], [0.0, 0.0]),
            (2_000.0, [1_000.0, 2_000.000_01], [0.0, 1.0]),
        ];
        for (cutoff, flows, expected) in cases {
            TaoFlowCutoff::<Test>::put(I64F64::from_num(cutoff));
            averages(&flows.map(|flow| (flow, 0.0)));
            assert_shares(&netuids, &expected);
        }
    });
    run(|| {
        EmissionModel::<Test>::put(Model::Taoflow);
        let netuids = networks(&[100, 100, 100]);
        TaoFlowCutoff::<Test>::put(I64F64::from_num(-1_000));
        averages(&[(-100.0, 0.0), (-300.0, 0.0), (-400.0, 0.0)]);
        assert_shares(&netuids, &[0.75, 0.25, 0.0]);
    });
}

#[test]
fn net_model_subtracts_the_protocols_part() {
    // Row 91.
    run(|| {
        EmissionModel::<Test>::put(Model::NetTaoflow);
        let netuids = networks(&[100, 100, 100]);
        averages(&[(100.0, 300.0), (50.0, -10.0), (-20.0, 0.0)]);
        assert_shares(&netuids, &[0.0, 1.0, 0.0]);
    });
}

#[test]
fn exponent_sharpens_the_shares() {
    // §4.6, step 4 at p = 2: within 1 % of 9 / 10 and 1 / 10.
    run(|| {
        EmissionModel::<Test>::put(Model::Taoflow);
        let netuids = networks(&[100, 100]);
        averages(&[(30.0, 0.0), (10.0, 0.0)]);
        FlowNormExponent::<Test>::put(U64F64::from_num(2));
        assert_shares_within(0.01, &netuids, &[0.9, 0.1]);
    });
}

#[test]
fn flows_fold_into_their_averages_once_per_block() {
    // Row 92.
    run(|| {
        EmissionModel::<Test>::put(Model::Taoflow);
        let netuids = networks(&[100]);
        SubnetTaoFlow::<Test>::insert(ONE, 1_000_000_000);
        SubnetProtocolFlow::<Test>::insert(ONE, -7);
        for expected in [
            59_195_778_378_554_000_000_000,
            59_195_588_418_734_324_450_314,
            59_195_398_459_524_231_781_022,
        ] {
            shares(&netuids);
            assert_eq!(
                SubnetEmaTaoFlow::<Test>::get(ONE),
                Some((Subnets::now(), I64F64::from_bits(expected)))
            );
            assert!(!SubnetTaoFlow::<Test>::contains_key(ONE));
            assert!(!SubnetProtocolFlow::<Test>::contains_key(ONE));
            // Asked again in the same block it keeps what has come since.
            SubnetTaoFlow::<Test>::insert(ONE, 5);
            shares(&netuids);
            assert_eq!(SubnetTaoFlow::<Test>::take(ONE), 5);
            next_block();
        }
    });
}

#[test]
fn price_models_leave_the_flows_alone() {
    // §4.5: accumulators only grow.
    run(|| {
        let netuids = networks(&[100]);
        for model in [Model::PriceEma, Model::PriceBurn] {
            EmissionModel::<Test>::put(model);
            SubnetTaoFlow::<Test>::insert(ONE, 9);
            shares(&netuids);
            assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 9);
            assert_eq!(SubnetEmaTaoFlow::<Test>::get(ONE), None);
        }
    });
}

#[test]
fn root_weights_are_scored_once_per_tempo_of_root() {
    run(|| {
        let netuids = networks(&[0, 0]);
        EmissionModel::<Test>::put(Model::RootWeights);
        pallet_subnets::Tempo::<Test>::insert(NetUid::ROOT, 100);
        pallet_subnets::NetworksAdded::<Test>::insert(NetUid::ROOT, true);
        let weigh = |uid: u16, weights: Vec<(u16, u16)>| {
            Weights::<Test>::insert(NetUidStorageIndex::from(NetUid::ROOT), uid, weights);
        };
        for (hotkey, rao) in [(101, 60), (102, 40)] {
            neuron(NetUid::ROOT, 1, hotkey);
            stake(NetUid::ROOT, 1, hotkey, rao);
        }
        weigh(0, vec![(1, 1), (2, 1)]);
        weigh(1, vec![(2, 9)]);

        Taoflow::update_root_scores(99);
        assert_eq!(parts(&netuids), [0, 0], "before the first root epoch");
        Taoflow::update_root_scores(100);
        // Ranks 0.3 and 0.7, trusts 0.6 and 1, sigmoid of 10 (T - 0.5).
        let raw = [0.3 / (1.0 + f64::exp(-1.0)), 0.7 / (1.0 + f64::exp(-5.0))];
        let sum: f64 = raw.iter().sum();
        assert_shares_within(1e-4, &netuids, &[raw[0] / sum, raw[1] / sum]);

        // Between two epochs nothing changes, nor under another rule.
        let before = shares(&netuids);
        weigh(1, vec![(1, 9)]);
        Taoflow::update_root_scores(101);
        assert_eq!(shares(&netuids), before);
        EmissionModel::<Test>::put(Model::PriceEma);
        Taoflow::update_root_scores(200);
        EmissionModel::<Test>::put(Model::RootWeights);
        assert_eq!(shares(&netuids), before);
        Taoflow::update_root_scores(200);
        assert!(shares(&netuids)[0] > before[0]);
    });
}
