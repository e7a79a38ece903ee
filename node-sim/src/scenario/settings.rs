//! Settings given from outside a scenario: `taoflow.flow_norm_exponent=1.5`.
//!
//! A setting names a plain storage item, as metadata does or in the spelling of
//! a configuration file, and its value as a scenario would write it.

use super::names::AccountBook;
use crate::{
    literal::{self, Kind, Literal},
    meta::{
        encode::{unplaced, Encoder},
        Metadata,
    },
    problem::{Problem, Report, Source},
};
use subtensor_math::emission::EmissionModel;

/// A storage entry to write before the first block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it sets, by its full name.
    pub item: String,
    /// The entry's key.
    pub key: Vec<u8>,
    /// Its encoded value.
    pub value: Vec<u8>,
}

impl Setting {
    /// Reads `name=value`. The name is that of a storage item without keys:
    /// `FlowNormExponent`, `Swap.PoolKind`, or in small letters after any
    /// subject, `taoflow.flow_norm_exponent`.
    ///
    /// # Errors
    ///
    /// When there is no such item, it is a map, or the value does not fit.
    pub fn parse(text: &str) -> Result<Self, Report> {
        let report = |problem| Report::new(Source::new("--set", text), vec![problem]);
        let (name, value) = text.split_once('=').ok_or_else(|| {
            report(
                Problem::at(0..text.len(), "a setting needs a name and a value")
                    .help("--set taoflow.flow_norm_exponent=1.5"),
            )
        })?;
        let place = 0..name.len();
        let value = read_value(value.trim(), name.len() + 1);
        Self::of(name.trim(), &value).map_err(|problem| report(problem.or_at(&place)))
    }

    /// The setting of an emission model.
    ///
    /// # Errors
    ///
    /// When there is no model of that name.
    pub fn model(name: &str) -> Result<Self, Report> {
        let model: EmissionModel =
            serde_json::from_value(serde_json::Value::from(name)).map_err(|_| {
                let known = model_names();
                let problem = Problem::at(0..name.len(), format!("unknown model `{name}`"))
                    .suggest(name, known.iter().map(String::as_str));
                Report::new(Source::new("--model", name), vec![problem])
            })?;
        let value = Literal::free(Kind::String(format!("{model:?}")));
        Self::of("EmissionModel", &value)
            .map_err(|problem| Report::new(Source::new("--model", name), vec![problem]))
    }

    /// The setting of an item to a value as a scenario has it.
    pub(super) fn of(name: &str, value: &Literal) -> Result<Self, Problem> {
        let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
        let item = item_of(name, metadata);
        let found = metadata.storage(&item).map_err(|error| unplaced(&error))?;
        if !found.keys.is_empty() {
            return Err(
                Problem::whole(format!("{item} is a map; only plain items can be set"))
                    .help("write its entries under [[chain.storage]] of a scenario"),
            );
        }
        Ok(Self {
            key: found.key(&[]).map_err(|error| unplaced(&error))?,
            value: Encoder::new(metadata, &AccountBook::new()).bytes(value, found.value, None)?,
            item,
        })
    }
}

/// The models' names, as `--model` takes them.
pub fn model_names() -> Vec<String> {
    EmissionModel::ALL
        .iter()
        .filter_map(|model| serde_json::to_value(model).ok())
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// The path of an item: `Pallet.Item` if the first part is a pallet of the
/// metadata, else an item of `SubtensorModule`.
fn item_of(name: &str, metadata: &Metadata) -> String {
    let (subject, item) = name.rsplit_once('.').unwrap_or(("", name));
    let item = if item.contains(char::is_uppercase) {
        item.to_owned()
    } else {
        item.split('_').map(capitalised).collect()
    };
    let pallet = metadata
        .pallets()
        .iter()
        .map(|pallet| pallet.name.as_str())
        .find(|pallet| pallet.eq_ignore_ascii_case(subject))
        .unwrap_or("SubtensorModule");
    format!("{pallet}.{item}")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A value as TOML has it, or else as a text; its place counts from `start`.
fn read_value(text: &str, start: usize) -> Literal {
    const NAME: &str = "value = ";
    let as_text = || Literal {
        kind: Kind::String(text.to_owned()),
        span: start..start + text.len(),
    };
    let Ok(file) = literal::parse(&Source::new("--set", format!("{NAME}{text}"))) else {
        return as_text();
    };
    match file.kind {
        Kind::Table(fields) => match <[_; 1]>::try_from(fields) {
            Ok([field]) => Literal {
                kind: field.value.kind,
                span: start..start + text.len(),
            },
            Err(_) => as_text(),
        },
        _ => as_text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_named_in_either_spelling() {
        let setting = Setting::parse("taoflow.flow_norm_exponent=1.5").unwrap();
        assert_eq!(setting.item, "SubtensorModule.FlowNormExponent");
        assert_eq!(setting.value, (3u128 << 63).to_le_bytes());
        assert_eq!(setting, Setting::parse("FlowNormExponent = 1.5").unwrap());
        let limit = Setting::parse("network_rate_limit=7").unwrap();
        assert_eq!(limit.value, 7u64.to_le_bytes());
    }

    #[test]
    fn every_model_can_be_set() {
        let values: Vec<Vec<u8>> = model_names()
            .iter()
            .map(|name| Setting::model(name).unwrap().value)
            .collect();
        assert_eq!(values, [[0], [1], [2], [3], [4]]);
    }

    #[test]
    fn what_cannot_be_set_is_refused_with_advice() {
        let refused = |text: &str| Setting::parse(text).unwrap_err().to_string();
        assert!(refused("flow_norm_exponent").contains("needs a name and a value"));
        assert!(refused("flow_norm_exponnet=1").contains("FlowNormExponent"));
        assert!(refused("tempo=5").contains("is a map"));
        assert!(refused("network_rate_limit=often").contains("often"));
        let model = Setting::model("taoflo").unwrap_err().to_string();
        assert!(model.contains("did you mean `taoflow`?"), "{model}");
    }
}
