//! Alpha in and out of existence.
//!
//! Minted alpha goes either into the reserve or outside of the pool. Recycled
//! alpha leaves the issuance, burned alpha stays in it and belongs to nobody
//! (spec `pools-and-staking` §2.4).

use crate::{Config, Pallet, SubnetAlphaIn, SubnetAlphaOut};
use pallet_alpha_assets::Pallet as AlphaAssets;
use pallet_subnets::RecycleOrBurnEnum;
use subtensor_types::{AlphaBalance, NetUid};

impl<T: Config> Pallet<T> {
    /// Issues alpha into a pool's reserve.
    pub fn mint_alpha_in(netuid: NetUid, amount: AlphaBalance) {
        if amount.is_zero() {
            return;
        }
        AlphaAssets::<T>::note_minted(netuid, amount);
        SubnetAlphaIn::<T>::mutate(netuid, |total| *total += amount);
    }

    /// Issues alpha outside of a pool, for the participants of a network.
    pub fn mint_alpha_out(netuid: NetUid, amount: AlphaBalance) {
        if amount.is_zero() {
            return;
        }
        AlphaAssets::<T>::note_minted(netuid, amount);
        SubnetAlphaOut::<T>::mutate(netuid, |total| *total += amount);
    }

    /// Recycles or burns alpha that nobody holds any more.
    pub fn give_up_alpha(netuid: NetUid, amount: AlphaBalance, how: RecycleOrBurnEnum) {
        match how {
            RecycleOrBurnEnum::Recycle => Self::recycle_subnet_alpha(netuid, amount),
            RecycleOrBurnEnum::Burn => Self::burn_subnet_alpha(netuid, amount),
        }
    }

    /// Takes alpha that nobody holds any more out of the issuance.
    pub fn recycle_subnet_alpha(netuid: NetUid, amount: AlphaBalance) {
        if amount.is_zero() {
            return;
        }
        SubnetAlphaOut::<T>::mutate(netuid, |total| *total -= amount);
        AlphaAssets::<T>::note_recycled(netuid, amount);
    }

    /// Counts alpha that nobody holds any more as burned.
    pub fn burn_subnet_alpha(netuid: NetUid, amount: AlphaBalance) {
        AlphaAssets::<T>::note_burned(netuid, amount);
    }

    /// All alpha of a network, in its pool and outside of it.
    pub fn alpha_issuance(netuid: NetUid) -> AlphaBalance {
        SubnetAlphaIn::<T>::get(netuid).saturating_add(SubnetAlphaOut::<T>::get(netuid))
    }
}
