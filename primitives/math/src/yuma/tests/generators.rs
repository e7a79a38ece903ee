//! Subnets of every kind: such as the chain can have, and hostile ones.

use super::subnet::Subnet;
use crate::yuma::{Entry, EpochParams, LiquidAlpha};
use proptest::{collection::vec, prelude::*, sample::subsequence};

/// Settings, with the values at which rules change more often.
pub fn any_params(n: u16) -> impl Strategy<Value = EpochParams> {
    let proportion = || {
        prop_oneof![
            Just(0u16),
            Just(32767),
            Just(32768),
            Just(65535),
            any::<u16>()
        ]
    };
    let average = prop_oneof![
        Just(900_000u64),
        Just(1_000_000),
        Just(0),
        0u64..=1_000_000,
        1_000_000u64..3_000_000,
        any::<u64>(),
    ];
    let liquid = (
        any::<u16>(),
        any::<u16>(),
        prop_oneof![Just(1000i16), any::<i16>()],
    )
        .prop_map(|(low, high, steepness)| LiquidAlpha {
            low: low.min(high),
            high: low.max(high),
            steepness,
        });
    let threshold = prop_oneof![Just(0u64), Just(1), 0u64..2_000_000_000];
    let step = prop_oneof![Just(0u64), 80u64..101];
    (
        (proportion(), proportion(), average, any::<bool>()),
        (proptest::option::of(liquid), 0..=n + 2, threshold, step),
        (proptest::option::of(0..=n), any::<u64>(), 0u16..40),
    )
        .prop_map(
            |(
                (kappa, bonds_penalty, bonds_moving_average, yuma3),
                (liquid_alpha, max_allowed_validators, stake_threshold, step),
                (owner_uid, rao_emission, tempo),
            )| EpochParams {
                block: 100,
                tempo,
                activity_cutoff: 20,
                last_mechanism_step_block: step,
                kappa,
                bonds_penalty,
                bonds_moving_average,
                yuma3,
                liquid_alpha,
                max_allowed_validators,
                stake_threshold,
                owner_uid,
                rao_emission,
            },
        )
}

/// One row: some columns, a few of them past the last neuron, sometimes not in
/// order.
pub fn any_row(n: u16) -> impl Strategy<Value = Vec<(u16, u16)>> {
    let value = prop_oneof![Just(0u16), Just(65535), any::<u16>(), 0u16..200];
    let columns: Vec<u16> = (0..n + 2).collect();
    let most = columns.len();
    let ordered = subsequence(columns.clone(), 0..=most);
    let columns = prop_oneof![3 => ordered.clone(), 1 => ordered.prop_shuffle()];
    (columns, vec(value, most))
        .prop_map(|(columns, values)| columns.into_iter().zip(values).collect())
}

/// A subnet such as the chain can have.
pub fn any_subnet() -> impl Strategy<Value = Subnet> {
    (0u16..12).prop_flat_map(|n| {
        let cells = usize::from(n);
        let stake = prop_oneof![
            2 => Just(0u64),
            2 => 1u64..4_000_000_000,
            1 => Just(1_000_000_000),
            1 => 0u64..21_000_000_000_000_000,
        ];
        let block = prop_oneof![0u64..101, Just(60), Just(99)];
        (
            any_params(n),
            vec(stake, cells),
            (
                vec(block.clone(), cells.saturating_sub(1)..cells + 3),
                vec(prop_oneof![Just(1u64), block.clone()], cells),
            ),
            prop_oneof![
                Just(Vec::new()),
                vec(prop_oneof![Just(u64::MAX), block], cells)
            ],
            prop_oneof![
                4 => vec(any::<bool>(), cells),
                4 => Just(vec![true; cells]),
                1 => vec(any::<bool>(), 0..cells + 1),
            ],
            vec(any_row(n), cells),
            vec(any_row(n), cells),
        )
            .prop_map(
                |(params, stake, (last_update, registered), committed, permits, weights, bonds)| {
                    Subnet {
                        params,
                        stake,
                        last_update,
                        registered,
                        committed,
                        permits,
                        weights,
                        bonds,
                    }
                },
            )
    })
}

/// A row over many targets: all, a run or some of them, mostly in order.
fn long_row(n: u16) -> impl Strategy<Value = Vec<Entry>> {
    let columns: Vec<u16> = (0..n).collect();
    let most = columns.len();
    let some = (0..=most).prop_flat_map({
        let columns = columns.clone();
        move |count| subsequence(columns.clone(), count)
    });
    let run = (0..n, 0..n).prop_map(|(a, b)| (a.min(b)..a.max(b)).collect::<Vec<u16>>());
    let columns = prop_oneof![
        2 => Just(columns),
        2 => some.clone(),
        1 => run,
        1 => some.prop_shuffle(),
    ];
    let value = prop_oneof![2 => 1000u16..1100, 1 => any::<u16>(), 1 => Just(0)];
    (columns, vec(value, most))
        .prop_map(|(columns, values)| columns.into_iter().zip(values).collect())
}

/// A subnet such as the chain can have, with more targets than are transposed
/// together, and a few validators.
pub fn large_subnet() -> impl Strategy<Value = Subnet> {
    (120u16..280).prop_flat_map(|n| {
        let validators = || vec(long_row(n), 1..9);
        let stake = prop_oneof![
            1_000_000_000u64..2_000_000_000,
            Just(1_000_000_000),
            Just(0)
        ];
        (any_params(n), vec(stake, 9), validators(), validators()).prop_map(
            move |(params, mut stake, weights, bonds)| {
                let cells = usize::from(n);
                stake.resize(cells, 0);
                Subnet {
                    params,
                    stake,
                    last_update: vec![99; cells],
                    registered: vec![1; cells],
                    committed: Vec::new(),
                    permits: vec![true; cells],
                    weights: padded(weights, cells),
                    bonds: padded(bonds, cells),
                }
            },
        )
    })
}

/// Rows with empty ones behind them.
fn padded(mut rows: Vec<Vec<Entry>>, n: usize) -> Vec<Vec<Entry>> {
    rows.resize(n, Vec::new());
    rows
}

/// A number with the type's ends and small numbers more often.
fn any_number() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(0u64),
        Just(1),
        Just(u64::MAX),
        Just(u64::MAX - 1),
        0u64..200,
        any::<u64>(),
    ]
}

/// Settings without any bounds.
fn hostile_params() -> impl Strategy<Value = EpochParams> {
    let proportion = || prop_oneof![Just(0u16), Just(1), Just(u16::MAX), any::<u16>()];
    let steepness = prop_oneof![Just(i16::MIN), Just(i16::MAX), Just(0), any::<i16>()];
    let liquid =
        (proportion(), proportion(), steepness).prop_map(|(low, high, steepness)| LiquidAlpha {
            low,
            high,
            steepness,
        });
    let uid = || prop_oneof![0u16..14, any::<u16>()];
    (
        (any_number(), proportion(), any_number(), any_number()),
        (proportion(), proportion(), any_number(), any::<bool>()),
        (proptest::option::of(liquid), uid(), any_number()),
        (proptest::option::of(uid()), any_number()),
    )
        .prop_map(
            |(
                (block, tempo, activity_cutoff, last_mechanism_step_block),
                (kappa, bonds_penalty, bonds_moving_average, yuma3),
                (liquid_alpha, max_allowed_validators, stake_threshold),
                (owner_uid, rao_emission),
            )| EpochParams {
                block,
                tempo,
                activity_cutoff,
                last_mechanism_step_block,
                kappa,
                bonds_penalty,
                bonds_moving_average,
                yuma3,
                liquid_alpha,
                max_allowed_validators,
                stake_threshold,
                owner_uid,
                rao_emission,
            },
        )
}

/// A row with any uids, in any order, some of them several times.
fn hostile_row() -> impl Strategy<Value = Vec<Entry>> {
    let uid = prop_oneof![4 => 0u16..14, 1 => any::<u16>()];
    let value = prop_oneof![Just(0u16), Just(1), Just(u16::MAX), any::<u16>()];
    vec((uid, value), 0..24)
}

/// A subnet that the chain can't have: vectors of any length, numbers of any
/// size, rows that name targets twice or that do not exist.
pub fn hostile_subnet() -> impl Strategy<Value = Subnet> {
    let stake = prop_oneof![
        vec(any_number(), 0..14),
        (any_number(), 0usize..14).prop_map(|(stake, n)| vec![stake; n]),
    ];
    let blocks = || vec(any_number(), 0..16);
    let rows = || vec(hostile_row(), 0..16);
    (
        (hostile_params(), any_params(12), any::<bool>()),
        stake,
        (blocks(), blocks(), blocks()),
        vec(prop_oneof![3 => Just(true), 1 => Just(false)], 0..16),
        (rows(), rows()),
    )
        .prop_map(
            |(
                (hostile, usual, is_hostile),
                stake,
                (last_update, registered, committed),
                permits,
                (weights, bonds),
            )| Subnet {
                params: if is_hostile { hostile } else { usual },
                stake,
                last_update,
                registered,
                committed,
                permits,
                weights,
                bonds,
            },
        )
}
