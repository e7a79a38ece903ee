//! Reading what validators think: weights, later weights, copies.

use super::Parser;
use crate::{
    literal::{Kind, Literal},
    problem::{Problem, Span},
    scenario::{
        model::{NeuronSpec, Opinion, Since, View},
        reader::Table,
    },
};

/// The name by which the consensus of the chain is copied.
const CONSENSUS: &str = "consensus";

/// The fields of a neuron that say what it thinks.
pub(super) const FIELDS: [&str; 3] = ["weights", "copies", "later"];

/// What a neuron's table says of its opinions.
pub(super) enum Opinions {
    /// Its own.
    Own(Vec<Opinion>),
    /// Those of another neuron of the subnet, by its hotkey.
    As(String, Span),
}

impl Parser<'_> {
    /// The opinions in a neuron's table.
    pub(super) fn opinions(&mut self, table: Table<'_>) -> Opinions {
        if let Some(weights) = table.field("weights") {
            if let Kind::String(other) = &weights.value.kind {
                for useless in ["copies", "later"].iter().filter_map(|f| table.field(f)) {
                    self.reader.fault(
                        Problem::at(
                            useless.span.clone(),
                            format!("who thinks as another has no `{}`", useless.name),
                        )
                        .help("write its weights as a table"),
                    );
                }
                return Opinions::As(other.clone(), weights.value.span.clone());
            }
        }
        let mut opinions = Vec::new();
        let first = self.view(table);
        opinions.extend(first.map(|view| Opinion {
            since: Since::Epoch(0),
            view,
        }));
        if let Some(later) = table.get("later") {
            self.later(later, &mut opinions);
        }
        Opinions::Own(opinions)
    }

    /// Who copies itself never has anything to copy.
    pub(super) fn not_of_itself(&mut self, hotkey: &str, opinions: &[Opinion], span: &Span) {
        let itself = |view: &View| matches!(view, View::Weights(copied) if copied == hotkey);
        if opinions.iter().any(|opinion| itself(&opinion.view)) {
            self.reader.fault(Problem::at(
                span.clone(),
                format!("`{hotkey}` cannot copy itself"),
            ));
        }
    }

    /// The view in the `weights` or `copies` of a table.
    fn view(&mut self, table: Table<'_>) -> Option<View> {
        match (table.field("weights"), table.field("copies")) {
            (Some(_), Some(copies)) => {
                self.reader.fault(Problem::at(
                    copies.span.clone(),
                    "a validator has weights of its own or copies others', not both",
                ));
                None
            }
            (Some(weights), None) => self.own_weights(&weights.value).map(View::Own),
            (None, Some(copies)) => {
                let name = self.reader.text(&copies.value)?;
                if name == CONSENSUS {
                    return Some(View::Consensus);
                }
                self.account(&copies.value).map(View::Weights)
            }
            (None, None) => None,
        }
    }

    fn own_weights(&mut self, value: &Literal) -> Option<Vec<(String, u32)>> {
        let given = self.reader.any_table("hotkeys with their weights", value)?;
        let mut weights = Vec::new();
        for field in given.fields() {
            let name = Literal {
                kind: Kind::String(field.name.clone()),
                span: field.span.clone(),
            };
            self.account(&name);
            let weight = self.reader.count(&field.value, 0);
            weights.extend(weight.map(|weight| (field.name.clone(), weight)));
        }
        (!weights.is_empty()).then_some(weights)
    }

    /// A list of opinions, each with the epochs or blocks it begins with.
    fn later(&mut self, value: &Literal, opinions: &mut Vec<Opinion>) {
        const WHAT: &str = "an entry of `later`";
        let entries = self.reader.list("subnets.neurons.later", Some(value));
        let mut begins_with: Option<&str> = None;
        for entry in entries {
            let fields = ["epoch", "block", "weights", "copies"];
            let Some(table) = self.reader.table(WHAT, entry, &fields) else {
                continue;
            };
            let faults = self.reader.problems.len();
            let Some(view) = self.view(table) else {
                if self.reader.problems.len() == faults {
                    self.reader.fault(
                        Problem::at(
                            entry.span.clone(),
                            format!("{WHAT} needs the field `weights` or `copies`"),
                        )
                        .help("{ epoch = 5, weights = { miner_hk = 1 } }"),
                    );
                }
                continue;
            };
            let (unit, times) = match (table.field("epoch"), table.field("block")) {
                (Some(epoch), None) => ("epoch", epoch),
                (None, Some(block)) => ("block", block),
                _ => {
                    self.reader.fault(Problem::at(
                        entry.span.clone(),
                        format!("{WHAT} begins with either an `epoch` or a `block`"),
                    ));
                    continue;
                }
            };
            if *begins_with.get_or_insert(unit) != unit {
                self.reader.fault(Problem::at(
                    times.span.clone(),
                    "the opinions of one validator begin all with epochs or all with blocks",
                ));
                continue;
            }
            let given = &times.value;
            let times = match &given.kind {
                Kind::Array(times) => times.as_slice(),
                _ => std::slice::from_ref(given),
            };
            if times.is_empty() {
                self.reader.fault(Problem::at(
                    given.span.clone(),
                    format!("name at least one {unit}"),
                ));
            }
            for time in times {
                let since = match unit {
                    "epoch" => self.reader.count(time, 1).map(Since::Epoch),
                    _ => self.reader.count(time, 1).map(Since::Block),
                };
                let Some(since) = since else { continue };
                if opinions.iter().any(|known| known.since == since) {
                    self.reader.fault(Problem::at(
                        time.span.clone(),
                        format!("there are two opinions for this {unit}"),
                    ));
                    continue;
                }
                let view = view.clone();
                opinions.push(Opinion { since, view });
            }
        }
        // The first one, if there is, is of epoch 0 and so comes before all blocks.
        opinions.sort_by_key(|opinion| opinion.since);
    }

    /// Gives those who think as another the other's opinions.
    pub(super) fn share_opinions(
        &mut self,
        neurons: &mut [NeuronSpec],
        shared: Vec<(usize, String, Span)>,
    ) {
        let own: Vec<usize> = (0..neurons.len())
            .filter(|at| !neurons[*at].opinions.is_empty())
            .collect();
        for (at, other, span) in shared {
            match own.iter().find(|at| neurons[**at].hotkey == other) {
                Some(of) => {
                    let opinions = neurons[*of].opinions.clone();
                    let hotkey = neurons[at].hotkey.clone();
                    self.not_of_itself(&hotkey, &opinions, &span);
                    neurons[at].opinions = opinions;
                }
                None => {
                    let known = own.iter().map(|at| neurons[*at].hotkey.as_str());
                    self.reader.fault(
                        Problem::at(
                            span,
                            format!("no neuron of this subnet with the hotkey `{other}` has weights of its own"),
                        )
                        .suggest(&other, known),
                    );
                }
            }
        }
    }
}
