//! The transaction extensions, in the main chain's order.
//!
//! Thirteen identifiers; each has its explicit bytes in the transaction and
//! its implicit bytes in what is signed (spec chapter `wire` §2.1). They are
//! nested in three tuples as on the main chain; metadata lists them flat.

mod charge_payment;
mod check_metadata_hash;
mod check_nonce;
mod drand_priority;
mod filter;
mod pass_through;
mod subtensor;
mod sudo;
mod zero_sized;

pub use charge_payment::ChargeTransactionPayment;
pub use check_metadata_hash::{CheckMetadataHash, Mode};
pub use check_nonce::CheckNonce;
pub use drand_priority::DrandPriority;
pub use filter::NestedBatchFilter;
pub use pass_through::CheckShieldedTxValidity;
pub use subtensor::{custom_code, SubtensorTransactionExtension};
pub use sudo::SudoTransactionExtension;

use crate::Runtime;

/// The extensions that FRAME's system pallet has, the nonce check with the
/// main chain's exception for free calls.
pub type SystemExtensions = (
    frame_system::CheckNonZeroSender<Runtime>,
    frame_system::CheckSpecVersion<Runtime>,
    frame_system::CheckTxVersion<Runtime>,
    frame_system::CheckGenesis<Runtime>,
    frame_system::CheckMortality<Runtime>,
    CheckNonce<Runtime>,
    frame_system::CheckWeight<Runtime>,
);

/// Payment, and the checks of the main chain's own pallets.
pub type ChainExtensions = (
    ChargeTransactionPayment<Runtime>,
    SudoTransactionExtension<Runtime>,
    CheckShieldedTxValidity<Runtime>,
    SubtensorTransactionExtension<Runtime>,
    DrandPriority<Runtime>,
);

/// All extensions of a transaction.
pub type TxExtension = (
    SystemExtensions,
    ChainExtensions,
    CheckMetadataHash<Runtime>,
);

/// The extensions of a transaction with the given era, nonce and tip (in
/// rao), everything else as every client sends it.
pub fn tx_extension(
    era: sp_runtime::generic::Era,
    nonce: crate::Nonce,
    tip: crate::Balance,
) -> TxExtension {
    (
        (
            frame_system::CheckNonZeroSender::new(),
            frame_system::CheckSpecVersion::new(),
            frame_system::CheckTxVersion::new(),
            frame_system::CheckGenesis::new(),
            frame_system::CheckMortality::from(era),
            CheckNonce::from(nonce),
            frame_system::CheckWeight::new(),
        ),
        (
            ChargeTransactionPayment::from(tip),
            SudoTransactionExtension::default(),
            CheckShieldedTxValidity::default(),
            SubtensorTransactionExtension::default(),
            DrandPriority::default(),
        ),
        CheckMetadataHash::default(),
    )
}
