//! Root dividends: accrual and claims. The arithmetic has its own tests in the
//! math crate.

use super::mock::*;
use crate::{
    NumRootClaim, NumStakingColdkeys, RootClaimType, RootClaimable, RootClaimableThreshold,
    RootClaimed, StakingColdkeys, StakingColdkeysByIndex,
};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{
    SubnetProtocolFlow, SubnetRootSellTao, SubnetTaoFlow, SubnetVolume, TotalStake,
};
use pallet_subnets::RootClaimTypeEnum;
use sp_runtime::{AccountId32, DispatchResult};
use std::collections::BTreeSet;
use substrate_fixed::types::I96F32;
use subtensor_types::NetUid;

/// What is left of a dividend of 10 000 000 after a take of 11 796/65535.
const REST: u64 = 8_200_045;

fn claim_on(coldkey: &AccountId32, netuids: &[NetUid]) -> DispatchResult {
    let netuids: BTreeSet<NetUid> = netuids.iter().copied().collect();
    call(|| Staking::do_claim_root(coldkey.clone(), netuids))
}

fn claim(coldkey: &AccountId32) -> DispatchResult {
    claim_on(coldkey, &[ONE])
}

fn choose(coldkey: &AccountId32, choice: RootClaimTypeEnum) {
    assert_ok!(call(|| Staking::do_set_root_claim_type(
        coldkey.clone(),
        choice
    )));
}

/// A dividend after take for those who stake to the hotkey on root.
fn dividend(netuid: NetUid, amount: u64) {
    Pools::mint_alpha_out(netuid, alpha(amount));
    Staking::increase_root_claimable(&hot(), netuid, alpha(amount));
}

fn rate_bits() -> i128 {
    RootClaimable::<Test>::get(hot())[&ONE].to_bits()
}

fn claimed(netuid: NetUid, coldkey: &AccountId32) -> u128 {
    RootClaimed::<Test>::get((netuid, hot(), coldkey.clone()))
}

/// Root stakers that keep their alpha when they claim.
fn keepers<const N: usize>(stakes: [(AccountId32, u64); N]) {
    for (coldkey, amount) in stakes {
        give_root_stake(&coldkey, &hot(), amount);
        choose(&coldkey, RootClaimTypeEnum::Keep);
    }
}

#[test]
fn a_claim_that_keeps_stakes_the_alpha() {
    // Spec T120: a dividend of 1 000 000 for one staker; the next one doubles.
    run(|| {
        keepers([(cold(), 2_000_000)]);
        dividend(ONE, 820_004);
        assert_eq!(rate_bits(), 1_760_945_181);
        assert_ok!(claim(&cold()));
        assert_eq!(stake(&cold(), &hot(), ONE), 820_003);
        assert_eq!(claimed(ONE, &cold()), 820_003);
        assert_eq!(stake(&cold(), &hot(), ROOT), 2_000_000);
        assert_eq!(
            events().last(),
            Some(&Event::RootClaimed { coldkey: cold() })
        );

        dividend(ONE, 820_004);
        assert_ok!(claim(&cold()));
        assert!((1_640_006..=1_640_008).contains(&stake(&cold(), &hot(), ONE)));
        // A claim is no stake move.
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 0);
    });
}

#[test]
fn stakers_earn_by_their_stakes() {
    // Spec T121 to T123, and `emission` §13.6 rows 96 and 97: two stakes, the rest of all root stake, the rate, what
    // each of the two may claim.
    for (stakes, rest, rate, pays) in [
        (
            [1_000_000, 1_000_000],
            8_000_000,
            3_521_892_510,
            [820_004, 820_004],
        ),
        (
            [1_000_000, 2_000_000],
            7_000_000,
            3_521_892_510,
            [820_004, 1_640_008],
        ),
        (
            [8_000_000, 8_000_000],
            0,
            2_201_182_818,
            [4_100_022, 4_100_022],
        ),
    ] {
        run(|| {
            // Less than a call could stake, so it comes from nowhere.
            give_stake(&cold(), &hot(), ROOT, stakes[0]);
            give_stake(&other_cold(), &hot(), ROOT, stakes[1]);
            give_stake(&stranger(), &hot(), ROOT, rest);
            dividend(ONE, REST);
            assert_eq!(rate_bits(), rate);
            for (coldkey, pay) in [cold(), other_cold()].iter().zip(pays) {
                choose(coldkey, RootClaimTypeEnum::Keep);
                assert_ok!(claim(coldkey));
                assert_eq!(stake(coldkey, &hot(), ONE), pay);
                assert_eq!(claimed(ONE, coldkey), u128::from(pay));
            }
        });
    }
}

#[test]
fn increments_follow_the_stakes_of_their_time() {
    // Spec T124 and `emission` §13.6 row 98: three rounds of 10 000 000, between
    // which one of two equal stakers leaves with a half and comes back.
    run(|| {
        keepers([(cold(), 8_000_000), (other_cold(), 8_000_000)]);
        let mut before = [0, 0];
        let round = || {
            dividend(ONE, REST);
            [cold(), other_cold()].map(|coldkey| {
                let staked = stake(&coldkey, &hot(), ONE);
                assert_ok!(claim(&coldkey));
                stake(&coldkey, &hot(), ONE) - staked
            })
        };
        assert_eq!(round(), [4_100_022, 4_100_022]);
        assert_ok!(call(|| Staking::do_remove_stake(
            &other_cold(),
            &hot(),
            ROOT,
            alpha(4_000_000)
        )));
        before = round().map(|increment| increment + before[0]);
        assert!(before[0].abs_diff(2 * 2_733_333) <= 100);
        assert!(before[1].abs_diff(2_733_333) <= 100);
        give_root_stake(&other_cold(), &hot(), 4_000_000);
        for increment in round() {
            assert!(increment.abs_diff(4_100_022) <= 100);
        }
    });
}

#[test]
fn a_dividend_above_the_root_stake_goes_to_the_owner() {
    // Spec §6.3.
    run(|| {
        dividend(ONE, 5);
        assert_eq!(stake(&cold(), &hot(), ONE), 5);
        assert!(!RootClaimable::<Test>::contains_key(hot()));
        give_root_stake(&other_cold(), &hot(), 2_000_000);
        dividend(ONE, 2_000_001);
        assert_eq!(stake(&cold(), &hot(), ONE), 2_000_006);
        dividend(ONE, 2_000_000);
        assert_eq!(stake(&cold(), &hot(), ONE), 2_000_006);
        assert_eq!(rate_bits(), 1 << 32);
    });
}

#[test]
fn a_dividend_of_nothing_makes_an_entry() {
    // Spec `emission` §9.1.
    run(|| {
        dividend(ONE, 0);
        assert_eq!(rate_bits(), 0);
    });
}

/// The setting of spec T126: 2 000 000 of 20 000 000 root stake, a pool of 50 TAO
/// and 100 alpha, and a dividend of which 820 004 are owed.
fn seller() {
    set_pool(ONE, 50 * BILLION, 100 * BILLION);
    give_root_stake(&cold(), &hot(), 2_000_000);
    give_root_stake(&other_cold(), &hot(), 18_000_000);
    dividend(ONE, REST);
}

#[test]
fn a_claim_that_sells_stakes_the_tao_on_root() {
    // Spec T126: no fee, no event of staking.
    run(|| {
        seller();
        let total = TotalStake::<Test>::get();
        let flow = SubnetTaoFlow::<Test>::get(ROOT);
        let volume = SubnetVolume::<Test>::get(ROOT);
        let told = events().len();
        assert_ok!(claim(&cold()));

        assert_eq!(stake(&cold(), &hot(), ROOT), 2_000_000 + 409_998);
        assert_eq!(
            ledger(ONE),
            (
                50 * BILLION - 409_998,
                100 * BILLION + 820_004,
                REST - 820_004
            )
        );
        assert_eq!(ledger(ROOT), (20_409_998, 0, 20_409_998));
        assert_eq!(subnet_balance(ROOT), 20_409_998);
        assert_eq!(subnet_balance(ONE), 50 * BILLION - 409_998);
        assert_eq!(TotalStake::<Test>::get(), total);
        assert_eq!(SubnetRootSellTao::<Test>::get(ONE), tao(409_998));
        assert_eq!(SubnetProtocolFlow::<Test>::get(ONE), -409_998);
        assert_eq!(SubnetTaoFlow::<Test>::get(ONE), 0);
        assert_eq!(SubnetTaoFlow::<Test>::get(ROOT), flow);
        assert_eq!(SubnetVolume::<Test>::get(ROOT), volume);
        // ⌊rate · 409 998⌋ for the new stake and all that was owed.
        let rate = RootClaimable::<Test>::get(hot())[&ONE];
        let moved = (rate * I96F32::from_num(409_998)).to_num::<u128>();
        assert_eq!(claimed(ONE, &cold()), 820_004 + moved);
        assert_eq!(Staking::root_owed(&hot(), &cold(), ONE).to_num::<i64>(), 0);
        assert_eq!(
            events().split_off(told),
            vec![Event::RootClaimed { coldkey: cold() }]
        );
        assert_eq!(free(&author()), 0);
    });
}

#[test]
fn a_sale_that_cannot_be_paid_changes_nothing() {
    // Spec T127, and `emission` §13.6 row 100.
    run(|| {
        seller();
        let pool = Subnets::subnet_account_unchecked(ONE);
        let parked = stranger();
        assert_ok!(Pools::transfer_tao(&pool, &parked, tao(50 * BILLION)));
        assert_noop!(claim(&cold()), Error::InsufficientBalance);
        assert_ok!(Pools::transfer_tao(&parked, &pool, tao(50 * BILLION)));
        assert_ok!(claim(&cold()));
    });
}

#[test]
fn a_claim_below_the_threshold_pays_nothing() {
    // Spec T128: it succeeds, with its event.
    run(|| {
        keepers([(cold(), 2_000_000)]);
        // The rate is 1/4: 500 000 is enough, one less is not.
        dividend(ONE, 499_999);
        assert_ok!(claim(&cold()));
        assert_eq!(claimed(ONE, &cold()), 0);
        assert_eq!(
            events().last(),
            Some(&Event::RootClaimed { coldkey: cold() })
        );
        RootClaimableThreshold::<Test>::insert(ONE, I96F32::from_num(400_000));
        assert_ok!(claim(&cold()));
        assert!(claimed(ONE, &cold()) > 499_990);
    });
}

#[test]
fn nothing_is_claimed_even_without_a_threshold() {
    // Spec §6.5, step 2.
    run(|| {
        keepers([(cold(), 2_000_000)]);
        RootClaimableThreshold::<Test>::insert(ONE, I96F32::from_num(0));
        dividend(ONE, 0);
        assert_ok!(claim(&cold()));
        assert!(!RootClaimed::<Test>::contains_key((ONE, hot(), cold())));
    });
}

#[test]
fn a_claim_names_one_to_five_networks() {
    // Spec T131, and `emission` §13.6 row 109.
    run(|| {
        let many = |n: u16| (0..n).map(NetUid::new).collect::<Vec<_>>();
        for n in [0, 6, 11] {
            assert_noop!(claim_on(&cold(), &many(n)), Error::InvalidSubnetNumber);
        }
        assert_eq!(StakingColdkeys::<Test>::get(cold()), None);
        assert_ok!(claim_on(&cold(), &many(5)));
        // Spec §6.5: whoever claims is numbered.
        assert_eq!(StakingColdkeys::<Test>::get(cold()), Some(0));
    });
}

#[test]
fn only_the_named_networks_are_claimed() {
    run(|| {
        keepers([(cold(), 2_000_000)]);
        dividend(ONE, 1_000_000);
        dividend(TWO, 1_500_000);
        assert_ok!(claim_on(&cold(), &[TWO, MISSING]));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &hot(), TWO), 1_500_000);
    });
}

#[test]
fn some_networks_can_be_kept_and_others_sold() {
    // Spec §6.5, step 3.
    run(|| {
        set_pool(ONE, TRILLION, TRILLION);
        set_pool(TWO, TRILLION, TRILLION);
        give_root_stake(&cold(), &hot(), 2_000_000);
        choose(
            &cold(),
            RootClaimTypeEnum::KeepSubnets {
                subnets: BTreeSet::from([TWO]),
            },
        );
        dividend(ONE, 1_000_000);
        dividend(TWO, 1_000_000);
        assert_ok!(claim_on(&cold(), &[ONE, TWO]));
        assert_eq!(stake(&cold(), &hot(), ONE), 0);
        assert_eq!(stake(&cold(), &hot(), ROOT), 2_999_999);
        assert!(!SubnetRootSellTao::<Test>::contains_key(TWO));
        // The alpha sold for ONE raised the root stake before TWO was claimed;
        // the watermark went along, so that the claim stays (within a rao).
        assert!(stake(&cold(), &hot(), TWO).abs_diff(1_000_000) <= 1);
    });
}

#[test]
fn a_claim_goes_over_all_hotkeys() {
    run(|| {
        keepers([(cold(), 2_000_000)]);
        give_root_stake(&cold(), &other_hot(), 3_000_000);
        dividend(ONE, 1_000_000);
        Pools::mint_alpha_out(ONE, alpha(1_500_000));
        Staking::increase_root_claimable(&other_hot(), ONE, alpha(1_500_000));
        assert_ok!(claim(&cold()));
        assert_eq!(stake(&cold(), &hot(), ONE), 1_000_000);
        assert_eq!(stake(&cold(), &other_hot(), ONE), 1_500_000);
    });
}

#[test]
fn the_kind_of_claim_is_chosen_once() {
    // Spec §6.5, and `emission` §13.6 row 109.
    run(|| {
        assert_eq!(RootClaimType::<Test>::get(cold()), RootClaimTypeEnum::Swap);
        let nothing = RootClaimTypeEnum::KeepSubnets {
            subnets: BTreeSet::new(),
        };
        assert_noop!(
            call(|| Staking::do_set_root_claim_type(cold(), nothing)),
            Error::InvalidSubnetNumber
        );
        choose(&cold(), RootClaimTypeEnum::Keep);
        assert_eq!(RootClaimType::<Test>::get(cold()), RootClaimTypeEnum::Keep);
        assert_eq!(StakingColdkeys::<Test>::get(cold()), Some(0));
        assert_eq!(
            events(),
            vec![Event::RootClaimTypeSet {
                coldkey: cold(),
                root_claim_type: RootClaimTypeEnum::Keep
            }]
        );
    });
}

#[test]
fn a_blocks_hash_draws_who_claims() {
    // Spec `emission` §13.6 row 104: bytes 0 to 31, five of 1000 coldkeys.
    run(|| {
        NumStakingColdkeys::<Test>::put(1_000);
        let numbers: [(u64, u8); 6] = [
            (219, 20),
            (366, 21),
            (402, 22),
            (884, 23),
            (933, 24),
            (500, 25),
        ];
        for (index, n) in numbers {
            StakingColdkeysByIndex::<Test>::insert(index, account(n));
            Staking::increase_stake(&hot(), &account(n), ROOT, alpha(2_000_000));
            RootClaimType::<Test>::insert(account(n), RootClaimTypeEnum::Keep);
        }
        pallet_pools::SubnetAlphaOut::<Test>::insert(ROOT, alpha(12_000_000));
        dividend(ONE, 12_000_000);
        let told = events().len();
        let hash: [u8; 32] = core::array::from_fn(|i| i as u8);
        Staking::auto_claim_root_dividends(hash.into());
        for (index, n) in numbers {
            let expected = if index == 500 { 0 } else { 2_000_000 };
            assert_eq!(stake(&account(n), &hot(), ONE), expected, "number {index}");
        }
        // By number, ascending.
        let expected = [20, 21, 22, 23, 24].map(|n| Event::RootClaimed {
            coldkey: account(n),
        });
        assert_eq!(events().split_off(told), expected);

        NumRootClaim::<Test>::put(0);
        dividend(ONE, 12_000_000);
        Staking::auto_claim_root_dividends(hash.into());
        assert_eq!(stake(&account(20), &hot(), ONE), 2_000_000);
        for (index, _) in numbers {
            StakingColdkeysByIndex::<Test>::remove(index);
        }
        NumStakingColdkeys::<Test>::kill();
    });
}

#[test]
fn automatic_claims_without_stakers_do_nothing() {
    run(|| {
        frame_support::assert_storage_noop!(Staking::auto_claim_root_dividends([0xff; 32].into()));
    });
}

#[test]
fn a_failing_automatic_claim_stops_nobody_else() {
    // Spec §6.6: it reverts for its own coldkey, all hotkeys and networks of it.
    run(|| {
        give_root_stake(&cold(), &hot(), 2_000_000);
        keepers([(other_cold(), 2_000_000)]);
        dividend(ONE, 2_000_000);
        dividend(TWO, 2_000_000);
        // The first can sell on ONE, not on TWO.
        set_pool(ONE, TRILLION, TRILLION);
        for hash in [[0u8; 32], [0xff; 32]] {
            // Both together draw both numbers: 0 and (2^64 - 1) mod 2.
            Staking::auto_claim_root_dividends(hash.into());
        }
        assert_eq!(stake(&other_cold(), &hot(), ONE), 1_000_000);
        assert_eq!(stake(&other_cold(), &hot(), TWO), 1_000_000);
        assert_eq!(stake(&cold(), &hot(), ROOT), 2_000_000);
        assert_eq!(claimed(ONE, &cold()), 0);
        assert_eq!(ledger(ONE).0, TRILLION);
    });
}
