//! Extensions whose subject this runtime does not have yet.
//!
//! Each keeps the wire shape of the main chain's extension of that name,
//! which has no bytes of its own, so that transactions signed for the main
//! chain's format are accepted. None of them checks anything:
//!
//! * `CheckShieldedTxValidity` looks only at calls of the MEV shield, a
//!   pallet that is not in this runtime;
//! * `DrandPriority` looks only at calls of the drand pallet, likewise.

use super::zero_sized::zero_sized;
use sp_runtime::{impl_tx_ext_default, traits::TransactionExtension};

zero_sized! {
    /// The place of the main chain's check of MEV-shielded transactions.
    CheckShieldedTxValidity
}
zero_sized! {
    /// The place of the main chain's priority for randomness pulses.
    DrandPriority
}

macro_rules! pass {
    ($name:ident) => {
        impl<T: frame_system::Config + Send + Sync> TransactionExtension<T::RuntimeCall>
            for $name<T>
        {
            const IDENTIFIER: &'static str = stringify!($name);
            type Implicit = ();
            type Val = ();
            type Pre = ();

            impl_tx_ext_default!(T::RuntimeCall; weight validate prepare);
        }
    };
}

pass!(CheckShieldedTxValidity);
pass!(DrandPriority);
