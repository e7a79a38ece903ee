//! What the calls cost.
//!
//! The time of `set_fee_rate` and its storage accesses are those the main chain
//! publishes for runtime 425; a deprecated call does nothing.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// The weight of every call.
pub trait WeightInfo {
    /// The weight of `set_fee_rate`.
    fn set_fee_rate() -> Weight;
    /// The weight of a call that always fails.
    fn deprecated() -> Weight;
}

/// The weights with a runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn set_fee_rate() -> Weight {
        set_fee_rate(T::DbWeight::get())
    }

    fn deprecated() -> Weight {
        deprecated()
    }
}

/// The weights with RocksDB's costs.
impl WeightInfo for () {
    fn set_fee_rate() -> Weight {
        set_fee_rate(RocksDbWeight::get())
    }

    fn deprecated() -> Weight {
        deprecated()
    }
}

/// Reads `NetworksAdded`, writes `FeeRate`.
fn set_fee_rate(db: RuntimeDbWeight) -> Weight {
    Weight::from_parts(15_063_000, 3_994).saturating_add(db.reads_writes(1, 1))
}

fn deprecated() -> Weight {
    Weight::from_parts(5_000_000, 0)
}
