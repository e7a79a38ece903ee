//! Alpha that waits for an epoch: spec `emission` §6 and §13.3, rows 34 to 36, 40
//! and 74.

use super::mock::*;
use crate::{
    injection::Terms, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
    PendingValidatorEmission,
};
use pallet_alpha_assets::AlphaRecycled;
use pallet_staking::TaoWeight;
use pallet_subnets::{FirstEmissionBlockNumber, OwnerCutEnabled, SubnetOwnerCut, Tempo};
use subtensor_types::AlphaBalance;

/// What waits on the first network: owner, server, validator, root.
fn pending() -> [u64; 4] {
    [
        PendingOwnerCut::<Test>::get(ONE).to_u64(),
        PendingServerEmission::<Test>::get(ONE).to_u64(),
        PendingValidatorEmission::<Test>::get(ONE).to_u64(),
        PendingRootAlphaDivs::<Test>::get(ONE).to_u64(),
    ]
}

fn accrue(alpha_out: u64, root_dividends_paid: bool) {
    let terms = Terms {
        alpha_out: alpha_out.into(),
        ..Terms::default()
    };
    Taoflow::accrue_all(&[ONE], &[terms], root_dividends_paid);
}

#[test]
fn owner_cut_is_a_part_of_the_alpha() {
    // Row 34.
    run(|| {
        plain(ONE);
        SubnetOwnerCut::<Test>::put(0);
        coinbase(0);
        assert_eq!(PendingOwnerCut::<Test>::get(ONE), AlphaBalance::ZERO);
        SubnetOwnerCut::<Test>::put(u16::MAX);
        coinbase(0);
        assert_eq!(PendingOwnerCut::<Test>::get(ONE).to_u64(), 1_000_000_000);
    });
}

#[test]
fn owner_cut_can_be_turned_off() {
    // Row 74; a whole epoch of it is in `tempo`.
    run(|| {
        plain(ONE);
        SubnetOwnerCut::<Test>::put(6_553);
        OwnerCutEnabled::<Test>::insert(ONE, false);
        coinbase(0);
        assert_eq!(pending(), [0, 500_000_000, 500_000_000, 0]);
    });
}

#[test]
fn root_gets_its_proportion_of_the_validators_half() {
    // Row 35: 1 TAO of 4 weighs for root, so an eighth of the alpha.
    run(|| {
        dynamic(ONE, 1_000_000_000, 1_000_000_000, 200);
        Pools::mint_alpha_out(ONE, 1_000_000_000.into());
        root_tao(1_000_000_000);
        TaoWeight::<Test>::put(u64::MAX);
        coinbase(0);
        assert_eq!(pending(), [0, 500_000_000, 375_000_000, 125_000_000]);
    });
}

#[test]
fn without_root_the_halves_are_equal() {
    // Row 36.
    for root_dividends_paid in [false, true] {
        run(|| {
            dynamic(ONE, 1_000_000_000_000_000, 1_000_000_000_000_000, 100);
            SubnetOwnerCut::<Test>::put(6_553);
            accrue(1_000_000_000, root_dividends_paid);
            let cut = 1_000_000_000 * 6_553 / 65_535;
            let [owner, server, validator, root] = pending();
            assert_near(owner, cut, 1);
            assert_near(server, (1_000_000_000 - cut) / 2, 200);
            assert_near(validator, (1_000_000_000 - cut) / 2, 200);
            assert_eq!(root, 0);
        });
    }
}

#[test]
fn exact_parts_of_one_alpha() {
    // §6, "Exact example": the issuance counts the minted alpha already.
    run(|| {
        let minted = 1_000_000_000;
        dynamic(ONE, 1_000_000_000, 10_000_000_000_000_000 - minted, 200);
        root_tao(6_000_000_000_000_000);
        TaoWeight::<Test>::put(3_320_413_933_267_719_290);
        SubnetOwnerCut::<Test>::put(11_796);
        accrue(minted, true);
        assert_eq!(
            pending(),
            [179_995_422, 410_002_288, 370_038_166, 39_964_121]
        );
    });
    run(|| {
        let minted = 1_000_000_000;
        dynamic(ONE, 1_000_000_000, 10_000_000_000_000_000 - minted, 200);
        root_tao(6_000_000_000_000_000);
        TaoWeight::<Test>::put(971_718_665_099_567_868);
        SubnetOwnerCut::<Test>::put(11_796);
        accrue(minted, true);
        assert_eq!(
            pending(),
            [179_995_422, 410_002_288, 397_440_704, 12_561_584]
        );
    });
}

#[test]
fn root_part_is_recycled_while_root_is_not_paid() {
    // §6, step 6: the validators' part is less by it all the same.
    run(|| {
        dynamic(ONE, 1_000_000_000, 1_000_000_000, 100);
        Pools::mint_alpha_out(ONE, 1_000_000_000.into());
        root_tao(1_000_000_000);
        TaoWeight::<Test>::put(u64::MAX);
        accrue(1_000_000_000, false);
        assert_eq!(pending(), [0, 500_000_000, 375_000_000, 0]);
        assert_eq!(alpha_out(ONE), 2_000_000_000 - 125_000_000);
        assert_eq!(AlphaRecycled::<Test>::get(ONE).to_u64(), 125_000_000);
    });
}

#[test]
fn nothing_accrues_before_the_start() {
    // Row 40.
    run(|| {
        plain(ONE);
        FirstEmissionBlockNumber::<Test>::remove(ONE);
        Tempo::<Test>::insert(ONE, 10);
        for _ in 0..8 {
            coinbase(1_000_000_000);
            assert_eq!(pending(), [0; 4]);
            next_block();
        }
    });
}
