//! Where neurons can be reached: the endpoints for requests and for metrics
//! (spec `registration` §4.1 and §4.2).
//!
//! A hotkey announces its own endpoint and signs by itself. The checks stand
//! apart from the calls, since the guard before a dispatch makes the same ones.

use crate::{
    AxonInfo, Axons, Config, Error, Event, NeuronCertificate, NeuronCertificates, Pallet,
    Prometheus, PrometheusInfo, ServingRateLimit, Uids,
};
use frame_support::ensure;
use frame_system::ensure_signed;
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// 127.0.0.1.
const LOCALHOST_V4: u128 = 0x7f00_0001;
/// 255.255.255.255; nothing from here on is an address of type 4.
const BROADCAST_V4: u128 = 0xffff_ffff;
/// ::1.
const LOCALHOST_V6: u128 = 1;

/// Where somebody wants to be reached; each rule of serving reads some of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Endpoint {
    /// The address as a number.
    pub ip: u128,
    /// The port.
    pub port: u16,
    /// 4 or 6.
    pub ip_type: u8,
}

impl Endpoint {
    fn has_known_type(&self) -> bool {
        matches!(self.ip_type, 4 | 6)
    }

    /// Whether the address may be announced: not the own machine's, not
    /// everybody's. Zero is left to the caller.
    fn has_valid_ip(&self) -> bool {
        match self.ip_type {
            4 => self.ip < BROADCAST_V4 && self.ip != LOCALHOST_V4,
            6 => self.ip != u128::MAX && self.ip != LOCALHOST_V6,
            _ => false,
        }
    }
}

impl<T: Config> Pallet<T> {
    /// `serve_axon`, and with a certificate `serve_axon_tls`: publishes where the
    /// signing hotkey serves requests. `info.block` is ignored, now counts.
    ///
    /// A certificate of a wrong length is left out without an error. Fails as
    /// [`Self::validate_axon`].
    pub fn do_serve_axon(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        info: AxonInfo,
        certificate: Option<&[u8]>,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        let endpoint = Endpoint {
            ip: info.ip,
            port: info.port,
            ip_type: info.ip_type,
        };
        Self::validate_axon(&hotkey, netuid, &endpoint)?;
        if let Some(certificate) = certificate.and_then(NeuronCertificate::from_bytes) {
            NeuronCertificates::<T>::insert(netuid, &hotkey, certificate);
        }
        let block = Self::now();
        Axons::<T>::insert(netuid, &hotkey, AxonInfo { block, ..info });
        Self::deposit_event(Event::AxonServed(netuid, hotkey));
        Ok(())
    }

    /// `serve_prometheus`: publishes where the signing hotkey serves metrics.
    /// `info.block` is ignored, now counts.
    ///
    /// Fails as [`Self::validate_prometheus`].
    pub fn do_serve_prometheus(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        info: PrometheusInfo,
    ) -> DispatchResult {
        let hotkey = ensure_signed(origin)?;
        let endpoint = Endpoint {
            ip: info.ip,
            port: info.port,
            ip_type: info.ip_type,
        };
        Self::validate_prometheus(&hotkey, netuid, &endpoint)?;
        let block = Self::now();
        Prometheus::<T>::insert(netuid, &hotkey, PrometheusInfo { block, ..info });
        Self::deposit_event(Event::PrometheusServed(netuid, hotkey));
        Ok(())
    }

    /// Whether a hotkey may announce this endpoint for requests now.
    ///
    /// Fails with `HotKeyNotRegisteredInNetwork`, `InvalidIpType`,
    /// `InvalidIpAddress`, `ServingRateLimitExceeded` or `InvalidPort`, in this
    /// order (spec `registration` §4.1). An address of zero is allowed: it says
    /// that the neuron is gone.
    pub fn validate_axon(
        hotkey: &T::AccountId,
        netuid: NetUid,
        endpoint: &Endpoint,
    ) -> Result<(), Error<T>> {
        Self::ensure_may_serve(hotkey, netuid)?;
        Self::ensure_address(endpoint, true)?;
        let last = Axons::<T>::get(netuid, hotkey).map_or(0, |axon| axon.block);
        Self::ensure_serving_rate_and_port(netuid, last, endpoint)
    }

    /// Whether a hotkey may announce this endpoint for metrics now.
    ///
    /// Fails with `InvalidIpType`, `InvalidIpAddress`,
    /// `HotKeyNotRegisteredInNetwork`, `ServingRateLimitExceeded` or
    /// `InvalidPort`, in this order (spec `registration` §4.2). An address of zero
    /// is not allowed.
    pub fn validate_prometheus(
        hotkey: &T::AccountId,
        netuid: NetUid,
        endpoint: &Endpoint,
    ) -> Result<(), Error<T>> {
        Self::ensure_address(endpoint, false)?;
        Self::ensure_may_serve(hotkey, netuid)?;
        let last = Prometheus::<T>::get(netuid, hotkey).map_or(0, |info| info.block);
        Self::ensure_serving_rate_and_port(netuid, last, endpoint)
    }

    fn ensure_may_serve(hotkey: &T::AccountId, netuid: NetUid) -> Result<(), Error<T>> {
        ensure!(
            Uids::<T>::contains_key(netuid, hotkey),
            Error::<T>::HotKeyNotRegisteredInNetwork
        );
        Ok(())
    }

    fn ensure_address(endpoint: &Endpoint, zero_allowed: bool) -> Result<(), Error<T>> {
        ensure!(endpoint.has_known_type(), Error::<T>::InvalidIpType);
        ensure!(
            endpoint.has_valid_ip() && (zero_allowed || endpoint.ip != 0),
            Error::<T>::InvalidIpAddress
        );
        Ok(())
    }

    fn ensure_serving_rate_and_port(
        netuid: NetUid,
        last: u64,
        endpoint: &Endpoint,
    ) -> Result<(), Error<T>> {
        ensure!(
            Self::limit_passes(last, ServingRateLimit::<T>::get(netuid)),
            Error::<T>::ServingRateLimitExceeded
        );
        ensure!(endpoint.port != 0, Error::<T>::InvalidPort);
        Ok(())
    }
}
