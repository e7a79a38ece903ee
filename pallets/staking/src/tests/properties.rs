//! What holds after any sequence of calls, whether they succeed or fail.

use super::mock::*;
use pallet_pools::SubnetAlphaOut;
use pallet_subnets::RootClaimTypeEnum;
use pallet_swap::{Balancer, PalSwapInitialized, SwapBalancer};
use proptest::prelude::*;
use sp_runtime::{AccountId32, DispatchResult, Perquintill};
use std::collections::BTreeSet;
use subtensor_types::NetUid;

const NETWORKS: [NetUid; 4] = [ROOT, ONE, TWO, STABLE];

/// One thing that happens to the chain. Accounts and networks are numbers into
/// the lists of [`Keys`] and [`NETWORKS`].
#[derive(Clone, Debug)]
enum Op {
    Add(usize, usize, usize, u64),
    AddLimit(usize, usize, usize, u64, u64, bool),
    Remove(usize, usize, usize, u64),
    RemoveLimit(usize, usize, usize, u64, u64, bool),
    Move(usize, [usize; 2], [usize; 2], u64),
    Transfer([usize; 2], usize, [usize; 2], u64),
    Swap(usize, usize, [usize; 2], u64, Option<(u64, bool)>),
    Recycle(usize, usize, usize, u64),
    Burn(usize, usize, usize, u64),
    RemoveAll(usize, usize, usize, Option<u64>),
    UnstakeAll(usize, usize),
    UnstakeAllAlpha(usize, usize),
    BuyAndBurn(usize, usize, usize, u64, Option<u64>),
    LeastNomination(u64),
    Dividend(usize, usize, u64),
    RootDividend(usize, usize, u64),
    Claim(usize, usize),
    KeepClaims(usize, bool),
    Lock(usize, usize, usize, u64),
    MoveLock(usize, usize, usize),
    PerpetualLock(usize, usize, bool),
    RejectLocked(usize, bool),
    Wait(u64),
}

/// Amounts of many orders of magnitude up to 4 000 TAO, and more than there is.
fn amount() -> impl Strategy<Value = u64> {
    prop_oneof![
        6 => (any::<u64>(), 22u32..48).prop_map(|(bits, shift)| bits >> shift),
        1 => Just(u64::MAX),
    ]
}

/// Limit prices around one.
fn limit() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 100_000_000u64..4_000_000_000,
        1 => Just(0),
        1 => Just(u64::MAX),
    ]
}

fn op() -> impl Strategy<Value = Op> {
    let key = || 0usize..3;
    let keys = || [0usize..3, 0usize..3];
    let net = || 0usize..NETWORKS.len();
    // Root has no alpha to pay.
    let earning = || 1usize..NETWORKS.len();
    let nets = || [0..NETWORKS.len(), 0..NETWORKS.len()];
    prop_oneof![
        6 => (key(), key(), net(), amount()).prop_map(|(c, h, n, a)| Op::Add(c, h, n, a)),
        2 => (key(), key(), net(), amount(), limit(), any::<bool>())
            .prop_map(|(c, h, n, a, l, p)| Op::AddLimit(c, h, n, a, l, p)),
        4 => (key(), key(), net(), amount()).prop_map(|(c, h, n, a)| Op::Remove(c, h, n, a)),
        2 => (key(), key(), net(), amount(), limit(), any::<bool>())
            .prop_map(|(c, h, n, a, l, p)| Op::RemoveLimit(c, h, n, a, l, p)),
        3 => (key(), keys(), nets(), amount()).prop_map(|(c, h, n, a)| Op::Move(c, h, n, a)),
        3 => (keys(), key(), nets(), amount()).prop_map(|(c, h, n, a)| Op::Transfer(c, h, n, a)),
        3 => (key(), key(), nets(), amount(), proptest::option::of((limit(), any::<bool>())))
            .prop_map(|(c, h, n, a, l)| Op::Swap(c, h, n, a, l)),
        1 => (key(), key(), net(), amount()).prop_map(|(c, h, n, a)| Op::Recycle(c, h, n, a)),
        1 => (key(), key(), net(), amount()).prop_map(|(c, h, n, a)| Op::Burn(c, h, n, a)),
        1 => (key(), key(), net(), proptest::option::of(limit()))
            .prop_map(|(c, h, n, l)| Op::RemoveAll(c, h, n, l)),
        1 => (key(), key()).prop_map(|(c, h)| Op::UnstakeAll(c, h)),
        1 => (key(), key()).prop_map(|(c, h)| Op::UnstakeAllAlpha(c, h)),
        1 => (key(), key(), net(), amount(), proptest::option::of(limit()))
            .prop_map(|(c, h, n, a, l)| Op::BuyAndBurn(c, h, n, a, l)),
        // Up to 0.2 TAO.
        1 => (0u64..100_000_000).prop_map(Op::LeastNomination),
        2 => (key(), earning(), amount()).prop_map(|(h, n, a)| Op::Dividend(h, n, a)),
        2 => (key(), earning(), amount()).prop_map(|(h, n, a)| Op::RootDividend(h, n, a)),
        2 => (key(), net()).prop_map(|(c, n)| Op::Claim(c, n)),
        1 => (key(), any::<bool>()).prop_map(|(c, keep)| Op::KeepClaims(c, keep)),
        3 => (key(), key(), net(), amount()).prop_map(|(c, h, n, a)| Op::Lock(c, h, n, a)),
        1 => (key(), key(), net()).prop_map(|(c, h, n)| Op::MoveLock(c, h, n)),
        1 => (key(), net(), any::<bool>()).prop_map(|(c, n, on)| Op::PerpetualLock(c, n, on)),
        1 => (key(), any::<bool>()).prop_map(|(c, on)| Op::RejectLocked(c, on)),
        1 => (1u64..500_000).prop_map(Op::Wait),
    ]
}

/// Three coldkeys, of which two own a hotkey, and three hotkeys.
struct Keys {
    cold: [AccountId32; 3],
    hot: [AccountId32; 3],
}

impl Keys {
    fn new() -> Self {
        let third = account(5);
        own(&other_cold(), &third);
        Self {
            cold: [cold(), other_cold(), stranger()],
            hot: [hot(), other_hot(), third],
        }
    }

    /// All positions there can be.
    fn positions(&self) -> Vec<(AccountId32, AccountId32, NetUid)> {
        let mut all = Vec::new();
        for coldkey in &self.cold {
            for hotkey in &self.hot {
                for netuid in NETWORKS {
                    all.push((coldkey.clone(), hotkey.clone(), netuid));
                }
            }
        }
        all
    }

    fn execute(&self, op: &Op) -> DispatchResult {
        use pallet_subnets::RecycleOrBurnEnum::{Burn, Recycle};
        let (cold, hot) = (&self.cold, &self.hot);
        match *op {
            Op::Add(c, h, n, a) => {
                Staking::do_add_stake(&cold[c], &hot[h], NETWORKS[n], tao(a)).map(|_| ())
            }
            Op::AddLimit(c, h, n, a, l, p) => {
                Staking::do_add_stake_limit(&cold[c], &hot[h], NETWORKS[n], tao(a), tao(l), p)
                    .map(|_| ())
            }
            Op::Remove(c, h, n, a) => {
                Staking::do_remove_stake(&cold[c], &hot[h], NETWORKS[n], alpha(a))
            }
            Op::RemoveLimit(c, h, n, a, l, p) => {
                // Unlike the others this call does not cap the amount itself.
                let a = a.min(stake(&cold[c], &hot[h], NETWORKS[n]));
                Staking::do_remove_stake_limit(&cold[c], &hot[h], NETWORKS[n], alpha(a), tao(l), p)
            }
            Op::Move(c, [h1, h2], [n1, n2], a) => Staking::do_move_stake(
                &cold[c],
                &hot[h1],
                &hot[h2],
                NETWORKS[n1],
                NETWORKS[n2],
                alpha(a),
            ),
            Op::Transfer([c1, c2], h, [n1, n2], a) => Staking::do_transfer_stake(
                &cold[c1],
                &cold[c2],
                &hot[h],
                NETWORKS[n1],
                NETWORKS[n2],
                alpha(a),
            ),
            Op::Swap(c, h, [n1, n2], a, limit) => Staking::do_swap_stake(
                &cold[c],
                &hot[h],
                NETWORKS[n1],
                NETWORKS[n2],
                alpha(a),
                limit.map(|(price, allow_partial)| (tao(price), allow_partial)),
            ),
            Op::Recycle(c, h, n, a) => {
                Staking::do_give_up_alpha(&cold[c], &hot[h], alpha(a), NETWORKS[n], Recycle)
            }
            Op::Burn(c, h, n, a) => {
                Staking::do_give_up_alpha(&cold[c], &hot[h], alpha(a), NETWORKS[n], Burn)
            }
            Op::RemoveAll(c, h, n, limit) => {
                Staking::do_remove_stake_full_limit(&cold[c], &hot[h], NETWORKS[n], limit.map(tao))
            }
            Op::UnstakeAll(c, h) => Staking::do_unstake_all(&cold[c], &hot[h]),
            Op::UnstakeAllAlpha(c, h) => Staking::do_unstake_all_alpha(&cold[c], &hot[h]),
            Op::BuyAndBurn(c, h, n, a, limit) => {
                Staking::do_add_stake_burn(&cold[c], &hot[h], NETWORKS[n], tao(a), limit.map(tao))
            }
            Op::LeastNomination(factor) => {
                Staking::set_nominator_min_required_stake(factor);
                Ok(())
            }
            Op::Dividend(h, n, a) => {
                let a = alpha(a >> 8);
                Pools::mint_alpha_out(NETWORKS[n], a);
                Staking::increase_stake_for_hotkey(&hot[h], NETWORKS[n], a);
                Ok(())
            }
            Op::RootDividend(h, n, a) => {
                let a = alpha(a >> 8);
                Pools::mint_alpha_out(NETWORKS[n], a);
                Staking::increase_root_claimable(&hot[h], NETWORKS[n], a);
                Ok(())
            }
            Op::Claim(c, n) => {
                Staking::do_claim_root(cold[c].clone(), BTreeSet::from([NETWORKS[n]]))
            }
            Op::KeepClaims(c, keep) => {
                let choice = if keep {
                    RootClaimTypeEnum::Keep
                } else {
                    RootClaimTypeEnum::Swap
                };
                Staking::do_set_root_claim_type(cold[c].clone(), choice)
            }
            Op::Lock(c, h, n, a) => {
                // Half of them lock all that there is.
                let most = Staking::available_alpha(&cold[c], NETWORKS[n]);
                let a = if a % 2 == 0 { most } else { alpha(a) };
                Staking::do_lock_stake(&cold[c], &hot[h], NETWORKS[n], a)
            }
            Op::MoveLock(c, h, n) => Staking::do_move_lock(&cold[c], &hot[h], NETWORKS[n]),
            Op::PerpetualLock(c, n, on) => {
                Staking::do_set_perpetual_lock(&cold[c], NETWORKS[n], on);
                Ok(())
            }
            Op::RejectLocked(c, on) => {
                Staking::do_set_reject_locked_alpha(&cold[c], on);
                Ok(())
            }
            Op::Wait(blocks) => {
                System::set_block_number(System::block_number() + blocks);
                Ok(())
            }
        }
    }
}

/// Spec I20: nobody has more alpha locked than staked. What one coldkey does may
/// change the positions of others by a rao of rounding.
fn check_locks(keys: &Keys, calls: usize) {
    let rounding = alpha(3 * calls as u64);
    for coldkey in &keys.cold {
        for netuid in NETWORKS {
            let locked = Staking::locked_alpha(coldkey, netuid);
            let staked = Staking::coldkey_stake(coldkey, netuid);
            assert!(
                locked <= staked + rounding,
                "{locked} of {staked} are locked"
            );
        }
    }
}

impl Op {
    /// Whether it may change the pool of the network with this number.
    fn touches(&self, network: usize) -> bool {
        match self {
            Op::Add(_, _, n, _)
            | Op::AddLimit(_, _, n, ..)
            | Op::Remove(_, _, n, _)
            | Op::RemoveLimit(_, _, n, ..)
            | Op::Recycle(_, _, n, _)
            | Op::Burn(_, _, n, _)
            | Op::RemoveAll(_, _, n, _)
            | Op::BuyAndBurn(_, _, n, ..)
            | Op::Dividend(_, n, _)
            | Op::RootDividend(_, n, _) => *n == network,
            Op::Move(_, _, nets, _) | Op::Transfer(_, _, nets, _) | Op::Swap(_, _, nets, ..) => {
                nets.contains(&network)
            }
            // What is claimed is staked on root.
            Op::Claim(_, n) => *n == network || NETWORKS[network].is_root(),
            Op::KeepClaims(..)
            | Op::Lock(..)
            | Op::MoveLock(..)
            | Op::PerpetualLock(..)
            | Op::RejectLocked(..)
            | Op::Wait(_) => false,
            Op::UnstakeAll(..) | Op::UnstakeAllAlpha(..) | Op::LeastNomination(_) => true,
        }
    }
}

/// Alpha in the pool and outside of it.
fn issued(netuid: NetUid) -> u64 {
    Pools::alpha_issuance(netuid).to_u64()
}

/// Two pools, one of them with weights that are no halves, and what root and the
/// network without a pool need so that their alpha does not saturate.
fn set_networks() {
    set_pool(ONE, 3_000 * BILLION, 2_000 * BILLION);
    set_pool(TWO, 50 * BILLION, 900 * BILLION);
    SwapBalancer::<Test>::insert(
        TWO,
        Balancer::new(Perquintill::from_parts(412_345_678_901_234_567)),
    );
    PalSwapInitialized::<Test>::insert(TWO, true);
    for netuid in [ROOT, STABLE] {
        set_pool(netuid, 10_000 * BILLION, 1_000 * TRILLION);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Spec §9: I1 to I5, I10, I12 to I14, I17, I19 and I20, after every call.
    #[test]
    fn calls_keep_the_invariants(
        ops in proptest::collection::vec(op(), 1..60),
        has_author: bool,
        start in prop_oneof![Just(0), 1u64..1_000 * BILLION],
    ) {
        run(|| {
            if !has_author {
                Author::set(None);
            }
            let keys = Keys::new();
            set_networks();
            for coldkey in &keys.cold {
                fund(coldkey, 20 * TRILLION);
            }
            for (coldkey, hotkey, netuid) in keys.positions() {
                give_stake(&coldkey, &hotkey, netuid, start);
            }
            let issued_tao = Balances::total_issuance();
            let weights = NETWORKS.map(SwapBalancer::<Test>::get);
            for op in &ops {
                let alpha_before = NETWORKS.map(issued);
                let out_before = NETWORKS.map(SubnetAlphaOut::<Test>::get);
                let ledger_before = NETWORKS.map(ledger);
                let root_before = storage_root();
                let result = call(|| keys.execute(op));
                check_invariants();
                check_locks(&keys, ops.len());
                if result.is_err() {
                    assert_eq!(storage_root(), root_before, "{op:?}");
                }
                assert_eq!(NETWORKS.map(SwapBalancer::<Test>::get), weights, "{op:?}");
                // With an existential deposit of 1 rao there is no dust to lose.
                assert_eq!(Balances::total_issuance(), issued_tao, "{op:?}");
                for (i, netuid) in NETWORKS.into_iter().enumerate() {
                    if !op.touches(i) {
                        assert_eq!(ledger(netuid), ledger_before[i], "{op:?}");
                    }
                    let changed = match *op {
                        Op::Recycle(_, _, n, _) => n == i,
                        Op::Dividend(_, n, _) | Op::RootDividend(_, n, _) => n == i,
                        // Root stake bought by a claim is new alpha of root.
                        Op::Claim(..) => netuid.is_root(),
                        _ => false,
                    };
                    if !changed {
                        assert_eq!(issued(netuid), alpha_before[i], "{op:?}");
                    }
                    if let (Op::Burn(..), Ok(())) = (op, &result) {
                        let out = SubnetAlphaOut::<Test>::get(netuid);
                        assert_eq!(out, out_before[i], "{op:?}");
                    }
                }
            }
        });
    }

    /// Spec I11: what one coldkey does on its own position changes those of others
    /// by at most a rao of rounding.
    #[test]
    fn positions_of_others_stay(
        start in proptest::collection::vec((0usize..3, 0usize..3, 2_100_000u64..BILLION), 1..12),
        own_ops in proptest::collection::vec((any::<bool>(), 0usize..3, amount()), 1..12),
    ) {
        run(|| {
            let keys = Keys::new();
            set_networks();
            for (c, h, amount) in start {
                give_stake(&keys.cold[c], &keys.hot[h], ONE, amount);
            }
            fund(&keys.cold[0], 20 * TRILLION);
            for (adds, h, amount) in own_ops {
                let others: Vec<_> = keys
                    .positions()
                    .into_iter()
                    .filter(|(coldkey, ..)| *coldkey != keys.cold[0])
                    .map(|(coldkey, hotkey, netuid)| {
                        let before = stake(&coldkey, &hotkey, netuid);
                        (coldkey, hotkey, netuid, before)
                    })
                    .collect();
                let op = if adds {
                    Op::Add(0, h, 1, amount)
                } else {
                    Op::Remove(0, h, 1, amount)
                };
                let _ = call(|| keys.execute(&op));
                for (coldkey, hotkey, netuid, before) in others {
                    let after = stake(&coldkey, &hotkey, netuid);
                    assert!(after.abs_diff(before) <= 1, "{op:?}: {before} became {after}");
                }
            }
        });
    }

    /// Spec I9: buying and selling all of it gains nothing beyond the last rao.
    #[test]
    fn a_round_trip_gains_nothing(
        tao_reserve in 1_000_000u64..1_000 * TRILLION,
        alpha_reserve in 1_000_000u64..1_000 * TRILLION,
        quote_percent in 1u64..100,
        amount in amount(),
        fee_rate in prop_oneof![Just(0u16), Just(33), 0u16..10_000],
    ) {
        run(|| {
            set_pool(ONE, tao_reserve, alpha_reserve);
            let quote = Perquintill::from_percent(quote_percent);
            SwapBalancer::<Test>::insert(ONE, Balancer::new(quote));
            PalSwapInitialized::<Test>::insert(ONE, true);
            pallet_swap::FeeRate::<Test>::insert(ONE, fee_rate);
            fund(&cold(), 20 * TRILLION);
            let before = free(&cold());
            let there = call(|| Staking::do_add_stake(&cold(), &hot(), ONE, tao(amount)));
            let all = alpha(u64::MAX);
            let back = call(|| Staking::do_remove_stake(&cold(), &hot(), ONE, all));
            let after = free(&cold());
            assert!(after <= before + 1, "{there:?}, {back:?}: {before} became {after}");
        });
    }

    /// Spec I18: adding root stake leaves what is owed as it is, removing it does
    /// not raise it.
    #[test]
    fn root_stake_moves_do_not_make_dividends(
        first in 2_000_000u64..TRILLION,
        dividend in 0u64..TRILLION,
        moves in proptest::collection::vec((any::<bool>(), 2_000_000u64..TRILLION), 1..10),
    ) {
        run(|| {
            give_root_stake(&other_cold(), &hot(), TRILLION);
            give_root_stake(&cold(), &hot(), first);
            Pools::mint_alpha_out(ONE, alpha(dividend));
            Staking::increase_root_claimable(&hot(), ONE, alpha(dividend));
            let owed = || Staking::root_owed(&hot(), &cold(), ONE).to_num::<i64>();
            for (adds, amount) in moves {
                let before = owed();
                if adds {
                    give_root_stake(&cold(), &hot(), amount);
                    assert!(owed().abs_diff(before) <= 1);
                } else {
                    let _ = call(|| Staking::do_remove_stake(&cold(), &hot(), ROOT, alpha(amount)));
                    assert!(owed() <= before + 1);
                }
            }
        });
    }
}
