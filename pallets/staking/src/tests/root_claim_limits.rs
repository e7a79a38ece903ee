//! The calls that say how much is claimed at least, and for how many at once.

use super::mock::*;
use crate::{NumRootClaim, RootClaimableThreshold};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::SubnetOwner;
use sp_runtime::{traits::BadOrigin, DispatchResult};
use subtensor_types::NetUid;

fn set_threshold(origin: RuntimeOrigin, netuid: NetUid, rao: u64) -> DispatchResult {
    Staking::do_set_root_claim_threshold(origin, netuid, rao)
}

#[test]
fn root_and_the_owner_set_the_least_claim() {
    // Spec T132, and `emission` §13.6 row 108.
    run(|| {
        SubnetOwner::<Test>::insert(ONE, cold());
        let (root, owner) = (RuntimeOrigin::root, || RuntimeOrigin::signed(cold()));
        assert_eq!(RootClaimableThreshold::<Test>::get(ONE), 500_000);
        assert_ok!(set_threshold(root(), ONE, 1_000));
        assert_eq!(RootClaimableThreshold::<Test>::get(ONE), 1_000);
        assert_ok!(set_threshold(owner(), ONE, 2_000));
        assert_eq!(RootClaimableThreshold::<Test>::get(ONE), 2_000);
        assert_eq!(RootClaimableThreshold::<Test>::get(TWO), 500_000);

        let stranger = RuntimeOrigin::signed(stranger());
        for origin in [stranger, RuntimeOrigin::none()] {
            assert_noop!(set_threshold(origin, ONE, 1_000), BadOrigin);
        }
        assert_noop!(set_threshold(owner(), TWO, 1_000), BadOrigin);

        for origin in [root(), owner()] {
            assert_noop!(
                set_threshold(origin.clone(), ONE, 10_000_001),
                Error::InvalidRootClaimThreshold
            );
            assert_ok!(set_threshold(origin, ONE, 10_000_000));
        }
        assert_ok!(set_threshold(root(), ONE, 0));
        // Nobody asks whether there is such a network.
        assert_ok!(set_threshold(root(), MISSING, 1));
        assert!(events().is_empty());
    });
}

#[test]
fn root_sets_how_many_claim_at_once() {
    // Spec T132, and `emission` §13.6 row 107.
    run(|| {
        let set = Staking::do_set_num_root_claims;
        assert_eq!(NumRootClaim::<Test>::get(), 5);
        for number in [0, 27, 50] {
            assert_ok!(set(RuntimeOrigin::root(), number));
            assert_eq!(NumRootClaim::<Test>::get(), number);
        }
        for number in [51, u64::MAX] {
            assert_noop!(
                set(RuntimeOrigin::root(), number),
                Error::InvalidNumRootClaim
            );
        }
        for origin in [RuntimeOrigin::signed(cold()), RuntimeOrigin::none()] {
            assert_noop!(set(origin, 5), BadOrigin);
        }
    });
}
