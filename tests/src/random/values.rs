//! Arguments: mostly sensible, sometimes just off, sometimes absurd.
//!
//! An argument's value follows from its name where the name says what it
//! means, else from its type. [`TAME`] keeps hyperparameters in ranges in which
//! something happens within a few hundred blocks.

use super::{
    cast::{self, Cast},
    dice::Dice,
    observe::View,
};
use codec::Encode;
use node_sim::{
    literal::{Kind, Literal},
    meta::{CallRef, Metadata},
};
use scale_info::{TypeDef, TypeDefPrimitive};
use sp_io::hashing::blake2_256;
use subtensor_runtime::AccountId;

/// What a call is about, chosen before its arguments.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The network.
    pub netuid: u16,
    /// Another network.
    pub other_netuid: u16,
    /// The hotkey.
    pub hotkey: AccountId,
    /// Another hotkey.
    pub other_hotkey: AccountId,
    /// A coldkey besides the signer.
    pub coldkey: AccountId,
    /// What the signer has staked with the hotkey on the network, in rao.
    pub alpha: u64,
    /// What the signer can spend, in rao.
    pub tao: u64,
    /// How long lists are that belong together.
    pub length: usize,
}

/// Ranges of the value of `AdminUtils` setters and other named calls.
const TAME: &[(&str, u64, u64)] = &[
    ("sudo_set_tempo", 2, 12),
    ("set_tempo", 360, 400),
    ("sudo_set_subnet_limit", 2, 6),
    ("sudo_set_network_rate_limit", 0, 20),
    ("sudo_set_network_immunity_period", 0, 30),
    (
        "sudo_set_network_min_lock_cost",
        1_000_000_000,
        100_000_000_000,
    ),
    ("sudo_set_lock_reduction_interval", 1, 200),
    ("sudo_set_immunity_period", 0, 20),
    ("sudo_set_max_allowed_uids", 4, 12),
    ("sudo_set_min_allowed_uids", 1, 6),
    ("sudo_trim_to_max_allowed_uids", 2, 10),
    ("sudo_set_max_allowed_validators", 1, 8),
    ("sudo_set_min_allowed_weights", 0, 3),
    ("sudo_set_min_non_immune_uids", 0, 4),
    ("sudo_set_owner_immune_neuron_limit", 1, 4),
    ("sudo_set_admin_freeze_window", 0, 3),
    ("sudo_set_owner_hparam_rate_limit", 0, 1),
    ("sudo_set_start_call_delay", 0, 5),
    ("sudo_set_tx_rate_limit", 0, 2),
    ("sudo_set_serving_rate_limit", 0, 10),
    ("sudo_set_tx_delegate_take_rate_limit", 0, 10),
    ("sudo_set_tx_childkey_take_rate_limit", 0, 10),
    ("sudo_set_weights_set_rate_limit", 0, 5),
    ("sudo_set_weights_version_key", 0, 1),
    ("sudo_set_min_burn", 500_000, 900_000_000),
    ("sudo_set_max_burn", 1_000_000_000, 50_000_000_000),
    ("sudo_set_rao_recycled", 0, 1_000_000_000),
    ("sudo_set_stake_threshold", 0, 1_000_000_000_000),
    ("sudo_set_nominator_min_required_stake", 0, 1_000_000),
    ("sudo_set_coldkey_swap_announcement_delay", 0, 10),
    ("sudo_set_coldkey_swap_reannouncement_delay", 0, 10),
    ("sudo_set_activity_cutoff", 1, 100),
    ("sudo_set_max_registrations_per_block", 1, 8),
    ("sudo_set_target_registrations_per_interval", 1, 5),
    ("sudo_set_max_epochs_per_block", 1, 4),
    ("sudo_set_mechanism_count", 1, 2),
    ("sudo_set_max_mechanism_count", 1, 3),
    ("sudo_set_subnet_owner_cut", 0, 30_000),
    ("sudo_set_default_take", 0, 11_796),
    ("sudo_set_min_delegate_take", 0, 3_000),
    ("sudo_set_min_childkey_take", 0, 3_000),
    ("sudo_set_max_childkey_take", 5_000, 11_796),
    ("sudo_set_min_childkey_take_per_subnet", 0, 3_000),
    ("sudo_set_bonds_moving_average", 0, 975_000),
    ("sudo_set_bonds_penalty", 0, 65_535),
    ("sudo_set_kappa", 0, 65_535),
    ("sudo_set_rho", 0, 60),
    ("sudo_set_alpha_sigmoid_steepness", 0, 5_000),
    ("sudo_set_ck_burn", 0, u64::MAX),
    ("sudo_set_burn_half_life", 1, 400),
    ("sudo_set_ema_price_halving_period", 1, 1_000),
    ("sudo_set_commit_reveal_weights_interval", 1, 3),
    ("sudo_set_alpha_values", 40_000, 65_000),
    ("sudo_set_tao_flow_smoothing_factor", 1, u64::MAX / 2),
    ("sudo_set_num_root_claims", 0, 10),
    ("sudo_set_root_claim_threshold", 0, 10_000_000),
    ("set_pending_childkey_cooldown", 0, 10),
    ("set_activity_cutoff_factor", 1_000, 20_000),
];

/// How often switches are on that would otherwise stop everything.
const SWITCHES: &[(&str, u64)] = &[
    ("sudo_set_commit_reveal_weights_enabled", 6),
    ("sudo_set_network_registration_allowed", 85),
    ("sudo_set_subnet_emission_enabled", 85),
    ("sudo_set_subtoken_enabled", 90),
    ("sudo_set_toggle_transfer", 85),
];

/// Ranges of arguments whose name says enough.
const NAMED: &[(&str, u64, u64)] = &[
    ("take", 0, 11_796),
    ("version_key", 0, 0),
    ("ip", 0x0801_0101, 0x08ff_ffff),
    ("ip_type", 4, 4),
    ("port", 1, 65_535),
    ("protocol", 0, 4),
    ("mecid", 0, 1),
    ("commit_reveal_version", 4, 4),
    ("swap_cost", 0, 1_000_000_000),
    ("index", 0, 2),
];

/// Below this, calls say that an amount is too low; in rao.
const LEAST: u64 = 2_000_000;

/// Texts that are symbols of networks, or none.
const SYMBOLS: [&str; 4] = ["α", "β", "γ", "no symbol"];

/// Writes the arguments of calls.
pub struct Writer<'a> {
    /// Where chance comes from.
    pub dice: &'a mut Dice,
    /// What there is.
    pub view: &'a View,
    /// The calls that may stand in other calls.
    pub inner: &'a [String],
}

impl Writer<'_> {
    /// All arguments of a call, by name.
    pub fn arguments(&mut self, call: &CallRef<'_>, subject: &Subject) -> Literal {
        self.nested(call, subject, 1)
    }

    fn nested(&mut self, call: &CallRef<'_>, subject: &Subject, depth: u8) -> Literal {
        let mut fields = Vec::new();
        for argument in call.arguments {
            let place = Place {
                call: call.name,
                name: argument.name.as_deref().unwrap_or_default(),
                type_name: argument.type_name.as_deref().unwrap_or_default(),
                depth,
            };
            if let Some(value) = self.value(&place, argument.ty.id, subject) {
                fields.push((place.name.to_owned(), value));
            }
        }
        super::history::table(fields)
    }

    /// A value, or nothing where that is one.
    fn value(&mut self, place: &Place<'_>, ty: u32, subject: &Subject) -> Option<Literal> {
        let types = Metadata::runtime().ok()?.types();
        let resolved = types.resolve(ty)?;
        let last = resolved.path.segments.last().map(String::as_str);
        if last != Some("Option") {
            if let Some(value) = self.by_name(place, subject) {
                return Some(value);
            }
        }
        match last {
            Some("AccountId32" | "MultiAddress") => {
                let account = self.any_account(subject);
                return Some(self.account(&account));
            }
            Some("Option") => {
                let inner = resolved.type_params.first()?.ty?.id;
                return if self.dice.percent(50) {
                    self.value(place, inner, subject)
                } else {
                    None
                };
            }
            Some("RuntimeCall") => return self.call(place, subject),
            Some(name) if name.starts_with("FixedI") || name.starts_with("FixedU") => {
                return Some(self.fraction());
            }
            _ => {}
        }
        match &resolved.type_def {
            TypeDef::Primitive(primitive) => Some(self.primitive(place, primitive, subject)),
            TypeDef::Compact(compact) => self.value(place, compact.type_param.id, subject),
            TypeDef::Sequence(list) => Some(self.list(place, list.type_param.id, subject)),
            TypeDef::Array(array) => {
                let item = array.type_param.id;
                if is_byte(item) {
                    Some(hex_bytes(&self.dice.bytes(array.len as usize)))
                } else {
                    let items: Option<Vec<_>> = (0..array.len)
                        .map(|_| self.value(place, item, subject))
                        .collect();
                    Some(Literal::from(items?))
                }
            }
            TypeDef::Tuple(tuple) => {
                let parts: Option<Vec<_>> = tuple
                    .fields
                    .iter()
                    .map(|part| self.value(&place.nameless(), part.id, subject))
                    .collect();
                Some(Literal::from(parts?))
            }
            TypeDef::Composite(composite) => self.fields(place, &composite.fields, subject),
            TypeDef::Variant(variants) => {
                let variant = self.dice.pick(&variants.variants)?.clone();
                if variant.fields.is_empty() {
                    return Some(Literal::from(variant.name.as_str()));
                }
                let payload = self.fields(place, &variant.fields, subject)?;
                Some(super::history::table(vec![(variant.name, payload)]))
            }
            TypeDef::BitSequence(_) => None,
        }
    }

    fn fields(
        &mut self,
        place: &Place<'_>,
        fields: &[scale_info::Field<scale_info::form::PortableForm>],
        subject: &Subject,
    ) -> Option<Literal> {
        match fields {
            [only] if only.name.is_none() => self.value(place, only.ty.id, subject),
            [first, ..] if first.name.is_some() => {
                let mut table = Vec::new();
                for field in fields {
                    let name = field.name.clone().unwrap_or_default();
                    let inner = Place {
                        name: &name,
                        type_name: field.type_name.as_deref().unwrap_or_default(),
                        ..*place
                    };
                    if let Some(value) = self.value(&inner, field.ty.id, subject) {
                        table.push((name, value));
                    }
                }
                Some(super::history::table(table))
            }
            _ => {
                let parts: Option<Vec<_>> = fields
                    .iter()
                    .map(|field| self.value(&place.nameless(), field.ty.id, subject))
                    .collect();
                Some(Literal::from(parts?))
            }
        }
    }

    /// Values of arguments whose name says what they are.
    fn by_name(&mut self, place: &Place<'_>, subject: &Subject) -> Option<Literal> {
        let value = match place.name {
            "netuid" | "origin_netuid" => Literal::from(subject.netuid),
            "destination_netuid" if self.dice.percent(25) => Literal::from(subject.netuid),
            "destination_netuid" => Literal::from(subject.other_netuid),
            "subnets" | "netuids" => {
                let count = self.dice.below(7);
                Literal::from((0..count).map(|_| self.netuid()).collect::<Vec<u16>>())
            }
            "hotkey" | "origin_hotkey" | "owner_hotkey" => self.account(&subject.hotkey),
            "destination_hotkey" => self.account(&subject.other_hotkey),
            "new_hotkey" => {
                let account = self.new_hotkey(subject);
                self.account(&account)
            }
            "coldkey" | "destination_coldkey" | "new_coldkey" => self.account(&subject.coldkey),
            "old_coldkey" => {
                let (name, _) = self.dice.pick(&cast::COLDKEYS)?;
                Literal::from(*name)
            }
            "new_coldkey_hash" if self.dice.percent(90) => {
                hex_bytes(&subject.coldkey.using_encoded(blake2_256))
            }
            "dests" | "uids" => {
                let known = self.neurons(subject.netuid);
                let first = self.dice.below(known.max(1));
                let uids = (0..subject.length as u64).map(|i| (first + i) % known.max(1));
                Literal::from(uids.map(|uid| uid as u16).collect::<Vec<_>>())
            }
            "weights" | "values" if place.type_name == "Vec<u16>" => Literal::from(
                (0..subject.length)
                    .map(|_| self.dice.magnitude(u16::MAX.into()) as u16)
                    .collect::<Vec<_>>(),
            ),
            "children" => self.children(subject),
            "maybe_split" if self.dice.percent(80) => {
                let first = self.dice.below(65_536) as u16;
                Literal::from(vec![first, u16::MAX - first])
            }
            "limit_price" | "limit" => Literal::from(self.price(subject)),
            "symbol" if self.dice.percent(80) => Literal::from(*self.dice.pick(&SYMBOLS)?),
            _ => return None,
        };
        Some(value)
    }

    fn call(&mut self, place: &Place<'_>, subject: &Subject) -> Option<Literal> {
        let path = match place.depth {
            0 => "System.remark".to_owned(),
            _ => self.dice.pick(self.inner)?.clone(),
        };
        let call = Metadata::runtime().ok()?.call(&path).ok()?;
        let arguments = self.nested(&call, subject, place.depth.saturating_sub(1));
        Some(super::history::table(vec![
            ("call".to_owned(), Literal::from(path.as_str())),
            ("args".to_owned(), arguments),
        ]))
    }

    fn primitive(
        &mut self,
        place: &Place<'_>,
        primitive: &TypeDefPrimitive,
        subject: &Subject,
    ) -> Literal {
        let most = match primitive {
            TypeDefPrimitive::Bool => {
                let often = SWITCHES
                    .iter()
                    .find(|(call, _)| *call == place.call)
                    .map_or(60, |(_, percent)| *percent);
                return Literal::from(self.dice.percent(often));
            }
            TypeDefPrimitive::Str | TypeDefPrimitive::Char => return Literal::from("x"),
            TypeDefPrimitive::U8 => u8::MAX.into(),
            TypeDefPrimitive::U16 => u16::MAX.into(),
            TypeDefPrimitive::U32 => u32::MAX.into(),
            TypeDefPrimitive::I8 => 127,
            TypeDefPrimitive::I16 => 32_767,
            TypeDefPrimitive::I32 => 2_147_483_647,
            TypeDefPrimitive::I64 => i64::MAX as u64,
            _ => u64::MAX,
        };
        if place.type_name.contains("Alpha") || place.name == "alpha_amount" {
            return Literal::from(self.amount(subject.alpha));
        }
        if place.type_name.contains("Tao")
            || place.type_name.contains("Balance")
            || place.name == "amount"
        {
            return Literal::from(self.amount(subject.tao));
        }
        let range = TAME
            .iter()
            .find(|(call, _, _)| *call == place.call)
            .or_else(|| NAMED.iter().find(|(name, _, _)| *name == place.name));
        if let Some((_, low, high)) = range {
            if self.dice.percent(90) {
                return Literal::from(self.dice.between(*low, *high).min(most));
            }
        }
        Literal::from(match self.dice.below(10) {
            0..=4 => self.dice.below(21).min(most),
            5..=7 => self.dice.magnitude(most),
            8 => most - self.dice.below(2),
            _ => 0,
        })
    }

    /// Part of what there is, now and then all of it or more.
    fn amount(&mut self, available: u64) -> u64 {
        match self.dice.below(40) {
            0..=19 => self.dice.magnitude(available / LEAST).saturating_mul(LEAST),
            20..=29 => available / self.dice.between(2, 20),
            30 | 31 => available,
            32 => available.saturating_add(1),
            33 => available.saturating_sub(self.dice.below(600)),
            34 | 35 => self.dice.magnitude(available),
            36 => self.dice.magnitude(u64::MAX),
            _ => *self.dice.pick(&[0, 1, u64::MAX]).unwrap_or(&0),
        }
    }

    /// Near the price of the network's alpha, or far from it.
    fn price(&mut self, subject: &Subject) -> u64 {
        let price = self
            .view
            .networks
            .get(&subject.netuid)
            .map_or(1_000_000_000, |network| network.price);
        match self.dice.below(8) {
            0 => 0,
            1 => u64::MAX,
            2 => price,
            3..=6 => (u128::from(price) * u128::from(self.dice.between(80, 125)) / 100) as u64,
            _ => self.dice.magnitude(u64::MAX),
        }
    }

    fn fraction(&mut self) -> Literal {
        let text = match self.dice.below(8) {
            0 => "0.0".to_owned(),
            1 => "1.0".to_owned(),
            2 => format!("{}.5", self.dice.magnitude(1 << 31)),
            3 => "-1.5".to_owned(),
            _ => format!("{:.6}", self.dice.below(1_500_000) as f64 / 1e6),
        };
        Literal::free(Kind::Float(text))
    }

    fn list(&mut self, place: &Place<'_>, item: u32, subject: &Subject) -> Literal {
        if is_byte(item) {
            let length = match self.dice.below(12) {
                0 => 0,
                1 => 300,
                _ => self.dice.below(40),
            };
            return hex_bytes(&self.dice.bytes(length as usize));
        }
        let length = match self.dice.below(12) {
            0 => 0,
            1 => 20,
            _ => subject.length,
        };
        let inner = place.nameless();
        Literal::from(
            (0..length)
                .filter_map(|_| self.value(&inner, item, subject))
                .collect::<Vec<_>>(),
        )
    }

    fn children(&mut self, subject: &Subject) -> Literal {
        let most = if self.dice.percent(90) { 4 } else { 8 };
        let count = self.dice.below(most);
        let share = u64::MAX / count.max(1);
        let children = (0..count).map(|_| {
            let proportion = match self.dice.below(10) {
                0 => u64::MAX,
                1 => 0,
                _ => self.dice.magnitude(share),
            };
            let child = self.any_account(subject);
            Literal::from(vec![Literal::from(proportion), self.account(&child)])
        });
        Literal::from(children.collect::<Vec<_>>())
    }

    fn neurons(&self, netuid: u16) -> u64 {
        self.view
            .networks
            .get(&netuid)
            .map_or(0, |network| network.neurons.len() as u64)
    }

    /// A network there is, or sometimes is not.
    pub fn netuid(&mut self) -> u16 {
        let subnets = self.view.subnets();
        match (self.dice.below(100), self.dice.pick(&subnets)) {
            (0..=84, Some(netuid)) => *netuid,
            (85..=96, _) | (_, None) => 0,
            (97 | 98, _) => subnets.last().map_or(1, |last| last.saturating_add(1)),
            _ => u16::MAX,
        }
    }

    /// A hotkey, a neuron, a coldkey, a stranger, now and then the account of a
    /// network.
    pub fn any_account(&mut self, subject: &Subject) -> AccountId {
        let cast = Cast::get();
        let neurons = self
            .view
            .networks
            .get(&subject.netuid)
            .map_or(&[][..], |network| network.neurons.as_slice());
        let named = |name: &str| cast.account_of(name);
        let found = match self.dice.below(20) {
            0..=11 => self.dice.pick(neurons).cloned(),
            12..=15 => self.dice.pick(&cast::hotkeys()).and_then(|n| named(n)),
            16 => self.dice.pick(&cast::COLDKEYS).and_then(|(n, _)| named(n)),
            17 | 18 => self.dice.pick(&cast::STRANGERS).and_then(|n| named(n)),
            _ => Some(cast::network_account(subject.netuid)),
        };
        found.unwrap_or_else(|| subject.hotkey.clone())
    }

    fn new_hotkey(&mut self, subject: &Subject) -> AccountId {
        let stranger = self.dice.pick(&cast::STRANGERS).copied();
        let hotkey = self.dice.pick(&cast::hotkeys()).cloned();
        match (self.dice.below(4), stranger, hotkey) {
            (0 | 1, Some(name), _) => Cast::get().account_of(name),
            (2, _, Some(name)) => Cast::get().account_of(&name),
            _ => None,
        }
        .unwrap_or_else(|| self.any_account(subject))
    }

    fn account(&self, account: &AccountId) -> Literal {
        Literal::from(Cast::get().name_of(account).as_str())
    }
}

/// Where a value stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    call: &'a str,
    name: &'a str,
    type_name: &'a str,
    depth: u8,
}

impl<'a> Place<'a> {
    /// The same within a list or tuple, where names no longer speak.
    fn nameless(&self) -> Self {
        Self {
            name: "",
            type_name: "",
            ..*self
        }
    }
}

/// Bytes as a scenario writes them.
pub fn hex_bytes(bytes: &[u8]) -> Literal {
    Literal::from(format!("0x{}", hex::encode(bytes)).as_str())
}

/// Whether a type is a byte.
pub fn is_byte(ty: u32) -> bool {
    let types = Metadata::runtime().map(Metadata::types);
    types.is_ok_and(|types| {
        matches!(
            types.resolve(ty).map(|ty| &ty.type_def),
            Some(TypeDef::Primitive(TypeDefPrimitive::U8))
        )
    })
}
