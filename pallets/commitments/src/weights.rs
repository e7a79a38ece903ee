//! What the calls cost, by the main chain's published numbers where there are any:
//! those of the two calls.

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
    /// The weight of looking for fields to reveal in so many commitments, and of
    /// opening a field of each.
    fn reveal_timelocked_commitments(commitments: u64) -> Weight;
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

    fn reveal_timelocked_commitments(commitments: u64) -> Weight {
        reveal_timelocked_commitments(T::DbWeight::get(), commitments)
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

    fn reveal_timelocked_commitments(commitments: u64) -> Weight {
        reveal_timelocked_commitments(RocksDbWeight::get(), commitments)
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

/// A pairing for each field that is opened, as long as half a verified pulse.
fn reveal_timelocked_commitments(database: RuntimeDbWeight, commitments: u64) -> Weight {
    let each = Weight::from_parts(2_147_000_000, 0).saturating_add(database.reads_writes(3, 2));
    database
        .reads_writes(1, 1)
        .saturating_add(each.saturating_mul(commitments))
}
