//! Alpha for the participants of each network, until its epoch pays it out
//! (spec `emission` §6).

use crate::{
    injection::Terms, Config, Pallet, PendingOwnerCut, PendingRootAlphaDivs, PendingServerEmission,
    PendingValidatorEmission, SubnetAlphaOutEmission,
};
use pallet_pools::Pallet as Pools;
use pallet_subnets::{EmissionEra, OwnerCutEnabled, SubnetOwnerCut};
use subtensor_math::{
    accrual::accrue, emission::RootAlpha, fixed::fraction_of_u16, root::root_proportion,
};
use subtensor_types::NetUid;

impl<T: Config> Pallet<T> {
    /// Mints each network's alpha and adds its parts to what is pending. In a
    /// block without root dividends their part is recycled; where the era sells it,
    /// it is sold in every block.
    pub(crate) fn accrue_all(eligible: &[NetUid], terms: &[Terms], root_dividends_paid: bool) {
        let owner_cut = fraction_of_u16(SubnetOwnerCut::<T>::get());
        let weighted_root = Self::weighted_root_tao();
        let sold_each_block = EmissionEra::<T>::get().root_alpha == RootAlpha::SoldEachBlock;
        for (&netuid, terms) in eligible.iter().zip(terms) {
            SubnetAlphaOutEmission::<T>::insert(netuid, terms.alpha_out);
            Pools::<T>::mint_alpha_out(netuid, terms.alpha_out);

            // Asked again: the issuance has grown since the terms were made.
            let proportion = root_proportion(weighted_root, Pools::<T>::alpha_issuance(netuid));
            let cut = OwnerCutEnabled::<T>::get(netuid).then_some(owner_cut);
            let parts = accrue(terms.alpha_out, cut, proportion);

            PendingOwnerCut::<T>::mutate(netuid, |total| *total += parts.owner);
            PendingServerEmission::<T>::mutate(netuid, |total| *total += parts.server);
            PendingValidatorEmission::<T>::mutate(netuid, |total| *total += parts.validator);
            if sold_each_block {
                Self::sell_root_alpha(netuid, parts.root);
            } else if root_dividends_paid {
                PendingRootAlphaDivs::<T>::mutate(netuid, |total| *total += parts.root);
            } else {
                Pools::<T>::recycle_subnet_alpha(netuid, parts.root);
            }
        }
    }
}
