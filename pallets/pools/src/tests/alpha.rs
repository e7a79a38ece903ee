//! Alpha in and out of existence.

use super::mock::*;
use frame_support::assert_storage_noop;
use pallet_alpha_assets::{AlphaBurned, AlphaRecycled, TotalAlphaIssuance};
use subtensor_types::AlphaBalance;

/// Issued, burned and recycled so far.
fn counters() -> (u64, u64, u64) {
    (
        TotalAlphaIssuance::<Test>::get(DYNAMIC).to_u64(),
        AlphaBurned::<Test>::get(DYNAMIC).to_u64(),
        AlphaRecycled::<Test>::get(DYNAMIC).to_u64(),
    )
}

#[test]
fn minted_alpha_goes_in_or_out() {
    // Spec §2.4.
    run(|| {
        Pools::mint_alpha_in(DYNAMIC, alpha(70));
        Pools::mint_alpha_out(DYNAMIC, alpha(30));
        assert_eq!(ledger(DYNAMIC), (0, 70, 30));
        assert_eq!(counters(), (100, 0, 0));
        assert_eq!(Pools::alpha_issuance(DYNAMIC), alpha(100));
        assert_eq!(ledger(STABLE), (0, 0, 0));
    });
}

#[test]
fn recycled_alpha_leaves_the_issuance_and_burned_alpha_stays() {
    // Spec §2.4.
    run(|| {
        Pools::mint_alpha_out(DYNAMIC, alpha(100));
        Pools::burn_subnet_alpha(DYNAMIC, alpha(40));
        assert_eq!(ledger(DYNAMIC), (0, 0, 100));
        assert_eq!(counters(), (100, 40, 0));
        Pools::recycle_subnet_alpha(DYNAMIC, alpha(25));
        assert_eq!(ledger(DYNAMIC), (0, 0, 75));
        assert_eq!(counters(), (75, 40, 25));
        assert_eq!(Pools::alpha_issuance(DYNAMIC), alpha(75));
    });
}

#[test]
fn recycling_more_than_there_is_saturates() {
    run(|| {
        Pools::mint_alpha_out(DYNAMIC, alpha(10));
        Pools::recycle_subnet_alpha(DYNAMIC, alpha(25));
        assert_eq!(ledger(DYNAMIC), (0, 0, 0));
        assert_eq!(counters(), (0, 0, 25));
    });
}

#[test]
fn no_alpha_leaves_no_trace() {
    run(|| {
        assert_storage_noop!({
            Pools::mint_alpha_in(DYNAMIC, AlphaBalance::ZERO);
            Pools::mint_alpha_out(DYNAMIC, AlphaBalance::ZERO);
            Pools::recycle_subnet_alpha(DYNAMIC, AlphaBalance::ZERO);
            Pools::burn_subnet_alpha(DYNAMIC, AlphaBalance::ZERO);
        });
    });
}
