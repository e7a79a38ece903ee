//! What former eras did differently: spec `emission` §4.7.

use super::mock::*;
use crate::{
    MinerBurned, PendingAlphaSwapped, PendingOwnerCut, PendingRootAlphaDivs, PendingRootDivs,
    SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao, SubnetTaoInEmission,
};
use frame_support::traits::fungible::Inspect;
use pallet_pools::{SubnetAlphaIn, SubnetAlphaOut, SubnetTAO};
use pallet_subnets::{EmissionEra, SubnetOwner, SubnetOwnerCut, SubnetOwnerHotkey};
use subtensor_math::emission::EmissionModel;
use subtensor_types::NetUid;

const TAO: u64 = 1_000_000_000;
const ROOT: NetUid = NetUid::ROOT;

fn balance(netuid: NetUid) -> u64 {
    Balances::balance(&Subnets::subnet_account_unchecked(netuid))
}

/// Stakes TAO on root that is really there.
fn fund_root(coldkey: u8, hotkey: u8, rao: u64) {
    stake(ROOT, coldkey, hotkey, rao);
    mint_to_root(rao);
}

/// Puts new TAO on root's account.
fn mint_to_root(rao: u64) {
    let account = Subnets::subnet_account_unchecked(ROOT);
    let rest = Pools::spend_tao(&account, Pools::mint_tao(rao.into()), rao.into()).unwrap();
    Pools::recycle_credit(rest);
}

#[test]
fn at_the_launch_all_tao_is_injected_and_nothing_bought() {
    run(|| {
        EmissionEra::<Test>::put(EmissionModel::PriceEma.era());
        dynamic(ONE, 100 * TAO, 10_000 * TAO, 1);
        coinbase(TAO);
        // Worth 100 alpha, of which 1 may be injected.
        assert_eq!(SubnetTaoInEmission::<Test>::get(ONE).to_u64(), TAO);
        assert_eq!(SubnetAlphaInEmission::<Test>::get(ONE).to_u64(), TAO);
        assert!(SubnetExcessTao::<Test>::get(ONE).is_zero());
        assert_eq!(SubnetTAO::<Test>::get(ONE).to_u64(), 101 * TAO);
    });
}

#[test]
fn at_the_launch_root_alpha_is_sold_and_its_tao_staked_at_the_epoch() {
    run(|| {
        EmissionEra::<Test>::put(EmissionModel::PriceEma.era());
        pallet_staking::TaoWeight::<Test>::put(u64::MAX);
        dynamic(ONE, 1_000 * TAO, 1_000 * TAO, 100);
        fund_root(1, 11, 1_000 * TAO);
        neuron(ONE, 1, 11);
        delegate_take(11, 0);
        coinbase(0);

        // Half of the alpha would go to validators, nearly half of that to root.
        let sold = PendingAlphaSwapped::<Test>::get(ONE).to_u64();
        assert!(sold > TAO / 5 && sold < TAO / 4, "{sold}");
        let brought = PendingRootDivs::<Test>::get(ONE).to_u64();
        assert!(brought > sold * 99 / 100 && brought < sold, "{brought}");
        assert_eq!(PendingRootAlphaDivs::<Test>::get(ONE), 0.into());
        assert_eq!(SubnetAlphaIn::<Test>::get(ONE).to_u64(), 1_000 * TAO + sold);
        assert_eq!(SubnetAlphaOut::<Test>::get(ONE).to_u64(), TAO - sold);
        assert_eq!(tao_in(ONE), balance(ONE));
        assert_eq!(tao_in(ROOT) + brought, balance(ROOT));

        let drained = crate::Drained {
            root_tao: PendingRootDivs::<Test>::take(ONE),
            root_sold: PendingAlphaSwapped::<Test>::take(ONE),
            ..Default::default()
        };
        Taoflow::distribute_emission(ONE, drained);
        // The ratios have 32 fraction bits.
        assert_near(staked(ROOT, 11), 1_000 * TAO + brought, 1);
        assert_eq!(tao_in(ROOT), staked(ROOT, 11));
        assert_near(balance(ROOT), staked(ROOT, 11), 1);
        assert_eq!(balance(ONE), tao_in(ONE));
    });
}

#[test]
fn what_waits_for_root_is_out_of_reach_and_goes_with_its_network() {
    run(|| {
        EmissionEra::<Test>::put(EmissionModel::PriceEma.era());
        fund_root(1, 11, TAO);
        plain(ONE);
        // Alpha for a TAO each, whatever the reserve is.
        reserves(ONE, 3 * TAO, 0);
        Taoflow::sell_root_alpha(ONE, TAO.into());
        assert_eq!((tao_in(ONE), balance(ONE)), (2 * TAO, 2 * TAO));
        assert_eq!((tao_in(ROOT), balance(ROOT)), (TAO, 2 * TAO));
        // More than there is: nothing is sold, and nothing changes.
        Taoflow::sell_root_alpha(ONE, (5 * TAO).into());
        assert_eq!(PendingRootDivs::<Test>::get(ONE).to_u64(), TAO);
        assert_eq!((tao_in(ONE), balance(ONE)), (2 * TAO, 2 * TAO));

        Taoflow::clear_network(ONE);
        assert_eq!((tao_in(ROOT), balance(ROOT)), (TAO, TAO));
        assert!(!PendingRootDivs::<Test>::contains_key(ONE));
    });
}

#[test]
fn a_validator_keeps_its_take_of_root_tao() {
    run(|| {
        EmissionEra::<Test>::put(EmissionModel::PriceEma.era());
        fund_root(1, 11, TAO);
        fund_root(2, 11, TAO);
        pallet_staking::TaoWeight::<Test>::put(u64::MAX);
        plain(ONE);
        neuron(ONE, 1, 11);
        delegate_take(11, u16::MAX / 2);
        reserves(ONE, TAO, 0);
        mint_to_root(TAO);
        let drained = crate::Drained {
            root_tao: TAO.into(),
            root_sold: TAO.into(),
            ..Default::default()
        };
        Taoflow::distribute_emission(ONE, drained);
        let of = |coldkey| Staking::stake_of(&account(11), &account(coldkey), ROOT).to_u64();
        // Half for the owner; of the rest, to the whole pool, a part each.
        assert_near(of(1) + of(2), 3 * TAO, 2);
        assert!(of(1) > TAO * 17 / 10, "{}", of(1));
        assert!(of(2) > TAO * 11 / 10, "{}", of(2));
    });
}

#[test]
fn before_dynamic_tao_participants_are_paid_in_tao() {
    run(|| {
        EmissionEra::<Test>::put(EmissionModel::RootWeights.era());
        SubnetOwnerCut::<Test>::put(u16::MAX / 5);
        for netuid in [ONE, TWO] {
            plain(netuid);
        }
        neuron(ONE, 3, 13);
        SubnetOwner::<Test>::insert(ONE, account(3));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(13));
        coinbase(TAO);

        for netuid in [ONE, TWO] {
            // Each unit of its token has a rao behind it.
            assert_eq!(tao_in(netuid), TAO / 2);
            assert_eq!(balance(netuid), TAO / 2);
            assert_eq!(SubnetAlphaOut::<Test>::get(netuid).to_u64(), TAO / 2);
            assert_eq!(
                SubnetAlphaOutEmission::<Test>::get(netuid).to_u64(),
                TAO / 2
            );
            assert!(SubnetAlphaIn::<Test>::get(netuid).is_zero());
        }
        // The owner's fifth is TAO, and free.
        let cut = PendingOwnerCut::<Test>::take(ONE);
        assert_near(cut.to_u64(), TAO / 10, 10);
        let drained = crate::Drained {
            owner: cut,
            ..Default::default()
        };
        Taoflow::distribute_emission(ONE, drained);
        assert_eq!(Balances::balance(&account(3)), cut.to_u64());
        assert_eq!(tao_in(ONE), TAO / 2 - cut.to_u64());
        assert_eq!(SubnetAlphaOut::<Test>::get(ONE).to_u64(), tao_in(ONE));
        assert_eq!(staked(ONE, 13), 0);
        assert_eq!(MinerBurned::<Test>::get(ONE), 0);
    });
}

#[test]
fn every_model_spends_no_more_than_the_block_has() {
    for model in EmissionModel::ALL {
        run(|| {
            pallet_subnets::EmissionModel::<Test>::put(model);
            EmissionEra::<Test>::put(model.era());
            pallet_staking::TaoWeight::<Test>::put(u64::MAX / 5);
            fund_root(1, 11, 500 * TAO);
            dynamic(ONE, 1_000 * TAO, 3_000 * TAO, 30);
            dynamic(TWO, 1_000 * TAO, 50_000 * TAO, 2);
            Pools::record_tao_inflow(ONE, TAO.into());
            Pools::record_tao_inflow(TWO, TAO.into());
            for netuid in [ONE, TWO] {
                crate::RootScores::<Test>::insert(
                    netuid,
                    substrate_fixed::types::U64F64::from_num(0.5),
                );
            }
            for _ in 0..5 {
                next_block();
                let (before, _, _) = totals();
                let reserves = [ONE, TWO].map(tao_in);
                let waiting =
                    || [ONE, TWO].map(|netuid| PendingRootDivs::<Test>::get(netuid).to_u64());
                let waited = waiting();
                coinbase(TAO);
                let (issued, balances, _) = totals();
                assert_eq!(issued, balances, "{model:?}");
                let spent: u64 = [ONE, TWO]
                    .map(|netuid| {
                        SubnetTaoInEmission::<Test>::get(netuid).to_u64()
                            + SubnetExcessTao::<Test>::get(netuid).to_u64()
                    })
                    .iter()
                    .sum();
                assert!(spent > TAO - 5 && spent <= TAO, "{model:?}: {spent}");
                assert_eq!(issued - before, spent, "{model:?}");
                let after: u64 =
                    [ONE, TWO].map(tao_in).iter().sum::<u64>() + waiting().iter().sum::<u64>();
                let then = reserves.iter().sum::<u64>() + waited.iter().sum::<u64>();
                assert_eq!(after - then, spent, "{model:?}");
            }
        });
    }
}
