//! The chapter's raw walk-through (§15.4): two epochs of six neurons, bit by
//! bit, for every bond model and penalty.

use super::{
    model::{mat_ema, mat_ema_alpha, num, prop, Matrix},
    subnet::Subnet,
};
use crate::yuma::{
    clip::{Blended, Follow, Unclipped},
    fixed::proportion,
    liquid::RateRule,
    EpochOutput, EpochWorkspace, LiquidAlpha,
};
use substrate_fixed::types::I32F32;

const LIQUID: LiquidAlpha = LiquidAlpha {
    low: 45875,
    high: 58982,
    steepness: 1000,
};

fn subnet(yuma3: bool, liquid: bool, penalty: u16) -> Subnet {
    let mut subnet = Subnet::new(&[40_000, 35_000, 25_000, 0, 0, 0]);
    subnet.params.tempo = 360;
    subnet.params.max_allowed_validators = 64;
    subnet.params.yuma3 = yuma3;
    subnet.params.bonds_penalty = penalty;
    subnet.params.liquid_alpha = liquid.then_some(LIQUID);
    subnet.registered = vec![10; 6];
    subnet.permits = vec![true, true, true, false, false, false];
    subnet.params.block = 100;
    subnet.set(0, &[(3, 65535), (4, 39321), (5, 26214)]);
    subnet.set(1, &[(3, 65535), (4, 65535), (5, 32768)]);
    subnet.set(2, &[(3, 3641), (4, 3641), (5, 65535)]);
    subnet.params.block = 460;
    subnet
}

/// The rows of the three validators, by a rule from a weight and the consensus.
fn values(space: &EpochWorkspace, follow: impl Follow) -> Vec<Vec<i64>> {
    let rows = space.weights.rows().take(3);
    let followed = |(column, weight)| follow.follow(weight, space.consensus[usize::from(column)]);
    rows.map(|row| row.filter_map(followed).collect()).collect()
}

fn bonds(output: &EpochOutput) -> Vec<Vec<u16>> {
    let rows = output.bonds.rows().take(3);
    rows.map(|row| {
        assert!(row.iter().map(|entry| entry.0).eq(3..6));
        row.iter().map(|entry| entry.1).collect()
    })
    .collect()
}

#[test]
fn consensus_has_the_chapters_bits() {
    let subnet = subnet(false, false, 65535);
    let mut space = EpochWorkspace::default();
    let mut output = EpochOutput::default();
    subnet.run_in(&mut space, &mut output);

    let stake = [1_717_986_918, 1_503_238_553, 1_073_741_824];
    assert_eq!(space.stake[..3], stake);
    assert_eq!(space.active_stake[..3], stake);
    assert_eq!(output.stake_weight[..3], [26213, 22937, 16383]);
    assert_eq!(
        values(&space, Unclipped),
        [
            [2_147_483_648, 1_288_490_188, 858_993_459],
            [1_717_981_675, 1_717_981_675, 859_003_945],
            [214_757_212, 214_757_212, 3_865_452_871],
        ]
    );
    assert_eq!(
        space.consensus[3..],
        [1_717_981_675, 1_288_490_188, 859_003_945]
    );
    assert_eq!(output.consensus[3..], [26213, 19660, 13107]);
    assert_eq!(
        space.trust[..3],
        [3_865_465_322, 3_865_475_808, 1_288_518_369]
    );
    assert_eq!(output.validator_trust[..3], [58981, 58981, 19660]);
    assert_eq!(
        space.incentive[3..],
        [1_789_563_645, 1_360_073_062, 1_145_330_588]
    );
    assert_eq!(output.incentive[3..], [27306, 20752, 17476]);
    assert_eq!(
        output.server_emission[3..],
        [208_332_627, 158_333_343, 133_334_029]
    );
}

#[test]
fn interpolated_weights_have_the_chapters_bits() {
    let subnet = subnet(true, false, 32768);
    let mut space = EpochWorkspace::default();
    subnet.run_in(&mut space, &mut EpochOutput::default());
    let blended = Blended {
        penalty: proportion(32768),
    };
    assert_eq!(
        values(&space, blended),
        [
            [1_932_729_384, 1_288_490_188, 858_993_459],
            [1_717_981_675, 1_503_232_654, 859_003_945],
            [214_757_212, 214_757_212, 2_362_205_470],
        ]
    );
}

/// One row of the table: the variant, dividends (raw) and validator emission at
/// block 460, stored bonds there; validator emission and bonds at block 820.
struct Variant {
    yuma3: bool,
    liquid: bool,
    penalty: u16,
    dividends: [i64; 3],
    emission: [u64; 3],
    bonds: [[u16; 3]; 3],
    later_emission: [u64; 3],
    later_bonds: [[u16; 3]; 3],
}

const VARIANTS: &[Variant] = &[
    Variant {
        yuma3: false,
        liquid: false,
        penalty: 0,
        dividends: [1_858_623_376, 1_623_294_864, 813_049_055],
        emission: [216_372_238, 188_976_394, 94_651_367],
        bonds: [
            [65535, 56173, 23301],
            [45874, 65535, 20389],
            [4096, 5851, 65535],
        ],
        later_emission: [216_372_566, 188_976_552, 94_650_881],
        later_bonds: [
            [65535, 56173, 23301],
            [45874, 65535, 20389],
            [4096, 5851, 65535],
        ],
    },
    Variant {
        yuma3: false,
        liquid: false,
        penalty: 32768,
        dividends: [1_927_520_474, 1_685_732_182, 681_714_639],
        emission: [224_392_916, 196_245_054, 79_362_028],
        bonds: [
            [65535, 64197, 38129],
            [50971, 65535, 33364],
            [4551, 6687, 65535],
        ],
        later_emission: [224_392_958, 196_245_444, 79_361_596],
        later_bonds: [
            [65535, 64197, 38129],
            [50971, 65535, 33364],
            [4551, 6687, 65535],
        ],
    },
    Variant {
        yuma3: false,
        liquid: false,
        penalty: 65535,
        dividends: [2_061_577_167, 1_803_884_912, 429_505_215],
        emission: [239_999_169, 209_999_842, 50_000_987],
        bonds: [
            [65535, 65535, 65535],
            [57343, 57343, 57343],
            [5120, 6826, 40959],
        ],
        later_emission: [240_000_410, 210_000_003, 49_999_585],
        later_bonds: [
            [65535, 65535, 65535],
            [57343, 57343, 57343],
            [5120, 6826, 40959],
        ],
    },
    Variant {
        yuma3: true,
        liquid: false,
        penalty: 0,
        dividends: [1_918_276_643, 1_671_388_276, 705_302_375],
        emission: [223_316_792, 194_575_204, 82_108_002],
        bonds: [[3276, 1966, 1310], [2621, 2621, 1310], [327, 327, 5898]],
        later_emission: [223_321_910, 194_579_268, 82_098_821],
        later_bonds: [[6225, 3735, 2489], [4980, 4980, 2489], [621, 621, 11206]],
    },
    Variant {
        yuma3: true,
        liquid: false,
        penalty: 32768,
        dividends: [1_964_366_485, 1_716_548_932, 614_051_878],
        emission: [228_682_356, 199_832_596, 71_485_046],
        bonds: [[2949, 1966, 1310], [2621, 2293, 1310], [327, 327, 3604]],
        later_emission: [228_696_352, 199_828_971, 71_474_676],
        later_bonds: [[5603, 3735, 2489], [4980, 4357, 2489], [621, 621, 6847]],
    },
    Variant {
        yuma3: true,
        liquid: false,
        penalty: 65535,
        dividends: [2_070_147_660, 1_811_383_761, 413_435_874],
        emission: [240_996_906, 210_872_823, 48_130_270],
        bonds: [[2621, 1966, 1310], [2621, 1966, 1310], [327, 327, 1310]],
        later_emission: [241_005_557, 210_880_142, 48_114_299],
        later_bonds: [[4980, 3735, 2489], [4980, 3735, 2489], [621, 621, 2489]],
    },
    Variant {
        yuma3: true,
        liquid: true,
        penalty: 0,
        dividends: [1_897_117_153, 1_652_144_410, 745_705_731],
        emission: [220_853_503, 192_334_923, 86_811_572],
        bonds: [
            [23055, 13788, 9192],
            [18385, 18444, 9192],
            [2298, 2298, 51677],
        ],
        later_emission: [222_434_709, 193_765_952, 83_799_337],
        later_bonds: [
            [29888, 17906, 11937],
            [23875, 23910, 11937],
            [2984, 2984, 58076],
        ],
    },
];

#[test]
fn bonds_and_dividends_have_the_chapters_bits() {
    for variant in VARIANTS {
        let mut subnet = subnet(variant.yuma3, variant.liquid, variant.penalty);
        let mut space = EpochWorkspace::default();
        let mut output = EpochOutput::default();
        subnet.run_in(&mut space, &mut output);
        assert_eq!(space.dividends[..3], variant.dividends);
        assert_eq!(output.validator_emission[..3], variant.emission);
        assert_eq!(bonds(&output), variant.bonds);

        subnet.carry_over(&output);
        subnet.params.block = 820;
        subnet.run_in(&mut space, &mut output);
        assert_eq!(output.validator_emission[..3], variant.later_emission);
        assert_eq!(bonds(&output), variant.later_bonds);
        assert_eq!(
            output.server_emission[3..],
            [208_332_627, 158_333_343, 133_334_029]
        );
    }
}

/// A row of raw values in columns 3 to 5.
fn row(bits: [i64; 3]) -> Matrix {
    vec![(3..).zip(bits.map(I32F32::from_bits)).collect()]
}

fn bits(matrix: &Matrix) -> Vec<i64> {
    matrix[0].iter().map(|entry| entry.1.to_bits()).collect()
}

#[test]
fn plain_bonds_have_the_chapters_bits() {
    // Yuma3, β 32768, validator 0: M.
    let observed = row([1_932_729_384, 1_288_490_188, 858_993_459]);
    let rate = I32F32::from_bits(429_496_730);
    let moved = mat_ema(&observed, &vec![Vec::new()], rate, 6);
    assert_eq!(bits(&moved), [193_272_938, 128_849_018, 85_899_345]);
}

#[test]
fn liquid_bonds_have_the_chapters_bits() {
    // Yuma3, liquid alpha, β 0: the rates of all validators, then M of validator 0
    // at 460 and 820.
    const WEIGHTS: [[i64; 3]; 3] = [
        [2_147_483_648, 1_288_490_188, 858_993_459],
        [1_717_981_675, 1_717_981_675, 859_003_945],
        [214_757_212, 214_757_212, 3_865_452_871],
    ];
    const CONSENSUS: [i64; 3] = [1_717_981_675, 1_288_490_188, 859_003_945];
    const USUAL: i64 = 3_012_258_989;
    let rates = |weights: [i64; 3], bonds: [I32F32; 3]| {
        let distances = [0, 1, 2].map(|place: usize| {
            RateRule::distance(weights[place], bonds[place].to_bits(), CONSENSUS[place])
        });
        let mut rates = distances.to_vec();
        RateRule::new(LIQUID).apply(&mut rates);
        rates
    };
    let none = [num(0); 3];
    assert_eq!(rates(WEIGHTS[0], none), [3_021_960_096, USUAL, USUAL]);
    assert_eq!(rates(WEIGHTS[1], none), [USUAL, 3_021_959_726, USUAL]);
    assert_eq!(rates(WEIGHTS[2], none), [USUAL, USUAL, 3_763_102_885]);

    // Between the epochs bonds are stored in 16 bits.
    for (old, expected) in [
        (none, [1_510_980_048, 903_677_696, 602_451_797]),
        (
            [23055, 13788, 9192].map(prop),
            [1_958_819_843, 1_173_548_484, 782_365_656],
        ),
    ] {
        let mut rate = vec![num(0); 3];
        rate.extend(rates(WEIGHTS[0], old).into_iter().map(I32F32::from_bits));
        let before = row(old.map(I32F32::to_bits));
        let moved = mat_ema_alpha(&row(WEIGHTS[0]), &before, &[rate]);
        assert_eq!(bits(&moved), expected);
    }
}
