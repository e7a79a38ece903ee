//! A whole tempo, block by block, from the coinbase to everybody's stake: spec
//! `emission` §6 to §8 and §13.4, rows 73 and 74.

use super::mock::*;
use crate::{PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission};
use pallet_staking::TaoWeight;
use pallet_subnets::{
    OwnerCutAutoLockEnabled, OwnerCutEnabled, SubnetOwner, SubnetOwnerCut, SubnetOwnerHotkey, Tempo,
};
use pallet_yuma::Incentive;
use subtensor_types::{NetUid, NetUidStorageIndex};

/// The alpha of a block, in rao.
const BLOCK: u64 = 1_000_000_000;

/// A network with an epoch every ten blocks and a tenth for its owner. Its pool is
/// so large that one block does not move it; hotkey 11 validates, with a little root
/// stake, and gives the miners 21 and 22 one and three parts.
fn network() {
    const RESERVE: u64 = 1_000_000_000_000_000;
    dynamic(ONE, RESERVE, RESERVE, 100);
    Tempo::<Test>::insert(ONE, 10);
    SubnetOwnerCut::<Test>::put(6_553);
    TaoWeight::<Test>::put(u64::MAX);
    for (coldkey, hotkey) in [(1, 11), (2, 21), (3, 22)] {
        neuron(ONE, coldkey, hotkey);
    }
    stake(ONE, 1, 11, 1_000_000_000_000);
    stake(NetUid::ROOT, 1, 11, BLOCK);
    weights_of_first(ONE, &[(1, 21_845), (2, u16::MAX)]);
}

/// Runs the blocks up to this one, from the next on.
fn run_to(block: u64) {
    while System::block_number() < block {
        next_block();
        coinbase(BLOCK);
    }
}

#[test]
fn without_root_sale_all_alpha_goes_to_the_network() {
    // Row 73: prices sum up to 1 and not to more, so root is not paid.
    run(|| {
        network();
        coinbase(BLOCK);
        for block in 2..=9 {
            run_to(block);
            assert!(PendingRootAlphaDivs::<Test>::get(ONE).is_zero());
        }
        let server = PendingServerEmission::<Test>::get(ONE).to_u64();
        assert_near(server, 9 * BLOCK / 2 * 9 / 10, 100_000);
        run_to(10);
        assert!(PendingServerEmission::<Test>::get(ONE).is_zero());
        assert!(PendingRootAlphaDivs::<Test>::get(ONE).is_zero());
        let incentive = Incentive::<Test>::get(NetUidStorageIndex::from(ONE));
        assert_eq!(incentive[0], 0);
        for (hotkey, part) in [(21, incentive[1]), (22, incentive[2])] {
            assert!(part > 16_000);
            // Ten blocks, of which nine tenths are not the owner's, one half.
            let expected = u64::from(part) * 10 * BLOCK * 45 / 100 / 65_535;
            assert_near(staked(ONE, hotkey), expected, 1_000_000);
        }
    });
}

#[test]
fn owner_without_a_cut_earns_and_locks_nothing() {
    // Row 74.
    run(|| {
        network();
        SubnetOwner::<Test>::insert(ONE, account(5));
        SubnetOwnerHotkey::<Test>::insert(ONE, account(50));
        OwnerCutEnabled::<Test>::insert(ONE, false);
        OwnerCutAutoLockEnabled::<Test>::insert(ONE, true);
        stake(ONE, 5, 50, 1_000_000);
        let validator = staked(ONE, 11);
        coinbase(BLOCK);
        run_to(9);
        assert!(PendingOwnerCut::<Test>::get(ONE).is_zero());
        run_to(10);
        assert!(PendingOwnerCut::<Test>::get(ONE).is_zero());
        assert_eq!(staked(ONE, 50), 1_000_000);
        assert!(Staking::locked_alpha(&account(5), ONE).is_zero());
        // Both halves are whole: ten blocks of half an alpha each.
        assert_near(staked(ONE, 11) - validator, 5 * BLOCK, 1_000_000);
        let miners = staked(ONE, 21) + staked(ONE, 22);
        assert_near(miners, 5 * BLOCK, 1_000_000);
    });
}
