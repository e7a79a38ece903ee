//! How much a block issues; the halvings have their own tests in the math crate.

use super::mock::*;
use crate::{BlockEmission, SubnetAlphaIn, SubnetAlphaOut, TotalIssuance};
use frame_support::assert_storage_noop;
use subtensor_types::MAX_ISSUANCE;

/// Spec `emission` §13.1, rows 8 and 9: issuance and what a block then issues.
const EMISSIONS: [(u64, u64); 7] = [
    (0, 1_000_000_000),
    (10_499_999_999_999_999, 1_000_000_000),
    (10_500_000_000_000_000, 500_000_000),
    (15_749_999_999_999_999, 500_000_000),
    (15_750_000_000_000_000, 250_000_000),
    (18_375_000_000_000_000, 125_000_000),
    (20_999_999_999_999_999, 0),
];

#[test]
fn tao_halves_with_its_own_issuance() {
    for (issued, emission) in EMISSIONS {
        run(|| {
            TotalIssuance::<Test>::put(tao(issued));
            assert_eq!(Pools::tao_block_emission(), tao(emission));
            TotalIssuance::<Test>::kill();
        });
    }
}

#[test]
fn alpha_halves_with_its_networks_issuance() {
    for (issued, emission) in EMISSIONS {
        run(|| {
            SubnetAlphaIn::<Test>::insert(DYNAMIC, alpha(issued / 3));
            SubnetAlphaOut::<Test>::insert(DYNAMIC, alpha(issued - issued / 3));
            assert_eq!(
                Pools::alpha_emission_at(Pools::alpha_issuance(DYNAMIC)),
                alpha(emission)
            );
            assert_eq!(
                Pools::alpha_emission_at(Pools::alpha_issuance(STABLE)),
                alpha(1_000_000_000)
            );
        });
    }
}

#[test]
fn asking_leaves_the_answer_behind() {
    // Spec `emission` §2.1, step 6 and its quirk: alpha overwrites TAO.
    run(|| {
        assert_eq!(BlockEmission::<Test>::get(), 1_000_000_000);
        assert_storage_noop!(Pools::tao_block_emission());
        SubnetAlphaOut::<Test>::insert(DYNAMIC, alpha(15_750_000_000_000_000));
        Pools::alpha_emission_at(Pools::alpha_issuance(DYNAMIC));
        assert_eq!(BlockEmission::<Test>::get(), 250_000_000);
        Pools::tao_block_emission();
        assert_eq!(BlockEmission::<Test>::get(), 1_000_000_000);
        SubnetAlphaOut::<Test>::insert(DYNAMIC, alpha(20_999_999_999_999_999));
        Pools::alpha_emission_at(Pools::alpha_issuance(DYNAMIC));
        assert_eq!(BlockEmission::<Test>::get(), 0);
    });
}

#[test]
fn at_the_cap_nothing_is_issued_and_nothing_written() {
    // Spec `emission` §2.1, step 1.
    run(|| {
        for issued in [MAX_ISSUANCE, u64::MAX] {
            SubnetAlphaOut::<Test>::insert(DYNAMIC, alpha(issued));
            assert_storage_noop!(assert_eq!(
                Pools::alpha_emission_at(Pools::alpha_issuance(DYNAMIC)),
                alpha(0)
            ));
        }
    });
}
