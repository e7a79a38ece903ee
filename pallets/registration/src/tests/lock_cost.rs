//! What a network costs after the main chain's migrations: spec `registration`
//! §1.11 and §9, rows 17 and 18. The rule itself is tested where it is computed.

use super::mock::*;
use crate::{NetworkLastLockCost, NetworkLockReductionInterval};
use frame_support::{assert_noop, assert_ok};
use pallet_subnets::{
    Error, LastRateLimitedBlock, NetworkRateLimit, NetworkRegistrationStartBlock, RateLimitKey,
};
use sp_runtime::{AccountId32, DispatchResult};
use subtensor_types::TaoBalance;

const TAO: u64 = 1_000_000_000;

fn cost() -> u64 {
    Registration::network_lock_cost().to_u64()
}

fn set_last(lock: u64, block: u64) {
    NetworkLastLockCost::<Test>::put(TaoBalance::new(lock));
    let key = RateLimitKey::<AccountId32>::NetworkLastRegistered;
    LastRateLimitedBlock::<Test>::insert(key, block);
}

fn try_register() -> DispatchResult {
    call(|| Registration::do_register_network(&account(1), &account(2), None).map(|_| ()))
}

#[test]
fn migrated_cost_stands_until_registration_starts() {
    // Row 17.
    at_block(1, || {
        let start = 1 + 50_400;
        NetworkLockReductionInterval::<Test>::put(57_600);
        NetworkRateLimit::<Test>::put(28_800);
        NetworkRegistrationStartBlock::<Test>::put(start);
        set_last(1_000 * TAO, start);
        fund(&account(1), 3_000 * TAO);
        assert_eq!(cost(), 2_000 * TAO);
        System::set_block_number(start - 1);
        assert_eq!(cost(), 2_000 * TAO);
        assert_noop!(try_register(), Error::<Test>::SubNetRegistrationDisabled);
        System::set_block_number(start + 28_799);
        assert_noop!(try_register(), Error::<Test>::NetworkTxRateLimitExceeded);
        System::set_block_number(start + 28_800);
        assert_eq!(cost(), 2_000 * TAO - 28_800 * (1_000 * TAO / 57_600));
        assert_ok!(try_register());
    });
}

#[test]
fn second_migrated_cost_falls_from_the_next_block_on() {
    // Row 18: the interval of the reference's tests is two blocks.
    at_block(1, || {
        set_last(1_250 * TAO, 1);
        assert_eq!(cost(), 2_500 * TAO);
        System::set_block_number(2);
        assert_eq!(cost(), 1_875 * TAO);
    });
}
