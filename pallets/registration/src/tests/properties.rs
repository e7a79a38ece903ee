//! What holds whatever happens to the neurons of a network: spec `registration`
//! §8, invariants 1 to 3, 5, 7, 10, 11 and 13.

use super::mock::*;
use crate::{
    Burn, BurnHalfLife, BurnIncreaseMult, MaxBurn, MinBurn, RAORecycledForRegistration,
    RegistrationsThisBlock,
};
use pallet_pools::{SubnetAlphaIn, SubnetAlphaOut, TotalIssuance};
use pallet_subnets::{
    ImmuneOwnerUidsLimit, ImmunityPeriod, MaxAllowedUids, MinAllowedUids, MinNonImmuneUids,
    SubnetOwner, SubnetOwnerHotkey, SubnetworkN, Uids,
};
use pallet_yuma::{Bonds, Emission, Weights};
use proptest::prelude::*;
use sp_runtime::{DispatchResult, StateVersion};
use substrate_fixed::types::U64F64;
use subtensor_math::burn::bumped_price;
use subtensor_types::{AlphaBalance, NetUidStorageIndex, TaoBalance};

const INDEX: NetUidStorageIndex = NetUidStorageIndex::new(1);
/// The owner's coldkey and hotkey.
const OWNER: u16 = 1;
const OWNER_HOTKEY: u16 = 10;
/// The first hotkey of the others, of whom there are more than uids.
const FIRST_HOTKEY: u16 = 11;
const HOTKEYS: u16 = 14;

/// One thing that happens. Uids count modulo the number of neurons.
#[derive(Clone, Debug)]
enum Op {
    /// Coldkey and hotkey.
    Register(u16, u16),
    /// Coldkey, hotkey and limit price.
    RegisterLimit(u16, u16, u64),
    Blocks(u8),
    Trim(u16),
    /// The last epoch gave a neuron this.
    Earn(u16, u64),
    /// A neuron has weights on these and bonds to them.
    Connect(u16, Vec<u16>),
    /// Another hotkey becomes the owner's, if it is registered.
    NameOwnerHotkey(u16),
}

fn op() -> impl Strategy<Value = Op> {
    let coldkey = || OWNER..OWNER + 4;
    let hotkey = || OWNER_HOTKEY..FIRST_HOTKEY + HOTKEYS;
    prop_oneof![
        8 => (coldkey(), hotkey()).prop_map(|(c, h)| Op::Register(c, h)),
        2 => (coldkey(), hotkey(), 0u64..4_000_000)
            .prop_map(|(c, h, limit)| Op::RegisterLimit(c, h, limit)),
        4 => (1u8..12).prop_map(Op::Blocks),
        2 => (0u16..10).prop_map(Op::Trim),
        4 => (any::<u16>(), 0u64..5).prop_map(|(uid, rao)| Op::Earn(uid, rao)),
        4 => (any::<u16>(), prop::collection::vec(any::<u16>(), 0..4))
            .prop_map(|(uid, to)| Op::Connect(uid, to)),
        1 => hotkey().prop_map(Op::NameOwnerHotkey),
    ]
}

/// How a network starts.
#[derive(Clone, Debug)]
struct Settings {
    half_life: u16,
    /// Times 2^64, up to 3.
    factor: u128,
    burn: u64,
    bounds: (u64, u64),
    min_non_immune: u16,
    immune_owners: u16,
}

fn settings() -> impl Strategy<Value = Settings> {
    (
        0u16..400,
        0u128..=3 << 64,
        0u64..2_000_000,
        (0u64..3_000_000, 0u64..3_000_000),
        0u16..4,
        1u16..4,
    )
        .prop_map(
            |(half_life, factor, burn, bounds, min_non_immune, immune_owners)| Settings {
                half_life,
                factor,
                burn,
                bounds,
                min_non_immune,
                immune_owners,
            },
        )
}

/// A network with the owner hotkey as its first neuron and room for eight. The
/// last coldkey is poor.
fn start(settings: &Settings) {
    add_pool(NETUID, 1_000_000_000_000, 1_000_000_000_000);
    SubnetOwner::<Test>::insert(NETUID, account(OWNER));
    SubnetOwnerHotkey::<Test>::insert(NETUID, account(OWNER_HOTKEY));
    for coldkey in OWNER..OWNER + 3 {
        fund(&account(coldkey), 1_000_000_000);
    }
    fund(&account(OWNER + 3), 2_000_000);
    set_price(NETUID, 0, 0, 0);
    register(NETUID, OWNER, OWNER_HOTKEY).expect("the first neuron is free");
    MaxAllowedUids::<Test>::insert(NETUID, 8);
    MinAllowedUids::<Test>::insert(NETUID, 2);
    ImmunityPeriod::<Test>::insert(NETUID, 8);
    MinNonImmuneUids::<Test>::insert(NETUID, settings.min_non_immune);
    ImmuneOwnerUidsLimit::<Test>::insert(NETUID, settings.immune_owners);
    BurnHalfLife::<Test>::insert(NETUID, settings.half_life);
    BurnIncreaseMult::<Test>::insert(NETUID, U64F64::from_bits(settings.factor));
    set_price(NETUID, settings.burn, settings.bounds.0, settings.bounds.1);
}

/// The uid that a number stands for.
fn uid_of(number: u16) -> u16 {
    number % SubnetworkN::<Test>::get(NETUID)
}

fn execute(op: &Op) -> DispatchResult {
    match op {
        Op::Register(coldkey, hotkey) => register(NETUID, *coldkey, *hotkey),
        Op::RegisterLimit(coldkey, hotkey, limit) => call(|| {
            Registration::do_register_limit(&account(*coldkey), NETUID, &account(*hotkey), *limit)
        }),
        Op::Blocks(blocks) => {
            (0..*blocks).for_each(|_| next_block());
            Ok(())
        }
        Op::Trim(remaining) => call(|| Registration::trim_to_max_allowed_uids(NETUID, *remaining)),
        Op::Earn(number, rao) => {
            let uid = usize::from(uid_of(*number));
            Emission::<Test>::mutate(NETUID, |cells| cells[uid] = AlphaBalance::new(*rao));
            Ok(())
        }
        Op::Connect(number, targets) => {
            let row: Vec<_> = targets.iter().map(|to| (uid_of(*to), 1)).collect();
            Weights::<Test>::insert(INDEX, uid_of(*number), &row);
            Bonds::<Test>::insert(INDEX, uid_of(*number), row);
            Ok(())
        }
        Op::NameOwnerHotkey(hotkey) => {
            if Uids::<Test>::contains_key(NETUID, account(*hotkey)) {
                SubnetOwnerHotkey::<Test>::insert(NETUID, account(*hotkey));
            }
            Ok(())
        }
    }
}

/// What registering moves.
#[derive(Clone, Debug, PartialEq)]
struct Money {
    payers: Vec<u64>,
    network: u64,
    price: TaoBalance,
    recorded: u64,
    alpha_in: u64,
    alpha_out: AlphaBalance,
    issuance: TaoBalance,
}

fn money() -> Money {
    Money {
        payers: (OWNER..OWNER + 4).map(|c| balance(&account(c))).collect(),
        network: subnet_balance(NETUID),
        price: Burn::<Test>::get(NETUID),
        recorded: RAORecycledForRegistration::<Test>::get(NETUID).to_u64(),
        alpha_in: SubnetAlphaIn::<Test>::get(NETUID).to_u64(),
        alpha_out: SubnetAlphaOut::<Test>::get(NETUID),
        issuance: TotalIssuance::<Test>::get(),
    }
}

/// Invariants 7 and 13: what the payer lost the network's account gained, the alpha
/// bought is gone, and the price has gone up once.
fn check_registration(before: &Money, coldkey: u16) {
    let after = money();
    let payer = usize::from(coldkey - OWNER);
    let paid = before.payers[payer] - after.payers[payer];
    assert_eq!(after.network - before.network, paid);
    // Who has no more than the price keeps the existential deposit.
    let price = before.price.to_u64();
    let kept = u64::from(before.payers[payer] == price && price > 0) * ED;
    assert_eq!(paid, price - kept);
    assert_eq!(after.recorded - before.recorded, price);
    assert!(after.alpha_in <= before.alpha_in);
    assert_eq!(after.alpha_out, before.alpha_out);
    assert_eq!(after.issuance, before.issuance);
    assert_eq!(
        after.price,
        bumped_price(
            before.price,
            BurnIncreaseMult::<Test>::get(NETUID),
            MinBurn::<Test>::get(NETUID),
            MaxBurn::<Test>::get(NETUID),
        )
    );
}

/// Invariants 1 to 3 and 11.
fn check_neurons() {
    Subnets::do_try_state().expect("uids and keys are inverse");
    Yuma::do_try_state().expect("every vector has a cell per neuron");
    let owner_hotkey = SubnetOwnerHotkey::<Test>::get(NETUID);
    assert!(Uids::<Test>::contains_key(NETUID, owner_hotkey));
    let neurons = SubnetworkN::<Test>::get(NETUID);
    for (uid, row) in Weights::<Test>::iter_prefix(INDEX).chain(Bonds::<Test>::iter_prefix(INDEX)) {
        assert!(uid < neurons);
        assert!(row.iter().all(|(target, _)| *target < neurons));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn neurons_come_and_go_in_good_order(
        settings in settings(),
        ops in prop::collection::vec(op(), 1..50),
    ) {
        at_block(1, || {
            start(&settings);
            for op in &ops {
                let before = money();
                let root = sp_io::storage::root(StateVersion::V1);
                let neurons = SubnetworkN::<Test>::get(NETUID);
                let most = MaxAllowedUids::<Test>::get(NETUID);
                let outcome = execute(op);
                match (op, outcome) {
                    // Invariant 10.
                    (_, Err(_)) => assert_eq!(sp_io::storage::root(StateVersion::V1), root),
                    (Op::Register(coldkey, _) | Op::RegisterLimit(coldkey, ..), Ok(())) => {
                        check_registration(&before, *coldkey);
                        let expected = (neurons + 1).min(most.max(neurons));
                        assert_eq!(SubnetworkN::<Test>::get(NETUID), expected);
                    }
                    (Op::Blocks(_), Ok(())) => {
                        // Invariant 5; the upper bound wins where they cross.
                        let (low, high) = settings.bounds;
                        assert!((low.min(high)..=high).contains(&price(NETUID)));
                        assert_eq!(RegistrationsThisBlock::<Test>::get(NETUID), 0);
                    }
                    (Op::Trim(remaining), Ok(())) => {
                        let expected = neurons.min(*remaining);
                        assert_eq!(SubnetworkN::<Test>::get(NETUID), expected);
                    }
                    _ => {}
                }
                check_neurons();
            }
        });
    }

    /// Invariant 13: without decay it does not matter how registrations are spread
    /// over blocks.
    #[test]
    fn price_path_does_not_depend_on_the_blocks(
        factor in 0u128..=3 << 64,
        burn in 0u64..1_000,
        blocks in prop::collection::vec(0u8..3, 1..12),
    ) {
        let run = |spread: bool| {
            let mut path = Vec::new();
            at_block(2, || {
                add_pool(NETUID, 1_000_000_000_000, 1_000_000_000_000);
                fund(&account(OWNER), 1_000_000_000_000);
                BurnHalfLife::<Test>::insert(NETUID, 0);
                BurnIncreaseMult::<Test>::insert(NETUID, U64F64::from_bits(factor));
                set_price(NETUID, burn, 0, 1_000_000_000);
                for (hotkey, blocks) in (FIRST_HOTKEY..).zip(&blocks) {
                    if spread {
                        (0..*blocks).for_each(|_| next_block());
                    }
                    register(NETUID, OWNER, hotkey).expect("there is room and money");
                    path.push((
                        price(NETUID),
                        RAORecycledForRegistration::<Test>::get(NETUID),
                        balance(&account(OWNER)),
                    ));
                }
            });
            path
        };
        prop_assert_eq!(run(false), run(true));
    }
}
