//! Which unsigned transactions may wait for a block.
//!
//! They pay nothing, so a payload must be signed by the sr25519 key that it
//! names, though by anyone's, and a pulse must be new. Whether a pulse is the
//! beacon's is found out when it is applied.

use codec::Encode;
use frame_support::traits::Get;
use frame_system::pallet_prelude::BlockNumberFor;
use sp_io::{crypto::sr25519_verify, hashing::blake2_256};
use sp_runtime::{
    transaction_validity::{InvalidTransaction, TransactionValidity, ValidTransaction},
    MultiSignature, MultiSigner,
};

use crate::{
    pallet::{Call, Config, LastStoredRound, NextUnsignedAt, Pallet},
    types::Pulse,
};

/// What the tags of unsigned transactions begin with.
const TAG: &str = "DrandOffchainWorker";

impl<T: Config> Pallet<T> {
    /// Whether an unsigned call may wait for a block, and with which priority.
    ///
    /// # Errors
    ///
    /// In this order: `Call` for a call that needs an origin, `BadSigner`
    /// without a signature, `BadProof` with a wrong one, `Future` for a block
    /// to come, `Call` unless there is exactly one pulse, `Stale` before
    /// `NextUnsignedAt` or when its round was stored already.
    pub(crate) fn unsigned_validity(call: &Call<T>) -> TransactionValidity {
        match call {
            Call::write_pulse {
                pulses_payload: payload,
                signature,
            } => {
                check_signature(payload, &payload.public, signature)?;
                Self::check_block(payload.block_number)?;
                Self::pulse_validity(&payload.pulses)
            }
            Call::set_beacon_config {
                config_payload: payload,
                signature,
            } => {
                check_signature(payload, &payload.public, signature)?;
                Self::check_block(payload.block_number)?;
                Self::configuration_validity(payload.block_number, &payload.public)
            }
            _ => InvalidTransaction::Call.into(),
        }
    }

    fn check_block(fetched_at: BlockNumberFor<T>) -> Result<(), InvalidTransaction> {
        if frame_system::Pallet::<T>::block_number() < fetched_at {
            return Err(InvalidTransaction::Future);
        }
        Ok(())
    }

    /// Earlier rounds go first, and no round twice.
    fn pulse_validity(pulses: &[Pulse]) -> TransactionValidity {
        let [pulse] = pulses else {
            return InvalidTransaction::Call.into();
        };
        let gated = NextUnsignedAt::<T>::get() > frame_system::Pallet::<T>::block_number();
        if gated || pulse.round <= LastStoredRound::<T>::get() {
            return InvalidTransaction::Stale.into();
        }
        let earliness = u64::MAX.saturating_sub(pulse.round);
        ValidTransaction::with_tag_prefix(TAG)
            .priority(T::UnsignedPriority::get().saturating_add(earliness))
            .and_provides((b"drand", pulse.round).using_encoded(blake2_256))
            .longevity(3)
            .propagate(false)
            .build()
    }

    /// Valid to wait, although the call needs root: the main chain's form.
    fn configuration_validity(
        fetched_at: BlockNumberFor<T>,
        public: &MultiSigner,
    ) -> TransactionValidity {
        let next = NextUnsignedAt::<T>::get();
        if next > fetched_at {
            return InvalidTransaction::Stale.into();
        }
        ValidTransaction::with_tag_prefix(TAG)
            .priority(T::UnsignedPriority::get())
            .and_provides((next, public.encode()).using_encoded(blake2_256))
            .longevity(1)
            .propagate(true)
            .build()
    }
}

/// Whether a payload is signed by the key that it names.
fn check_signature(
    payload: &impl Encode,
    public: &MultiSigner,
    signature: &Option<MultiSignature>,
) -> Result<(), InvalidTransaction> {
    let signature = signature.as_ref().ok_or(InvalidTransaction::BadSigner)?;
    let proven = match (public, signature) {
        (MultiSigner::Sr25519(public), MultiSignature::Sr25519(signature)) => {
            payload.using_encoded(|bytes| sr25519_verify(signature, bytes, public))
        }
        _ => false,
    };
    if proven {
        Ok(())
    } else {
        Err(InvalidTransaction::BadProof)
    }
}
