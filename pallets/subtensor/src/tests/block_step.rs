//! What a block does, from emission to everybody's stake: spec `emission` §1,
//! §10.3 and §13, rows 33, 42, 73 and 106.

use super::mock::*;
use frame_support::assert_ok;
use pallet_pools::{SubnetAlphaIn, SubnetMovingPrice, SubnetTAO};
use pallet_registration::{Burn, LastHotkeySwapOnNetuid};
use pallet_staking::{ChildKeys, ParentKeys, PendingChildKeys, RootClaimable};
use pallet_subnets::{
    BlocksSinceLastStep, FirstEmissionBlockNumber, ImmuneOwnerUidsLimit, LastEpochBlock,
    LastMechansimStepBlock, OwnerCutEnabled, StakeThreshold, SubnetEmissionEnabled, Tempo,
};
use pallet_taoflow::{
    MinerBurned, PendingRootAlphaDivs, PendingServerEmission, PendingValidatorEmission, RootProp,
    SubnetExcessTao, SubnetTaoInEmission,
};
use pallet_yuma::{Incentive, ValidatorPermit};
use substrate_fixed::types::I96F32;
use subtensor_types::{NetUid, NetUidStorageIndex};

/// A network with a validator (31) that weights a miner (32) and the owner's
/// hotkey (30) equally.
fn network_at_work() -> NetUid {
    let netuid = start_network(1, 30);
    join(netuid, 2, 31, 1_000);
    join(netuid, 3, 32, 0);
    // Weights from the block of a registration don't count.
    next_block();
    ValidatorPermit::<Test>::insert(netuid, vec![false, true, false]);
    assert_ok!(signed(
        31,
        Call::set_weights {
            netuid,
            dests: vec![0, 2],
            weights: vec![1, 1],
            version_key: 0,
        }
    ));
    netuid
}

#[test]
fn nothing_is_issued_before_a_network_can_use_it() {
    run(|| {
        let before = issued();
        run_to(20);
        assert_eq!(issued(), before);
    });
}

#[test]
fn new_network_waits_until_its_price_moves() {
    // `emission` §10.1: of a price of 1 the first 2^-32 shows at the sixteenth
    // block after the start.
    run(|| {
        let netuid = start_network(1, 30);
        assert_eq!(FirstEmissionBlockNumber::<Test>::get(netuid), Some(2));
        let before = issued();
        run_to(16);
        assert_eq!(SubnetMovingPrice::<Test>::get(netuid), I96F32::from_bits(0));
        run_to(17);
        assert!(SubnetMovingPrice::<Test>::get(netuid) > 0);
        assert_eq!(issued(), before);
        // The price of a block counts from the next one on.
        run_to(18);
        assert_eq!(issued(), before + UNIT);
        assert_eq!(SubnetExcessTao::<Test>::get(netuid).to_u64(), UNIT);
    });
}

#[test]
fn epoch_pays_miners_validators_and_the_owner() {
    run(|| {
        let netuid = network_at_work();
        let (validator, miner) = (staked(netuid, 31), staked(netuid, 32));
        assert_eq!(miner, 0);
        // The anchor is a block before the registration, since the netuid is 1.
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 0);
        run_to(9);
        assert_eq!(BlocksSinceLastStep::<Test>::get(netuid), 8);
        assert!(!PendingServerEmission::<Test>::get(netuid).is_zero());
        run_to(10);
        assert_eq!(LastEpochBlock::<Test>::get(netuid), 10);
        assert_eq!(LastMechansimStepBlock::<Test>::get(netuid), 10);
        assert_eq!(BlocksSinceLastStep::<Test>::get(netuid), 0);
        assert!(PendingServerEmission::<Test>::get(netuid).is_zero());
        assert!(PendingValidatorEmission::<Test>::get(netuid).is_zero());

        // Nine blocks of one alpha each, of which the owner gets 18 %.
        let alpha = 9 * UNIT;
        let cut = alpha * 11_796 / 65_535;
        let half = (alpha - cut) / 2;
        let near = |left: u64, right: u64| assert!(left.abs_diff(right) <= 100, "{left} {right}");
        near(staked(netuid, 32), half / 2);
        near(staked(netuid, 31) - validator, half);
        // The owner's miner is withheld its half; the cut is paid.
        near(staked(netuid, 30), cut);
        near(
            (MinerBurned::<Test>::get(netuid) * 1_000).to_num::<u64>(),
            500,
        );
        let index = NetUidStorageIndex::from(netuid);
        assert_eq!(Incentive::<Test>::get(index), vec![32_767, 0, 32_767]);
    });
}

#[test]
fn stake_grows_only_after_the_start() {
    // Row 42.
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 1_000);
        FirstEmissionBlockNumber::<Test>::remove(netuid);
        let before = staked(netuid, 31);
        run_to(15);
        assert!(LastMechansimStepBlock::<Test>::get(netuid) > 0);
        assert_eq!(staked(netuid, 31), before);
        assert_ok!(signed(1, Call::start_call { netuid }));
        assert_eq!(FirstEmissionBlockNumber::<Test>::get(netuid), Some(16));
        run_to(31);
        assert!(staked(netuid, 31) > before);
    });
}

#[test]
fn root_proportions_come_with_the_first_block() {
    // Row 33.
    run(|| {
        let networks = [start_network(1, 30), start_network(2, 40)];
        join_root(4, 33, 1_000);
        assert_eq!(RootProp::<Test>::iter().count(), 0);
        next_block();
        assert_eq!(System::block_number(), 2);
        for netuid in networks {
            assert!(RootProp::<Test>::get(netuid) > 0);
        }
    });
}

#[test]
fn root_is_not_paid_while_prices_sum_up_to_one_at_most() {
    // Row 73.
    run(|| {
        let netuid = network_at_work();
        join_root(4, 33, 50_000);
        SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(0.5));
        OwnerCutEnabled::<Test>::insert(netuid, false);
        run_to(9);
        assert!(RootProp::<Test>::get(netuid) > 0);
        assert!(PendingRootAlphaDivs::<Test>::get(netuid).is_zero());
        let server = PendingServerEmission::<Test>::get(netuid).to_u64();
        // The first block still gave the owner a cut.
        assert!(server.abs_diff(410_002_288 + 7 * UNIT / 2) <= 100_000);
        run_to(10);
        assert!(RootClaimable::<Test>::get(account(33)).is_empty());
    });
}

#[test]
fn root_dividends_accrue_and_are_claimed() {
    // Row 106: while prices sum up to more than 1, half of the root proportion of
    // the alpha waits for the epoch and becomes a rate per rao, less the take.
    run(|| {
        let netuid = network_at_work();
        join(netuid, 4, 33, 1_000);
        join_root(4, 33, 50_000);
        SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(5));
        OwnerCutEnabled::<Test>::insert(netuid, false);
        // 33 validates too; only dividends of root's stakers can reach root.
        ValidatorPermit::<Test>::insert(netuid, vec![false, true, false, true]);
        assert_ok!(signed(
            33,
            Call::set_weights {
                netuid,
                dests: vec![2],
                weights: vec![1],
                version_key: 0,
            }
        ));
        next_block();
        let proportion: f64 = RootProp::<Test>::get(netuid).to_num();
        let waiting = PendingRootAlphaDivs::<Test>::get(netuid).to_u64();
        assert!(proportion > 0.0);
        let expected = (UNIT as f64 * proportion * 0.5) as u64;
        assert!(waiting.abs_diff(expected) <= 1_000, "{waiting} {expected}");
        run_to(9);
        let (before, waiting) = (
            Staking::hotkey_stake(&account(33), NetUid::ROOT).to_u64(),
            PendingRootAlphaDivs::<Test>::get(netuid).to_u64(),
        );
        assert!(waiting > 8 * expected / 2);
        run_to(10);
        assert!(PendingRootAlphaDivs::<Test>::get(netuid).is_zero());
        // Its coldkey is the only one on root, so the block claims for it at
        // once, and sells.
        assert!(RootClaimable::<Test>::get(account(33)).contains_key(&netuid));
        assert!(Staking::hotkey_stake(&account(33), NetUid::ROOT).to_u64() > before);
    });
}

#[test]
fn disabled_network_gets_alpha_only() {
    // `emission` §3: the second network gets all TAO.
    run(|| {
        let (one, two) = (start_network(1, 30), start_network(2, 40));
        for netuid in [one, two] {
            SubnetMovingPrice::<Test>::insert(netuid, I96F32::from_num(1));
        }
        SubnetEmissionEnabled::<Test>::insert(one, false);
        let reserve = SubnetTAO::<Test>::get(one);
        let alpha = SubnetAlphaIn::<Test>::get(one);
        let before = issued();
        next_block();
        assert_eq!(issued(), before + UNIT);
        assert_eq!(SubnetTAO::<Test>::get(one), reserve);
        assert_eq!(SubnetAlphaIn::<Test>::get(one), alpha);
        assert!(!PendingServerEmission::<Test>::get(one).is_zero());
        assert_eq!(
            SubnetTaoInEmission::<Test>::get(two).to_u64()
                + SubnetExcessTao::<Test>::get(two).to_u64(),
            UNIT
        );
    });
}

#[test]
fn burn_price_falls_before_anything_registers() {
    // `registration` §3.1: 1 TAO is 998,076,443 rao after a block.
    run(|| {
        let netuid = start_network(1, 30);
        assert_eq!(Burn::<Test>::get(netuid).to_u64(), UNIT);
        next_block();
        assert_eq!(Burn::<Test>::get(netuid).to_u64(), 998_076_443);
    });
}

#[test]
fn children_take_effect_after_an_epoch_past_their_cooldown() {
    // `emission` §10.3.
    run(|| {
        let netuid = network_at_work();
        StakeThreshold::<Test>::put(0);
        assert_ok!(signed(
            2,
            Call::set_children {
                hotkey: account(31),
                netuid,
                children: vec![(u64::MAX, account(32))],
            }
        ));
        let (_, cooldown) = PendingChildKeys::<Test>::get(netuid, account(31));
        assert_eq!(cooldown, System::block_number() + 7_200);
        // A cooldown that is over in block 12 waits for the epoch of block 20.
        PendingChildKeys::<Test>::mutate(netuid, account(31), |pending| pending.1 = 11);
        run_to(19);
        assert!(ChildKeys::<Test>::get(account(31), netuid).is_empty());
        run_to(20);
        assert_eq!(
            ChildKeys::<Test>::get(account(31), netuid),
            vec![(u64::MAX, account(32))]
        );
        assert_eq!(
            ParentKeys::<Test>::get(account(32), netuid),
            vec![(u64::MAX, account(31))]
        );
    });
}

#[test]
fn network_without_tempo_has_no_epochs() {
    run(|| {
        let netuid = network_at_work();
        ImmuneOwnerUidsLimit::<Test>::insert(netuid, 1);
        Tempo::<Test>::insert(netuid, 0);
        run_to(40);
        assert_eq!(LastMechansimStepBlock::<Test>::get(netuid), 0);
        assert_eq!(
            PendingServerEmission::<Test>::get(netuid).to_u64(),
            39 * 410_002_288
        );
    });
}

#[test]
fn records_of_hotkey_swaps_are_cleaned_up_in_their_turn() {
    // `registration` §5: for netuid 1 in every block that is 1 more than a multiple
    // of 7200, once more than 7200 blocks have passed.
    run(|| {
        let netuid = start_network(1, 30);
        let record = |block: u64| {
            LastHotkeySwapOnNetuid::<Test>::insert(netuid, account(1), block);
            System::set_block_number(14_400);
            next_block();
            LastHotkeySwapOnNetuid::<Test>::contains_key(netuid, account(1))
        };
        assert!(record(7_201));
        assert!(!record(7_200));
    });
}
