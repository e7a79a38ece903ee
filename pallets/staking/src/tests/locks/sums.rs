//! How close the sums of locks stay to the locks (spec I21).

use super::*;
use proptest::prelude::*;

/// What happens to the locks of three coldkeys to one hotkey.
#[derive(Clone, Debug)]
enum Op {
    Lock(usize, u64),
    /// What staking and unstaking do.
    Update(usize),
    /// What selling a small nomination does.
    Reduce(usize, u64),
    Wait(u64),
}

fn op() -> impl Strategy<Value = Op> {
    // No lock begins as dust, which only the sum would keep.
    let mass = || (any::<u64>(), 24u32..56).prop_map(|(bits, shift)| (bits >> shift).max(100));
    prop_oneof![
        3 => (0usize..3, mass()).prop_map(|(c, a)| Op::Lock(c, a)),
        2 => (0usize..3).prop_map(Op::Update),
        1 => (0usize..3, mass()).prop_map(|(c, a)| Op::Reduce(c, a)),
        3 => (1u64..400_000).prop_map(Op::Wait),
    ]
}

fn coldkeys() -> [AccountId32; 3] {
    [cold(), other_cold(), stranger()]
}

fn execute(op: &Op) {
    let coldkeys = coldkeys();
    match *op {
        Op::Lock(c, amount) => {
            let _ = lock_stake(&coldkeys[c], &hot(), ONE, amount);
        }
        Op::Update(c) => {
            Staking::update_lock(&coldkeys[c], ONE);
        }
        Op::Reduce(c, amount) => Staking::force_reduce_lock(&coldkeys[c], ONE, alpha(amount)),
        Op::Wait(blocks) => System::set_block_number(System::block_number() + blocks),
    }
}

/// Runs the operations with locks of one kind and gives all of them to `check`
/// after each: the locks that are stored, and their sum.
fn check_all(perpetual: bool, ops: &[Op], check: impl Fn(&[LockState], LockState)) {
    run(|| {
        for coldkey in coldkeys() {
            give_stake(&coldkey, &hot(), ONE, 1_000 * TRILLION);
            Staking::do_set_perpetual_lock(&coldkey, ONE, perpetual);
        }
        for op in ops {
            execute(op);
            let locks: Vec<LockState> = Lock::<Test>::iter_values().collect();
            let sum = sums(&hot())[usize::from(!perpetual)].unwrap_or(LockState::empty(1));
            assert_eq!(sums(&hot())[usize::from(perpetual)], None);
            check(&locks, sum);
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Perpetual locks keep their mass, and their conviction follows a linear
    /// rule, so their sum is their sum.
    #[test]
    fn sums_of_perpetual_locks_are_exact(ops in proptest::collection::vec(op(), 1..40)) {
        check_all(true, &ops, |locks, sum| {
            let mass: u64 = locks.iter().map(|lock| lock.locked_mass.to_u64()).sum();
            // A rao of conviction can be lost with each lock that ends as dust.
            assert_eq!(sum.locked_mass, alpha(mass));
            let kind = subtensor_math::locks::Kind { owner: false, perpetual: true };
            let rates = subtensor_math::locks::Rates { unlock: RATE, maturity: RATE };
            let now = System::block_number();
            let each: u64 = locks
                .iter()
                .map(|lock| lock.rolled(now, rates, kind).conviction.to_num::<u64>())
                .sum();
            let all = sum.rolled(now, rates, kind).conviction.to_num::<u64>();
            assert!(all.abs_diff(each) <= 1_000, "{all} for {each}");
        });
    }

    /// A decaying lock that is rolled stamps its sum, which then misses what the
    /// other locks lost and gained meanwhile: the sum keeps too much mass, up to
    /// what the locks had when each was last rolled, and has too little conviction.
    #[test]
    fn sums_of_decaying_locks_stay_within_the_stored_locks(
        ops in proptest::collection::vec(op(), 1..40),
    ) {
        check_all(false, &ops, |locks, sum| {
            let mass: u64 = locks.iter().map(|lock| lock.locked_mass.to_u64()).sum();
            assert!(sum.locked_mass <= alpha(mass + 40), "{sum:?} for {mass}");
        });
    }
}
