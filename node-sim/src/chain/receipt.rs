//! What a call did: its fee and its events.

use crate::meta::{MetaError, Metadata};
use codec::{Decode, Encode};
use frame_system::EventRecord;
use serde::Serialize;
use subtensor_runtime::{Hash, Runtime, RuntimeEvent};

/// An event as the runtime records it, with the extrinsic it came from.
pub type Record = EventRecord<RuntimeEvent, Hash>;

/// What an applied call did.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The block it is in.
    pub block: u32,
    /// Its place in the block.
    pub index: u32,
    /// What it cost, in rao.
    pub fee: u64,
    /// What it made happen.
    pub events: Vec<RuntimeEvent>,
}

/// An event by its names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// The pallet.
    pub pallet: String,
    /// The event.
    pub name: String,
    /// Its fields by name.
    pub fields: serde_json::Value,
}

impl Receipt {
    /// Fee and events of the extrinsic that emitted `events` last.
    pub(super) fn new(block: u32, index: u32, events: Vec<RuntimeEvent>) -> Self {
        let fee = events
            .iter()
            .find_map(|event| match event {
                RuntimeEvent::TransactionPayment(
                    pallet_transaction_payment::Event::<Runtime>::TransactionFeePaid {
                        actual_fee,
                        ..
                    },
                ) => Some(*actual_fee),
                _ => None,
            })
            .unwrap_or_default();
        Self {
            block,
            index,
            fee,
            events,
        }
    }

    /// The events by name.
    ///
    /// # Errors
    ///
    /// When the metadata does not describe an event.
    pub fn named_events(&self) -> Result<Vec<Event>, MetaError> {
        self.events.iter().map(name_event).collect()
    }

    /// Whether an event `Pallet.Event` is among them.
    pub fn has_event(&self, path: &str) -> bool {
        self.named_events().is_ok_and(|events| {
            events
                .iter()
                .any(|event| format!("{}.{}", event.pallet, event.name) == path)
        })
    }
}

/// An event by its names.
///
/// # Errors
///
/// When the metadata does not describe it.
pub fn name_event(event: &RuntimeEvent) -> Result<Event, MetaError> {
    let metadata = Metadata::runtime()?;
    let value = metadata.decode_value(&mut event.encode().as_slice(), metadata.event_type())?;
    let unnamed = || MetaError::Value("the metadata describes no such event".to_owned());
    // The outer enum names the pallet, the inner one the event.
    let serde_json::Value::Object(outer) = metadata.json(&value) else {
        return Err(unnamed());
    };
    let (pallet, inner) = outer.into_iter().next().ok_or_else(unnamed)?;
    let inner = match inner {
        serde_json::Value::Array(mut only) if only.len() == 1 => only.swap_remove(0),
        other => other,
    };
    let (name, fields) = match inner {
        serde_json::Value::String(name) => (name, serde_json::Value::Null),
        serde_json::Value::Object(fields) => fields.into_iter().next().ok_or_else(unnamed)?,
        _ => return Err(unnamed()),
    };
    Ok(Event {
        pallet,
        name,
        fields,
    })
}

/// Reads the records after the first `skip` bytes of an encoded list of
/// events (its length prefix not counted).
pub(super) fn records_after(encoded: &[u8], skip: usize) -> Vec<Record> {
    let mut records = Vec::new();
    let mut rest = payload(encoded).get(skip..).unwrap_or_default();
    while !rest.is_empty() {
        match Record::decode(&mut rest) {
            Ok(record) => records.push(record),
            Err(_) => break,
        }
    }
    records
}

/// An encoded list without its length prefix.
pub(super) fn payload(encoded: &[u8]) -> &[u8] {
    let mut rest = encoded;
    match codec::Compact::<u32>::decode(&mut rest) {
        Ok(_) => rest,
        Err(_) => &[],
    }
}
