//! What follows from what: a new network is set up so that something happens
//! on it, and the first networks get neurons and stake.

use super::{
    cast,
    dice::Dice,
    history::{table, Act},
};
use node_sim::{literal::Literal, scenario::Signer};

fn act(block: u32, signer: Signer, call: &str, arguments: Vec<(&str, Literal)>) -> Act {
    Act {
        block,
        signer,
        call: call.to_owned(),
        arguments: table(
            arguments
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        ),
        succeeded: true,
    }
}

fn by(name: &str) -> Signer {
    Signer::Account(name.to_owned())
}

/// Founding a network.
pub fn found(block: u32, coldkey: &str) -> Act {
    let hotkey = format!("{coldkey}_hk1");
    act(
        block,
        by(coldkey),
        "SubtensorModule.register_network",
        vec![("hotkey", hotkey.as_str().into())],
    )
}

/// Setting a network up: short epochs, few and short-lived neurons, emission.
pub fn set_up(block: u32, netuid: u16, owner: &str, dice: &mut Dice) -> Vec<Act> {
    let mut acts = Vec::new();
    let mut set = |call: &str, name: &str, value: Literal| {
        acts.push(act(
            block,
            Signer::Sudo,
            &format!("AdminUtils.{call}"),
            vec![("netuid", netuid.into()), (name, value)],
        ));
    };
    set("sudo_set_tempo", "tempo", dice.between(3, 12).into());
    set(
        "sudo_set_max_registrations_per_block",
        "max_registrations_per_block",
        8u16.into(),
    );
    set(
        "sudo_set_commit_reveal_weights_enabled",
        "enabled",
        dice.percent(25).into(),
    );
    set(
        "sudo_set_weights_set_rate_limit",
        "weights_set_rate_limit",
        dice.below(4).into(),
    );
    set(
        "sudo_set_immunity_period",
        "immunity_period",
        dice.below(15).into(),
    );
    set(
        "sudo_set_subnet_emission_enabled",
        "enabled",
        dice.percent(85).into(),
    );
    set(
        "sudo_set_max_allowed_uids",
        "max_allowed_uids",
        dice.between(4, 10).into(),
    );
    if dice.percent(90) {
        acts.push(act(
            block,
            by(owner),
            "SubtensorModule.start_call",
            vec![("netuid", netuid.into())],
        ));
    }
    acts
}

/// Registering hotkeys on a network and staking to them.
pub fn populate(block: u32, netuid: u16, dice: &mut Dice) -> Vec<Act> {
    let mut acts = Vec::new();
    for (coldkey, balance) in cast::COLDKEYS.iter().take(4) {
        for hotkey in cast::hotkeys_of(coldkey) {
            if dice.percent(50) {
                continue;
            }
            acts.push(act(
                block,
                by(coldkey),
                "SubtensorModule.burned_register",
                vec![
                    ("netuid", netuid.into()),
                    ("hotkey", hotkey.as_str().into()),
                ],
            ));
            acts.push(act(
                block + 1,
                by(coldkey),
                "SubtensorModule.add_stake",
                vec![
                    ("hotkey", hotkey.as_str().into()),
                    ("netuid", netuid.into()),
                    ("amount_staked", dice.magnitude(balance / 10).into()),
                ],
            ));
        }
    }
    acts
}

/// Taking two hotkeys to root, with stake there.
pub fn go_to_root(block: u32) -> Vec<Act> {
    let mut acts = Vec::new();
    for (coldkey, balance) in cast::COLDKEYS.iter().take(2) {
        let hotkey = format!("{coldkey}_hk1");
        acts.push(act(
            block,
            by(coldkey),
            "SubtensorModule.root_register",
            vec![("hotkey", hotkey.as_str().into())],
        ));
        acts.push(act(
            block,
            by(coldkey),
            "SubtensorModule.add_stake",
            vec![
                ("hotkey", hotkey.as_str().into()),
                ("netuid", 0u16.into()),
                ("amount_staked", (balance / 4).into()),
            ],
        ));
    }
    acts
}
