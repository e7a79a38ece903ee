//! Only neurons publish endpoints, valid ones, and not too often (spec
//! `registration` §4.1 and §4.2).

use crate::{Call, Config};
use pallet_subnets::{Endpoint, Pallet as Subnets};
use sp_runtime::DispatchResult;

/// Fails with `HotKeyNotRegisteredInNetwork`, `InvalidIpType`,
/// `InvalidIpAddress`, `ServingRateLimitExceeded` or `InvalidPort`.
pub(super) fn check<T: Config>(who: &T::AccountId, call: &Call<T>) -> DispatchResult {
    let endpoint = |ip: &u128, port: &u16, ip_type: &u8| Endpoint {
        ip: *ip,
        port: *port,
        ip_type: *ip_type,
    };
    match call {
        Call::serve_axon {
            netuid,
            ip,
            port,
            ip_type,
            ..
        }
        | Call::serve_axon_tls {
            netuid,
            ip,
            port,
            ip_type,
            ..
        } => Subnets::<T>::validate_axon(who, *netuid, &endpoint(ip, port, ip_type))?,
        Call::serve_prometheus {
            netuid,
            ip,
            port,
            ip_type,
            ..
        } => Subnets::<T>::validate_prometheus(who, *netuid, &endpoint(ip, port, ip_type))?,
        _ => {}
    }
    Ok(())
}
