//! The chapter's small epochs (§15.3): what is earned.

use super::subnet::Subnet;
use crate::yuma::{
    activity_cutoff_blocks, vec_u16_max_upscale_to_u16, zero_weights_to, Entry, EpochOutput,
    EpochWorkspace,
};

/// The stored form of weights on consecutive uids.
fn on(first: u16, values: &[u16]) -> Vec<Entry> {
    (first..).zip(vec_u16_max_upscale_to_u16(values)).collect()
}

fn bonds(output: &EpochOutput, validator: usize) -> &[Entry] {
    output.bonds.rows().nth(validator).unwrap()
}

/// As the chapter's default: everyone permitted and active, no owner; at block
/// 10, so that bonds count.
fn subnet(stake: &[u64]) -> Subnet {
    let mut subnet = Subnet::new(stake);
    subnet.params.block = 10;
    subnet
}

#[test]
fn bonds_follow_validators_who_stop() {
    // Y-1: the epoch, who changes and to what; dividends, validator emission,
    // bonds on columns 4 to 6 and on column 7.
    const WEIGHTS: &[u16] = &[16383, 32767, 49149, 65535];
    type Row<'a> = (
        Option<(usize, &'a [Entry])>,
        [u16; 4],
        [u64; 4],
        [u16; 4],
        [u16; 4],
    );
    let rows: &[Row] = &[
        (
            None,
            [6553, 13106, 19660, 26214],
            [49_999_998, 99_999_999, 150_000_000, 200_000_001],
            [16383, 32767, 49151, 65535],
            [16383, 32767, 49151, 65535],
        ),
        (
            Some((0, &[(0, 65535)])),
            [5897, 13252, 19879, 26505],
            [44_998_351, 101_110_561, 151_667_215, 202_223_870],
            [14582, 32767, 49151, 65535],
            [14582, 32767, 49151, 65535],
        ),
        (
            Some((1, &[(1, 65535)])),
            [5307, 11927, 20699, 27599],
            [40_496_805, 90_999_783, 157_929_636, 210_573_773],
            [12603, 28321, 49151, 65535],
            [12603, 28321, 49151, 65535],
        ),
        (
            Some((2, &[(2, 65535)])),
            [0; 4],
            [99_999_999, 199_999_999, 299_999_999, 399_999_999],
            [12602, 28320, 49150, 65535],
            [12602, 28320, 49150, 65535],
        ),
        (
            Some((2, &[(7, 65535)])),
            [4776, 10734, 21438, 28585],
            [36_443_733, 81_898_628, 163_565_493, 218_092_144],
            [12601, 28319, 49149, 65535],
            [10951, 24609, 49150, 65535],
        ),
        (
            None,
            [4299, 9660, 22103, 29471],
            [32_799_427, 73_706_612, 168_638_129, 224_855_830],
            [12600, 28318, 49148, 65535],
            [9559, 21482, 49150, 65535],
        ),
        (
            None,
            [3868, 8694, 22701, 30269],
            [29_518_068, 66_336_137, 173_203_134, 230_942_659],
            [12599, 28317, 49147, 65535],
            [8376, 18824, 49150, 65535],
        ),
        (
            None,
            [3481, 7825, 23240, 30987],
            [26_565_175, 59_701_871, 177_311_856, 236_421_095],
            [12598, 28316, 49146, 65535],
            [7363, 16549, 49150, 65535],
        ),
    ];
    let mut subnet = Subnet::new(&[1, 2, 3, 4, 0, 0, 0, 0]);
    subnet.registered = vec![1; 8];
    subnet.permits = vec![false; 8];
    let permits = subnet.step();
    assert_eq!(
        permits.validator_emission[..4],
        [99_999_999, 199_999_999, 299_999_999, 399_999_999]
    );
    for (epoch, (change, dividends, emission, others, last)) in (1..).zip(rows) {
        subnet.params.block += 1;
        if epoch == 1 {
            (0..4).for_each(|validator| subnet.set(validator, &on(4, WEIGHTS)));
        }
        if let Some((validator, weights)) = change {
            subnet.set(*validator, weights);
        }
        if epoch == 1 {
            check_the_bits_of_the_first_epoch(&subnet);
        }
        let output = subnet.step();
        assert_eq!(output.dividends[..4], *dividends, "epoch {epoch}");
        assert_eq!(output.validator_emission[..4], *emission, "epoch {epoch}");
        for validator in 0..4 {
            let (other, last) = (others[validator], last[validator]);
            assert_eq!(
                bonds(&output, validator),
                [(4, other), (5, other), (6, other), (7, last)],
                "epoch {epoch}"
            );
        }
        assert_eq!(output.stake_weight[..4], [6553, 13106, 19660, 26213]);
        let (consensus, incentive, servers, trust): ([u16; 4], [u16; 4], [u64; 4], [u16; 4]) =
            match epoch {
                1..=3 => (
                    [6553, 13107, 19660, 26214],
                    [6553, 13107, 19660, 26214],
                    [49_998_779, 100_000_610, 149_996_337, 200_004_272],
                    [1, 2, 3, 4].map(|number| if number >= epoch { 65534 } else { 0 }),
                ),
                4 => ([0; 4], [0; 4], [0; 4], [0; 4]),
                _ => (
                    [0, 0, 0, 26214],
                    [0, 0, 0, 65535],
                    [0, 0, 0, 500_000_000],
                    [0, 0, 26214, 26214],
                ),
            };
        assert_eq!(output.consensus[4..], consensus, "epoch {epoch}");
        assert_eq!(output.incentive[4..], incentive, "epoch {epoch}");
        assert_eq!(output.server_emission[4..], servers, "epoch {epoch}");
        assert_eq!(output.validator_trust[..4], trust, "epoch {epoch}");
    }
}

/// The raw vectors of Y-1, epoch 1.
fn check_the_bits_of_the_first_epoch(subnet: &Subnet) {
    let mut space = EpochWorkspace::default();
    subnet.run_in(&mut space, &mut EpochOutput::default());
    assert_eq!(
        space.consensus[4..],
        [429_486_243, 858_998_702, 1_288_458_730, 1_718_023_619]
    );
    assert_eq!(
        space.incentive[4..],
        [429_486_242, 858_998_702, 1_288_458_729, 1_718_023_621]
    );
    assert_eq!(
        space.dividends[..4],
        [429_496_720, 858_993_452, 1_288_490_194, 1_717_986_928]
    );
}

#[test]
fn self_weights_alone_pay_by_stake() {
    // Y-2, Y-3, Y-30.
    for (stake, emission) in [
        (vec![1_000_000_000], 1_000_000_000),
        (vec![1; 10], 99_999_999),
    ] {
        let mut subnet = subnet(&stake);
        (0..stake.len()).for_each(|uid| subnet.set(uid, &[(uid as u16, 65535)]));
        subnet.last_update.extend([1, 1]);
        let output = subnet.run();
        assert_eq!(output.emission, vec![emission; stake.len()]);
        for vector in [&output.consensus, &output.incentive, &output.dividends] {
            assert_eq!(*vector, vec![0; stake.len()]);
        }
        assert_eq!(output.active.len(), stake.len());
    }
}

#[test]
fn many_equal_validators_and_servers_share_alike() {
    // Y-4.
    for servers_weight_themselves in [false, true] {
        let mut stake = vec![328_125_000_000_000; 64];
        stake.resize(512, 0);
        let mut subnet = subnet(&stake);
        subnet.params.max_allowed_validators = 64;
        (0..64).for_each(|uid| subnet.set(uid, &on(64, &[1; 448])));
        if servers_weight_themselves {
            (64..512).for_each(|uid| subnet.set(uid, &[(uid as u16, 65535)]));
        }
        for _ in 0..3 {
            let output = subnet.step();
            assert_eq!(output.dividends[..64], [1023; 64]);
            assert_eq!(output.emission[..64], [7_812_500; 64]);
            assert_eq!(output.consensus[64..], [146; 448]);
            assert_eq!(output.incentive[64..], [146; 448]);
            assert_eq!(output.emission[64..], [1_116_071; 448]);
            let full: Vec<Entry> = (64..512).map(|uid| (uid, 65535)).collect();
            assert!((0..64).all(|uid| bonds(&output, uid) == full));
        }
    }
}

#[test]
fn an_inactive_validator_loses_dividends_slowly() {
    // Y-5 to Y-7.
    let mut subnet = Subnet::new(&[1; 4]);
    subnet.params.activity_cutoff = activity_cutoff_blocks(13889, 1);
    assert_eq!(subnet.params.activity_cutoff, 13);
    (0..2).for_each(|uid| subnet.set(uid, &on(2, &[1, 1])));
    let output = subnet.step();
    assert_eq!(output.emission, [250_000_000; 4]);
    assert_eq!(bonds(&output, 0), [(2, 65535), (3, 65535)]);
    assert_eq!(bonds(&output, 1), [(2, 65535), (3, 65535)]);

    for (block, validator, dividends, emission, bond) in [
        (5002, 0, [36044, 29490], [274_999_999, 224_999_999], 53619),
        (5003, 1, [35716, 29818], [272_501_132, 227_498_866], 54712),
    ] {
        subnet.params.block = block;
        subnet.set(validator, &on(2, &[1, 1]));
        let output = subnet.step();
        assert_eq!(output.dividends[..2], dividends);
        assert_eq!(output.validator_emission[..2], emission);
        assert_eq!(bonds(&output, 0), [(2, 65535), (3, 65535)]);
        assert_eq!(bonds(&output, 1), [(2, bond), (3, bond)]);
    }
}

#[test]
fn weights_do_not_reward_who_came_after_them() {
    // Y-8, Y-9, Y-19.
    let mut subnet = Subnet::new(&[1; 4]);
    subnet.params.tempo = 0;
    subnet.params.activity_cutoff = activity_cutoff_blocks(13889, 0);
    subnet.registered = vec![1; 4];
    subnet.params.block = 2;
    (0..2).for_each(|uid| subnet.set(uid, &on(2, &[43690, 21845])));
    (2..4).for_each(|uid| subnet.set(uid, &[(uid as u16, 65535)]));
    let output = subnet.step();
    assert_eq!(output.consensus, [0, 0, 43689, 21845]);
    assert_eq!(output.incentive, [0, 0, 43689, 21845]);
    assert_eq!(output.server_emission[2..], [333_331_637, 166_668_361]);
    assert_eq!(output.validator_emission[..2], [250_000_000; 2]);

    let before = output;
    subnet.stake[3] = 0;
    subnet.permits[3] = false;
    subnet.registered[3] = 2;
    subnet.weights[3].clear();
    subnet.bonds[3].clear();
    assert!(zero_weights_to(3, &mut subnet.weights[0]));
    assert!(zero_weights_to(3, &mut subnet.weights[1]));
    assert_eq!(subnet.weights[1], [(2, 65535), (3, 0)]);
    subnet.params.block = 3;
    subnet.set(0, &on(2, &[43690, 21845]));
    let output = subnet.step();
    assert_eq!(output.consensus[2..], [43689, 0]);
    assert_eq!(output.incentive[2..], [65535, 0]);
    assert_eq!(output.validator_trust[..2], [43689, 43689]);
    assert_eq!(output.dividends[..2], [32767, 32767]);
    assert_eq!(output.emission, [250_000_000, 250_000_000, 500_000_000, 0]);
    for validator in 0..2 {
        assert_eq!(bonds(&output, validator), [(2, 65535), (3, 65535)]);
        let pairs = bonds(&before, validator)
            .iter()
            .zip(bonds(&output, validator));
        for (index, (before, after)) in pairs.enumerate() {
            assert!(if index == 0 {
                before <= after
            } else {
                before >= after
            });
        }
    }
}

#[test]
fn only_fresh_weights_pay_the_server() {
    // Y-10, Y-11: the server's own weights, its registration, whether the
    // validator's weights are renewed; the emission.
    type Case<'a> = (&'a [Entry], &'a [Entry], u64, u64, [u64; 2]);
    let cases: [Case; 4] = [
        (&[], &[], 0, 1, [1_000_000_000, 0]),
        (&[], &[(1, 65535)], 0, 1, [1_000_000_000, 0]),
        (&[(1, 65535)], &[], 5, 5, [1_000_000_000, 0]),
        (&[(1, 65535)], &[], 5, 6, [500_000_000, 500_000_000]),
    ];
    for (weights, own, registered, updated, emission) in cases {
        let mut subnet = subnet(&[1, 0]);
        subnet.weights = vec![weights.to_vec(), own.to_vec()];
        subnet.registered[1] = registered;
        subnet.last_update = vec![updated; 2];
        assert_eq!(subnet.run().emission, emission);
    }
}

#[test]
fn without_weights_active_stake_is_paid() {
    // Y-12 to Y-16: permits, tempo, block, updates, validators allowed, stake;
    // validator emission, activity and new permits.
    struct Case<'a> {
        permits: &'a [bool],
        tempo: u16,
        block: u64,
        updates: [u64; 2],
        validators: u16,
        stake: [u64; 2],
        emission: [u64; 2],
        active: [bool; 2],
        new_permits: [bool; 2],
    }
    let usual = Case {
        permits: &[true, true],
        tempo: 360,
        block: 1000,
        updates: [999, 999],
        validators: 64,
        stake: [1_000_000_000; 2],
        emission: [500_000_000; 2],
        active: [true; 2],
        new_permits: [true; 2],
    };
    let cases = [
        Case {
            permits: &[true],
            emission: [1_000_000_000, 0],
            ..usual
        },
        Case {
            tempo: 10,
            updates: [999, 1],
            emission: [1_000_000_000, 0],
            active: [true, false],
            ..usual
        },
        Case {
            tempo: 10,
            block: 1_000_000,
            updates: [0, 0],
            active: [false; 2],
            ..usual
        },
        Case {
            validators: 1,
            stake: [2_000_000_000, 1_000_000_000],
            emission: [666_666_666, 333_333_333],
            new_permits: [true, false],
            ..usual
        },
        usual,
    ];
    for case in cases {
        let mut subnet = Subnet::new(&case.stake);
        subnet.permits = case.permits.to_vec();
        subnet.params.tempo = case.tempo;
        subnet.params.activity_cutoff = activity_cutoff_blocks(13889, case.tempo);
        subnet.params.block = case.block;
        subnet.params.max_allowed_validators = case.validators;
        subnet.last_update = case.updates.to_vec();
        let output = subnet.run();
        assert_eq!(output.validator_emission, case.emission);
        assert_eq!(output.server_emission, [0, 0]);
        assert_eq!(output.active, case.active);
        assert_eq!(output.validator_permit, case.new_permits);
    }
}

#[test]
fn three_validators_agree_and_disagree() {
    // Y-17, Y-18.
    type Case<'a> = (&'a [u16], [u16; 2], Option<[u16; 3]>, [u64; 3], [u64; 2]);
    let cases: [Case; 2] = [
        (
            &[65535, 0],
            [65535, 0],
            Some([32767, 0, 32767]),
            [250_000_000, 0, 250_000_000],
            [500_000_000, 0],
        ),
        (
            &[1, 1],
            [32767, 32767],
            None,
            [125_000_000, 125_000_000, 250_000_000],
            [250_000_000; 2],
        ),
    ];
    for (weights, consensus, dividends, emission, servers) in cases {
        let mut subnet = subnet(&[1_000_000_000, 1_000_000_000, 1_000_000_000, 0, 0]);
        subnet.set(0, &on(3, &[65535, 0]));
        subnet.set(1, &on(3, &[0, 65535]));
        subnet.set(2, &on(3, weights));
        let output = subnet.run();
        assert_eq!(output.consensus[3..], consensus);
        if let Some(dividends) = dividends {
            assert_eq!(output.dividends[..3], dividends);
            assert_eq!(bonds(&output, 1), []);
        } else {
            let positive = |validator| {
                let row = bonds(&output, validator).iter().copied();
                row.filter(|&(_, bond)| bond > 0).collect::<Vec<_>>()
            };
            assert_eq!(positive(0), [(3, 65535)]);
            assert_eq!(positive(1), [(4, 65535)]);
            assert_eq!(positive(2), [(3, 65535), (4, 65535)]);
        }
        assert_eq!(output.validator_emission[..3], emission);
        assert_eq!(output.server_emission[3..], servers);
    }
}
