//! Net flow of TAO into each pool, by users and by the protocol.
//!
//! Both are signed and saturate. Emission models fold them into averages
//! (spec `emission` §4.5).

use crate::{Config, Pallet, SubnetProtocolFlow, SubnetTaoFlow};
use subtensor_math::emission::{with_inflow, with_outflow};
use subtensor_types::{NetUid, TaoBalance};

impl<T: Config> Pallet<T> {
    /// A user put TAO into the pool.
    pub fn record_tao_inflow(netuid: NetUid, tao: TaoBalance) {
        SubnetTaoFlow::<T>::mutate(netuid, |flow| *flow = with_inflow(*flow, tao));
    }

    /// A user took TAO out of the pool.
    pub fn record_tao_outflow(netuid: NetUid, tao: TaoBalance) {
        SubnetTaoFlow::<T>::mutate(netuid, |flow| *flow = with_outflow(*flow, tao));
    }

    /// The protocol put TAO into the pool.
    pub fn record_protocol_inflow(netuid: NetUid, tao: TaoBalance) {
        SubnetProtocolFlow::<T>::mutate(netuid, |flow| *flow = with_inflow(*flow, tao));
    }

    /// The protocol took TAO out of the pool.
    pub fn record_protocol_outflow(netuid: NetUid, tao: TaoBalance) {
        SubnetProtocolFlow::<T>::mutate(netuid, |flow| *flow = with_outflow(*flow, tao));
    }
}
