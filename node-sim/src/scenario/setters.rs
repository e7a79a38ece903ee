//! Which call sets which hyperparameter.
//!
//! A hyperparameter is given by its storage item. The main chain sets most of
//! them by a call of `AdminUtils` that is named after the item; the exceptions
//! stand in a table. What has no such call is written by `System.set_storage`,
//! which root may use on the main chain, too.

use crate::{
    literal::{Field, Kind, Literal},
    meta::{CallRef, Metadata},
};

/// Items whose call is not named after them (spec chapter `wire` §6.2).
const IRREGULAR: [(&str, &str); 15] = [
    ("AlphaValues", "sudo_set_alpha_values"),
    ("BondsResetOn", "sudo_set_bonds_reset_enabled"),
    ("EMAPriceHalvingBlocks", "sudo_set_ema_price_halving_period"),
    (
        "FlowEmaSmoothingFactor",
        "sudo_set_tao_flow_smoothing_factor",
    ),
    (
        "FlowNormExponent",
        "sudo_set_tao_flow_normalization_exponent",
    ),
    ("ImmuneOwnerUidsLimit", "sudo_set_owner_immune_neuron_limit"),
    ("LiquidAlphaOn", "sudo_set_liquid_alpha_enabled"),
    ("MaxDelegateTake", "sudo_set_default_take"),
    ("MechanismCountCurrent", "sudo_set_mechanism_count"),
    (
        "NetworkLockReductionInterval",
        "sudo_set_lock_reduction_interval",
    ),
    (
        "OwnerHyperparamRateLimit",
        "sudo_set_owner_hparam_rate_limit",
    ),
    ("RAORecycledForRegistration", "sudo_set_rao_recycled"),
    (
        "RevealPeriodEpochs",
        "sudo_set_commit_reveal_weights_interval",
    ),
    ("TransferToggle", "sudo_set_toggle_transfer"),
    ("Yuma3On", "sudo_set_yuma3_enabled"),
];

/// The call that sets an item of `SubtensorModule`, if there is one.
pub(super) fn setter<'m>(metadata: &'m Metadata, item: &str) -> Option<CallRef<'m>> {
    let name = IRREGULAR
        .iter()
        .find(|(irregular, _)| *irregular == item)
        .map_or_else(
            || format!("sudo_set_{}", snake_case(item)),
            |(_, call)| (*call).to_owned(),
        );
    metadata.call(&format!("AdminUtils.{name}")).ok()
}

/// The arguments that make `call` set `value`, on a subnet if it takes one;
/// none if the value does not fill its arguments.
pub(super) fn arguments(call: &CallRef<'_>, netuid: u16, value: &Literal) -> Option<Literal> {
    let mut names: Vec<&str> = call
        .arguments
        .iter()
        .filter_map(|argument| argument.name.as_deref())
        .collect();
    let field = |name: &str, value: Literal| Field {
        name: name.to_owned(),
        span: value.span.clone(),
        value,
    };
    let mut fields = Vec::new();
    if names.first() == Some(&"netuid") {
        names.remove(0);
        fields.push(field("netuid", netuid.into()));
    }
    match (names.as_slice(), &value.kind) {
        ([name], _) => fields.push(field(name, value.clone())),
        (names, Kind::Array(values)) if names.len() == values.len() => fields.extend(
            names
                .iter()
                .zip(values)
                .map(|(name, value)| field(name, value.clone())),
        ),
        _ => return None,
    }
    Some(Literal {
        kind: Kind::Table(fields),
        span: value.span.clone(),
    })
}

/// `MaxAllowedUids` as `max_allowed_uids`.
fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_irregular_call_exists() {
        let metadata = Metadata::runtime().unwrap();
        for (item, _) in IRREGULAR {
            assert!(setter(metadata, item).is_some(), "{item}");
            assert!(
                metadata.storage(&format!("SubtensorModule.{item}")).is_ok(),
                "{item}"
            );
        }
    }

    #[test]
    fn regular_calls_are_named_after_their_item() {
        let metadata = Metadata::runtime().unwrap();
        for item in [
            "Tempo",
            "MaxAllowedUids",
            "SubnetEmissionEnabled",
            "NetworkRateLimit",
        ] {
            assert!(setter(metadata, item).is_some(), "{item}");
        }
        assert!(setter(metadata, "Burn").is_none());
    }

    #[test]
    fn a_pair_fills_two_arguments() {
        let call = setter(Metadata::runtime().unwrap(), "AlphaValues").unwrap();
        let Kind::Table(fields) = arguments(&call, 3, &vec![1u16, 2].into()).unwrap().kind else {
            panic!("arguments are a table")
        };
        let names: Vec<_> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["netuid", "alpha_low", "alpha_high"]);
        assert!(arguments(&call, 3, &5u16.into()).is_none());
    }
}
