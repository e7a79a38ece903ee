//! Dividends of parents and children: spec `emission` §8.2 and §13.4, rows 57 to
//! 62 and 76 to 79. The arithmetic of a single split is tested beside it.

use super::mock::*;
use crate::AlphaDividendsPerSubnet;
use pallet_alpha_assets::AlphaRecycled;
use pallet_staking::{CKBurn, TaoWeight};
use pallet_yuma::{Emission, ValidatorPermit, Weights};
use subtensor_types::{NetUid, NetUidStorageIndex};

/// A parent of 1 alpha that gives all of it to a registered child of another
/// coldkey, which keeps a tenth.
fn child_of_a_stranger() {
    plain(ONE);
    neuron(ONE, 2, 12);
    stake(ONE, 1, 11, 1_000_000_000);
    give(ONE, 11, u64::MAX, 12);
    childkey_take(ONE, 12, 6_553);
}

#[test]
fn child_keeps_its_take() {
    // Row 57.
    run(|| {
        child_of_a_stranger();
        distribute(ONE, 500_000_000, 500_000_000, 0, 0);
        assert_near(staked(ONE, 11), 1_000_000_000 + 900_007_629, 2);
        assert_near(staked(ONE, 12), 99_992_370, 2);
    });
}

#[test]
fn burn_of_childkeys_is_recycled_and_the_rest_shares_all() {
    // Row 58, and the quirk of §8.2: with a burn of a tenth the parts relate as
    // 0.81 to 0.1, and still share the whole amount.
    run(|| {
        child_of_a_stranger();
        CKBurn::<Test>::put(u64::MAX / 10);
        // What is recycled is paid all the same, so it must exist twice.
        Pools::mint_alpha_out(ONE, 100_000_000.into());
        distribute(ONE, 500_000_000, 500_000_000, 0, 0);
        let (parent, child) = (staked(ONE, 11) - 1_000_000_000, staked(ONE, 12));
        assert_near(parent + child, 1_000_000_000, 4);
        assert_near(parent, 800_000_000 * 100 / 90, 3_000_000);
        assert_near(child, 100_000_000 * 100 / 90, 3_000_000);
        assert_near(AlphaRecycled::<Test>::get(ONE).to_u64(), 100_000_000, 2);
    });
}

/// Alice (11) and Bob (12), of different coldkeys, both with 1 alpha and 1 TAO on
/// root at full weight. Alice gives Bob a proportion.
fn alice_gives_bob(proportion: u64, childkey: u16) {
    plain(ONE);
    TaoWeight::<Test>::put(u64::MAX);
    for (coldkey, hotkey) in [(1, 11), (2, 12)] {
        neuron(ONE, coldkey, hotkey);
        stake(ONE, coldkey, hotkey, 1_000_000_000);
        stake(NetUid::ROOT, coldkey, hotkey, 1_000_000_000);
        delegate_take(hotkey, 0);
    }
    give(ONE, 11, proportion, 12);
    childkey_take(ONE, 12, childkey);
    distribute(ONE, 500_000_000, 500_000_000, 0, 0);
}

#[test]
fn parents_and_children_share_by_contribution() {
    // Rows 60 to 62.
    let gains = || {
        (
            staked(ONE, 11) - 1_000_000_000,
            staked(ONE, 12) - 1_000_000_000,
        )
    };
    run(|| {
        alice_gives_bob(u64::MAX, 0);
        assert_eq!(gains(), (500_000_000, 500_000_000));
    });
    run(|| {
        alice_gives_bob(u64::MAX, u16::MAX);
        let (alice, bob) = gains();
        assert_eq!(alice, 0);
        assert_near(bob, 1_000_000_000, 1);
        assert!(AlphaDividendsPerSubnet::<Test>::get(ONE, account(11)).is_zero());
    });
    run(|| {
        alice_gives_bob(u64::MAX / 2, 0);
        let (alice, bob) = gains();
        assert_near(alice, 500_000_000, 10);
        assert_near(bob, 500_000_000, 10);
    });
    run(|| {
        alice_gives_bob(u64::MAX, u16::MAX / 2);
        let (alice, bob) = gains();
        assert_near(alice, 250_000_000, 10_000);
        assert_near(bob, 750_000_000, 10_000);
    });
}

#[test]
fn nominators_of_a_child_are_paid_by_their_stake() {
    // The child's own coldkey has no stake and so earns its take only.
    for take in [0, 13_107] {
        run(|| {
            plain(ONE);
            neuron(ONE, 2, 12);
            stake(ONE, 1, 11, 1_000_000_000);
            stake(ONE, 3, 12, 500_000_000);
            give(ONE, 11, u64::MAX / 2, 12);
            childkey_take(ONE, 12, 13_107);
            delegate_take(11, take);
            delegate_take(12, 0);
            distribute(ONE, 50_000, 50_000, 0, 0);
            let stake_of = |hotkey, coldkey| {
                Staking::stake_of(&account(hotkey), &account(coldkey), ONE).to_u64()
            };
            // Alice's whole stake counts for half, so 1/2 of 1/2, less a fifth.
            let contribution = |own: u64, parent: u64| 100_000 * parent / (own + parent);
            let parent = contribution(500_000_000, 500_000_000) * 4 / 5;
            assert_near(stake_of(11, 1) - 1_000_000_000, parent, 10);
            assert_eq!(stake_of(12, 2), 0);
            assert_near(stake_of(12, 3) - 500_000_000, 100_000 - parent, 10);
        });
    }
}

#[test]
fn parents_and_a_childs_nominators_share_what_both_validated() {
    // Row 76, and chapter `pools-and-staking` §10.6, T116. Inherited stakes are 1 to 3; a third
    // of the child's part is the parent's, less a fifth. So the parent's coldkey
    // gets 1/4 + 1/4 · 4/5, whatever its own take is, and the nominator the rest.
    const EACH: u64 = 100_000_000_000;
    const DIVIDENDS: u64 = 1_000_000_000;
    for take in [0, 13_107] {
        run(|| {
            plain(ONE);
            for (coldkey, hotkey) in [(1, 11), (2, 12), (4, 14)] {
                neuron(ONE, coldkey, hotkey);
            }
            stake(ONE, 1, 11, EACH);
            stake(ONE, 3, 12, EACH);
            give(ONE, 11, u64::MAX / 2, 12);
            childkey_take(ONE, 12, 13_107);
            delegate_take(11, take);
            delegate_take(12, 0);
            weights_of_first(ONE, &[(2, u16::MAX)]);
            ValidatorPermit::<Test>::mutate(ONE, |permits| permits[1] = true);
            Weights::<Test>::insert(NetUidStorageIndex::from(ONE), 1, vec![(2, u16::MAX)]);
            distribute(ONE, DIVIDENDS, DIVIDENDS, 0, 0);
            let stake_of = |hotkey, coldkey| {
                Staking::stake_of(&account(hotkey), &account(coldkey), ONE).to_u64()
            };
            assert_near(stake_of(11, 1) - EACH, DIVIDENDS * 9 / 20, 10);
            assert_near(stake_of(12, 3) - EACH, DIVIDENDS * 11 / 20, 10);
            assert_eq!(stake_of(12, 2), 0);
            assert_near(stake_of(14, 4), DIVIDENDS, 1);
        });
    }
}

/// A chain of three hotkeys, each giving half to the next.
fn chain_of_three(stakes: [u64; 3], coldkeys: [u8; 3]) {
    plain(ONE);
    for ((hotkey, coldkey), rao) in (11..).zip(coldkeys).zip(stakes) {
        neuron(ONE, coldkey, hotkey);
        stake(ONE, coldkey, hotkey, rao);
        delegate_take(hotkey, 0);
        childkey_take(ONE, hotkey, 7_281);
    }
    give(ONE, 11, u64::MAX / 2, 12);
    give(ONE, 12, u64::MAX / 2, 13);
}

#[test]
fn dividends_of_a_chain_go_up_one_step() {
    // Rows 77 and 79, with a take t of a ninth: consensus gives A 1/3, B 4/9 and
    // C 2/9; of B's part A's contribution is 3/4, of C's part B's is 1/2.
    run(|| {
        let stakes = [300_000, 100_000, 50_000];
        chain_of_three(stakes, [1, 2, 3]);
        // 1 alpha pays far more than is staked, so the parts are exact to 1e-4.
        let total = 1_000_000_000;
        distribute(ONE, total / 2, total / 2, 0, 0);
        for (earned, ninths) in Emission::<Test>::get(ONE).into_iter().zip([3, 4, 2]) {
            assert_near(earned.to_u64(), total / 9 * ninths, 100_000);
        }
        let gain = |i: u8| staked(ONE, 11 + i) - stakes[usize::from(i)];
        let share = |part: f64| (part * total as f64) as u64;
        let t = 7_281.0 / 65_535.0;
        let a = 2.0 / 3.0 * (1.0 - t / 2.0);
        let b = 2.0 / 9.0 * (1.0 - t / 2.0) + t / 3.0;
        let c = 1.0 / 9.0 + t / 9.0;
        assert_near(gain(0), share(a), 100_000);
        assert_near(gain(1), share(b), 100_000);
        assert_near(gain(2), share(c), 100_000);
    });
}

#[test]
fn children_of_the_same_coldkey_take_nothing() {
    // Row 78: stakes 3 to 1, half given; all belongs to one coldkey.
    run(|| {
        plain(ONE);
        for (hotkey, rao) in [(11, 300_000), (12, 100_000)] {
            neuron(ONE, 1, hotkey);
            stake(ONE, 1, hotkey, rao);
            delegate_take(hotkey, 0);
            childkey_take(ONE, hotkey, 11_796);
        }
        give(ONE, 11, u64::MAX / 2, 12);
        distribute(ONE, 500_000_000, 500_000_000, 0, 0);
        // Consensus: 150k and 250k of 400k; of B's part 1.5 of 2.5 are A's.
        let b = 625_000_000.0 / 2.5;
        assert_near(staked(ONE, 12) - 100_000, b as u64, 1_000_000);
        assert_near(
            staked(ONE, 11) - 300_000,
            1_000_000_000 - b as u64,
            1_000_000,
        );
    });
}
