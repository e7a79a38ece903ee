//! Commits of weights that their reveal fits.

use super::{
    history::{encode, table},
    values::hex_bytes,
};
use node_sim::literal::Literal;
use pallet_subtensor::Call;
use pallet_yuma::Pallet as Yuma;
use sp_runtime::AccountId32 as AccountId;
use subtensor_runtime::{Runtime, RuntimeCall};
use subtensor_types::MechId;

/// Commits a hotkey by its hash.
pub const COMMIT: &str = "SubtensorModule.commit_weights";
/// Shows what was committed.
pub const REVEAL: &str = "SubtensorModule.reveal_weights";

/// The arguments of [`COMMIT`] with which a hotkey commits itself to the weights
/// that these arguments of [`REVEAL`] show.
pub fn hidden(hotkey: &AccountId, reveal: &Literal) -> Option<Literal> {
    let RuntimeCall::SubtensorModule(Call::reveal_weights {
        netuid,
        uids,
        values,
        salt,
        version_key,
    }) = encode(REVEAL, reveal)?
    else {
        return None;
    };
    let index = netuid.mechanism_index(MechId::MAIN);
    let hash = Yuma::<Runtime>::commit_hash(hotkey, index, &uids, &values, &salt, version_key);
    Some(table(vec![
        ("netuid".to_owned(), netuid.get().into()),
        ("commit_hash".to_owned(), hex_bytes(&hash.0)),
    ]))
}
