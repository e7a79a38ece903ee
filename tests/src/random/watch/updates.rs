//! A neuron's last update moves forward only (spec chapter `yuma` §16, 7).

use node_sim::Chain;
use pallet_subnets::{Keys, MechanismCountCurrent, Pallet as Subnets};
use pallet_yuma::LastUpdate;
use std::collections::BTreeMap;
use subtensor_runtime::{AccountId, Runtime};
use subtensor_types::MechId;

/// By mechanism index and hotkey, since uids change hands.
type Blocks = BTreeMap<(u16, AccountId), u64>;

/// When each neuron was last updated on each mechanism.
#[derive(Clone, Debug, Default)]
pub struct Updates(Blocks);

impl Updates {
    /// Looks at the chain again, after a block.
    ///
    /// # Errors
    ///
    /// When a neuron's last update has moved back.
    pub fn follow(&mut self, chain: &mut Chain) -> Result<(), String> {
        let before = std::mem::replace(&mut self.0, chain.query(updates));
        match moved_back(&before, &self.0) {
            Some(block) => Err(format!("the last update of a neuron moves back to {block}")),
            None => Ok(()),
        }
    }
}

/// The block to which some neuron's update has moved back. On a mechanism that came
/// anew there is none yet, so that it may be nothing again.
fn moved_back(before: &Blocks, after: &Blocks) -> Option<u64> {
    after.iter().find_map(|(neuron, &block)| {
        let earlier = before.get(neuron).copied().unwrap_or(0);
        let is_anew = block == 0 && neuron.0 >= MAIN_INDICES;
        (block < earlier && !is_anew).then_some(block)
    })
}

/// Below this are the indices of main mechanisms, which stay as long as their
/// networks.
const MAIN_INDICES: u16 = 4_096;

fn updates() -> Blocks {
    let mut found = BTreeMap::new();
    for netuid in Subnets::<Runtime>::all_netuids() {
        let keys: Vec<(u16, AccountId)> = Keys::<Runtime>::iter_prefix(netuid).collect();
        for mecid in 0..MechanismCountCurrent::<Runtime>::get(netuid).get() {
            let index = netuid.mechanism_index(MechId::new(mecid));
            let blocks = LastUpdate::<Runtime>::get(index);
            found.extend(keys.iter().map(|(uid, hotkey)| {
                let block = blocks.get(usize::from(*uid)).copied().unwrap_or(0);
                ((index.get(), hotkey.clone()), block)
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_mechanism_that_came_anew_may_forget() {
        let at = |index: u16, block| Blocks::from([((index, AccountId::new([1; 32])), block)]);
        for (index, later, expected) in [
            (1, 7, None),
            (1, 8, None),
            (1, 6, Some(6)),
            (1, 0, Some(0)),
            (4097, 6, Some(6)),
            (4097, 0, None),
        ] {
            assert_eq!(moved_back(&at(index, 7), &at(index, later)), expected);
        }
        assert_eq!(moved_back(&at(1, 7), &at(2, 0)), None);
        assert_eq!(moved_back(&at(1, 7), &Blocks::new()), None);
    }
}
