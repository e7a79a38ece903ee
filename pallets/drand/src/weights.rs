//! What the calls cost: the times and storage accesses that the main chain
//! publishes for them.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// The weight of every call.
pub trait WeightInfo {
    /// The weight of `write_pulse`.
    fn write_pulse() -> Weight;
    /// The weight of `set_beacon_config`.
    fn set_beacon_config() -> Weight;
    /// The weight of `set_oldest_stored_round`.
    fn set_oldest_stored_round() -> Weight;
}

/// The weights with a runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn write_pulse() -> Weight {
        write_pulse(T::DbWeight::get())
    }

    fn set_beacon_config() -> Weight {
        set_beacon_config(T::DbWeight::get())
    }

    fn set_oldest_stored_round() -> Weight {
        set_oldest_stored_round(T::DbWeight::get())
    }
}

/// The weights with RocksDB's costs.
impl WeightInfo for () {
    fn write_pulse() -> Weight {
        write_pulse(RocksDbWeight::get())
    }

    fn set_beacon_config() -> Weight {
        set_beacon_config(RocksDbWeight::get())
    }

    fn set_oldest_stored_round() -> Weight {
        set_oldest_stored_round(RocksDbWeight::get())
    }
}

/// Two pairings, mostly.
fn write_pulse(db: RuntimeDbWeight) -> Weight {
    Weight::from_parts(4_294_000_000, 0).saturating_add(db.reads_writes(3, 4))
}

fn set_beacon_config(db: RuntimeDbWeight) -> Weight {
    Weight::from_parts(8_766_000, 0).saturating_add(db.reads_writes(0, 2))
}

fn set_oldest_stored_round(db: RuntimeDbWeight) -> Weight {
    Weight::from_parts(5_370_000, 0).saturating_add(db.reads_writes(0, 1))
}
