//! A beacon of the chain's own, for time-locked commits without a network.
//!
//! Real commits are encrypted for rounds of drand's quicknet, whose signatures
//! nobody has before their time. A chain that was built with a [`Beacon`] has
//! the beacon's key in its configuration instead, and writes the next round's
//! pulse every so many blocks, where a node does: in an unsigned extrinsic after
//! the timestamp. The block step runs before it, so a pulse written in block
//! *t* is first seen by the step of *t + 1*.
//!
//! Without a beacon nothing is written, and pulses of quicknet can be sent by
//! [`Chain::apply`].

use super::{
    block::{apply_checked, OpenBlock},
    Chain,
};
use crate::{chain::BLOCK_MILLIS, state::State, CallError, Error};
use codec::Encode;
use pallet_drand::{
    types::{BeaconConfiguration, Pulse, PulsesPayload},
    BeaconConfig, LastStoredRound,
};
#[allow(deprecated)]
use sp_runtime::traits::ValidateUnsigned;
use sp_runtime::{
    generic::{CheckedExtrinsic, ExtrinsicFormat},
    transaction_validity::{TransactionSource, TransactionValidity, ValidTransaction},
    MultiSignature, MultiSigner,
};
use std::num::NonZeroU32;
use subtensor_runtime::{Runtime, RuntimeCall, UncheckedExtrinsic};
use subtensor_timelock::{encrypt, LocalBeacon};

/// A beacon whose key follows from a seed.
#[derive(Clone)]
pub struct Beacon {
    key: LocalBeacon,
    blocks_per_round: NonZeroU32,
}

impl std::fmt::Debug for Beacon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Beacon")
            .field("public_key", &self.key.public_key())
            .field("blocks_per_round", &self.blocks_per_round)
            .finish_non_exhaustive()
    }
}

impl Beacon {
    /// The beacon of a seed, with a round every block.
    pub fn from_seed(seed: u64) -> Self {
        let mut bytes = [0; 32];
        bytes
            .iter_mut()
            .zip(seed.to_le_bytes())
            .for_each(|(to, from)| *to = from);
        Self {
            key: LocalBeacon::from_seed(bytes),
            blocks_per_round: NonZeroU32::MIN,
        }
    }

    /// Makes a round last so many blocks: a pulse is written in every block
    /// whose number they divide.
    #[must_use]
    pub fn blocks_per_round(mut self, blocks: NonZeroU32) -> Self {
        self.blocks_per_round = blocks;
        self
    }

    /// Makes it the configured beacon of a state, at a time in milliseconds
    /// since the Unix epoch.
    pub(super) fn install(&self, state: &mut State, now: u64) {
        let round = BLOCK_MILLIS.saturating_mul(self.blocks_per_round.get().into());
        let seconds = |millis: u64| u32::try_from(millis / 1000).unwrap_or(u32::MAX);
        let config =
            BeaconConfiguration::local(&self.key.public_key(), seconds(round), seconds(now));
        state.execute(|| BeaconConfig::<Runtime>::put(config));
    }

    /// How many rounds there are in the blocks after `from` up to `to`.
    fn rounds_between(&self, from: u32, to: u32) -> u64 {
        let before = |block: u32| u64::from(block / self.blocks_per_round);
        before(to).saturating_sub(before(from))
    }

    /// The call that writes the pulse of a round. Nobody has signed its
    /// payload: sr25519 signatures are drawn at random, and two runs of a chain
    /// would differ in them.
    fn call(&self, round: u64, block_number: u32) -> Result<RuntimeCall, Error> {
        let signature = self
            .key
            .sign(round)
            .map_err(|error| Error::Beacon(error.to_string()))?;
        let pulses_payload = PulsesPayload {
            block_number,
            pulses: vec![Pulse::new(round, &signature.to_bytes())],
            public: MultiSigner::Sr25519([0; 32].into()),
        };
        let signature = Some(MultiSignature::Sr25519([0; 64].into()));
        Ok(pallet_drand::Call::<Runtime>::write_pulse {
            pulses_payload,
            signature,
        }
        .into())
    }
}

/// Lets the chain's own pulse into a block; the call verifies it.
struct OwnPulse;

#[allow(deprecated)] // The trait, which FRAME will give up in 2027.
impl ValidateUnsigned for OwnPulse {
    type Call = RuntimeCall;

    fn validate_unsigned(_: TransactionSource, _: &RuntimeCall) -> TransactionValidity {
        Ok(ValidTransaction::default())
    }
}

impl Chain {
    /// The latest round of the beacon whose pulse is stored; 0 before the
    /// first.
    pub fn beacon_round(&mut self) -> u64 {
        self.state.dry_run(LastStoredRound::<Runtime>::get)
    }

    /// The latest round whose pulse was public before the block that calls go
    /// into: that of the open block is not counted.
    pub fn beacon_round_before(&mut self) -> u64 {
        let in_block = match (&self.open, &self.beacon) {
            (Some(OpenBlock { number, .. }), Some(beacon)) => {
                beacon.rounds_between(number.saturating_sub(1), *number)
            }
            _ => 0,
        };
        self.beacon_round().saturating_sub(in_block)
    }

    /// The latest round whose pulse will be stored once block `number` is
    /// open; `None` on a chain without a beacon of its own. A commit for this
    /// round can be revealed by the step of the block after it.
    pub fn beacon_round_at(&mut self, number: u32) -> Option<u64> {
        let from = self.block_number();
        let rounds = self.beacon.as_ref()?.rounds_between(from, number);
        Some(self.beacon_round().saturating_add(rounds))
    }

    /// Encrypts a message for a round of the configured beacon, local or not,
    /// in the form of a timelocked commit. The same message gives the same
    /// bytes for a round, so that runs repeat.
    ///
    /// # Errors
    ///
    /// When the configured beacon has no readable key.
    pub fn encrypt_for_round(&mut self, round: u64, message: &[u8]) -> Result<Vec<u8>, Error> {
        let config = self.state.dry_run(BeaconConfig::<Runtime>::get);
        encrypt(&config.public_key, round, message, [0; 32])
            .map_err(|error| Error::Beacon(error.to_string()))
    }

    /// Gives the chain a beacon of its own from now on: its key replaces the
    /// configured one, past every rule, and rounds go on after the latest
    /// stored one.
    pub fn start_beacon(&mut self, beacon: Beacon) {
        beacon.install(&mut self.state, self.clock.now());
        self.beacon = Some(beacon);
    }

    /// Gives the chain a beacon that its state knows already, or none.
    pub(super) fn set_beacon(&mut self, beacon: Option<Beacon>) {
        self.beacon = beacon;
    }

    /// Writes the pulse that is due in the block just opened.
    pub(super) fn write_due_pulse(&mut self) -> Result<(), Error> {
        let Some(OpenBlock { number, .. }) = &self.open else {
            return Ok(());
        };
        let number = *number;
        let Some(beacon) = self.beacon.clone() else {
            return Ok(());
        };
        if beacon.rounds_between(number.saturating_sub(1), number) == 0 {
            return Ok(());
        }
        let round = self.beacon_round().saturating_add(1);
        let call = beacon.call(round, number)?;
        let bytes = UncheckedExtrinsic::new_bare_legacy(call.clone()).encode();
        let checked = CheckedExtrinsic {
            format: ExtrinsicFormat::Bare,
            function: call,
        };
        let encoded = bytes.clone();
        match self.apply_with(bytes, || apply_checked::<OwnPulse>(checked, encoded)) {
            Ok(_) => Ok(()),
            Err(CallError::Chain(error)) => Err(error),
            Err(other) => Err(Error::Beacon(other.to_string())),
        }
    }
}

#[cfg(test)]
mod tests;
