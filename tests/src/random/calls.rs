//! Which calls are made, how often, and by whom.
//!
//! The metadata says which calls there are. What [`HABITS`] does not name is
//! made now and then; what it names is made more often, or by somebody who may.

use node_sim::meta::{MetaError, Metadata};

/// Who usually signs a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A coldkey.
    Coldkey,
    /// A registered hotkey.
    Hotkey,
    /// The network's owner.
    Owner,
    /// Root, or the network's owner.
    Governor,
    /// Root.
    Root,
}

/// A call and how it is used.
#[derive(Clone, Debug)]
pub struct Habit {
    /// `Pallet.call`.
    pub path: String,
    /// How often, against the others.
    pub weight: u64,
    /// By whom.
    pub role: Role,
}

/// The pallets whose calls are made.
const PALLETS: [&str; 6] = [
    "SubtensorModule",
    "AdminUtils",
    "Balances",
    "Commitments",
    "Utility",
    "Swap",
];

/// Calls that are not made because they do by design what the checks forbid.
const LEFT_OUT: [&str; 5] = [
    // Writes the count of issued TAO.
    "AdminUtils.sudo_set_total_issuance",
    // Recycles alpha that is paid all the same (spec chapter `emission` §8.2).
    "AdminUtils.sudo_set_ck_burn",
    // Mint and burn without the count of issued TAO, as on the main chain.
    "Balances.force_set_balance",
    "Balances.force_adjust_total_issuance",
    "Balances.burn",
];

/// Whether a call does by design what the checks forbid: what comes after it
/// must not be checked.
pub fn breaks_rules_by_design(path: &str) -> bool {
    LEFT_OUT.contains(&path) || path.starts_with("System.")
}

/// How often a call of `SubtensorModule` is made that no habit names.
const USUAL_WEIGHT: u64 = 30;
/// The same for `AdminUtils`, which has many calls.
const SETTER_WEIGHT: u64 = 6;
/// The same for other pallets.
const OTHER_WEIGHT: u64 = 6;

/// What is made more or less often than usual, or by others than coldkeys.
const HABITS: &[(&str, u64, Role)] = &[
    ("add_stake", 220, Role::Coldkey),
    ("add_stake_limit", 60, Role::Coldkey),
    ("remove_stake", 150, Role::Coldkey),
    ("remove_stake_limit", 60, Role::Coldkey),
    ("remove_stake_full_limit", 40, Role::Coldkey),
    ("unstake_all", 8, Role::Coldkey),
    ("unstake_all_alpha", 8, Role::Coldkey),
    ("move_stake", 80, Role::Coldkey),
    ("transfer_stake", 80, Role::Coldkey),
    ("swap_stake", 60, Role::Coldkey),
    ("swap_stake_limit", 60, Role::Coldkey),
    ("recycle_alpha", 30, Role::Coldkey),
    ("burn_alpha", 30, Role::Coldkey),
    ("burned_register", 150, Role::Coldkey),
    ("register_limit", 40, Role::Coldkey),
    ("register", 15, Role::Coldkey),
    ("register_network", 40, Role::Coldkey),
    ("register_network_with_identity", 15, Role::Coldkey),
    ("root_register", 30, Role::Coldkey),
    ("set_children", 80, Role::Coldkey),
    ("claim_root", 40, Role::Coldkey),
    ("set_weights", 220, Role::Hotkey),
    ("set_mechanism_weights", 40, Role::Hotkey),
    ("batch_set_weights", 20, Role::Hotkey),
    ("commit_weights", 60, Role::Hotkey),
    ("commit_mechanism_weights", 10, Role::Hotkey),
    ("commit_timelocked_weights", 10, Role::Hotkey),
    ("commit_timelocked_mechanism_weights", 10, Role::Hotkey),
    ("commit_crv3_mechanism_weights", 10, Role::Hotkey),
    ("batch_commit_weights", 10, Role::Hotkey),
    ("reveal_weights", 10, Role::Hotkey),
    ("reveal_mechanism_weights", 10, Role::Hotkey),
    ("batch_reveal_weights", 10, Role::Hotkey),
    ("serve_axon", 30, Role::Hotkey),
    ("serve_axon_tls", 20, Role::Hotkey),
    ("serve_prometheus", 20, Role::Hotkey),
    ("associate_evm_key", 5, Role::Hotkey),
    ("start_call", 30, Role::Owner),
    ("set_subnet_identity", 10, Role::Owner),
    ("update_symbol", 10, Role::Owner),
    ("set_tempo", 10, Role::Owner),
    ("set_activity_cutoff_factor", 10, Role::Owner),
    ("trigger_epoch", 20, Role::Owner),
    ("sudo_set_root_claim_threshold", 10, Role::Governor),
    ("enable_voting_power_tracking", 5, Role::Governor),
    ("disable_voting_power_tracking", 5, Role::Governor),
    ("dissolve_network", 6, Role::Root),
    ("root_dissolve_network", 6, Role::Root),
    ("swap_coldkey", 12, Role::Root),
    ("reset_coldkey_swap", 10, Role::Root),
    ("swap_hotkey", 40, Role::Coldkey),
    ("swap_hotkey_v2", 40, Role::Coldkey),
    ("announce_coldkey_swap", 25, Role::Coldkey),
    ("swap_coldkey_announced", 60, Role::Coldkey),
    ("clear_coldkey_swap_announcement", 15, Role::Coldkey),
    ("dispute_coldkey_swap", 3, Role::Coldkey),
    ("set_pending_childkey_cooldown", 3, Role::Root),
];

/// Every call that is made.
///
/// # Errors
///
/// When the runtime has no metadata.
pub fn habits() -> Result<Vec<Habit>, MetaError> {
    let metadata = Metadata::runtime()?;
    let mut all = Vec::new();
    for pallet in metadata.pallets() {
        let Some(calls) = &pallet.calls else { continue };
        if !PALLETS.contains(&pallet.name.as_str()) {
            continue;
        }
        for call in metadata.variants(calls.ty.id) {
            let path = format!("{}.{}", pallet.name, call.name);
            if !LEFT_OUT.contains(&path.as_str()) {
                all.push(habit(path, &pallet.name, &call.name));
            }
        }
    }
    Ok(all)
}

fn habit(path: String, pallet: &str, call: &str) -> Habit {
    let (weight, role) = match pallet {
        "SubtensorModule" => HABITS
            .iter()
            .find(|(name, _, _)| *name == call)
            .map(|(_, weight, role)| (*weight, *role))
            .unwrap_or(if call.starts_with("sudo_") {
                (SETTER_WEIGHT, Role::Root)
            } else {
                (USUAL_WEIGHT, Role::Coldkey)
            }),
        "AdminUtils" => (SETTER_WEIGHT, Role::Governor),
        "Commitments" => (OTHER_WEIGHT, Role::Hotkey),
        _ => (OTHER_WEIGHT, Role::Coldkey),
    };
    Habit { path, weight, role }
}

/// Every call of the runtime, whatever the pallet.
///
/// # Errors
///
/// When the runtime has no metadata.
pub fn every_call() -> Result<Vec<String>, MetaError> {
    let metadata = Metadata::runtime()?;
    let mut all = Vec::new();
    for pallet in metadata.pallets() {
        if let Some(calls) = &pallet.calls {
            let calls = metadata.variants(calls.ty.id).iter();
            all.extend(calls.map(|call| format!("{}.{}", pallet.name, call.name)));
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_of_the_subject_pallets_is_made_or_left_out_by_name() {
        let made = habits().unwrap();
        for path in every_call().unwrap() {
            let pallet = path.split('.').next().unwrap();
            let expected = PALLETS.contains(&pallet) && !LEFT_OUT.contains(&path.as_str());
            assert_eq!(made.iter().any(|habit| habit.path == path), expected);
        }
        assert!(made.iter().all(|habit| habit.weight > 0));
    }
}
