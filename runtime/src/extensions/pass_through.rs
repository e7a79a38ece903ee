//! Extensions whose subject this runtime does not have yet.
//!
//! `CheckShieldedTxValidity` keeps the wire shape of the main chain's extension
//! of that name, which has no bytes of its own, so that transactions signed for
//! the main chain's format are accepted. It checks nothing: it would look only
//! at calls of the MEV shield, a pallet that is not in this runtime.

use super::zero_sized::zero_sized;
use sp_runtime::{impl_tx_ext_default, traits::TransactionExtension};

zero_sized! {
    /// The place of the main chain's check of MEV-shielded transactions.
    CheckShieldedTxValidity
}

impl<T: frame_system::Config + Send + Sync> TransactionExtension<T::RuntimeCall>
    for CheckShieldedTxValidity<T>
{
    const IDENTIFIER: &'static str = "CheckShieldedTxValidity";
    type Implicit = ();
    type Val = ();
    type Pre = ();

    impl_tx_ext_default!(T::RuntimeCall; weight validate prepare);
}
