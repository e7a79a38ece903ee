//! Questions to a chain: a storage item or a metric.

use super::{
    epochs::EpochLog,
    names::AccountBook,
    reader::{Reader, Table},
};
use crate::{
    literal::{Field, Kind, Literal},
    meta::{
        decode::TypedValue,
        encode::{unplaced, Encoder, Names},
        MetaError, Metadata,
    },
    metrics::{quantity_of, Metric, Quantity, Subject, METRICS},
    problem::{Problem, Span},
    Chain,
};
use scale_value::{Composite, ValueDef};

/// The fields that a query takes in its table.
pub(super) const FIELDS: [&str; 7] = [
    "storage", "keys", "path", "metric", "subnet", "account", "hotkey",
];

/// A query's fields, completed by those of another one: if it does not say what
/// it asks for, it asks for the same; and of the same subjects, as far as its
/// metric has them.
pub(super) fn completed(own: Table<'_>, other: Table<'_>) -> Literal {
    let metric = own.get("metric").and_then(|metric| match &metric.kind {
        Kind::String(name) => Metric::find(name),
        _ => None,
    });
    let asks = own.get("storage").or(own.get("metric")).is_some();
    let inherits = |name: &str| match (metric, name) {
        (Some(metric), "subnet") => metric.needs.subnet,
        (Some(metric), "account") => metric.needs.account,
        (Some(metric), "hotkey") => metric.needs.hotkey,
        _ => !asks,
    };
    let is_query = |field: &&Field| FIELDS.contains(&field.name.as_str());
    let inherited = other
        .fields()
        .iter()
        .filter(is_query)
        .filter(|field| own.get(&field.name).is_none() && inherits(&field.name));
    let fields = own.fields().iter().filter(is_query).chain(inherited);
    Literal {
        kind: Kind::Table(fields.cloned().collect()),
        span: own.span.clone(),
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Query {
    kind: QueryKind,
    span: Span,
}

#[derive(Clone, Debug)]
enum QueryKind {
    Storage {
        item: String,
        keys: Vec<Literal>,
        path: Vec<Step>,
    },
    Metric {
        metric: &'static Metric,
        subnet: Option<Literal>,
        account: Option<Literal>,
        hotkey: Option<Literal>,
    },
}

/// A step into a value.
#[derive(Clone, Debug)]
enum Step {
    Index(usize),
    Field(String),
}

impl Query {
    /// Reads the query's part of a table.
    pub(super) fn read(
        reader: &mut Reader,
        what: &str,
        table: Table<'_>,
        names: &AccountBook,
    ) -> Option<Self> {
        let query = match (table.field("storage"), table.field("metric")) {
            (Some(_), Some(metric)) => {
                reader.fault(Problem::at(
                    metric.span.clone(),
                    format!("{what} asks for a storage item or a metric, not for both"),
                ));
                return None;
            }
            (None, None) => {
                reader.fault(
                    Problem::at(table.span.clone(), format!("{what} asks for nothing")).help(
                        "give it `storage = \"SubtensorModule.SubnetTAO\"` with `keys`, or `metric = \"price\"` with `subnet`",
                    ),
                );
                return None;
            }
            (Some(item), None) => {
                let kind = read_storage(reader, &item.value, table)?;
                Self {
                    kind,
                    span: item.value.span.clone(),
                }
            }
            (None, Some(metric)) => {
                let kind = read_metric(reader, &metric.value, table)?;
                Self {
                    kind,
                    span: metric.value.span.clone(),
                }
            }
        };
        if let Err(problem) = query.check(names) {
            reader.fault(problem);
            return None;
        }
        Some(query)
    }

    /// Where it stands.
    pub fn span(&self) -> &Span {
        &self.span
    }

    /// The subnet it is asked of, if it is a metric of one.
    pub(super) fn subnet(&self) -> Option<&Literal> {
        match &self.kind {
            QueryKind::Metric { subnet, .. } => subnet.as_ref(),
            QueryKind::Storage { .. } => None,
        }
    }

    /// The subnet whose epochs since the run began it asks for, if it does.
    pub(super) fn needs_epochs_of(&self) -> Option<&Literal> {
        match &self.kind {
            QueryKind::Metric { metric, .. } if metric.needs.epochs => self.subnet(),
            _ => None,
        }
    }

    /// Whether everything it names is known.
    fn check(&self, names: &AccountBook) -> Result<(), Problem> {
        match &self.kind {
            QueryKind::Storage { item, keys, .. } => {
                let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
                encode_keys(metadata, names, item, keys, &self.span).map(|_| ())
            }
            QueryKind::Metric {
                subnet,
                account,
                hotkey,
                ..
            } => subject(names, subnet, account, hotkey).map(|_| ()),
        }
    }

    /// Asks a chain.
    ///
    /// # Errors
    ///
    /// When a key or a step of the path leads nowhere.
    pub(super) fn ask(
        &self,
        chain: &mut Chain,
        names: &AccountBook,
        epochs: &EpochLog,
    ) -> Result<Quantity, Problem> {
        match &self.kind {
            QueryKind::Storage { item, keys, path } => {
                let metadata = Metadata::runtime().map_err(|error| unplaced(&error))?;
                let key = encode_keys(metadata, names, item, keys, &self.span)?;
                let found = metadata.storage(item).map_err(|error| self.place(&error))?;
                let value = chain
                    .read(metadata, &found, &key)
                    .map_err(|error| self.place(&error))?;
                match value {
                    None => Ok(Quantity::Nothing),
                    Some(value) => follow(&value, path)
                        .map(|value| quantity_of(metadata, value))
                        .ok_or_else(|| {
                            Problem::at(
                                self.span.clone(),
                                format!("`path` leads nowhere in {}", metadata.json(&value)),
                            )
                        }),
                }
            }
            QueryKind::Metric {
                metric,
                subnet,
                account,
                hotkey,
            } => {
                let mut subject = subject(names, subnet, account, hotkey)?;
                subject.earned = epochs.earned(subject.netuid, &subject.hotkey);
                Ok(metric.read(chain, &subject))
            }
        }
    }

    fn place(&self, error: &MetaError) -> Problem {
        unplaced(error).or_at(&self.span)
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let show = |literal: &Literal| match &literal.kind {
            Kind::String(text) => text.clone(),
            Kind::Integer(number) => number.to_string(),
            other => other.name().to_owned(),
        };
        match &self.kind {
            QueryKind::Storage { item, keys, path } => {
                f.write_str(item)?;
                if !keys.is_empty() {
                    let keys: Vec<String> = keys.iter().map(show).collect();
                    write!(f, "({})", keys.join(", "))?;
                }
                for step in path {
                    match step {
                        Step::Index(index) => write!(f, "[{index}]")?,
                        Step::Field(name) => write!(f, ".{name}")?,
                    }
                }
                Ok(())
            }
            QueryKind::Metric {
                metric,
                subnet,
                account,
                hotkey,
            } => {
                f.write_str(metric.name)?;
                let subjects: Vec<String> = [subnet, account, hotkey]
                    .into_iter()
                    .flatten()
                    .map(show)
                    .collect();
                if subjects.is_empty() {
                    Ok(())
                } else {
                    write!(f, "({})", subjects.join(", "))
                }
            }
        }
    }
}

fn read_storage(reader: &mut Reader, item: &Literal, table: Table<'_>) -> Option<QueryKind> {
    for name in ["subnet", "account", "hotkey"] {
        if let Some(field) = table.field(name) {
            reader.fault(
                Problem::at(
                    field.span.clone(),
                    format!("`{name}` belongs to metrics, not to storage items"),
                )
                .help("write the keys of the item as a list: keys = [1]"),
            );
        }
    }
    let item = reader.text(item)?.to_owned();
    let keys = match table.get("keys").map(|keys| (keys, &keys.kind)) {
        None => Vec::new(),
        Some((_, Kind::Array(keys))) => keys.clone(),
        Some((single, _)) => vec![single.clone()],
    };
    let path = match table.get("path").map(|path| (path, &path.kind)) {
        None => Vec::new(),
        Some((_, Kind::Array(steps))) => steps
            .iter()
            .map(|step| read_step(reader, step))
            .collect::<Option<_>>()?,
        Some((single, _)) => vec![read_step(reader, single)?],
    };
    Some(QueryKind::Storage { item, keys, path })
}

fn read_step(reader: &mut Reader, step: &Literal) -> Option<Step> {
    match &step.kind {
        Kind::Integer(_) => reader.count(step, 0).map(Step::Index),
        Kind::String(name) => Some(Step::Field(name.clone())),
        _ => {
            reader.fault(step.expected("an index or a field's name"));
            None
        }
    }
}

fn read_metric(reader: &mut Reader, name: &Literal, table: Table<'_>) -> Option<QueryKind> {
    for field in ["keys", "path"] {
        if let Some(field) = table.field(field) {
            reader.fault(Problem::at(
                field.span.clone(),
                format!("`{}` belongs to storage items, not to metrics", field.name),
            ));
        }
    }
    let text = reader.text(name)?;
    let Some(metric) = Metric::find(text) else {
        reader.fault(
            Problem::at(name.span.clone(), format!("unknown metric `{text}`"))
                .suggest(text, METRICS.iter().map(|metric| metric.name)),
        );
        return None;
    };
    let mut whole = true;
    let mut take = |field: &str, needed: bool| {
        let found = table.field(field);
        match (found, needed) {
            (Some(found), true) => Some(found.value.clone()),
            (Some(found), false) => {
                reader.fault(Problem::at(
                    found.span.clone(),
                    format!("the metric `{text}` has no `{field}`"),
                ));
                None
            }
            (None, true) => {
                whole = false;
                reader.fault(
                    Problem::at(
                        name.span.clone(),
                        format!("the metric `{text}` needs the field `{field}`"),
                    )
                    .help(format!("it is the {}", metric.about)),
                );
                None
            }
            (None, false) => None,
        }
    };
    let kind = QueryKind::Metric {
        metric,
        subnet: take("subnet", metric.needs.subnet),
        account: take("account", metric.needs.account),
        hotkey: take("hotkey", metric.needs.hotkey),
    };
    whole.then_some(kind)
}

fn subject(
    names: &AccountBook,
    subnet: &Option<Literal>,
    account: &Option<Literal>,
    hotkey: &Option<Literal>,
) -> Result<Subject, Problem> {
    let mut subject = Subject::default();
    if let Some(subnet) = subnet {
        subject.netuid = netuid(names, subnet)?;
    }
    if let Some(account) = account {
        subject.account = named_account(names, account)?;
    }
    if let Some(hotkey) = hotkey {
        subject.hotkey = named_account(names, hotkey)?;
    }
    Ok(subject)
}

/// A subnet by number or by its name in the scenario.
pub(super) fn netuid(names: &AccountBook, literal: &Literal) -> Result<u16, Problem> {
    match &literal.kind {
        Kind::Integer(number) => {
            u16::try_from(*number).map_err(|_| literal.expected("a subnet's number"))
        }
        Kind::String(name) => names.subnet(name).ok_or_else(|| {
            Problem::at(
                literal.span.clone(),
                format!("no subnet is called `{name}`"),
            )
            .suggest(name, names.subnet_names())
        }),
        _ => Err(literal.expected("a subnet's name or number")),
    }
}

/// An account by the names of the scenario.
pub(super) fn named_account(
    names: &AccountBook,
    literal: &Literal,
) -> Result<sp_runtime::AccountId32, Problem> {
    match &literal.kind {
        Kind::String(text) => names.account(text).map_err(|(message, help)| Problem {
            span: Some(literal.span.clone()),
            message,
            help,
        }),
        _ => Err(literal.expected("an account")),
    }
}

/// The storage key of an entry; every key of a map must be given.
pub(super) fn encode_keys(
    metadata: &Metadata,
    names: &AccountBook,
    item: &str,
    keys: &[Literal],
    span: &Span,
) -> Result<Vec<u8>, Problem> {
    let found = metadata
        .storage(item)
        .map_err(|error| unplaced(&error).or_at(span))?;
    let encoder = Encoder::new(metadata, names);
    if keys.len() != found.keys.len() {
        let wanted: Vec<String> = found
            .keys
            .iter()
            .map(|(_, ty)| encoder.describe(*ty, None))
            .collect();
        return Err(Problem::at(
            span.clone(),
            format!(
                "{item} has {} keys, {} are given",
                found.keys.len(),
                keys.len()
            ),
        )
        .help(match wanted.as_slice() {
            [] => "it is a plain value: leave `keys` out".to_owned(),
            wanted => format!("keys = [{}]", wanted.join(", ")),
        }));
    }
    let encoded = keys
        .iter()
        .zip(&found.keys)
        .map(|(key, (_, ty))| encoder.bytes(key, *ty, None))
        .collect::<Result<Vec<_>, _>>()?;
    found
        .key(&encoded)
        .map_err(|error| unplaced(&error).or_at(span))
}

/// Follows a path into a value. Wrappers with one unnamed part are looked
/// through.
fn follow<'a>(value: &'a TypedValue, path: &[Step]) -> Option<&'a TypedValue> {
    let Some((step, rest)) = path.split_first() else {
        return Some(value);
    };
    let composite = match &value.value {
        ValueDef::Composite(composite) => composite,
        ValueDef::Variant(variant) => &variant.values,
        _ => return None,
    };
    match (composite, step) {
        (Composite::Named(fields), Step::Field(name)) => {
            let (_, inner) = fields.iter().find(|(field, _)| field == name)?;
            follow(inner, rest)
        }
        (Composite::Unnamed(items), Step::Index(index)) => match items.as_slice() {
            [only] if matches!(only.value, ValueDef::Composite(_)) && *index > 0 => {
                follow(only, path)
            }
            items => follow(items.get(*index)?, rest),
        },
        (Composite::Unnamed(items), Step::Field(_)) => match items.as_slice() {
            [only] => follow(only, path),
            _ => None,
        },
        (Composite::Named(_), Step::Index(_)) => None,
    }
}
