//! The chapter's histories of Yuma3 with liquid alpha (§15.5), its table of
//! rates (§6.3) and row H-16.

use super::{model, subnet::Subnet};
use crate::yuma::{
    liquid::RateRule, remove_bonds_to, vec_u16_max_upscale_to_u16, Entry, EpochOutput, LiquidAlpha,
};

const SETTINGS: LiquidAlpha = LiquidAlpha {
    low: 6553,
    high: 19660,
    steepness: 1000,
};

const A: &[u16] = &[65535, 0];
const B: &[u16] = &[0, 65535];

/// Three validators and some servers, after the epoch that permits the former.
fn subnet(stake: [u64; 3], servers: usize, liquid: bool) -> Subnet {
    let mut subnet = Subnet::new(&[stake.as_slice(), &vec![0; servers]].concat());
    let n = stake.len() + servers;
    subnet.params.bonds_penalty = 0;
    subnet.params.bonds_moving_average = 975_000;
    subnet.params.yuma3 = true;
    subnet.params.liquid_alpha = liquid.then_some(SETTINGS);
    subnet.params.max_allowed_validators = 3;
    // 13889 · tempo 1 / 1000.
    subnet.params.activity_cutoff = 13;
    subnet.registered = vec![1; n];
    subnet.permits = vec![false; n];
    subnet.params.block = 2;
    subnet.step();
    subnet
}

/// Sets weights on the servers in the next block.
fn send(subnet: &mut Subnet, validator: usize, values: &[u16]) {
    let weights: Vec<Entry> = (3..).zip(vec_u16_max_upscale_to_u16(values)).collect();
    subnet.params.block += 1;
    subnet.set(validator, &weights);
    subnet.params.block -= 1;
}

fn next_epoch(subnet: &mut Subnet) -> EpochOutput {
    subnet.params.block += 1;
    subnet.step()
}

/// A validator's bonds to the servers, zero where there is none.
fn bonds<const SERVERS: usize>(output: &EpochOutput, validator: usize) -> [u16; SERVERS] {
    let row = output.bonds.rows().nth(validator).unwrap();
    let mut found = [0; SERVERS];
    for &(column, bond) in row {
        assert_ne!(bond, 0, "a missing entry is no zero here");
        found[usize::from(column) - 3] = bond;
    }
    found
}

/// The uid that has all of the consensus.
fn winner(output: &EpochOutput) -> usize {
    let winners: Vec<usize> = (0..output.consensus.len())
        .filter(|&uid| output.consensus[uid] != 0)
        .collect();
    assert_eq!(winners.len(), 1);
    winners[0]
}

/// One epoch: the winner, dividends, bonds of each validator.
type Epoch = (usize, [u16; 3], [[u16; 2]; 3]);

/// Runs a history with stakes 8, 1, 1: all validators on A, then in epochs 1 to
/// 3 one of them moves to B each.
fn check_moves(order: [usize; 3], epochs: &[Epoch]) -> Vec<EpochOutput> {
    let mut subnet = subnet([8, 1, 1], 2, true);
    (0..3).for_each(|validator| send(&mut subnet, validator, A));
    let run = |(number, (server, dividends, expected)): (usize, &Epoch)| {
        if (1..=3).contains(&number) {
            send(&mut subnet, order[number - 1], B);
        }
        let output = next_epoch(&mut subnet);
        assert_eq!(winner(&output), *server, "epoch {number}");
        assert_eq!(output.dividends[..3], *dividends, "epoch {number}");
        let found = [0, 1, 2].map(|validator| bonds::<2>(&output, validator));
        assert_eq!(found, *expected, "epoch {number}");
        output
    };
    epochs.iter().enumerate().map(run).collect()
}

#[test]
fn the_largest_validator_moves_first() {
    // L-1.
    check_moves(
        [0, 1, 2],
        &[
            (3, [52428, 6553, 6553], [[6640, 0], [6640, 0], [6640, 0]]),
            (4, [65535, 0, 0], [[5951, 6640], [24229, 0], [24229, 0]]),
            (
                4,
                [61486, 4048, 0],
                [[5336, 12607], [20770, 6640], [36565, 0]],
            ),
            (
                4,
                [57796, 5068, 2669],
                [[4786, 17970], [18119, 12607], [28221, 6640]],
            ),
            (
                4,
                [56122, 5531, 3881],
                [[4294, 22789], [15957, 17970], [23518, 12607]],
            ),
            (
                4,
                [55170, 5795, 4569],
                [[3853, 27120], [14133, 22789], [20244, 17970]],
            ),
        ],
    );
}

#[test]
fn the_largest_validator_moves_second() {
    // L-2.
    let epochs = check_moves(
        [1, 0, 2],
        &[
            (3, [52428, 6553, 6553], [[6640, 0], [6640, 0], [6640, 0]]),
            (
                3,
                [55350, 3266, 6918],
                [[12607, 0], [5951, 19572], [12607, 0]],
            ),
            (
                4,
                [45007, 20527, 0],
                [[11235, 6640], [5336, 24229], [28414, 0]],
            ),
            (
                4,
                [48632, 13700, 3201],
                [[10030, 12607], [4786, 28414], [23641, 6640]],
            ),
            (
                4,
                [49969, 11183, 4382],
                [[8966, 17970], [4294, 32175], [20336, 12607]],
            ),
            (
                4,
                [50661, 9879, 4993],
                [[8023, 22789], [3853, 35555], [17771, 17970]],
            ),
        ],
    );
    for (epoch, emission) in [
        (1, [422_294_004, 24_919_245, 52_786_750]),
        (2, [343_388_321, 156_611_677, 0]),
        (5, [386_523_246, 75_379_034, 38_097_718]),
    ] {
        assert_eq!(epochs[epoch].validator_emission[..3], emission);
    }
}

#[test]
fn the_largest_validator_moves_last() {
    // L-3.
    check_moves(
        [1, 2, 0],
        &[
            (3, [52428, 6553, 6553], [[6640, 0], [6640, 0], [6640, 0]]),
            (
                3,
                [55350, 3266, 6918],
                [[12607, 0], [5951, 19572], [12607, 0]],
            ),
            (
                3,
                [58761, 2181, 4592],
                [[17970, 0], [5336, 33299], [11235, 19572]],
            ),
            (
                4,
                [30561, 21034, 13938],
                [[15832, 6640], [4786, 36565], [10030, 24229]],
            ),
            (
                4,
                [39164, 15337, 11033],
                [[14026, 12607], [4294, 39500], [8966, 28414]],
            ),
            (
                4,
                [43202, 12663, 9669],
                [[12471, 17970], [3853, 42138], [8023, 32175]],
            ),
        ],
    );
}

#[test]
fn one_validator_switches_for_one_epoch() {
    // L-4 with liquid alpha, L-5 without: dividends of validators 0 and 1, of
    // validator 2, bonds of 0 and 1 to A, bonds of 2; emission in epoch 2.
    type Row = (u16, u16, u16, [u16; 2]);
    let with: [Row; 6] = [
        (21626, 22281, 6640, [6640, 0]),
        (21626, 22281, 12607, [12607, 0]),
        (24784, 15965, 17970, [11235, 19572]),
        (23773, 17988, 22789, [16737, 17153]),
        (23209, 19116, 27120, [21681, 15147]),
        (22851, 19832, 31012, [26124, 13439]),
    ];
    let without: [Row; 6] = [
        (21626, 22281, 1638, [1638, 0]),
        (21626, 22281, 3235, [3235, 0]),
        (24470, 16593, 4792, [3154, 1638]),
        (23662, 18209, 6310, [4713, 1597]),
        (23203, 19128, 7790, [6233, 1557]),
        (22907, 19720, 9233, [7715, 1518]),
    ];
    for (liquid, rows, emission) in [
        (true, with, [189_096_121, 189_096_121, 121_807_756]),
        (false, without, [186_700_830, 186_700_830, 126_598_338]),
    ] {
        let mut subnet = subnet([33, 33, 34], 2, liquid);
        (0..3).for_each(|validator| send(&mut subnet, validator, A));
        for (epoch, (others, own, others_bond, own_bonds)) in rows.into_iter().enumerate() {
            send(&mut subnet, 2, if epoch == 2 { B } else { A });
            let output = next_epoch(&mut subnet);
            assert_eq!(output.dividends[..3], [others, others, own]);
            assert_eq!(bonds::<2>(&output, 0), [others_bond, 0]);
            assert_eq!(bonds::<2>(&output, 1), [others_bond, 0]);
            assert_eq!(bonds::<2>(&output, 2), own_bonds);
            if epoch == 2 {
                assert_eq!(output.validator_emission[..3], emission);
            }
        }
    }
}

#[test]
fn a_stable_miner_shares_with_two_others() {
    // L-6: incentive of the servers, dividends, bonds.
    type Row = ([u16; 3], [u16; 3], [[u16; 3]; 3]);
    let rows: [Row; 6] = [
        (
            [32767, 0, 32767],
            [52428, 6553, 6553],
            [[3320, 0, 3320], [3320, 0, 3320], [3320, 0, 3320]],
        ),
        (
            [31042, 0, 34492],
            [53911, 4884, 6738],
            [[6303, 0, 6303], [2980, 6553, 6303], [6303, 0, 6303]],
        ),
        (
            [0, 31042, 34492],
            [50789, 11044, 3700],
            [[5650, 3320, 8984], [2675, 9209, 8984], [11595, 0, 8984]],
        ),
        (
            [0, 32767, 32767],
            [51538, 8990, 5005],
            [
                [5067, 6303, 11394],
                [2402, 11596, 11394],
                [10347, 3320, 11394],
            ],
        ),
        (
            [0, 32767, 32767],
            [51851, 8133, 5550],
            [
                [4545, 8984, 13559],
                [2157, 13741, 13559],
                [9246, 6303, 13559],
            ],
        ),
        (
            [0, 32767, 32767],
            [52013, 7688, 5832],
            [
                [4078, 11394, 15505],
                [1937, 15668, 15505],
                [8271, 8984, 15505],
            ],
        ),
    ];
    let mut subnet = subnet([8, 1, 1], 3, true);
    (0..3).for_each(|validator| send(&mut subnet, validator, &[32767, 0, 32767]));
    for (epoch, (incentive, dividends, expected)) in rows.into_iter().enumerate() {
        if let Some(&validator) = [1, 0, 2].get(epoch.wrapping_sub(1)) {
            send(&mut subnet, validator, &[0, 32767, 32767]);
        }
        let output = next_epoch(&mut subnet);
        assert_eq!(output.incentive[3..], incentive, "epoch {epoch}");
        assert_eq!(output.dividends[..3], dividends, "epoch {epoch}");
        let found = [0, 1, 2].map(|validator| bonds::<3>(&output, validator));
        assert_eq!(found, expected, "epoch {epoch}");
    }
}

#[test]
fn bonds_to_one_server_are_reset() {
    // L-7: validators 1 and 2 are alike.
    type Row = (usize, [u16; 3], [u16; 2], [u16; 2]);
    let rows: [Row; 7] = [
        (0, [52428, 6553, 6553], [6640, 0], [6640, 0]),
        (1, [58617, 3458, 3458], [12607, 0], [5951, 19572]),
        (2, [34272, 15631, 15631], [11235, 6640], [5336, 24229]),
        (19, [51897, 6818, 6818], [1757, 55953], [852, 58813]),
        (20, [51958, 6788, 6788], [0, 56923], [0, 59494]),
        (21, [55491, 5021, 5021], [0, 57795], [19572, 41844]),
        (40, [51958, 6788, 6788], [56923, 3784], [59494, 3425]),
    ];
    let mut subnet = subnet([8, 1, 1], 2, true);
    for epoch in 0..=40 {
        let weights = match epoch {
            0 => [A, A],
            1 => [A, B],
            2..=20 => [B, B],
            21 => [B, A],
            _ => [A, A],
        };
        for validator in 0..3 {
            send(&mut subnet, validator, weights[validator.min(1)]);
        }
        if epoch == 20 {
            let had_bonds = subnet.bonds.iter_mut().map(|row| remove_bonds_to(3, row));
            assert_eq!(
                had_bonds.collect::<Vec<_>>(),
                [true, true, true, false, false]
            );
        }
        let output = next_epoch(&mut subnet);
        if let Some((_, dividends, first, others)) = rows.iter().find(|row| row.0 == epoch) {
            assert_eq!(output.dividends[..3], *dividends, "epoch {epoch}");
            assert_eq!(bonds::<2>(&output, 0), *first, "epoch {epoch}");
            assert_eq!(bonds::<2>(&output, 1), *others, "epoch {epoch}");
            assert_eq!(bonds::<2>(&output, 2), *others, "epoch {epoch}");
        }
    }
}

#[test]
fn omitting_a_target_differs_from_a_weight_of_zero() {
    // L-8: the new weights of all three, the penalty, liquid alpha, the bonds.
    type Row<'a> = (&'a [Entry], u16, bool, &'a [&'a [Entry]]);
    let rows: &[Row] = &[
        (&[(3, 0), (4, 65535)], 0, true, &[&[(3, 5951), (4, 6640)]]),
        (&[(4, 65535)], 0, true, &[&[(4, 6640)]]),
        (&[(3, 0), (4, 65535)], 32768, true, &[&[(4, 6640)]]),
        (
            &[(3, 40000), (4, 65535)],
            0,
            true,
            &[&[(3, 8484), (4, 4123)], &[(3, 10141), (4, 7828)]],
        ),
        (
            &[(4, 65535), (3, 40000)],
            0,
            true,
            &[&[(4, 4123), (3, 8526)], &[(4, 7828), (3, 10179)]],
        ),
    ];
    for (weights, penalty, liquid, epochs) in rows {
        let mut subnet = subnet([8, 1, 1], 2, *liquid);
        (0..3).for_each(|validator| send(&mut subnet, validator, A));
        next_epoch(&mut subnet);
        subnet.params.bonds_penalty = *penalty;
        subnet.params.block += 1;
        (0..3).for_each(|validator| subnet.set(validator, weights));
        subnet.params.block -= 1;
        for expected in *epochs {
            let output = next_epoch(&mut subnet);
            for row in output.bonds.rows().take(3) {
                assert_eq!(row, *expected, "{weights:?}");
            }
        }
    }
}

#[test]
fn without_liquid_alpha_omitted_targets_decay() {
    // L-8, the row with liquid alpha off after an epoch with it.
    let mut subnet = subnet([8, 1, 1], 2, true);
    (0..3).for_each(|validator| send(&mut subnet, validator, A));
    next_epoch(&mut subnet);
    subnet.params.liquid_alpha = None;
    subnet.params.block += 1;
    (0..3).for_each(|validator| subnet.set(validator, &[(4, 65535)]));
    subnet.params.block -= 1;
    let output = next_epoch(&mut subnet);
    for row in output.bonds.rows().take(3) {
        assert_eq!(row, [(3, 6473), (4, 1638)]);
    }
}

#[test]
fn rates_have_the_chapters_bits() {
    // §6.3: consensus, weight, bond; the rate for both settings.
    let rows = [
        (1.0, 1.0, 0.0, 435_213_075, 3_012_258_989),
        (0.0, 1.0, 0.0, 1_282_708_304, 3_859_754_218),
        (0.0, 0.0, 1.0, 1_282_708_304, 3_859_754_218),
        (0.5, 0.5, 0.5, 435_213_075, 3_012_258_989),
        (0.2, 0.7, 0.1, 858_960_690, 3_436_006_604),
        (0.7, 0.2, 0.6, 660_482_883, 3_237_528_797),
    ];
    let fixed = |value: f64| substrate_fixed::types::I32F32::from_num(value).to_bits();
    let default = LiquidAlpha {
        low: 45875,
        high: 58982,
        steepness: 1000,
    };
    for (consensus, weight, bond, rate, default_rate) in rows {
        let distance = RateRule::distance(fixed(weight), fixed(bond), fixed(consensus));
        for (settings, expected) in [(SETTINGS, rate), (default, default_rate)] {
            for lanes in 1..=5 {
                let mut rates = vec![distance; lanes];
                RateRule::new(settings).apply(&mut rates);
                assert_eq!(rates, vec![expected; lanes]);
            }
        }
    }
}

#[test]
fn equal_bounds_are_like_the_plain_average() {
    // H-16, within a thousandth.
    let mut subnet = subnet([8, 1, 1], 2, true);
    subnet.params.bonds_moving_average = 900_000;
    subnet.params.liquid_alpha = Some(LiquidAlpha {
        low: 6553,
        high: 6553,
        steepness: 1000,
    });
    (0..3).for_each(|validator| send(&mut subnet, validator, A));
    let mut plain = subnet.clone();
    plain.params.liquid_alpha = None;
    for _ in 0..3 {
        let liquid = next_epoch(&mut subnet);
        let plain = next_epoch(&mut plain);
        for validator in 0..3 {
            let difference =
                bonds::<2>(&liquid, validator)[0].abs_diff(bonds::<2>(&plain, validator)[0]);
            assert!(model::num(difference.into()) <= model::num(65));
        }
    }
}
