//! What clients see: storage keys, encodings, indices, constants.

use super::mock::*;
use crate::{Error, FeeRate, PalSwapInitialized, SwapBalancer};
use codec::Encode;
use frame_support::traits::{Get, PalletInfoAccess};
use sp_io::hashing::{twox_128, twox_64};
use sp_runtime::AccountId32;

#[test]
fn storage_keys_are_the_main_chains() {
    // Spec §8.1: Twox64Concat of the netuid under the pallet's own name.
    run(|| {
        let key = |item: &str| {
            let netuid = DYNAMIC.encode();
            let mut key = [twox_128(b"Swap"), twox_128(item.as_bytes())].concat();
            key.extend(twox_64(&netuid));
            key.extend(netuid);
            key
        };
        assert_eq!(FeeRate::<Test>::hashed_key_for(DYNAMIC), key("FeeRate"));
        assert_eq!(
            SwapBalancer::<Test>::hashed_key_for(DYNAMIC),
            key("SwapBalancer")
        );
        assert_eq!(
            PalSwapInitialized::<Test>::hashed_key_for(DYNAMIC),
            key("PalSwapInitialized")
        );
        // The default of the weights in the metadata of runtime 425.
        let half = SwapBalancer::<Test>::get(DYNAMIC).encode();
        assert_eq!(half, [0x00, 0x00, 0xb2, 0xd3, 0x59, 0x5b, 0xf0, 0x06]);
    });
}

#[test]
fn calls_have_the_main_chains_indices() {
    // Spec §8.3.
    use crate::{Call, PositionId, TickIndex};
    let hotkey = AccountId32::new([0; 32]);
    let (netuid, position_id) = (DYNAMIC, PositionId::new(1));
    let calls: [Call<Test>; 6] = [
        Call::set_fee_rate { netuid, rate: 1 },
        Call::add_liquidity {
            hotkey: hotkey.clone(),
            netuid,
            tick_low: TickIndex::new(0),
            tick_high: TickIndex::new(1),
            liquidity: 1,
        },
        Call::remove_liquidity {
            hotkey: hotkey.clone(),
            netuid,
            position_id,
        },
        Call::modify_position {
            hotkey,
            netuid,
            position_id,
            liquidity_delta: 1,
        },
        Call::toggle_user_liquidity {
            netuid,
            enable: true,
        },
        Call::disable_lp {},
    ];
    for (index, call) in calls.into_iter().enumerate() {
        assert_eq!(usize::from(call.encode()[0]), index);
    }
    assert_eq!(Swap::index(), 28);
}

#[test]
fn errors_have_the_main_chains_indices() {
    // Spec §8.5.
    for (error, index) in [
        (Error::<Test>::FeeRateTooHigh, 0),
        (Error::InsufficientLiquidity, 2),
        (Error::PriceLimitExceeded, 3),
        (Error::ReservesTooLow, 7),
        (Error::MechanismDoesNotExist, 8),
        (Error::ReservesOutOfBalance, 10),
        (Error::SwapInputTooLarge, 11),
        (Error::Deprecated, 12),
    ] {
        assert_eq!(error.encode(), [index]);
    }
}

#[test]
fn constants_are_the_main_chains() {
    // Spec §8.2 and §1.10.
    use crate::Config;
    let fee_rate: u16 = <Test as Config>::MaxFeeRate::get();
    assert_eq!(fee_rate, 10_000);
    let liquidity: u64 = <Test as Config>::MinimumLiquidity::get();
    assert_eq!(liquidity, 1_000);
    assert_eq!(<Test as Config>::MinimumReserve::get().get(), 1_000_000);
    assert_eq!(<Test as Config>::ProtocolId::get().0, *b"ten/swap");
    assert_eq!(Swap::min_price().to_u64(), 1_000);
    assert_eq!(Swap::max_price().to_u64(), 1_000_000_000_000_000);
}
