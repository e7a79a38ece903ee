//! Announcing endpoints: spec `registration` §4.1, §4.2 and §9, rows 74, 77, 78.

use super::mock::*;
use crate::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchError, DispatchResult};
use subtensor_types::NetUid;

const NETUID: NetUid = NetUid::new(1);
/// 99.230.145.81, an ordinary address.
const IP: u128 = 1_676_056_785;

fn neuron() -> RuntimeOrigin {
    RuntimeOrigin::signed(account(7))
}

/// A network at block 1 on which account 7 is a neuron and may announce as often
/// as it wants.
fn with_neuron(test: impl FnOnce()) {
    with_network(NETUID, || {
        Subnets::append_key(NETUID, &account(7), 1);
        ServingRateLimit::<Test>::insert(NETUID, 0);
        test();
    });
}

fn axon(ip: u128, port: u16, ip_type: u8) -> AxonInfo {
    AxonInfo {
        block: 0,
        version: 3,
        ip,
        port,
        ip_type,
        protocol: 4,
        placeholder1: 5,
        placeholder2: 6,
    }
}

fn metrics(ip: u128, port: u16, ip_type: u8) -> PrometheusInfo {
    PrometheusInfo {
        block: 0,
        version: 3,
        ip,
        port,
        ip_type,
    }
}

fn serve(ip: u128, port: u16, ip_type: u8) -> DispatchResult {
    Subnets::do_serve_axon(neuron(), NETUID, axon(ip, port, ip_type), None)
}

fn serve_metrics(ip: u128, port: u16, ip_type: u8) -> DispatchResult {
    Subnets::do_serve_prometheus(neuron(), NETUID, metrics(ip, port, ip_type))
}

fn serve_certificate(certificate: &[u8]) -> Option<NeuronCertificate> {
    assert_ok!(Subnets::do_serve_axon(
        neuron(),
        NETUID,
        axon(IP, 1, 4),
        Some(certificate)
    ));
    NeuronCertificates::<Test>::get(NETUID, account(7))
}

fn error(error: Error<Test>) -> DispatchError {
    error.into()
}

#[test]
fn axon_is_stored_with_the_block() {
    with_neuron(|| {
        System::set_block_number(9);
        assert_ok!(serve(IP, 8_091, 4));
        assert_eq!(
            Axons::<Test>::get(NETUID, account(7)),
            Some(AxonInfo {
                block: 9,
                ..axon(IP, 8_091, 4)
            })
        );
        System::assert_last_event(Event::AxonServed(NETUID, account(7)).into());
        assert!(!NeuronCertificates::<Test>::contains_key(
            NETUID,
            account(7)
        ));
    });
}

#[test]
fn metrics_are_stored_with_the_block() {
    with_neuron(|| {
        System::set_block_number(9);
        assert_ok!(serve_metrics(IP, 9_100, 4));
        assert_eq!(
            Prometheus::<Test>::get(NETUID, account(7)),
            Some(PrometheusInfo {
                block: 9,
                ..metrics(IP, 9_100, 4)
            })
        );
        System::assert_last_event(Event::PrometheusServed(NETUID, account(7)).into());
    });
}

#[test]
fn certificates_have_a_kind_and_up_to_64_bytes() {
    // Row 74; the longest and the shortest besides.
    for (length, valid) in [
        (65, true),
        (33, true),
        (88, false),
        (0, false),
        (1, true),
        (66, false),
    ] {
        let bytes: Vec<u8> = (10..).take(length).collect();
        let certificate = NeuronCertificate::from_bytes(&bytes);
        assert_eq!(certificate.is_some(), valid, "{length}");
        if let Some(certificate) = certificate {
            assert_eq!(certificate.algorithm, 10);
            assert_eq!(certificate.public_key.to_vec(), bytes[1..]);
        }
        with_neuron(|| {
            assert_eq!(
                serve_certificate(&bytes),
                NeuronCertificate::from_bytes(&bytes)
            );
        });
    }
}

#[test]
fn wrong_certificate_leaves_the_old_one() {
    with_neuron(|| {
        let old = serve_certificate(&[1; 65]);
        assert!(old.is_some());
        assert_eq!(serve_certificate(&[2; 66]), old);
        // Nor does an announcement without one remove it.
        assert_ok!(serve(IP, 1, 4));
        assert_eq!(NeuronCertificates::<Test>::get(NETUID, account(7)), old);
    });
}

#[test]
fn rate_limit_counts_from_the_last_announcement() {
    // Row 77.
    with_neuron(|| {
        for _ in 0..3 {
            assert_ok!(serve(IP, 1, 4));
            assert_ok!(serve_metrics(IP, 1, 4));
        }
        ServingRateLimit::<Test>::insert(NETUID, 2);
        System::set_block_number(2);
        let limited = error(Error::ServingRateLimitExceeded);
        assert_noop!(serve(IP, 1, 4), limited);
        assert_noop!(serve_metrics(IP, 1, 4), limited);
        System::set_block_number(3);
        assert_ok!(serve(IP, 1, 4));
        // Each kind has its own last block.
        assert_ok!(serve_metrics(IP, 1, 4));
    });
}

#[test]
fn first_announcement_and_one_at_block_zero_are_free() {
    with_neuron(|| {
        ServingRateLimit::<Test>::insert(NETUID, 1_000);
        System::set_block_number(0);
        assert_ok!(serve(IP, 1, 4));
        System::set_block_number(5);
        assert_ok!(serve(IP, 1, 4));
        assert_noop!(serve(IP, 1, 4), Error::<Test>::ServingRateLimitExceeded);
    });
}

#[test]
fn addresses_and_ports_are_checked() {
    // Row 78: address, port, type; for requests, for metrics.
    let ip_type = || Err(error(Error::InvalidIpType));
    let address = || Err(error(Error::InvalidIpAddress));
    let port = || Err(error(Error::InvalidPort));
    let v4_max = u128::from(u32::MAX);
    for (ip, number, kind, requests, measures) in [
        (IP, 0, 4, port(), port()),
        (0x7f00_0001, 1, 4, address(), address()),
        (v4_max, 1, 4, address(), address()),
        (v4_max + 1, 1, 4, address(), address()),
        (u128::MAX, 1, 4, address(), address()),
        (v4_max - 1, 1, 4, Ok(()), Ok(())),
        (1, 1, 4, Ok(()), Ok(())),
        (0, 1, 4, Ok(()), address()),
        (1, 1, 6, address(), address()),
        (u128::MAX, 1, 6, address(), address()),
        (u128::MAX - 1, 1, 6, Ok(()), Ok(())),
        (v4_max, 1, 6, Ok(()), Ok(())),
        (0x7f00_0001, 1, 6, Ok(()), Ok(())),
        (0, 1, 6, Ok(()), address()),
        (IP, 1, 0, ip_type(), ip_type()),
        (IP, 1, 5, ip_type(), ip_type()),
        (IP, 1, 255, ip_type(), ip_type()),
        (IP, u16::MAX, 4, Ok(()), Ok(())),
    ] {
        with_neuron(|| {
            let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
            for (outcome, expected) in [
                (serve(ip, number, kind), &requests),
                (serve_metrics(ip, number, kind), &measures),
            ] {
                assert_eq!(outcome, *expected, "{ip} {number} {kind}");
            }
            if requests.is_err() && measures.is_err() {
                assert_eq!(before, sp_io::storage::root(sp_runtime::StateVersion::V1));
            }
        });
    }
}

#[test]
fn checks_are_made_in_order() {
    // Everything is wrong, then one thing less each time.
    with_neuron(|| {
        ServingRateLimit::<Test>::insert(NETUID, 10);
        assert_ok!(serve(IP, 1, 4));
        assert_ok!(serve_metrics(IP, 1, 4));
        let stranger = account(8);
        let cases = [
            (&stranger, 1, 5, 1),
            (&stranger, 1, 6, 1),
            (&stranger, IP, 6, 1),
            (&account(7), 1, 5, 1),
            (&account(7), 1, 6, 1),
            (&account(7), IP, 6, 1),
            (&account(7), IP, 6, 20),
        ];
        type Refusal = Error<Test>;
        let requests = [
            Refusal::HotKeyNotRegisteredInNetwork,
            Refusal::HotKeyNotRegisteredInNetwork,
            Refusal::HotKeyNotRegisteredInNetwork,
            Refusal::InvalidIpType,
            Refusal::InvalidIpAddress,
            Refusal::ServingRateLimitExceeded,
            Refusal::InvalidPort,
        ];
        let measures = [
            Refusal::InvalidIpType,
            Refusal::InvalidIpAddress,
            Refusal::HotKeyNotRegisteredInNetwork,
            Refusal::InvalidIpType,
            Refusal::InvalidIpAddress,
            Refusal::ServingRateLimitExceeded,
            Refusal::InvalidPort,
        ];
        for (((who, ip, kind, block), for_requests), for_metrics) in
            cases.into_iter().zip(requests).zip(measures)
        {
            System::set_block_number(block);
            let origin = RuntimeOrigin::signed(who.clone());
            assert_noop!(
                Subnets::do_serve_axon(origin.clone(), NETUID, axon(ip, 0, kind), Some(&[1])),
                for_requests
            );
            assert_noop!(
                Subnets::do_serve_prometheus(origin, NETUID, metrics(ip, 0, kind)),
                for_metrics
            );
        }
    });
}

#[test]
fn only_a_neuron_of_the_network_serves() {
    with_neuron(|| {
        let elsewhere = NetUid::new(2);
        assert_noop!(
            Subnets::do_serve_axon(neuron(), elsewhere, axon(IP, 1, 4), None),
            Error::<Test>::HotKeyNotRegisteredInNetwork
        );
        for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
            assert_noop!(
                Subnets::do_serve_axon(origin.clone(), NETUID, axon(IP, 1, 4), None),
                BadOrigin
            );
            assert_noop!(
                Subnets::do_serve_prometheus(origin, NETUID, metrics(IP, 1, 4)),
                BadOrigin
            );
        }
    });
}
