//! Building one block: initialise, inherent, extrinsics, finalise.

use super::{
    naming::{dispatch_error, validity_error},
    receipt::{payload, records_after},
    Chain, Clock, Receipt,
};
use crate::{account::Who, CallError, Error};
use codec::{Decode, Encode};
use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
#[allow(deprecated)]
use sp_runtime::traits::ValidateUnsigned;
use sp_runtime::{
    generic::{CheckedExtrinsic, Era, ExtrinsicFormat, Preamble},
    traits::{Applyable, Header as _},
    transaction_validity::{InvalidTransaction, TransactionValidityError},
    ApplyExtrinsicResult, Digest, DigestItem, MultiSignature,
};
use subtensor_runtime::{
    extensions::tx_extension, AccountId, Address, Executive, Hash, Header, Runtime, RuntimeCall,
    RuntimeEvent, System, UncheckedExtrinsic,
};

/// The block being built.
#[derive(Clone, Debug)]
pub(super) struct OpenBlock {
    pub(super) number: u32,
    /// Encoded, the inherent first.
    pub(super) extrinsics: Vec<Vec<u8>>,
}

/// A sealed block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its header.
    pub header: Header,
    /// Its hash.
    pub hash: Hash,
    /// Its extrinsics, encoded, the inherent first. A call that was applied
    /// without a signature carries an empty one.
    pub extrinsics: Vec<Vec<u8>>,
}

impl Chain {
    /// Opens the next block unless one is open: runs the hooks that begin it,
    /// its timestamp, and the pulse of a local beacon if one is due. Calls and seals do so by themselves; what it did by
    /// itself can be looked at before them.
    ///
    /// # Errors
    ///
    /// When the block's timestamp or pulse is refused.
    pub fn open(&mut self) -> Result<(), Error> {
        if self.open.is_some() {
            return Ok(());
        }
        let now = self.clock.tick();
        let header = self.next_header(self.clock);
        let number = *header.number();
        let inherent =
            UncheckedExtrinsic::new_bare_legacy(RuntimeCall::Timestamp(pallet_timestamp::Call::<
                Runtime,
            >::set {
                now,
            }));
        let bytes = inherent.encode();
        let result = self.state.execute(|| {
            Executive::initialize_block(&header);
            Executive::apply_extrinsic(inherent)
        });
        match result {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return Err(Error::Inherent(dispatch_error(&error))),
            Err(error) => return Err(Error::Inherent(validity_error(&error))),
        }
        self.open = Some(OpenBlock {
            number,
            extrinsics: vec![bytes],
        });
        self.write_due_pulse()
    }

    /// The header with which the next block begins, at the clock's time.
    fn next_header(&self, clock: Clock) -> Header {
        let slot = DigestItem::PreRuntime(*b"aura", clock.slot().encode());
        Header::new(
            self.head.number().saturating_add(1),
            Hash::zero(),
            Hash::zero(),
            self.head_hash,
            Digest { logs: vec![slot] },
        )
    }

    /// Runs `read` on what the next block's own step will do, before any call:
    /// the hooks that begin it are run, and everything is undone. While a block
    /// is open its step is over, and `read` sees the state as it is.
    pub fn foresee<R>(&mut self, read: impl FnOnce() -> R) -> R {
        if self.open.is_some() {
            return self.query(read);
        }
        let mut clock = self.clock;
        clock.tick();
        let header = self.next_header(clock);
        self.state.dry_run(|| {
            Executive::initialize_block(&header);
            read()
        })
    }

    /// Seals the open block, or an empty one, and gives it back.
    ///
    /// # Errors
    ///
    /// When the block's timestamp is refused.
    pub fn seal(&mut self) -> Result<Block, Error> {
        self.open()?;
        self.include_waiting()?;
        let header = self.state.execute(Executive::finalize_block);
        self.state.seal();
        self.head_hash = header.hash();
        self.head = header.clone();
        let extrinsics = self
            .open
            .take()
            .map(|open| open.extrinsics)
            .unwrap_or_default();
        Ok(Block {
            header,
            hash: self.head_hash,
            extrinsics,
        })
    }

    /// Applies a call signed by `who` now, in the open block, which this opens
    /// if none is. All checks of a transaction are run but that of the
    /// signature itself; nonce and fee are real.
    ///
    /// # Errors
    ///
    /// When the transaction is refused, or the call fails.
    pub fn call(
        &mut self,
        who: impl Who,
        call: impl Into<RuntimeCall>,
    ) -> Result<Receipt, CallError> {
        self.apply_as(who.account()?, call.into())
    }

    /// Applies a call with root's rights, through `Sudo.sudo` signed by the
    /// chain's sudo key.
    ///
    /// # Errors
    ///
    /// When the chain has no sudo key, the transaction is refused, or the call
    /// fails.
    pub fn sudo(&mut self, call: impl Into<RuntimeCall>) -> Result<Receipt, CallError> {
        let key = self
            .state
            .dry_run(pallet_sudo::Key::<Runtime>::get)
            .ok_or_else(|| CallError::Rejected("Sudo.NoKey".to_owned()))?;
        let call = Box::new(call.into());
        let receipt = self.apply_as(key, pallet_sudo::Call::<Runtime>::sudo { call }.into())?;
        // The outer call succeeds whatever the inner one does.
        let inner = receipt.events.iter().find_map(|event| match event {
            RuntimeEvent::Sudo(pallet_sudo::Event::<Runtime>::Sudid {
                sudo_result: Err(error),
            }) => Some(dispatch_error(error)),
            _ => None,
        });
        match inner {
            None => Ok(receipt),
            Some(error) => Err(CallError::Failed {
                error,
                receipt: Box::new(receipt),
            }),
        }
    }

    /// Applies an encoded, signed extrinsic now, in the open block.
    ///
    /// # Errors
    ///
    /// When the bytes are no extrinsic, it is refused, or its call fails.
    pub fn apply(&mut self, bytes: &[u8]) -> Result<Receipt, CallError> {
        let extrinsic = decode_extrinsic(bytes)?;
        // What no user may send is kept out by a node's pool: calls without a
        // signature, and inherents, which a block's author makes.
        let class = extrinsic.get_dispatch_info().class;
        if matches!(extrinsic.preamble, Preamble::Bare(_)) || class == DispatchClass::Mandatory {
            self.validate(extrinsic.clone())?;
        }
        self.apply_with(bytes.to_vec(), || Executive::apply_extrinsic(extrinsic))
    }

    /// The encoded extrinsic of a call, signed by a named key, with the
    /// account's next nonce.
    ///
    /// # Errors
    ///
    /// When the name has no key.
    pub fn sign(&mut self, who: &str, call: impl Into<RuntimeCall>) -> Result<Vec<u8>, Error> {
        let pair = crate::account::key_pair(who)?;
        let account = who.account()?;
        let call = call.into();
        let next = (self.open.is_none()).then(|| self.head.number().saturating_add(1));
        let parent = self.head_hash;
        let signed = self.state.dry_run(|| {
            // The first block tells the state its genesis hash, which is
            // signed too: sign as the coming block will check.
            if let Some(number) = next {
                System::initialize(&number, &parent, &Digest::default());
            }
            let extension = tx_extension(Era::Immortal, System::account_nonce(&account), 0);
            subtensor_runtime::SignedPayload::new(call, extension)
                .map(|payload| {
                    let signature = payload.using_encoded(|bytes| {
                        MultiSignature::Sr25519(sp_core::Pair::sign(&pair, bytes))
                    });
                    let (call, extension, _) = payload.deconstruct();
                    UncheckedExtrinsic::new_signed(call, Address::Id(account), signature, extension)
                        .encode()
                })
                .map_err(|error| validity_error(&error))
        });
        signed.map_err(Error::Extrinsic)
    }

    fn apply_as(&mut self, who: AccountId, call: RuntimeCall) -> Result<Receipt, CallError> {
        self.open()?;
        let nonce = self.state.dry_run(|| System::account_nonce(&who));
        let extension = tx_extension(Era::Immortal, nonce, 0);
        // In the block's body the call stands as an extrinsic with an empty
        // signature, so that its length, and with it the fee, is that of a
        // signed one.
        let bytes = UncheckedExtrinsic::new_signed(
            call.clone(),
            Address::Id(who.clone()),
            MultiSignature::Sr25519([0u8; 64].into()),
            extension.clone(),
        )
        .encode();
        let checked = CheckedExtrinsic {
            format: ExtrinsicFormat::Signed(who, extension),
            function: call,
        };
        let encoded = bytes.clone();
        self.apply_with(bytes, || apply_checked::<Runtime>(checked, encoded))
    }

    /// Runs an extrinsic in its own storage layer, so that a refused one
    /// leaves no trace, and collects what it did.
    pub(super) fn apply_with(
        &mut self,
        bytes: Vec<u8>,
        apply: impl FnOnce() -> ApplyExtrinsicResult,
    ) -> Result<Receipt, CallError> {
        self.open()?;
        let skip = payload(self.encoded_events()).len();
        self.state.start_transaction();
        let result = self.state.execute(apply);
        let result = match result {
            Ok(result) => {
                self.state.commit_transaction();
                result
            }
            Err(error) => {
                self.state.rollback_transaction();
                return Err(CallError::Rejected(validity_error(&error)));
            }
        };
        let events = records_after(self.encoded_events(), skip)
            .into_iter()
            .map(|record| record.event)
            .collect();
        let (block, index) = match &mut self.open {
            Some(open) => {
                open.extrinsics.push(bytes);
                (open.number, open.extrinsics.len().saturating_sub(1))
            }
            None => (0, 0),
        };
        let receipt = Receipt::new(block, index.try_into().unwrap_or(u32::MAX), events);
        match result {
            Ok(()) => Ok(receipt),
            Err(error) => Err(CallError::Failed {
                error: dispatch_error(&error),
                receipt: Box::new(receipt),
            }),
        }
    }

    /// Applies what waits in the pool. What cannot be valid any more is
    /// dropped; what is not yet, or no longer fits, waits on.
    fn include_waiting(&mut self) -> Result<(), Error> {
        let mut kept = Vec::new();
        for (hash, bytes) in self.pool.take() {
            let Ok(extrinsic) = decode_extrinsic(&bytes) else {
                continue;
            };
            let mut later = false;
            let outcome = self.apply_with(bytes.clone(), || {
                let result = Executive::apply_extrinsic(extrinsic);
                later = matches!(
                    result,
                    Err(TransactionValidityError::Invalid(
                        InvalidTransaction::Future | InvalidTransaction::ExhaustsResources
                    ))
                );
                result
            });
            match outcome {
                Err(CallError::Chain(error)) => return Err(error),
                Err(CallError::Rejected(_)) if later => kept.push((hash, bytes)),
                _ => {}
            }
        }
        self.pool.put_back(kept);
        Ok(())
    }
}

/// Decodes an extrinsic.
pub(super) fn decode_extrinsic(bytes: &[u8]) -> Result<UncheckedExtrinsic, Error> {
    UncheckedExtrinsic::decode(&mut &*bytes).map_err(|error| Error::Extrinsic(error.to_string()))
}

/// What `Executive` does with an extrinsic after its signature was checked. `V`
/// says which ones without a signature are let in.
#[allow(deprecated)] // The trait, which FRAME will give up in 2027.
pub(super) fn apply_checked<V: ValidateUnsigned<Call = RuntimeCall>>(
    extrinsic: CheckedExtrinsic<AccountId, RuntimeCall, subtensor_runtime::extensions::TxExtension>,
    encoded: Vec<u8>,
) -> ApplyExtrinsicResult {
    let mut info = extrinsic.function.get_dispatch_info();
    info.extension_weight = extrinsic.extension_weight();
    if !System::inherents_applied() {
        Executive::inherents_applied();
    }
    let length = encoded.len();
    System::note_extrinsic(encoded);
    let result = extrinsic.apply::<V>(&info, length)?;
    System::note_applied_extrinsic(&result, info);
    Ok(result.map(|_| ()).map_err(|error| error.error))
}
