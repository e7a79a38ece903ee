//! What a transaction costs, and who gets it.
//!
//! `fee = ref_time · 0.0005 rao + length · 1 rao`, without a proof-size term
//! and without congestion pricing; fee and tip go to the block's author (spec
//! chapters `wire` §2.3 and `pools-and-staking` §7). A signer without TAO may pay
//! in alpha, see [`payment`]. Nobody authors the
//! blocks of an emulated chain by consensus, so the author is a stored
//! parameter: //One, as on the main chain's dev chain, until it is changed.

pub mod payment;

use frame_support::{
    parameter_types,
    traits::{
        fungible::{Balanced, Credit},
        OnUnbalanced,
    },
    weights::{WeightToFeeCoefficient, WeightToFeeCoefficients, WeightToFeePolynomial},
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::One, FixedU128, Perbill};

use crate::{AccountId, Balance, Balances};

/// The price of one unit of `ref_time`: half a thousandth of a rao.
pub const FEE_PER_REF_TIME: Perbill = Perbill::from_parts(500_000);

/// Converts weight to rao.
pub struct LinearWeightToFee;

impl WeightToFeePolynomial for LinearWeightToFee {
    type Balance = Balance;

    fn polynomial() -> WeightToFeeCoefficients<Self::Balance> {
        WeightToFeeCoefficients::from_iter([WeightToFeeCoefficient {
            coeff_integer: 0,
            coeff_frac: FEE_PER_REF_TIME,
            negative: false,
            degree: 1,
        }])
    }
}

parameter_types! {
    /// The congestion multiplier, which stays 1.
    pub FeeMultiplier: FixedU128 = FixedU128::one();
    /// Who gets the fees of the block; with `None` they are destroyed.
    ///
    /// Stored under `twox128(":BlockAuthor:")`, so a driver of the chain can
    /// set it; unset means //One.
    pub storage BlockAuthor: Option<AccountId> = Some(Sr25519Keyring::One.to_account_id());
}

/// Hands fee and tip to the block's author.
///
/// Without an author, or if the author's account can't hold the amount, the
/// credit is dropped and the Balances issuance shrinks by it.
pub struct DealWithFees;

impl OnUnbalanced<Credit<AccountId, Balances>> for DealWithFees {
    fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
        if let Some(author) = BlockAuthor::get() {
            drop(Balances::resolve(&author, credit));
        }
    }
}
