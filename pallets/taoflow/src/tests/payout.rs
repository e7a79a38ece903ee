//! Paying an epoch: spec `emission` §8.4 and §13.4, rows 52 to 56, 63, 64 and 67
//! to 72.

use super::mock::*;
use crate::{AlphaDividendsPerSubnet, MinerBurned, RootAlphaDividendsPerSubnet};
use pallet_alpha_assets::{AlphaBurned, AlphaRecycled};
use pallet_staking::{AutoStakeDestination, RootClaimable, TaoWeight, TotalHotkeyAlphaLastEpoch};
use pallet_subnets::{
    Event, OwnerCutAutoLockEnabled, RecycleOrBurn, RecycleOrBurnEnum, SubnetOwner,
    SubnetOwnerHotkey,
};
use pallet_yuma::{Dividends, Incentive};
use substrate_fixed::types::U96F32;
use subtensor_types::{AlphaBalance, NetUid, NetUidStorageIndex};

/// Half an alpha for miners and half for validators.
fn distribute_one_alpha() {
    distribute(ONE, 500_000_000, 500_000_000, 0, 0);
}

#[test]
fn who_is_not_registered_earns_nothing() {
    // Row 52.
    run(|| {
        plain(ONE);
        stake(ONE, 1, 11, 1_000_000_000);
        distribute_one_alpha();
        assert_eq!(staked(ONE, 11), 1_000_000_000);
    });
}

#[test]
fn validator_gets_both_halves_without_miners() {
    // Row 53.
    run(|| {
        plain(ONE);
        neuron(ONE, 1, 11);
        stake(ONE, 1, 11, 1_000_000_000);
        distribute_one_alpha();
        assert_near(staked(ONE, 11), 2_000_000_000, 10);
    });
}

#[test]
fn root_dividends_do_not_touch_stakes() {
    // Row 54.
    run(|| {
        plain(ONE);
        TaoWeight::<Test>::put(u64::MAX);
        neuron(ONE, 1, 11);
        stake(ONE, 1, 11, 1_000_000_000);
        stake(NetUid::ROOT, 1, 11, 1_000_000_000);
        delegate_take(11, 0);
        distribute(ONE, 500_000_000, 500_000_000, 1_000_000_000, 0);
        assert_near(staked(ONE, 11), 2_000_000_000, 10);
        assert_eq!(staked(NetUid::ROOT, 11), 1_000_000_000);
        // They accrue as a rate per rao on root.
        let rates = RootClaimable::<Test>::get(account(11));
        assert_eq!(rates[&ONE], 1);
        assert_near(
            RootAlphaDividendsPerSubnet::<Test>::get(ONE, account(11)).to_u64(),
            1_000_000_000,
            1,
        );
    });
}

#[test]
fn equal_stakers_share_equally() {
    // Row 55.
    run(|| {
        plain(ONE);
        for (coldkey, hotkey) in [(1, 11), (2, 12)] {
            neuron(ONE, coldkey, hotkey);
            stake(ONE, coldkey, hotkey, 1_000_000_000);
        }
        distribute_one_alpha();
        assert_near(staked(ONE, 11), 1_500_000_000, 10);
        assert_near(staked(ONE, 12), 1_500_000_000, 10);
    });
}

#[test]
fn alpha_follows_alpha_whatever_the_root_stake() {
    // Row 56.
    for weight in [u64::MAX, u64::MAX / 2] {
        run(|| {
            plain(ONE);
            TaoWeight::<Test>::put(weight);
            for (coldkey, hotkey, root) in [(1, 11, 2_000_000_000), (2, 12, 1_000_000_000)] {
                neuron(ONE, coldkey, hotkey);
                stake(ONE, coldkey, hotkey, 1_000_000_000);
                stake(NetUid::ROOT, coldkey, hotkey, root);
            }
            distribute_one_alpha();
            assert_near(staked(ONE, 11), 1_500_000_000, 10);
            assert_near(staked(ONE, 12), 1_500_000_000, 10);
        });
    }
}

#[test]
fn single_rao_staker_gets_a_whole_emission() {
    // Row 69.
    run(|| {
        plain(ONE);
        neuron(ONE, 1, 11);
        stake(ONE, 1, 11, 1);
        distribute(ONE, 500_000, 500_000, 0, 0);
        assert_near(staked(ONE, 11), 1_000_001, 1);
    });
}

/// A validator (11) and miners of these coldkeys, weighted equally; miners'
/// hotkeys are 21 and up. An epoch then gives each miner 1e7 rao.
fn miners(coldkeys: &[u8]) {
    plain(ONE);
    neuron(ONE, 1, 11);
    stake(ONE, 1, 11, 1_000_000_000);
    for (hotkey, coldkey) in (21..).zip(coldkeys) {
        neuron(ONE, *coldkey, hotkey);
    }
    let count = u16::try_from(coldkeys.len()).unwrap();
    let weights: Vec<_> = (1..=count).map(|uid| (uid, u16::MAX)).collect();
    weights_of_first(ONE, &weights);
}

/// What 1e7 rao for each of so many miners costs: as much again for validators.
fn distribute_to_miners(count: u64) {
    distribute(ONE, 10_000_000 * count, 10_000_000 * count, 0, 0);
}

#[test]
fn incentive_of_the_owner_hotkey_is_burned() {
    // Row 63.
    run(|| {
        miners(&[5, 6]);
        SubnetOwner::<Test>::insert(ONE, account(5));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(21));
        let outside = alpha_out(ONE);
        distribute_to_miners(2);
        assert_eq!(staked(ONE, 21), 0);
        assert_near(staked(ONE, 22), 10_000_000, 1);
        assert_near(AlphaBurned::<Test>::get(ONE).to_u64(), 10_000_000, 1);
        // Burned alpha stays outside of the pool.
        assert_eq!(alpha_out(ONE), outside + 40_000_000);
        assert_eq!(MinerBurned::<Test>::get(ONE), U96F32::from_num(0.5));
    });
}

#[test]
fn withheld_incentive_can_be_recycled() {
    // §8.4, step 2.
    run(|| {
        miners(&[5, 6]);
        SubnetOwner::<Test>::insert(ONE, account(5));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(21));
        RecycleOrBurn::<Test>::insert(ONE, RecycleOrBurnEnum::Recycle);
        let outside = alpha_out(ONE);
        distribute_to_miners(2);
        let recycled = AlphaRecycled::<Test>::get(ONE).to_u64();
        assert_near(recycled, 10_000_000, 1);
        assert_eq!(alpha_out(ONE), outside + 40_000_000 - recycled);
        assert!(AlphaBurned::<Test>::get(ONE).is_zero());
    });
}

#[test]
fn no_miner_of_the_owner_is_paid() {
    // Row 64: however many there are, whenever they came.
    run(|| {
        miners(&[5, 5, 5, 5]);
        SubnetOwner::<Test>::insert(ONE, account(5));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(21));
        distribute_to_miners(4);
        for hotkey in 21..25 {
            assert_eq!(staked(ONE, hotkey), 0);
        }
        assert_eq!(MinerBurned::<Test>::get(ONE), U96F32::from_num(1));
    });
}

#[test]
fn payout_preserves_the_totals() {
    // Rows 67 and 68: what all stakes gain is what was paid.
    run(|| {
        miners(&[6]);
        distribute(ONE, 683_051_923, 683_051_923, 0, 0);
        let gained = staked(ONE, 11) - 1_000_000_000 + staked(ONE, 21);
        assert_near(gained, 2 * 683_051_923, 2);
        assert_eq!(MinerBurned::<Test>::get(ONE), U96F32::from_num(0));
        assert_near(
            AlphaDividendsPerSubnet::<Test>::get(ONE, account(11)).to_u64(),
            // Less the default take of 18 %, which its owner is paid.
            683_051_923 - 683_051_923 * 11_796 / 65_535,
            2,
        );
        assert_eq!(
            TotalHotkeyAlphaLastEpoch::<Test>::get(account(11), ONE).to_u64(),
            staked(ONE, 11)
        );
    });
}

#[test]
fn epoch_without_emission_ranks_all_the_same() {
    // Row 70.
    run(|| {
        miners(&[5, 6]);
        distribute(ONE, 0, 0, 0, 0);
        assert_eq!(staked(ONE, 11), 1_000_000_000);
        assert_eq!(staked(ONE, 21), 0);
        let index = NetUidStorageIndex::from(ONE);
        let sum = |row: Vec<u16>| row.into_iter().map(u32::from).sum::<u32>();
        assert!(sum(Incentive::<Test>::get(index)) > 0);
        assert!(sum(Dividends::<Test>::get(ONE)) > 0);
    });
}

#[test]
fn incentive_goes_where_its_coldkey_wants() {
    // Row 71.
    run(|| {
        miners(&[6]);
        AutoStakeDestination::<Test>::insert(account(6), ONE, account(40));
        distribute_to_miners(1);
        assert_eq!(staked(ONE, 21), 0);
        assert_eq!(
            Staking::stake_of(&account(40), &account(6), ONE).to_u64(),
            10_000_000
        );
        assert!(events().contains(&Event::AutoStakeAdded {
            netuid: ONE,
            destination: account(40),
            hotkey: account(21),
            owner: account(6),
            incentive: AlphaBalance::new(10_000_000),
        }));
    });
}

#[test]
fn incentive_stays_on_the_hotkey_otherwise() {
    // Row 72.
    run(|| {
        miners(&[6]);
        distribute(ONE, 5_000_000, 5_000_000, 0, 0);
        assert_eq!(staked(ONE, 21), 5_000_000);
    });
}

#[test]
fn owner_cut_is_staked_for_the_owner() {
    // §8.4, step 1: only with both entries.
    run(|| {
        plain(ONE);
        SubnetOwner::<Test>::insert(ONE, account(5));
        distribute(ONE, 0, 0, 0, 1_000);
        assert_eq!(pallet_staking::TotalHotkeyAlpha::<Test>::iter().count(), 0);
        SubnetOwnerHotkey::<Test>::insert(ONE, account(21));
        distribute(ONE, 0, 0, 0, 1_000);
        assert_eq!(
            Staking::stake_of(&account(21), &account(5), ONE).to_u64(),
            1_000
        );
    });
}

#[test]
fn dividends_of_the_last_epoch_are_forgotten() {
    // §8.4, steps 4 and 5.
    run(|| {
        plain(ONE);
        for prefix in [ONE, TWO] {
            AlphaDividendsPerSubnet::<Test>::insert(prefix, account(9), AlphaBalance::new(5));
            RootAlphaDividendsPerSubnet::<Test>::insert(prefix, account(9), AlphaBalance::new(5));
        }
        distribute(ONE, 0, 0, 0, 0);
        assert!(!AlphaDividendsPerSubnet::<Test>::contains_key(
            ONE,
            account(9)
        ));
        assert!(!RootAlphaDividendsPerSubnet::<Test>::contains_key(
            ONE,
            account(9)
        ));
        assert!(AlphaDividendsPerSubnet::<Test>::contains_key(
            TWO,
            account(9)
        ));
        assert!(RootAlphaDividendsPerSubnet::<Test>::contains_key(
            TWO,
            account(9)
        ));
    });
}

#[test]
fn the_owners_cut_is_locked_where_the_network_asks_for_it() {
    // Row 75.
    run(|| {
        plain(ONE);
        neuron(ONE, 1, 11);
        SubnetOwner::<Test>::insert(ONE, account(1));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(11));
        distribute(ONE, 0, 0, 0, 3_000);
        assert!(Staking::locked_alpha(&account(1), ONE).is_zero());
        OwnerCutAutoLockEnabled::<Test>::insert(ONE, true);
        distribute(ONE, 0, 0, 0, 4_000);
        assert_eq!(
            Staking::locked_alpha(&account(1), ONE),
            AlphaBalance::new(4_000)
        );
        assert_eq!(staked(ONE, 11), 7_000);
    });
}
