//! Reading subnets, their hyperparameters and neurons.

use super::{
    opinions::{self, Opinions},
    qualified, Parser,
};
use crate::{
    literal::{self, Literal},
    meta::encode::{unplaced, Encoder},
    problem::Problem,
    scenario::{
        model::{HyperParameter, NeuronSpec, SubnetSpec},
        names::HOTKEY_SUFFIX,
    },
};

impl Parser<'_> {
    pub(super) fn subnet(&mut self, value: &Literal) -> Option<SubnetSpec> {
        let what = "[[subnets]]";
        let table = self.reader.table(
            what,
            value,
            &[
                "name",
                "owner",
                "hotkey",
                "tempo",
                "emission_enabled",
                "start",
                "hyperparameters",
                "neurons",
                "weights_every",
            ],
        )?;
        let owner = self.reader.required(what, table, "owner");
        let name = self.reader.required(what, table, "name");
        let owner = self.account(owner?)?;
        let name = self.reader.text(name?)?.to_owned();
        let hotkey = match table.get("hotkey") {
            Some(hotkey) => self.account(hotkey)?,
            None => format!("{owner}{HOTKEY_SUFFIX}"),
        };
        let flag = |parser: &mut Self, field: &str| match table.get(field) {
            Some(value) => parser.reader.flag(value),
            None => Some(true),
        };
        let emission_enabled = flag(self, "emission_enabled")?;
        let start = flag(self, "start")?;
        let mut hyperparameters = Vec::new();
        if let Some(tempo) = table.field("tempo") {
            self.hyperparameter("Tempo", tempo, &mut hyperparameters);
        }
        if let Some(others) = table.get("hyperparameters") {
            let others = self.reader.any_table("hyperparameters", others)?;
            for field in others.fields() {
                self.hyperparameter(&field.name, field, &mut hyperparameters);
            }
        }
        let neurons = self.neurons(table.get("neurons"));
        let weights_every = match table.get("weights_every") {
            Some(every) => Some(self.reader.count(every, 1)?),
            None => None,
        };
        Some(SubnetSpec {
            name,
            owner,
            hotkey,
            emission_enabled,
            start,
            hyperparameters,
            neurons,
            weights_every,
            span: value.span.clone(),
        })
    }

    /// Keeps a hyperparameter if it is an item keyed by the subnet and the
    /// value fits.
    fn hyperparameter(
        &mut self,
        item: &str,
        field: &literal::Field,
        kept: &mut Vec<HyperParameter>,
    ) {
        let found = match self.metadata.storage(&qualified(item)) {
            Ok(found) => found,
            Err(error) => {
                let problem = unplaced(&error).or_at(&field.span);
                self.reader.fault(problem);
                return;
            }
        };
        if found.keys.len() != 1 {
            self.reader.fault(
                Problem::at(
                    field.span.clone(),
                    format!("`{item}` is no hyperparameter of a subnet"),
                )
                .help("set it for the whole chain under [chain.parameters] or [[chain.storage]]"),
            );
            return;
        }
        match Encoder::new(self.metadata, &self.names).bytes(&field.value, found.value, None) {
            Ok(_) => kept.push(HyperParameter {
                item: item.to_owned(),
                value: field.value.clone(),
                span: field.span.clone(),
            }),
            Err(mut problem) => {
                problem.message = format!("hyperparameter `{item}`: {}", problem.message);
                self.reader.fault(problem);
            }
        }
    }

    fn neurons(&mut self, value: Option<&Literal>) -> Vec<NeuronSpec> {
        let mut neurons = Vec::new();
        let mut shared = Vec::new();
        for entry in self.reader.list("subnets.neurons", value) {
            let Some((mut neuron, opinions)) = self.neuron(entry) else {
                continue;
            };
            match opinions {
                Opinions::Own(own) => neuron.opinions = own,
                Opinions::As(other, span) => shared.push((neurons.len(), other, span)),
            }
            neurons.push(neuron);
        }
        self.share_opinions(&mut neurons, shared);
        neurons
    }

    /// A neuron, still without the opinions that come with it.
    fn neuron(&mut self, value: &Literal) -> Option<(NeuronSpec, Opinions)> {
        let what = "a neuron";
        let known: Vec<&str> = ["coldkey", "hotkey", "stake"]
            .into_iter()
            .chain(opinions::FIELDS)
            .collect();
        let table = self.reader.table(what, value, &known)?;
        let coldkey = self.reader.required(what, table, "coldkey")?;
        let coldkey = self.account(coldkey)?;
        let hotkey = match table.get("hotkey") {
            Some(hotkey) => self.account(hotkey)?,
            None => format!("{coldkey}{HOTKEY_SUFFIX}"),
        };
        let stake = match table.get("stake") {
            Some(stake) => self.reader.tao(stake)?,
            None => 0,
        };
        let neuron = NeuronSpec {
            coldkey,
            hotkey,
            stake,
            opinions: Vec::new(),
            span: value.span.clone(),
        };
        let opinions = self.opinions(table);
        if let Opinions::Own(own) = &opinions {
            self.not_of_itself(&neuron.hotkey, own, &value.span);
        }
        Some((neuron, opinions))
    }
}
