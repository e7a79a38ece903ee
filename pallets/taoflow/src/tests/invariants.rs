//! What holds of every block: spec `emission` §12, over networks of all kinds and
//! every model.

use super::mock::*;
use crate::{
    EmissionModel, MinerBurned, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
    PendingValidatorEmission, SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao,
    SubnetTaoInEmission,
};
use pallet_alpha_assets::AlphaRecycled;
use pallet_pools::{SubnetProtocolFlow, SubnetTaoFlow};
use pallet_staking::TaoWeight;
use pallet_subnets::{
    SubnetEmissionEnabled, SubnetOwner, SubnetOwnerCut, SubnetOwnerHotkey, Tempo,
};
use subtensor_math::emission::EmissionModel as Model;
use subtensor_types::NetUid;

/// The networks, and what is asked of each before and after a block.
const NETUIDS: [NetUid; 4] = [ONE, TWO, THREE, NetUid::new(4)];

#[derive(Clone, Copy)]
struct Ledger {
    tao: u64,
    alpha: u64,
    recycled: u64,
    pending: u64,
    flow: i64,
}

fn ledger(netuid: NetUid) -> Ledger {
    Ledger {
        tao: tao_in(netuid),
        alpha: alpha_in(netuid) + alpha_out(netuid),
        recycled: AlphaRecycled::<Test>::get(netuid).to_u64(),
        pending: pending(netuid),
        flow: SubnetProtocolFlow::<Test>::get(netuid),
    }
}

fn pending(netuid: NetUid) -> u64 {
    PendingOwnerCut::<Test>::get(netuid).to_u64()
        + PendingServerEmission::<Test>::get(netuid).to_u64()
        + PendingValidatorEmission::<Test>::get(netuid).to_u64()
        + PendingRootAlphaDivs::<Test>::get(netuid).to_u64()
}

/// A started chain: a plain network and three pools of different depth, one of
/// them disabled; an owner's miner, a validator with root stake, a miner.
fn chain(moving_price: u64) {
    plain(ONE);
    reserves(ONE, 5_000_000_000, 5_000_000_000);
    dynamic(TWO, 1_000_000_000_000, 30_000_000_000_000, moving_price);
    dynamic(THREE, 40_000_000_000, 10_000_000_000, moving_price);
    dynamic(NETUIDS[3], 1_000_000_000, 2_000_000_000, moving_price);
    SubnetEmissionEnabled::<Test>::insert(NETUIDS[3], false);
    TaoWeight::<Test>::put(3_320_413_933_267_719_290);
    SubnetOwnerCut::<Test>::put(11_796);
    stake(NetUid::ROOT, 1, 11, 900_000_000_000);
    for (netuid, flow) in NETUIDS
        .into_iter()
        .zip([5_000_000, 20_000_000, -9_000_000, 1])
    {
        Tempo::<Test>::insert(netuid, 7);
        SubnetOwner::<Test>::insert(netuid, account(5));
        SubnetOwnerHotkey::<Test>::insert(netuid, account(21));
        neuron(netuid, 1, 11);
        neuron(netuid, 5, 21);
        neuron(netuid, 6, 22);
        stake(netuid, 1, 11, 1_000_000_000);
        weights_of_first(netuid, &[(1, 20_000), (2, 40_000)]);
        SubnetTaoFlow::<Test>::insert(netuid, flow);
    }
}

/// Runs one block and checks what it did to every count.
fn checked_block() {
    let (issued, _, stake) = totals();
    let formula = Pools::tao_block_emission().to_u64();
    let before = NETUIDS.map(ledger);
    let flows_reset = EmissionModel::<Test>::get().follows_flows();
    let due: Vec<bool> = NETUIDS
        .iter()
        .map(|netuid| Subnets::should_run_epoch(*netuid, Subnets::now()))
        .collect();

    let credit = Taoflow::mint_block_tao();
    let eligible = Taoflow::eligible_netuids();
    Taoflow::run_coinbase(&eligible, credit);
    Taoflow::update_moving_prices(&eligible);
    Taoflow::update_root_proportions(&eligible);

    let mut spent = 0;
    for ((netuid, before), due) in NETUIDS.into_iter().zip(before).zip(due) {
        let after = ledger(netuid);
        let tao = SubnetTaoInEmission::<Test>::get(netuid).to_u64()
            + SubnetExcessTao::<Test>::get(netuid).to_u64();
        // 3: reserves grow by what the block reports.
        assert_eq!(after.tao - before.tao, tao);
        spent += tao;
        let flow = if flows_reset {
            after.flow
        } else {
            after.flow - before.flow
        };
        assert_eq!(flow, i64::try_from(tao).unwrap());
        // 4: alpha grows by what was minted, less what was recycled.
        let minted = SubnetAlphaInEmission::<Test>::get(netuid).to_u64()
            + SubnetAlphaOutEmission::<Test>::get(netuid).to_u64();
        let recycled = after.recycled - before.recycled;
        assert_eq!(after.alpha + recycled, before.alpha + minted);
        // 5 and 6: at most three rao of alpha are attributed to nobody.
        if due {
            assert_eq!(after.pending, 0);
        } else {
            let accrued = after.pending + recycled - before.pending;
            let alpha_out = SubnetAlphaOutEmission::<Test>::get(netuid).to_u64();
            assert!(alpha_out >= accrued && alpha_out - accrued <= 3);
        }
        // 8: what is withheld is a proportion.
        assert!(MinerBurned::<Test>::get(netuid) <= 1);
    }
    // 1: issued is what was spent, at most the formula's amount.
    let (issued_now, balances, stake_now) = totals();
    assert_eq!(issued_now - issued, spent);
    assert_eq!(balances, issued_now);
    assert_eq!(stake_now - stake, spent);
    assert!(spent <= formula);
    check();
    next_block();
}

#[test]
fn every_block_conserves_tao_and_alpha() {
    let models = [
        Model::PriceEma,
        Model::PriceBurn,
        Model::Taoflow,
        Model::NetTaoflow,
    ];
    for model in models {
        // Below and above a sum of 1, from which on root is paid.
        for moving_price in [0, 300] {
            run(|| {
                EmissionModel::<Test>::put(model);
                chain(moving_price);
                for _ in 0..30 {
                    checked_block();
                }
            });
        }
    }
}
