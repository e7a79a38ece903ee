//! What the calls cost: the times and storage accesses that the main chain
//! publishes for them.

use core::marker::PhantomData;
use frame_support::{
    traits::Get,
    weights::{constants::RocksDbWeight, RuntimeDbWeight, Weight},
};

/// The weight of every call.
pub trait WeightInfo {
    /// The weight of `set_commitment`.
    fn set_commitment() -> Weight;
    /// The weight of `set_max_space`.
    fn set_max_space() -> Weight;
    /// The weight of looking for fields to reveal when there are none.
    fn reveal_timelocked_commitments() -> Weight;
}

/// The weights with a runtime's own database costs.
pub struct SubstrateWeight<T>(PhantomData<T>);

impl<T: frame_system::Config> WeightInfo for SubstrateWeight<T> {
    fn set_commitment() -> Weight {
        set_commitment(T::DbWeight::get())
    }

    fn set_max_space() -> Weight {
        set_max_space(T::DbWeight::get())
    }

    fn reveal_timelocked_commitments() -> Weight {
        T::DbWeight::get().reads(1)
    }
}

/// The weights with RocksDB's costs.
impl WeightInfo for () {
    fn set_commitment() -> Weight {
        set_commitment(RocksDbWeight::get())
    }

    fn set_max_space() -> Weight {
        set_max_space(RocksDbWeight::get())
    }

    fn reveal_timelocked_commitments() -> Weight {
        RocksDbWeight::get().reads(1)
    }
}

fn set_commitment(database: RuntimeDbWeight) -> Weight {
    Weight::from_parts(33_480_000, 0)
        .saturating_add(database.reads(5))
        .saturating_add(database.writes(4))
}

fn set_max_space(database: RuntimeDbWeight) -> Weight {
    Weight::from_parts(2_856_000, 0).saturating_add(database.writes(1))
}
