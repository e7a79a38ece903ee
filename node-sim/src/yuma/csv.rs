//! A study as CSV, one value a line.

use super::{Shape, Study, QUANTITIES};
use crate::report::quoted;
use std::fmt::Write as _;

/// The first line of the file.
pub const HEADING: &str = "variant,epoch,block,quantity,validator,miner,value";

impl Study {
    /// Every quantity of every epoch under every rule; validator and miner are
    /// empty where the quantity is about the other alone.
    pub fn csv(&self) -> String {
        let names = |names: &[String]| -> Vec<String> { names.iter().map(|n| quoted(n)).collect() };
        let (validators, miners) = (names(&self.validators), names(&self.miners));
        let mut text = format!("{HEADING}\n");
        for run in &self.variants {
            for epoch in &run.epochs {
                for quantity in &QUANTITIES {
                    let mut line = |validator: &str, miner: &str, value: f64| {
                        let _ = writeln!(
                            text,
                            "{},{},{},{},{validator},{miner},{value}",
                            run.rule, epoch.epoch, epoch.block, quantity.name,
                        );
                    };
                    match quantity.shape {
                        Shape::Pair(read) => {
                            for (validator, row) in validators.iter().zip(read(epoch)) {
                                for (miner, value) in miners.iter().zip(row) {
                                    line(validator, miner, *value);
                                }
                            }
                        }
                        Shape::Validator(read) => {
                            for (validator, value) in validators.iter().zip(read(epoch)) {
                                line(validator, "", *value);
                            }
                        }
                        Shape::Flag(read) => {
                            for (validator, flag) in validators.iter().zip(read(epoch)) {
                                line(validator, "", f64::from(u8::from(*flag)));
                            }
                        }
                        Shape::Miner(read) => {
                            for (miner, value) in miners.iter().zip(read(epoch)) {
                                line("", miner, *value);
                            }
                        }
                    }
                }
            }
        }
        text
    }
}
