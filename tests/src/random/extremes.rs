//! The edges of what an argument can be: least, most, empty, too long, twice
//! the same, oneself, somebody else, nobody.

use super::{
    cast::{network_account, Cast},
    history::table,
    values::{hex_bytes, is_byte},
};
use node_sim::{
    literal::{Kind, Literal},
    meta::Metadata,
};
use scale_info::{form::PortableForm, Field, TypeDef, TypeDefPrimitive};
use subtensor_runtime::AccountId;

/// Whom and what extremes are about.
#[derive(Clone, Debug)]
pub struct Scene {
    /// A network there is.
    pub netuid: u16,
    /// One there is not.
    pub unknown: u16,
    /// Accounts: the signer's own hotkey first, then others of every kind.
    pub accounts: Vec<AccountId>,
}

/// Items of a list that is too long for anything.
const LONG: usize = 300;
/// Bytes of a text that is too long for anything.
const LONG_TEXT: usize = 5_000;

impl Scene {
    /// Accounts of every kind: a hotkey, another's hotkey, coldkeys, strangers,
    /// accounts of the chain itself, the zero account.
    pub fn new(netuid: u16, unknown: u16) -> Self {
        let names = ["ann_hk1", "ben_hk1", "ann", "ben", "gil"];
        let named = names.iter().filter_map(|name| Cast::get().account_of(name));
        let odd = [
            network_account(netuid),
            network_account(unknown),
            AccountId::new([0; 32]),
            AccountId::new([255; 32]),
        ];
        Self {
            netuid,
            unknown,
            accounts: named.chain(odd).collect(),
        }
    }

    /// The extremes of an argument. Where leaving it out is one, that is the
    /// business of the caller.
    pub fn of(&self, name: &str, ty: u32) -> Vec<Literal> {
        match name {
            "netuid" | "origin_netuid" | "destination_netuid" => self.netuids(),
            "netuids" | "subnets" => {
                let single = self.netuids().into_iter().map(|netuid| vec![netuid]);
                let mut lists: Vec<Vec<Literal>> = single.collect();
                lists.push(Vec::new());
                lists.push(vec![self.netuid.into(), self.netuid.into()]);
                lists.push((0..LONG as u16).map(Literal::from).collect());
                lists.into_iter().map(Literal::from).collect()
            }
            "children" => self.children(),
            _ => self.of_type(ty, 0),
        }
    }

    fn netuids(&self) -> Vec<Literal> {
        [self.netuid, 0, self.unknown, u16::MAX]
            .map(Literal::from)
            .to_vec()
    }

    fn children(&self) -> Vec<Literal> {
        let child = |proportion: u64, index: usize| {
            let account = self.account(index);
            Literal::from(vec![Literal::from(proportion), account])
        };
        [
            vec![],
            vec![child(u64::MAX, 1)],
            // Oneself, twice the same, nothing at all, more than everything.
            vec![child(1, 0)],
            vec![child(1, 1), child(1, 1)],
            vec![child(0, 1)],
            vec![child(u64::MAX, 1), child(u64::MAX, 2)],
            (0..6).map(|index| child(1, index)).collect(),
            vec![child(1, 5)],
            vec![child(1, 1); LONG],
        ]
        .map(Literal::from)
        .to_vec()
    }

    fn account(&self, index: usize) -> Literal {
        let account = self.accounts.get(index).or(self.accounts.first());
        Literal::from(
            account
                .map(|account| Cast::get().name_of(account))
                .unwrap_or_default()
                .as_str(),
        )
    }

    fn of_type(&self, ty: u32, depth: u8) -> Vec<Literal> {
        let Some(resolved) = Metadata::runtime()
            .ok()
            .and_then(|metadata| metadata.types().resolve(ty))
        else {
            return Vec::new();
        };
        match resolved.path.segments.last().map(String::as_str) {
            Some("AccountId32" | "MultiAddress") => {
                return (0..self.accounts.len()).map(|i| self.account(i)).collect()
            }
            Some("Option") => {
                let inner = resolved.type_params.first().and_then(|p| p.ty);
                return inner.map_or(Vec::new(), |inner| self.of_type(inner.id, depth));
            }
            Some("RuntimeCall") => return calls(depth),
            Some(name) if name.starts_with("FixedI") || name.starts_with("FixedU") => {
                let texts = [
                    "0.0",
                    "1.0",
                    "-1.0",
                    "0.000000001",
                    "2147483647.0",
                    "9223372036854775807.0",
                ];
                return texts
                    .map(|text| Literal::free(Kind::Float(text.to_owned())))
                    .to_vec();
            }
            _ => {}
        }
        match &resolved.type_def {
            TypeDef::Primitive(primitive) => primitives(primitive),
            TypeDef::Compact(compact) => self.of_type(compact.type_param.id, depth),
            TypeDef::Sequence(list) => self.lists(list.type_param.id, depth),
            TypeDef::Array(array) if is_byte(array.type_param.id) => [0u8, 1, 255]
                .map(|byte| hex_bytes(&vec![byte; array.len as usize]))
                .to_vec(),
            TypeDef::Array(array) => self
                .of_type(array.type_param.id, depth)
                .into_iter()
                .map(|item| Literal::from(vec![item; array.len as usize]))
                .collect(),
            TypeDef::Tuple(tuple) => {
                let parts: Vec<_> = tuple
                    .fields
                    .iter()
                    .map(|part| self.of_type(part.id, depth))
                    .collect();
                together(&parts).into_iter().map(Literal::from).collect()
            }
            TypeDef::Composite(composite) => self.fields(&composite.fields, depth),
            TypeDef::Variant(variants) => variants
                .variants
                .iter()
                .flat_map(|variant| {
                    if variant.fields.is_empty() {
                        return vec![Literal::from(variant.name.as_str())];
                    }
                    self.fields(&variant.fields, depth)
                        .into_iter()
                        .map(|payload| table(vec![(variant.name.clone(), payload)]))
                        .collect()
                })
                .collect(),
            TypeDef::BitSequence(_) => Vec::new(),
        }
    }

    fn fields(&self, fields: &[Field<PortableForm>], depth: u8) -> Vec<Literal> {
        let parts: Vec<Vec<Literal>> = fields
            .iter()
            .map(|field| self.of(field.name.as_deref().unwrap_or_default(), field.ty.id))
            .collect();
        match fields {
            [only] if only.name.is_none() => self.of_type(only.ty.id, depth),
            [first, ..] if first.name.is_some() => together(&parts)
                .into_iter()
                .map(|values| {
                    let names = fields.iter().map(|f| f.name.clone().unwrap_or_default());
                    table(names.zip(values).collect())
                })
                .collect(),
            _ => together(&parts).into_iter().map(Literal::from).collect(),
        }
    }

    /// No item, each extreme item, one twice, very many.
    fn lists(&self, item: u32, depth: u8) -> Vec<Literal> {
        if is_byte(item) {
            return vec![
                Literal::from(""),
                hex_bytes(&[0]),
                hex_bytes(&[255; 40]),
                hex_bytes(&vec![b'a'; LONG_TEXT]),
            ];
        }
        let items = self.of_type(item, depth);
        let mut lists: Vec<Literal> = vec![Literal::from(Vec::<Literal>::new())];
        lists.extend(items.iter().map(|item| Literal::from(vec![item.clone()])));
        if let Some(item) = items.last() {
            lists.push(Literal::from(vec![item.clone(), item.clone()]));
            lists.push(Literal::from(vec![item.clone(); LONG]));
        }
        lists
    }
}

/// The first of each, the second of each, ... as many as the longest has.
fn together(parts: &[Vec<Literal>]) -> Vec<Vec<Literal>> {
    if parts.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let most = parts.iter().map(Vec::len).max().unwrap_or_default();
    (0..most)
        .map(|i| {
            parts
                .iter()
                .map(|part| part[i % part.len()].clone())
                .collect()
        })
        .collect()
}

fn primitives(primitive: &TypeDefPrimitive) -> Vec<Literal> {
    let (low, high): (i128, i128) = match primitive {
        TypeDefPrimitive::Bool => return vec![false.into(), true.into()],
        TypeDefPrimitive::Str | TypeDefPrimitive::Char => return vec!["".into(), "x".into()],
        TypeDefPrimitive::U8 => (0, u8::MAX.into()),
        TypeDefPrimitive::U16 => (0, u16::MAX.into()),
        TypeDefPrimitive::U32 => (0, u32::MAX.into()),
        TypeDefPrimitive::U64 => (0, u64::MAX.into()),
        TypeDefPrimitive::U128 | TypeDefPrimitive::U256 => (0, i128::MAX),
        TypeDefPrimitive::I8 => (i8::MIN.into(), i8::MAX.into()),
        TypeDefPrimitive::I16 => (i16::MIN.into(), i16::MAX.into()),
        TypeDefPrimitive::I32 => (i32::MIN.into(), i32::MAX.into()),
        TypeDefPrimitive::I64 => (i64::MIN.into(), i64::MAX.into()),
        TypeDefPrimitive::I128 | TypeDefPrimitive::I256 => (i128::MIN, i128::MAX),
    };
    let mut numbers = vec![low, 0, 1, high - 1, high];
    numbers.dedup();
    numbers.into_iter().map(Literal::from).collect()
}

/// A harmless call, one that fails, a batch, and a batch in a batch.
fn calls(depth: u8) -> Vec<Literal> {
    let call = |path: &str, arguments: Vec<(String, Literal)>| {
        table(vec![
            ("call".to_owned(), path.into()),
            ("args".to_owned(), table(arguments)),
        ])
    };
    let remark = call(
        "System.remark",
        vec![("remark".to_owned(), Literal::from(""))],
    );
    let fails = call(
        "SubtensorModule.start_call",
        vec![("netuid".to_owned(), u16::MAX.into())],
    );
    let batch = |inner: Vec<Literal>| {
        call(
            "Utility.batch_all",
            vec![("calls".to_owned(), Literal::from(inner))],
        )
    };
    let mut all = vec![remark.clone(), fails.clone()];
    if depth == 0 {
        all.push(batch(vec![remark.clone(), fails]));
        all.push(batch(vec![batch(vec![remark])]));
    }
    all
}
