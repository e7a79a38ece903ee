//! The chapter's small epochs (§15.3) about owners, permits, thresholds and
//! commits, and its edge cases (§14).

use super::subnet::Subnet;
use crate::yuma::{vec_u16_max_upscale_to_u16, Entry, EpochOutput};

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
fn permits_go_to_the_largest_stakes() {
    // Y-20: n, k; validators have stake 1 or uid + n, servers 0 or uid.
    for (n, k) in [(2u64, 1u64), (4, 2), (8, 4)] {
        for threshold in [0, k] {
            for (validators, servers) in [
                (Box::new(|_| 1u64) as Box<dyn Fn(u64) -> u64>, 0),
                (Box::new(move |uid| uid + n), 1),
            ] {
                // Every other uid validates, so that places do not decide.
                let is_validator = |uid: u64| uid.is_multiple_of(2);
                let stake: Vec<u64> = (0..n)
                    .map(|uid| {
                        if is_validator(uid) {
                            validators(uid)
                        } else {
                            uid * servers
                        }
                    })
                    .collect();
                let mut subnet = subnet(&stake);
                subnet.params.max_allowed_validators = k as u16;
                subnet.params.stake_threshold = threshold;
                let expected: Vec<bool> = (0..n)
                    .map(|uid| is_validator(uid) && validators(uid) >= threshold)
                    .collect();
                assert_eq!(subnet.run().validator_permit, expected);

                (0..n)
                    .filter(|&uid| !is_validator(uid))
                    .for_each(|uid| subnet.stake[uid as usize] += 2 * n);
                let expected: Vec<bool> = (0..n).map(|uid| !is_validator(uid)).collect();
                assert_eq!(subnet.run().validator_permit, expected);
            }
        }
    }
}

#[test]
fn the_owner_may_weight_itself() {
    // Y-21.
    let mut subnet = subnet(&[1_000_000_000, 0]);
    subnet.params.owner_uid = Some(0);
    subnet.set(0, &[(0, 65535), (1, 65535)]);
    let output = subnet.run();
    assert_eq!(output.server_emission, [250_000_000; 2]);
    assert_eq!(output.validator_emission, [500_000_000, 0]);
    assert_eq!(output.emission, [750_000_000, 250_000_000]);
}

#[test]
fn the_owner_holds_a_permit_without_stake() {
    // Y-22, its epoch.
    let mut subnet = subnet(&[0, 5]);
    subnet.params.owner_uid = Some(0);
    subnet.params.stake_threshold = 1;
    subnet.permits = vec![false; 2];
    assert_eq!(subnet.run().validator_permit, [true, true]);
}

#[test]
fn an_owner_without_stake_moves_no_consensus() {
    // E-11: its weights do not count, on itself or on others.
    for target in [0, 2] {
        let mut subnet = subnet(&[0, 5, 0, 0]);
        subnet.params.owner_uid = Some(0);
        subnet.set(0, &[(target, 65535)]);
        subnet.set(1, &[(3, 65535)]);
        let output = subnet.run();
        assert!(output.validator_permit[0]);
        assert_eq!(output.consensus, [0, 0, 0, 65535]);
        assert_eq!(output.validator_trust, [0, 65535, 0, 0]);
        assert_eq!(output.emission, [0, 500_000_000, 0, 500_000_000]);
    }
}

#[test]
fn two_equal_halves_disagree() {
    // Y-23 to Y-25: κ, moving average, Yuma3; consensus, validator and server
    // emission, the bond of each to its own target.
    type Case = (u16, u64, bool, u16, u64, u64, Option<u16>);
    let cases: [Case; 4] = [
        (
            32767,
            900_000,
            false,
            65535,
            250_000_000,
            250_000_000,
            Some(65535),
        ),
        (
            32767,
            900_000,
            true,
            65535,
            250_000_000,
            250_000_000,
            Some(6553),
        ),
        (32768, 900_000, false, 0, 500_000_000, 0, None),
        (32767, 1_000_000, false, 65535, 0, 500_000_000, None),
    ];
    for (kappa, average, yuma3, consensus, validators, servers, bond) in cases {
        let mut subnet = subnet(&[1_000_000_000, 1_000_000_000, 0, 0]);
        subnet.params.kappa = kappa;
        subnet.params.bonds_moving_average = average;
        subnet.params.yuma3 = yuma3;
        subnet.set(0, &on(2, &[65535, 0]));
        subnet.set(1, &on(2, &[0, 65535]));
        let output = subnet.run();
        assert_eq!(output.consensus[2..], [consensus; 2]);
        assert_eq!(output.validator_emission[..2], [validators; 2]);
        assert_eq!(output.server_emission[2..], [servers; 2]);
        for (validator, target) in [(0, 2), (1, 3)] {
            let expected: Vec<Entry> = bond.map(|bond| (target, bond)).into_iter().collect();
            assert_eq!(bonds(&output, validator), expected);
        }
    }
}

#[test]
fn the_threshold_spares_the_owner() {
    // Y-26.
    let mut subnet = subnet(&[50, 49, 10]);
    subnet.params.stake_threshold = 50;
    subnet.params.owner_uid = Some(2);
    subnet.params.max_allowed_validators = 1;
    let output = subnet.run();
    assert_eq!(output.stake_weight, [54612, 0, 10922]);
    assert_eq!(output.validator_permit, [true, false, true]);
    assert_eq!(output.validator_emission, [833_333_333, 0, 166_666_666]);
}

#[test]
fn weights_committed_before_a_registration_do_not_reach_it() {
    // Y-27: the commits in force, the incentive.
    let cases: [(&[u64], [u16; 3]); 3] = [
        (&[12, u64::MAX, u64::MAX], [0, 65535, 0]),
        (&[u64::MAX; 3], [0, 32767, 32767]),
        (&[], [0, 32767, 32767]),
    ];
    for (committed, incentive) in cases {
        let mut subnet = subnet(&[1, 0, 0]);
        subnet.params.block = 20;
        subnet.set(0, &on(1, &[1, 1]));
        subnet.registered = vec![1, 1, 15];
        subnet.committed = committed.to_vec();
        assert_eq!(subnet.run().incentive, incentive);
    }
}

#[test]
fn a_refreshed_weight_does_not_reach_who_replaced_a_target() {
    // Y-28, as blocks: a commit at 30 is in force, uid 2 is replaced at 40, and
    // the weights are set anew at 50.
    let mut subnet = subnet(&[1, 0, 0]);
    subnet.params.block = 50;
    subnet.set(0, &on(1, &[1, 1]));
    subnet.params.block = 60;
    subnet.committed = vec![30, u64::MAX, u64::MAX];
    assert_eq!(subnet.run().incentive, [0, 32767, 32767]);
    subnet.registered = vec![1, 1, 40];
    assert_eq!(subnet.run().incentive, [0, 65535, 0]);
}

#[test]
fn a_newer_commit_shields_the_newer_targets_only() {
    // Y-29, as blocks: a commit before 20 has expired, one at 30 is in force;
    // targets were registered between the two and twice after both.
    let mut subnet = subnet(&[1, 0, 0, 0]);
    subnet.params.block = 60;
    subnet.set(0, &on(1, &[1, 1, 1]));
    subnet.registered = vec![1, 20, 40, 45];
    subnet.committed = vec![30, u64::MAX, u64::MAX, u64::MAX];
    assert_eq!(subnet.run().incentive, [0, 65535, 0, 0]);
}

#[test]
fn nobody_with_stake_gets_nothing() {
    // E-5, and a subnet without neurons.
    let mut subnet = subnet(&[0, 0]);
    subnet.set(0, &[(1, 65535)]);
    let output = subnet.run();
    assert_eq!(output.emission, [0, 0]);
    assert_eq!(output.validator_permit, [false, false]);

    let mut subnet = Subnet::new(&[]);
    assert_eq!(subnet.run(), EpochOutput::default());
    subnet.params.owner_uid = Some(3);
    assert_eq!(subnet.run(), EpochOutput::default());
}

#[test]
fn a_single_validator_has_everything() {
    // E-6.
    let mut subnet = subnet(&[7, 0, 0]);
    subnet.set(0, &on(1, &[65535, 65535]));
    let output = subnet.run();
    assert_eq!(output.consensus, [0, 32767, 32767]);
    assert_eq!(output.dividends, [65535, 0, 0]);
    assert_eq!(output.validator_trust, [65535, 0, 0]);
    assert_eq!(output.validator_emission, [500_000_000, 0, 0]);
    assert_eq!(output.server_emission, [0, 250_000_000, 250_000_000]);
}

#[test]
fn without_weights_that_count_stake_is_paid() {
    // E-1 to E-4: no weights, self-weights only, outdated ones, and nobody who
    // is both active and permitted; the stakes that are paid.
    let usual = {
        let mut subnet = subnet(&[3, 1, 0]);
        subnet.bonds[0] = vec![(2, 65535)];
        subnet
    };
    let mut to_itself = usual.clone();
    to_itself.set(0, &[(0, 65535)]);
    let mut outdated = usual.clone();
    outdated.set(0, &[(2, 65535)]);
    outdated.registered[2] = 10;
    let mut inactive = usual.clone();
    inactive.params.block = 10_000;
    let mut unpermitted = usual.clone();
    unpermitted.permits = vec![false; 3];
    for subnet in [usual, to_itself, outdated, inactive, unpermitted] {
        let output = subnet.run();
        assert_eq!(output.validator_emission, [750_000_000, 250_000_000, 0]);
        assert_eq!(output.emission, output.validator_emission);
        assert_eq!(output.server_emission, [0; 3]);
        for vector in [&output.consensus, &output.incentive, &output.dividends] {
            assert_eq!(*vector, [0; 3]);
        }
    }
}

#[test]
fn without_weights_only_yuma3_lets_bonds_fade() {
    // E-1: what is stored is quantised once more, which costs one at most.
    for (yuma3, expected) in [(false, [40_000, 65_535]), (true, [36_000, 58_981])] {
        let mut subnet = subnet(&[3, 1, 0]);
        subnet.params.yuma3 = yuma3;
        subnet.bonds[0] = vec![(2, 40_000)];
        subnet.bonds[1] = vec![(2, 65_535)];
        let output = subnet.run();
        for (validator, expected) in expected.into_iter().enumerate() {
            let [(2, bond)] = bonds(&output, validator) else {
                panic!("{:?} is no single bond", bonds(&output, validator));
            };
            assert!((expected - 1..=expected).contains(bond), "{bond}");
        }
    }
}

#[test]
fn without_penalty_bonds_follow_weights_that_lost() {
    // E-7: nobody agrees, so stake is paid, but clipping does not reach the bonds.
    for (yuma3, bond) in [(false, 65_535), (true, 6_553)] {
        let mut subnet = subnet(&[1, 1, 1, 0, 0, 0]);
        subnet.params.yuma3 = yuma3;
        subnet.params.bonds_penalty = 0;
        for (validator, target) in (3..6).enumerate() {
            subnet.set(validator, &[(target, 65535)]);
        }
        let output = subnet.run();
        assert_eq!(output.consensus, [0; 6]);
        assert_eq!(
            output.validator_emission,
            [333_333_333, 333_333_333, 333_333_333, 0, 0, 0]
        );
        for (validator, target) in (3..6).enumerate() {
            assert_eq!(bonds(&output, validator), [(target, bond)]);
        }
    }
}

#[test]
fn who_is_outvoted_lives_on_old_bonds() {
    // E-8: uid 2 alone weights another server, and has bonds to the winner or none.
    for yuma3 in [false, true] {
        for old in [None, Some((3, 65_535))] {
            let mut subnet = subnet(&[1, 1, 1, 0, 0]);
            subnet.params.yuma3 = yuma3;
            for (validator, target) in [(0, 3), (1, 3), (2, 4)] {
                subnet.set(validator, &[(target, 65535)]);
                subnet.bonds[validator] = vec![(3, 65_535)];
            }
            subnet.bonds[2] = old.into_iter().collect();
            let mut before = u16::MAX;
            for _ in 0..5 {
                let dividends = subnet.step().dividends[2];
                if old.is_none() {
                    assert_eq!(dividends, 0);
                } else {
                    assert!(0 < dividends && dividends < before);
                }
                before = dividends;
            }
        }
    }
}

#[test]
fn only_a_majority_moves_the_consensus() {
    // E-7 and E-8: three equal stakes and as many targets; who weights which,
    // the consensus, dividends and validator emission. Nobody agrees, so stake
    // is paid and full penalty leaves no bonds; then two agree on one target.
    type Case = ([u16; 3], [u16; 3], [u16; 3], [u64; 3]);
    let cases: [Case; 2] = [
        ([3, 4, 5], [0; 3], [0; 3], [333_333_333; 3]),
        (
            [3, 3, 4],
            [65535, 0, 0],
            [32767, 32767, 0],
            [250_000_000, 250_000_000, 0],
        ),
    ];
    for (targets, consensus, dividends, emission) in cases {
        for yuma3 in [false, true] {
            let mut subnet = subnet(&[1_000_000_000, 1_000_000_000, 1_000_000_000, 0, 0, 0]);
            subnet.params.yuma3 = yuma3;
            for (validator, target) in targets.into_iter().enumerate() {
                subnet.set(validator, &[(target, 65535)]);
            }
            let output = subnet.run();
            assert_eq!(output.consensus[3..], consensus);
            assert_eq!(output.incentive[3..], consensus);
            assert_eq!(output.dividends[..3], dividends);
            assert_eq!(output.validator_emission[..3], emission);
            assert_eq!(bonds(&output, 2), []);
        }
    }
}

#[test]
fn servers_get_everything_when_nobody_has_bonds() {
    // E-9.
    for yuma3 in [false, true] {
        let mut subnet = subnet(&[1_000_000_000, 0, 0]);
        subnet.params.bonds_moving_average = 1_000_000;
        subnet.params.yuma3 = yuma3;
        subnet.set(0, &on(1, &[1, 1]));
        let output = subnet.run();
        assert_eq!(output.dividends, [0; 3]);
        assert_eq!(output.validator_emission, [0; 3]);
        assert_eq!(output.server_emission, [0, 500_000_000, 500_000_000]);
    }
}

#[test]
fn a_new_subnet_hears_its_owner_only() {
    // E-10, E-15: nobody is permitted yet, but the owner; the others become
    // validators, and their weights count, in the next epoch.
    let mut subnet = subnet(&[1_000, 9_000, 0, 0]);
    subnet.params.owner_uid = Some(0);
    subnet.permits = vec![false; 4];
    subnet.set(0, &[(2, 65535)]);
    subnet.set(1, &[(3, 65535)]);
    let first = subnet.step();
    assert_eq!(first.incentive, [0, 0, 65535, 0]);
    assert_eq!(first.validator_trust, [65535, 0, 0, 0]);
    assert_eq!(first.validator_permit, [true, true, false, false]);
    assert_eq!(bonds(&first, 1), []);
    let second = subnet.step();
    assert_eq!(second.incentive, [0, 0, 0, 65535]);
    assert_eq!(bonds(&second, 1), [(3, 65535)]);
}

#[test]
fn cells_of_nobody_are_ignored() {
    // E-12, E-13: updates, weights and bonds past the last neuron.
    let mut subnet = subnet(&[1, 0]);
    subnet.set(0, &[(1, 65535)]);
    let expected = subnet.run();
    subnet.last_update.extend([1, 1]);
    subnet.set(0, &[(1, 65535), (2, 65535), (65535, 65535)]);
    subnet.bonds[0] = vec![(7, 65535)];
    assert_eq!(subnet.run(), expected);
}

#[test]
fn bonds_and_permits_advance_without_emission() {
    // E-14: no rao.
    let mut subnet = subnet(&[1, 1, 0]);
    subnet.set(0, &[(2, 65535)]);
    let paid = subnet.run();
    subnet.params.rao_emission = 0;
    let unpaid = subnet.run();
    assert_eq!(unpaid.emission, [0; 3]);
    assert_eq!(unpaid.server_emission, [0; 3]);
    assert_eq!(unpaid.validator_emission, [0; 3]);
    assert_eq!(unpaid.incentive, paid.incentive);
    assert_eq!(unpaid.dividends, paid.dividends);
    assert_eq!(unpaid.validator_permit, paid.validator_permit);
    assert_eq!(unpaid.bonds, paid.bonds);
}

/// No call stores such a row, but a state from elsewhere may have it.
#[test]
fn a_target_named_twice_moves_no_other_targets_weight() {
    let mut subnet = Subnet::new(&[10, 0, 0, 0, 0]);
    subnet.set(0, &[(1, 100), (2, 100), (2, 100), (4, 100), (9, 100)]);
    let epoch = subnet.run();
    assert_eq!(epoch.consensus[3], 0);
    assert_eq!(epoch.incentive[3], 0);
    assert!(epoch.consensus[4] > 0);
}
