//! A dissolved network is forgotten (spec chapter `registration` §2.4 and §8,
//! 14): nothing is stored under its number but what is meant to outlive it, and
//! what reads as if it were not there.

use node_sim::{meta::Metadata, Chain};
use pallet_subnets::Pallet as Subnets;
use scale_info::{TypeDef, TypeDefPrimitive};
use subtensor_runtime::Runtime;
use subtensor_types::NetUid;

/// What the next network of the same number inherits.
const SURVIVORS: [&str; 22] = [
    "MinAllowedUids",
    "MinNonImmuneUids",
    "OwnerCutEnabled",
    "RecycleOrBurn",
    "MinChildkeyTakePerSubnet",
    "RootProp",
    "RootClaimableThreshold",
    "RootAlphaDividendsPerSubnet",
    "AutoStakeDestination",
    "AutoStakeDestinationColdkeys",
    "VotingPower",
    "VotingPowerTrackingEnabled",
    "VotingPowerDisableAtBlock",
    "VotingPowerEmaAlpha",
    "AdjustmentInterval",
    "AdjustmentAlpha",
    "MaxWeightsLimit",
    "SubnetEmissionEnabled",
    "RegisteredSubnetCounter",
    // Shares that are worth nothing, of a hotkey without alpha (§2.2): a hotkey
    // swap can leave some behind.
    "Alpha",
    "AlphaV2",
    "TotalHotkeySharesV2",
];

/// Mechanisms are numbered with steps of this many networks.
const MECHANISM_STEP: u128 = 4096;

/// Checks that a network that was just dissolved left nothing behind.
///
/// # Errors
///
/// The storage items that still know it.
pub fn forgotten(chain: &mut Chain, netuid: NetUid) -> Result<(), String> {
    // A pruned network's number has its next owner already.
    if chain.query(|| Subnets::<Runtime>::subnet_exists(netuid)) {
        return Ok(());
    }
    let mut left = remains(chain, netuid).map_err(|error| error.to_string())?;
    left.sort();
    left.dedup();
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "a dissolved network is left in {}",
            left.join(", ")
        ))
    }
}

fn remains(chain: &Chain, netuid: NetUid) -> Result<Vec<String>, node_sim::meta::MetaError> {
    let metadata = Metadata::runtime()?;
    let mut left = Vec::new();
    for pallet in metadata.pallets() {
        if !["SubtensorModule", "Swap"].contains(&pallet.name.as_str()) {
            continue;
        }
        let entries = pallet.storage.iter().flat_map(|storage| &storage.entries);
        for entry in entries {
            if SURVIVORS.contains(&entry.name.as_str()) {
                continue;
            }
            let item = metadata.storage(&format!("{}.{}", pallet.name, entry.name))?;
            let Some(place) = item.keys.iter().position(|(_, ty)| is_u16(metadata, *ty)) else {
                continue;
            };
            let prefix = item.prefix();
            for key in chain.state().keys_with_prefix(&prefix) {
                // A hotkey swap writes "no member" for networks the hotkey is not on.
                if chain.state().get(key) == item.default {
                    continue;
                }
                let keys = metadata.decode_keys(&item, key)?;
                let number = keys.get(place).and_then(|key| key.as_ref()?.as_u128());
                if number.map(|number| number % MECHANISM_STEP) == Some(netuid.get().into()) {
                    left.push(entry.name.clone());
                }
            }
        }
    }
    Ok(left)
}

/// Whether a key is a network's number, or that of a mechanism.
fn is_u16(metadata: &Metadata, ty: u32) -> bool {
    match metadata.types().resolve(ty).map(|ty| &ty.type_def) {
        Some(TypeDef::Primitive(TypeDefPrimitive::U16)) => true,
        Some(TypeDef::Composite(composite)) => match composite.fields.as_slice() {
            [only] => is_u16(metadata, only.ty.id),
            _ => false,
        },
        _ => false,
    }
}
