//! TAO and alpha over hundreds of blocks: spec `emission` §12 and
//! `pools-and-staking` §9. Users do what they like; every rao stays accounted
//! for.

use super::mock::*;
use frame_support::assert_ok;
use pallet_alpha_assets::{AlphaBurned, AlphaRecycled};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetMovingPrice, SubnetRootSellTao, SubnetTAO, TotalStake,
};
use pallet_staking::TaoWeight;
use pallet_subnets::{RecycleOrBurn, RecycleOrBurnEnum, RootClaimTypeEnum};
use pallet_taoflow::{
    EmissionModel, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
    PendingValidatorEmission, SubnetAlphaInEmission, SubnetAlphaOutEmission, SubnetExcessTao,
    SubnetTaoInEmission,
};
use pallet_yuma::ValidatorPermit;
use std::collections::BTreeSet;
use substrate_fixed::types::I96F32;
use subtensor_math::emission::EmissionModel as Model;
use subtensor_types::{AlphaBalance, NetUid, TaoBalance};

/// Marsaglia's xorshift: the same users on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn number(&mut self, first: u8, count: u8) -> u8 {
        first + u8::try_from(self.below(u64::from(count))).unwrap()
    }

    fn netuid(&mut self) -> NetUid {
        NetUid::new(u16::from(self.number(0, 4)))
    }

    /// Mostly small, sometimes everything.
    fn amount(&mut self) -> u64 {
        1 << self.below(44)
    }
}

/// Hotkeys 41 to 49; on each network some of them.
const HOTKEYS: (u8, u8) = (41, 9);

/// What a user may do, whether or not it works out.
fn any_call(random: &mut Random) -> Call {
    let hotkey = account(random.number(HOTKEYS.0, HOTKEYS.1));
    let other = account(random.number(HOTKEYS.0, HOTKEYS.1));
    let (netuid, destination) = (random.netuid(), random.netuid());
    let amount = random.amount();
    let (tao, alpha) = (TaoBalance::new(amount), AlphaBalance::new(amount));
    let limit_price = TaoBalance::new(random.amount());
    let allow_partial = random.below(2) == 0;
    match random.below(17) {
        0..=2 => Call::add_stake {
            hotkey,
            netuid,
            amount_staked: tao,
        },
        3..=4 => Call::remove_stake {
            hotkey,
            netuid,
            amount_unstaked: alpha,
        },
        5 => Call::add_stake_limit {
            hotkey,
            netuid,
            amount_staked: tao,
            limit_price,
            allow_partial,
        },
        6 => Call::remove_stake_limit {
            hotkey,
            netuid,
            amount_unstaked: alpha,
            limit_price,
            allow_partial,
        },
        7 => Call::move_stake {
            origin_hotkey: hotkey,
            destination_hotkey: other,
            origin_netuid: netuid,
            destination_netuid: destination,
            alpha_amount: alpha,
        },
        8 => Call::transfer_stake {
            destination_coldkey: account(random.number(1, ACCOUNTS)),
            hotkey,
            origin_netuid: netuid,
            destination_netuid: destination,
            alpha_amount: alpha,
        },
        9 => Call::swap_stake {
            hotkey,
            origin_netuid: netuid,
            destination_netuid: destination,
            alpha_amount: alpha,
        },
        10 => Call::swap_stake_limit {
            hotkey,
            origin_netuid: netuid,
            destination_netuid: destination,
            alpha_amount: alpha,
            limit_price,
            allow_partial,
        },
        11 => Call::recycle_alpha {
            hotkey,
            amount: alpha,
            netuid,
        },
        12 => Call::burn_alpha {
            hotkey,
            amount: alpha,
            netuid,
        },
        13 => Call::claim_root {
            subnets: BTreeSet::from([netuid]),
        },
        14 => Call::set_root_claim_type {
            new_root_claim_type: match random.below(3) {
                0 => RootClaimTypeEnum::Swap,
                1 => RootClaimTypeEnum::Keep,
                _ => RootClaimTypeEnum::KeepSubnets {
                    subnets: BTreeSet::from([netuid]),
                },
            },
        },
        15 => Call::burned_register { netuid, hotkey },
        _ => Call::set_weights {
            netuid,
            dests: vec![0, 1, 2],
            weights: vec![1, 2, u16::try_from(random.below(60_000)).unwrap()],
            version_key: 0,
        },
    }
}

/// Three networks at work, two validators with stake on root.
fn busy_chain() {
    TaoWeight::<Test>::put(3_320_413_933_267_719_290);
    for (i, price) in (0..3).zip([0.4, 0.5, 0.6]) {
        let netuid = start_network(1 + i, 41 + i);
        join(netuid, 11, 44, 1_000);
        join(netuid, 12, 45, 300);
        join(netuid, 13, 46, 0);
        ValidatorPermit::<Test>::insert(netuid, vec![false, true, true, false]);
        SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(price));
    }
    RecycleOrBurn::<Test>::insert(ONE, RecycleOrBurnEnum::Recycle);
    join_root(11, 44, 20_000);
    next_block();
    join_root(12, 45, 10_000);
}

#[derive(Clone, Copy)]
struct Ledger {
    tao: u64,
    alpha: u64,
    recycled: u64,
}

fn ledger(netuid: NetUid) -> Ledger {
    Ledger {
        tao: SubnetTAO::<Test>::get(netuid).to_u64(),
        alpha: SubnetAlphaIn::<Test>::get(netuid).to_u64()
            + SubnetAlphaOut::<Test>::get(netuid).to_u64(),
        recycled: AlphaRecycled::<Test>::get(netuid).to_u64(),
    }
}

/// All TAO on accounts, in rao.
fn balances() -> u64 {
    frame_system::Account::<Test>::iter_values()
        .map(|account| account.data.free + account.data.reserved)
        .sum()
}

/// Runs a block's step and accounts for what it did.
fn checked_block() {
    let netuids = Subnets::non_root_netuids();
    let before: Vec<_> = netuids.iter().map(|netuid| ledger(*netuid)).collect();
    let (root, tao, stake) = (ledger(NetUid::ROOT), issued(), TotalStake::<Test>::get());
    next_block();

    let (mut spent, mut sold) = (0, 0);
    for (netuid, before) in netuids.into_iter().zip(before) {
        let after = ledger(netuid);
        let put_in = SubnetTaoInEmission::<Test>::get(netuid).to_u64()
            + SubnetExcessTao::<Test>::get(netuid).to_u64();
        let taken = SubnetRootSellTao::<Test>::get(netuid).to_u64();
        assert_eq!(after.tao + taken, before.tao + put_in);
        spent += put_in;
        sold += taken;
        let minted = SubnetAlphaInEmission::<Test>::get(netuid).to_u64()
            + SubnetAlphaOutEmission::<Test>::get(netuid).to_u64();
        assert_eq!(
            after.alpha + after.recycled,
            before.alpha + before.recycled + minted
        );
    }
    assert_eq!(ledger(NetUid::ROOT).tao, root.tao + sold);
    assert_eq!(issued(), tao + spent);
    assert_eq!(issued(), balances());
    assert_eq!(TotalStake::<Test>::get().to_u64(), stake.to_u64() + spent);
    check();
}

/// Hundreds of blocks under a model, with a few calls in each.
fn run_for_long(model: Model, seed: u64, author: Option<u8>) {
    run(|| {
        Author::set(author.map(account));
        EmissionModel::<Test>::put(model);
        busy_chain();
        let mut random = Random(seed);
        let mut worked = 0;
        for _ in 0..300 {
            checked_block();
            for _ in 0..4 {
                // Hotkeys sign weights, coldkeys the rest.
                let call = any_call(&mut random);
                let who = match call {
                    Call::set_weights { .. } => random.number(44, 2),
                    _ => random.number(1, ACCOUNTS),
                };
                let tao = issued();
                worked += u32::from(signed(who, call).is_ok());
                // A call issues nothing; only dust may go.
                assert!(issued() <= tao && tao - issued() < 500);
                assert_eq!(issued(), balances());
            }
            check();
        }
        assert!(worked > 100, "only {worked} calls worked");
        let earned: u64 = Subnets::non_root_netuids()
            .into_iter()
            .map(|netuid| AlphaBurned::<Test>::get(netuid).to_u64() + staked(netuid, 46))
            .sum();
        assert!(earned > 0);
    });
}

#[test]
fn every_rao_is_accounted_for_by_withheld_prices() {
    run_for_long(Model::PriceBurn, 0x9e37_79b9_7f4a_7c15, None);
}

#[test]
fn every_rao_is_accounted_for_by_prices() {
    run_for_long(Model::PriceEma, 0xd1b5_4a32_d192_ed03, Some(20));
}

#[test]
fn every_rao_is_accounted_for_by_flows() {
    run_for_long(Model::Taoflow, 0x8cb9_2ba7_2f3d_8dd7, Some(20));
}

#[test]
fn every_rao_is_accounted_for_by_net_flows() {
    run_for_long(Model::NetTaoflow, 0xaef1_7502_108e_f2d9, None);
}

#[test]
fn pending_alpha_is_what_was_minted() {
    // `emission` §12, 5: at most three rao of a block's alpha are nobody's.
    run(|| {
        let netuid = start_network(1, 30);
        let pending = || {
            PendingOwnerCut::<Test>::get(netuid).to_u64()
                + PendingServerEmission::<Test>::get(netuid).to_u64()
                + PendingValidatorEmission::<Test>::get(netuid).to_u64()
                + PendingRootAlphaDivs::<Test>::get(netuid).to_u64()
        };
        for _ in 0..8 {
            let before = pending();
            next_block();
            let minted = SubnetAlphaOutEmission::<Test>::get(netuid).to_u64();
            let accrued = pending() - before;
            assert!(accrued <= minted && minted - accrued <= 3);
        }
    });
}

#[test]
fn lock_moves_into_the_pool() {
    run(|| {
        let before = (Balances::free_balance(account(1)), issued());
        assert_ok!(signed(
            1,
            Call::register_network {
                hotkey: account(30)
            }
        ));
        let pool = Balances::free_balance(Subnets::subnet_account_unchecked(ONE));
        assert_eq!(pool, 100 * UNIT);
        assert_eq!(SubnetTAO::<Test>::get(ONE).to_u64(), pool);
        assert_eq!(Balances::free_balance(account(1)), before.0 - pool);
        assert_eq!(issued(), before.1);
    });
}
