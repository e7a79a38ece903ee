//! How much a block issues, of TAO and of each alpha.

use crate::{BlockEmission, Config, Pallet, TotalIssuance};
use subtensor_math::issuance::block_emission;
use subtensor_types::{AlphaBalance, TaoBalance, MAX_ISSUANCE};

impl<T: Config> Pallet<T> {
    /// TAO per block by `TotalIssuance`, before the cap.
    pub fn tao_block_emission() -> TaoBalance {
        Self::emission_for_issuance(TotalIssuance::<T>::get().to_u64()).into()
    }

    /// Alpha per block of a network that has issued so much, in its pool and outside.
    pub fn alpha_emission_at(issuance: AlphaBalance) -> AlphaBalance {
        Self::emission_for_issuance(issuance.to_u64()).into()
    }

    /// The halving rule. As on the main chain asking it leaves the answer in
    /// `BlockEmission`, whether the question was about TAO or about some alpha
    /// (spec `emission` §2.1).
    fn emission_for_issuance(issuance: u64) -> u64 {
        if issuance >= MAX_ISSUANCE {
            return 0;
        }
        let emission = block_emission(issuance);
        if BlockEmission::<T>::get() != emission {
            BlockEmission::<T>::put(emission);
        }
        emission
    }
}
