//! The AMM against the arithmetic it replaces: one power with either number of
//! fractional bits, and one chain buy on each of 128 subnets.

#![allow(clippy::arithmetic_side_effects)]

use criterion::{criterion_group, criterion_main, BatchSize, Criterion};
use safe_bigmath::SafeInt;
use sp_arithmetic::Perquintill;
use std::hint::black_box;
use substrate_fixed::types::U64F64;
use subtensor_math::amm::{buy, pow_ratio_scaled, Balancer, Precision, Reserves, SwapTerms, SCALE};

/// A quote weight as emission injections leave it.
const WEIGHT: u64 = 500_187_382_885_696_439;
/// A price limit half a percent above a price of one quarter, as raw U64F64.
const PRICE: u128 = 4_611_686_018_427_387_917;
const LIMIT: u128 = 4_634_744_448_519_524_856;

/// A reserve and the same with an input of one part in a thousand.
const RESERVE: u128 = 1_001_000_000_000;
const GROWN: u128 = 1_002_001_000_000;

fn reference(bn: u128, bd: u128, en: u64, ed: u64, precision: u32) -> Option<SafeInt> {
    SafeInt::pow_ratio_scaled(
        &SafeInt::from(black_box(bn)),
        &SafeInt::from(black_box(bd)),
        &SafeInt::from(black_box(en)),
        &SafeInt::from(black_box(ed)),
        precision,
        &SafeInt::from(SCALE),
    )
}

fn powers(c: &mut Criterion) {
    let mut group = c.benchmark_group("power");
    for (name, bn, bd, en, ed, precision, bits) in [
        (
            "swap",
            RESERVE,
            GROWN,
            WEIGHT,
            SCALE - WEIGHT,
            Precision::Bits256,
            256,
        ),
        (
            "swap, reserve tripled",
            RESERVE,
            3 * RESERVE,
            WEIGHT,
            SCALE - WEIGHT,
            Precision::Bits256,
            256,
        ),
        (
            "equal weights",
            RESERVE,
            GROWN,
            1,
            1,
            Precision::Bits256,
            256,
        ),
        (
            "limit",
            LIMIT,
            PRICE,
            WEIGHT,
            SCALE,
            Precision::Bits1024,
            1024,
        ),
        // Beyond the bracket, where the series itself has to be summed.
        (
            "series",
            1_000,
            1_000_000,
            SCALE / 100 * 99 - 1,
            SCALE / 100 + 1,
            Precision::Bits256,
            256,
        ),
    ] {
        group.bench_function(format!("{name}/this crate"), |b| {
            b.iter(|| {
                pow_ratio_scaled(
                    black_box(bn),
                    black_box(bd),
                    black_box(en),
                    black_box(ed),
                    precision,
                )
            });
        });
        group.bench_function(format!("{name}/safe-bigmath"), |b| {
            b.iter(|| reference(bn, bd, en, ed, bits));
        });
    }
    group.finish();
}

fn chain_buys(c: &mut Criterion) {
    let pools: Vec<(Reserves, Balancer)> = (0..128_u64)
        .map(|i| {
            let reserves = Reserves::new(
                (1_000_000_000_000 + i * 7_000_000_007).into(),
                (4_000_000_000_000 + i * 3_000_000_019).into(),
            );
            let quote = Perquintill::from_parts(WEIGHT - i * 1_000_000_000_000_007);
            (reserves, Balancer::new(quote))
        })
        .collect();
    let terms = SwapTerms {
        fee_rate: 0,
        limit: U64F64::from_num(1_000_000),
        minimum_reserve: 1_000_000,
    };
    c.bench_function("128 chain buys", |b| {
        b.iter_batched(
            || pools.clone(),
            |pools| {
                pools
                    .iter()
                    .map(|(reserves, balancer)| {
                        buy(reserves, balancer, &terms, 3_906_250_u64.into())
                            .map_or(0, |result| result.amount_paid_out.to_u64())
                    })
                    .sum::<u64>()
            },
            BatchSize::SmallInput,
        );
    });
}

criterion_group!(benches, powers, chain_buys);
criterion_main!(benches);
