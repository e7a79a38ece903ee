//! The events of `Balances`, numbered as on the main chain.
//!
//! FRAME has inserted new events among the old ones since the main chain's
//! release, so the numbers from 11 on moved. Here the main chain's events keep
//! their numbers and the newer ones follow; the fields are FRAME's. Source:
//! the main chain's metadata (runtime 425).

use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::traits::BalanceStatus;
use pallet_balances::UnexpectedKind;
use scale_info::TypeInfo;
use sp_metadata_ir::{EnumDeprecationInfoIR, PalletEventMetadataIR};

use crate::{AccountId, Balance, Runtime, RuntimeEvent, RuntimeHoldReason};

/// Declares the events in the order of their numbers, and the conversion from
/// FRAME's.
macro_rules! events {
    ($($(#[$doc:meta])+ $name:ident { $($field:ident: $ty:ty),+ })+) => {
        /// What happened to balances; amounts in rao.
        #[derive(Clone, Debug, Decode, DecodeWithMemTracking, Encode, PartialEq, TypeInfo)]
        #[allow(missing_docs)] // The fields say what their names say.
        pub enum Event {
            $($(#[$doc])+ $name { $($field: $ty),+ },)+
            /// Something that should not have happened did.
            Unexpected(UnexpectedKind),
        }

        impl From<pallet_balances::Event<Runtime>> for Event {
            fn from(event: pallet_balances::Event<Runtime>) -> Self {
                match event {
                    $(pallet_balances::Event::$name { $($field),+ } => Self::$name { $($field),+ },)+
                    pallet_balances::Event::Unexpected(kind) => Self::Unexpected(kind),
                    pallet_balances::Event::__Ignore(_, never) => match never {},
                }
            }
        }
    };
}

events! {
    /// An account came to be, with this free balance.
    Endowed { account: AccountId, free_balance: Balance }
    /// An account was removed, and a balance below the existential deposit
    /// with it.
    DustLost { account: AccountId, amount: Balance }
    /// A transfer.
    Transfer { from: AccountId, to: AccountId, amount: Balance }
    /// Root set a balance.
    BalanceSet { who: AccountId, free: Balance }
    /// Free balance became reserved.
    Reserved { who: AccountId, amount: Balance }
    /// Reserved balance became free.
    Unreserved { who: AccountId, amount: Balance }
    /// Reserved balance went to another account, where it is reserved or free.
    ReserveRepatriated {
        from: AccountId,
        to: AccountId,
        amount: Balance,
        destination_status: BalanceStatus
    }
    /// An amount was deposited, such as a refunded fee.
    Deposit { who: AccountId, amount: Balance }
    /// An amount was withdrawn, such as a fee.
    Withdraw { who: AccountId, amount: Balance }
    /// An amount was taken as punishment.
    Slashed { who: AccountId, amount: Balance }
    /// An amount was minted into an account.
    Minted { who: AccountId, amount: Balance }
    /// An amount was burned from an account.
    Burned { who: AccountId, amount: Balance }
    /// An amount was suspended; it can be restored.
    Suspended { who: AccountId, amount: Balance }
    /// A suspended amount was restored.
    Restored { who: AccountId, amount: Balance }
    /// An account was upgraded to the current form.
    Upgraded { who: AccountId }
    /// The issuance grew; the credit is yet to be paid out.
    Issued { amount: Balance }
    /// The issuance shrank; the debt is yet to be paid in.
    Rescinded { amount: Balance }
    /// Balance was locked.
    Locked { who: AccountId, amount: Balance }
    /// Balance was unlocked.
    Unlocked { who: AccountId, amount: Balance }
    /// Balance was frozen.
    Frozen { who: AccountId, amount: Balance }
    /// Balance was thawed.
    Thawed { who: AccountId, amount: Balance }
    /// Root changed the total issuance.
    TotalIssuanceForced { old: Balance, new: Balance }
    /// A credit was paid out and added to the issuance.
    MintedCredit { amount: Balance }
    /// A debt was taken off the issuance.
    BurnedDebt { amount: Balance }
    /// Balance was put on hold.
    Held { reason: RuntimeHoldReason, who: AccountId, amount: Balance }
    /// Balance on hold was burned.
    BurnedHeld { reason: RuntimeHoldReason, who: AccountId, amount: Balance }
    /// Balance on hold moved to another account.
    TransferOnHold {
        reason: RuntimeHoldReason,
        source: AccountId,
        dest: AccountId,
        amount: Balance
    }
    /// Balance moved to another account and is on hold there.
    TransferAndHold {
        reason: RuntimeHoldReason,
        source: AccountId,
        dest: AccountId,
        transferred: Balance
    }
    /// Balance was released from hold.
    Released { reason: RuntimeHoldReason, who: AccountId, amount: Balance }
}

// `UnexpectedKind` compares by its variant, so equality is total although
// FRAME doesn't say so.
impl Eq for Event {}

impl From<pallet_balances::Event<Runtime>> for RuntimeEvent {
    fn from(event: pallet_balances::Event<Runtime>) -> Self {
        Self::Balances(event.into())
    }
}

impl Event {
    /// What FRAME's macro asks an event type for.
    #[doc(hidden)]
    pub fn event_metadata<W: TypeInfo + 'static>() -> PalletEventMetadataIR {
        PalletEventMetadataIR {
            ty: scale_info::meta_type::<W>(),
            deprecation_info: EnumDeprecationInfoIR::nothing_deprecated(),
        }
    }
}
