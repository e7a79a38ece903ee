//! Root dividends from an epoch to the claim: spec `emission` §9 and §13.6, rows 95,
//! 99, 106 and 110 to 113. Claims by themselves are tested in the staking pallet.

use super::mock::*;
use crate::{PendingRootAlphaDivs, RootAlphaDividendsPerSubnet};
use frame_support::assert_ok;
use pallet_staking::{
    RootClaimType, RootClaimable, RootClaimableThreshold, RootClaimed, TaoWeight,
};
use pallet_subnets::{NetworksAdded, RootClaimTypeEnum, SubtokenEnabled, Tempo};
use std::collections::BTreeSet;
use substrate_fixed::types::I96F32;
use subtensor_types::{AlphaBalance, NetUid};

/// What is left of 10,000,000 rao after a take of 11,796 / 65,535.
const REST: u64 = 8_200_045;
/// 1 TAO, and 1 alpha, in rao.
const UNIT: u64 = 1_000_000_000;

/// A network with these reserves, where the owner of hotkey 11, coldkey 1, validates
/// alone; these coldkeys stake to 11 on root and keep the alpha they claim.
fn network(tao: u64, alpha: u64, root_stakes: &[(u8, u64)]) {
    dynamic(ONE, tao, alpha, 100);
    NetworksAdded::<Test>::insert(NetUid::ROOT, true);
    SubtokenEnabled::<Test>::insert(NetUid::ROOT, true);
    TaoWeight::<Test>::put(u64::MAX);
    neuron(ONE, 1, 11);
    stake(ONE, 1, 11, 10_000_000);
    for (coldkey, rao) in root_stakes {
        stake(NetUid::ROOT, *coldkey, 11, *rao);
        choose(*coldkey, RootClaimTypeEnum::Keep);
    }
}

fn choose(coldkey: u8, kind: RootClaimTypeEnum) {
    RootClaimType::<Test>::insert(account(coldkey), kind);
}

/// Keeps the alpha of this network only.
fn keep_of(netuid: NetUid) -> RootClaimTypeEnum {
    RootClaimTypeEnum::KeepSubnets {
        subnets: BTreeSet::from([netuid]),
    }
}

/// An epoch that pays root alone.
fn pay_root(rao: u64) {
    distribute(ONE, 0, 0, rao, 0);
}

fn position(netuid: NetUid, coldkey: u8) -> u64 {
    Staking::stake_of(&account(11), &account(coldkey), netuid).to_u64()
}

/// Claims on a network and gives the alpha staked on it.
fn claim_on(netuid: NetUid, coldkey: u8) -> u64 {
    let before = position(ONE, coldkey);
    assert_ok!(Staking::do_claim_root(
        account(coldkey),
        BTreeSet::from([netuid])
    ));
    position(ONE, coldkey) - before
}

fn claim(coldkey: u8) -> u64 {
    claim_on(ONE, coldkey)
}

fn rate() -> I96F32 {
    RootClaimable::<Test>::get(account(11))[&ONE]
}

fn claimed(coldkey: u8) -> u128 {
    RootClaimed::<Test>::get((ONE, account(11), account(coldkey)))
}

#[test]
fn root_dividends_become_a_take_and_a_rate() {
    // Row 95, with its derived values.
    run(|| {
        network(100 * UNIT, 100 * UNIT, &[(2, 2_000_000)]);
        pay_root(1_000_000);
        assert_eq!(position(ONE, 1), 10_179_995);
        assert_eq!(rate().to_bits(), 1_760_945_181);
        assert_eq!(claim(2), 820_003);
        assert_eq!(claimed(2), 820_003);
        pay_root(1_000_000);
        claim(2);
        assert_near(position(ONE, 2), 2 * 820_003, 2);
        assert_eq!(claimed(2), u128::from(position(ONE, 2)));
    });
}

#[test]
fn sold_dividends_earn_more_in_the_next_round() {
    // Row 99: at a price of 0.5, first as a tenth of root.
    run(|| {
        network(50 * UNIT, 100 * UNIT, &[(2, 2_000_000), (3, 18_000_000)]);
        choose(2, RootClaimTypeEnum::Swap);
        for first in [Some(410_000), None, None] {
            let (before, all) = (position(NetUid::ROOT, 2), staked(NetUid::ROOT, 11));
            pay_root(10_000_000);
            assert_eq!(claim(2), 0);
            let gained = position(NetUid::ROOT, 2) - before;
            // Half of its part, for the price.
            assert_near(gained, REST * before / all / 2, 100);
            if let Some(first) = first {
                assert_near(gained, first, 10_000);
            }
        }
        assert!(position(NetUid::ROOT, 2) > 3_400_000);
    });
}

#[test]
fn alpha_accrues_for_root_block_by_block() {
    // Row 106: two blocks of a tempo of two.
    run(|| {
        network(100 * UNIT, 100 * UNIT, &[(2, 200_000_000)]);
        // Root is paid while the prices sum up to more than 1.
        pallet_pools::SubnetMovingPrice::<Test>::insert(ONE, I96F32::from_num(2));
        Tempo::<Test>::insert(ONE, 2);
        RootClaimableThreshold::<Test>::insert(ONE, I96F32::from_num(0));
        let share = || {
            let outside = 2e8 + (alpha_in(ONE) + alpha_out(ONE)) as f64;
            (1e9 * 2e8 / outside * 0.5) as u64
        };
        let pending = || PendingRootAlphaDivs::<Test>::get(ONE).to_u64();
        coinbase(UNIT);
        let waiting = pending();
        assert_near(waiting, share(), 100);
        assert!(waiting > 900_000);

        next_block();
        coinbase(UNIT);
        assert_eq!(pending(), 0);
        let expected = 2.0 * waiting as f64 * (1.0 - 11_796.0 / 65_535.0) / 2e8;
        let error = (rate().to_num::<f64>() - expected).abs();
        // A second block has a little more alpha, so a smaller proportion.
        assert!(error < 1e-4, "{} is not {expected}", rate());
        assert_near(claim(2), (expected * 2e8) as u64, 20_000);
    });
}

#[test]
fn claims_on_unrelated_networks_pay_nothing() {
    // Row 110.
    run(|| {
        network(100 * UNIT, 100 * UNIT, &[(2, 2_000_000)]);
        pay_root(1_000_000);
        assert_eq!(claim_on(NetUid::new(100), 2), 0);
        assert_eq!(claimed(2), 0);
        assert_eq!(claim(2), 820_003);
        assert_eq!(claimed(2), 820_003);
    });
}

#[test]
fn what_is_not_kept_is_sold() {
    // Row 111: the network is on the list, then another one is.
    let kept = |kind| {
        network(50 * UNIT, 100 * UNIT, &[(2, 2_000_000), (3, 18_000_000)]);
        choose(2, kind);
        pay_root(10_000_000);
        claim(2)
    };
    run(|| {
        let alpha = kept(keep_of(ONE));
        let expected = rate() * I96F32::from_num(2_000_000);
        assert_near(alpha, expected.to_num(), 10);
        assert_eq!(position(NetUid::ROOT, 2), 2_000_000);
    });
    run(|| {
        assert_eq!(kept(keep_of(NetUid::new(100))), 0);
        assert_near(position(NetUid::ROOT, 2), 2_410_000, 10_000);
    });
}

#[test]
fn root_dividends_of_an_epoch_replace_the_last() {
    // Row 112.
    run(|| {
        network(100 * UNIT, 100 * UNIT, &[(2, 20_000_000)]);
        for _ in 0..2 {
            pay_root(10_000_000);
            assert_eq!(
                RootAlphaDividendsPerSubnet::<Test>::get(ONE, account(11)).to_u64(),
                REST
            );
        }
    });
}

#[test]
fn past_dividends_stay_with_who_earned_them() {
    // Row 113: Bob (3) gives Eve (4) half of his root stake and gets it back.
    run(|| {
        network(100 * UNIT, 100 * UNIT, &[(2, 8_000_000), (3, 8_000_000)]);
        choose(4, RootClaimTypeEnum::Keep);
        let give = |from: u8, to: u8| {
            assert_ok!(Staking::do_transfer_stake(
                &account(from),
                &account(to),
                &account(11),
                NetUid::ROOT,
                NetUid::ROOT,
                AlphaBalance::new(4_000_000)
            ));
        };
        pay_root(10_000_000);
        assert_eq!((claim(2), claim(3)), (4_100_022, 4_100_022));
        pay_root(10_000_000);
        give(3, 4);
        let (alice, bob) = (claim(2), claim(3));
        assert_near(alice, 4_100_022, 100);
        assert_near(bob, alice, 100);
        assert_near(claim(4), 0, 100);
        give(4, 3);
        pay_root(10_000_000);
        let (alice, bob) = (claim(2), claim(3));
        assert_near(alice, 4_100_022, 100);
        assert_near(bob, alice, 100);
    });
}
