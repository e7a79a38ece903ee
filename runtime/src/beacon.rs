//! The beacon pallet's pulses, for whoever reveals timelocked commits.

use pallet_yuma::timelock::{Opened, Timelock};

use crate::{Drand, Runtime};

/// Opens timelocked commits with the pulses that `Drand` has stored.
pub struct DrandTimelock;

impl Timelock for DrandTimelock {
    fn last_round() -> u64 {
        pallet_drand::LastStoredRound::<Runtime>::get()
    }

    fn open(round: u64, ciphertext: &[u8]) -> Opened {
        match Drand::open(round, ciphertext) {
            None => Opened::NoPulse,
            Some(Err(_)) => Opened::Unreadable,
            Some(Ok(message)) => Opened::Message(message),
        }
    }
}
