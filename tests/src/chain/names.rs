//! Events and errors by the names that recordings give them.

use crate::runtimes::reference::{RuntimeEvent, System};
use sp_runtime::DispatchError;

/// The names of the deposited events of `SubtensorModule`, in order.
pub fn event_names() -> Vec<String> {
    System::events()
        .into_iter()
        .filter_map(|record| match record.event {
            RuntimeEvent::SubtensorModule(event) => Some(variant_name(&event)),
            _ => None,
        })
        .collect()
}

/// The name of an event's variant; FRAME prints it after the enum's.
fn variant_name(event: &impl core::fmt::Debug) -> String {
    format!("{event:?}")
        .trim_start_matches("Event::")
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The name of an error, whichever pallet it is of.
pub fn error_name(error: DispatchError) -> String {
    match error {
        DispatchError::Module(module) => module.message.unwrap_or("an error without name").into(),
        DispatchError::BadOrigin => "BadOrigin".into(),
        other => format!("{other:?}"),
    }
}
