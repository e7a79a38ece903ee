use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn pairs(state: &State) -> BTreeMap<Vec<u8>, Vec<u8>> {
    state
        .pairs()
        .map(|(key, value)| (key.to_vec(), value.to_vec()))
        .collect()
}

#[test]
fn a_rolled_back_transaction_leaves_nothing() {
    let mut state = State::default();
    state.put(b"a", Some(vec![1]));
    state.start_transaction();
    state.put(b"a", Some(vec![2]));
    state.put(b"b", Some(vec![3]));
    state.start_transaction();
    state.put(b"a", None);
    assert!(state.commit_transaction());
    assert_eq!(state.get(b"a"), None);
    assert!(state.rollback_transaction());
    assert_eq!(pairs(&state), BTreeMap::from([(b"a".to_vec(), vec![1])]));
    assert!(!state.rollback_transaction());
}

#[test]
fn keys_are_walked_in_byte_order() {
    let mut state = State::default();
    for key in [b"b".as_slice(), b"ab", b"a", b"ac"] {
        state.put(key, Some(vec![]));
    }
    assert_eq!(
        state.next_key(b"a").map(|k| k.to_vec()),
        Some(b"ab".to_vec())
    );
    let with_a: Vec<_> = state.keys_with_prefix(b"a").map(|k| k.to_vec()).collect();
    assert_eq!(with_a, [b"a".to_vec(), b"ab".to_vec(), b"ac".to_vec()]);
}

#[test]
fn a_limited_removal_spares_old_keys_only() {
    let mut state = State::default();
    state.put(b"p1", Some(vec![1]));
    state.put(b"p2", Some(vec![1]));
    state.seal();
    state.put(b"p0", Some(vec![1]));
    state.put(b"p2", Some(vec![2]));
    assert_eq!(state.remove_prefix(b"p", Some(1)), (1, true));
    assert_eq!(pairs(&state), BTreeMap::from([(b"p2".to_vec(), vec![2])]));
}

#[test]
fn appending_to_what_is_no_vector_begins_one() {
    let mut state = State::default();
    state.put(b"v", Some(vec![]));
    state.append(b"v", &7u32.encode());
    assert_eq!(state.get(b"v"), Some(vec![7u32].encode().as_slice()));
}

#[derive(Clone, Debug)]
enum Step {
    Put(u8, u8),
    Remove(u8),
    Append(u8, u8),
    Start,
    Commit,
    Rollback,
    Seal,
    Snapshot,
    Revert(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let key = 0u8..4;
    prop::collection::vec(
        prop_oneof![
            4 => (key.clone(), any::<u8>()).prop_map(|(k, v)| Step::Put(k, v)),
            2 => key.clone().prop_map(Step::Remove),
            4 => (key, any::<u8>()).prop_map(|(k, v)| Step::Append(k, v)),
            1 => Just(Step::Start),
            1 => Just(Step::Commit),
            1 => Just(Step::Rollback),
            1 => Just(Step::Seal),
            1 => Just(Step::Snapshot),
            1 => (0usize..3).prop_map(Step::Revert),
        ],
        0..200,
    )
}

proptest! {
    // The model keeps whole copies where the state keeps a journal.
    #[test]
    fn undoing_agrees_with_keeping_copies(steps in steps()) {
        let mut state = State::default();
        let mut model = BTreeMap::<Vec<u8>, Vec<u8>>::new();
        let mut transactions = Vec::new();
        let mut snapshots = Vec::new();
        for step in steps {
            match step {
                Step::Put(k, v) => {
                    // A valid one-item vector, so that appends meet both kinds.
                    let value = vec![v].encode();
                    state.put(&[k], Some(value.clone()));
                    model.insert(vec![k], value);
                }
                Step::Remove(k) => {
                    state.put(&[k], None);
                    model.remove([k].as_slice());
                }
                Step::Append(k, v) => {
                    state.append(&[k], &[v]);
                    let mut items: Vec<u8> = model
                        .get([k].as_slice())
                        .map(|bytes| codec::Decode::decode(&mut bytes.as_slice()).unwrap())
                        .unwrap_or_default();
                    items.push(v);
                    model.insert(vec![k], items.encode());
                }
                Step::Start => {
                    state.start_transaction();
                    transactions.push(model.clone());
                }
                Step::Commit => {
                    prop_assert_eq!(state.commit_transaction(), transactions.pop().is_some());
                }
                Step::Rollback => match transactions.pop() {
                    Some(copy) => {
                        prop_assert!(state.rollback_transaction());
                        model = copy;
                    }
                    None => prop_assert!(!state.rollback_transaction()),
                },
                Step::Seal => {
                    state.seal();
                    transactions.clear();
                }
                Step::Snapshot => {
                    prop_assert_eq!(state.snapshot(), snapshots.len());
                    transactions.clear();
                    snapshots.push(model.clone());
                }
                Step::Revert(to) => {
                    let known = to < snapshots.len();
                    prop_assert_eq!(state.revert(to), known);
                    if known {
                        snapshots.truncate(to + 1);
                        model = snapshots[to].clone();
                        transactions.clear();
                    }
                }
            }
            prop_assert_eq!(&pairs(&state), &model);
            prop_assert_eq!(state.len(), state.order.len());
        }
    }
}
