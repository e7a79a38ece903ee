//! The calls: who may sign them, and that each reaches its pallet.

use super::mock::*;
use frame_support::{assert_noop, assert_ok};
use pallet_staking::{AutoParentDelegationEnabled, Delegates, HotkeyLock, Owner, RootClaimType};
use pallet_subnets::{
    Axons, ChainIdentityV2, Error, IdentitiesV2, NeuronCertificates, Prometheus, RootClaimTypeEnum,
    SubnetIdentitiesV3, SubnetIdentityV3, TokenSymbol, Uids,
};
use pallet_yuma::{ValidatorPermit, Weights};
use sp_runtime::traits::{BadOrigin, Dispatchable};
use std::collections::BTreeSet;
use subtensor_types::{AlphaBalance, MechId, NetUid, NetUidStorageIndex, TaoBalance};

/// One call of each kind, with arguments that would not be refused first.
fn every_call() -> Vec<Call> {
    let (netuid, hotkey) = (ONE, account(30));
    let tao = TaoBalance::new(UNIT);
    let alpha = AlphaBalance::new(UNIT);
    vec![
        Call::set_weights {
            netuid,
            dests: vec![0],
            weights: vec![1],
            version_key: 0,
        },
        Call::add_stake {
            hotkey: hotkey.clone(),
            netuid,
            amount_staked: tao,
        },
        Call::remove_stake {
            hotkey: hotkey.clone(),
            netuid,
            amount_unstaked: alpha,
        },
        Call::serve_axon {
            netuid,
            version: 1,
            ip: 1_676_056_785,
            port: 8_091,
            ip_type: 4,
            protocol: 0,
            placeholder1: 0,
            placeholder2: 0,
        },
        Call::serve_prometheus {
            netuid,
            version: 1,
            ip: 1_676_056_785,
            port: 9_100,
            ip_type: 4,
        },
        Call::register {
            netuid,
            block_number: 0,
            nonce: 0,
            work: Vec::new(),
            hotkey: account(31),
            coldkey: account(9),
        },
        Call::burned_register {
            netuid,
            hotkey: account(31),
        },
        Call::serve_axon_tls {
            netuid,
            version: 1,
            ip: 1_676_056_785,
            port: 8_091,
            ip_type: 4,
            protocol: 0,
            placeholder1: 0,
            placeholder2: 0,
            certificate: vec![1, 2, 3],
        },
        Call::register_network {
            hotkey: account(31),
        },
        Call::root_register {
            hotkey: hotkey.clone(),
        },
        Call::decrease_take {
            hotkey: hotkey.clone(),
            take: 0,
        },
        Call::increase_take {
            hotkey: hotkey.clone(),
            take: 9,
        },
        Call::set_children {
            hotkey: hotkey.clone(),
            netuid,
            children: Vec::new(),
        },
        Call::set_identity {
            name: b"name".to_vec(),
            url: b"url".to_vec(),
            github_repo: b"github".to_vec(),
            image: b"image".to_vec(),
            discord: b"discord".to_vec(),
            description: b"description".to_vec(),
            additional: b"additional".to_vec(),
        },
        Call::set_subnet_identity {
            netuid,
            subnet_name: b"name".to_vec(),
            github_repo: b"github".to_vec(),
            subnet_contact: b"contact".to_vec(),
            subnet_url: b"url".to_vec(),
            discord: b"discord".to_vec(),
            description: b"description".to_vec(),
            logo_url: b"logo".to_vec(),
            additional: b"additional".to_vec(),
        },
        Call::swap_hotkey {
            hotkey: hotkey.clone(),
            new_hotkey: account(31),
            netuid: None,
        },
        Call::swap_hotkey_v2 {
            hotkey: hotkey.clone(),
            new_hotkey: account(31),
            netuid: Some(netuid),
            keep_stake: true,
        },
        Call::register_network_with_identity {
            hotkey: account(31),
            identity: None,
        },
        Call::move_stake {
            origin_hotkey: hotkey.clone(),
            destination_hotkey: account(31),
            origin_netuid: netuid,
            destination_netuid: netuid,
            alpha_amount: alpha,
        },
        Call::transfer_stake {
            destination_coldkey: account(2),
            hotkey: hotkey.clone(),
            origin_netuid: netuid,
            destination_netuid: netuid,
            alpha_amount: alpha,
        },
        Call::swap_stake {
            hotkey: hotkey.clone(),
            origin_netuid: netuid,
            destination_netuid: NetUid::ROOT,
            alpha_amount: alpha,
        },
        Call::add_stake_limit {
            hotkey: hotkey.clone(),
            netuid,
            amount_staked: tao,
            limit_price: TaoBalance::MAX,
            allow_partial: true,
        },
        Call::remove_stake_limit {
            hotkey: hotkey.clone(),
            netuid,
            amount_unstaked: alpha,
            limit_price: TaoBalance::ZERO,
            allow_partial: true,
        },
        Call::swap_stake_limit {
            hotkey: hotkey.clone(),
            origin_netuid: netuid,
            destination_netuid: NetUid::ROOT,
            alpha_amount: alpha,
            limit_price: TaoBalance::ZERO,
            allow_partial: true,
        },
        Call::try_associate_hotkey {
            hotkey: account(31),
        },
        Call::start_call { netuid },
        Call::recycle_alpha {
            hotkey: hotkey.clone(),
            amount: alpha,
            netuid,
        },
        Call::burn_alpha {
            hotkey,
            amount: alpha,
            netuid,
        },
        Call::set_mechanism_weights {
            netuid,
            mecid: MechId::new(0),
            dests: vec![0],
            weights: vec![1],
            version_key: 0,
        },
        Call::claim_root {
            subnets: BTreeSet::from([netuid]),
        },
        Call::set_root_claim_type {
            new_root_claim_type: RootClaimTypeEnum::Keep,
        },
        Call::register_limit {
            netuid,
            hotkey: account(31),
            limit_price: u64::MAX,
        },
        Call::set_auto_parent_delegation_enabled {
            hotkey: account(30),
            enabled: false,
        },
        Call::lock_stake {
            hotkey: account(30),
            netuid,
            amount: alpha,
        },
        Call::move_lock {
            destination_hotkey: account(30),
            netuid,
        },
        Call::set_perpetual_lock {
            netuid,
            enabled: true,
        },
        Call::set_tempo { netuid, tempo: 360 },
        Call::trigger_epoch { netuid },
        Call::set_reject_locked_alpha { enabled: false },
        Call::announce_coldkey_swap {
            new_coldkey_hash: Default::default(),
        },
        Call::swap_coldkey_announced {
            new_coldkey: account(32),
        },
        Call::dispute_coldkey_swap {},
        Call::clear_coldkey_swap_announcement {},
    ]
}

#[test]
fn every_call_wants_a_signature() {
    // `registration` §9, row 49.
    run(|| {
        start_network(1, 30);
        for call in every_call() {
            for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
                let outcome = RuntimeCall::from(call.clone()).dispatch(origin);
                let refused = outcome.map_err(|failure| failure.error);
                assert_eq!(refused.map(|_| ()), Err(BadOrigin.into()), "{call:?}");
            }
        }
    });
}

#[test]
fn coldkeys_are_swapped_and_reset_by_root_alone() {
    run(|| {
        let swap = Call::swap_coldkey {
            old_coldkey: account(1),
            new_coldkey: account(32),
            swap_cost: TaoBalance::ZERO,
        };
        let reset = Call::reset_coldkey_swap {
            coldkey: account(1),
        };
        for call in [swap, reset].map(RuntimeCall::from) {
            for origin in [RuntimeOrigin::none(), RuntimeOrigin::signed(account(1))] {
                assert_noop!(call.clone().dispatch(origin), BadOrigin);
            }
            assert_ok!(call.dispatch(RuntimeOrigin::root()));
        }
        assert_eq!(Balances::free_balance(account(32)), WEALTH);
    });
}

#[test]
fn coldkey_swaps_are_no_longer_scheduled() {
    run(|| {
        let call = RuntimeCall::from(Call::schedule_swap_coldkey {
            new_coldkey: account(32),
        });
        for origin in [
            RuntimeOrigin::none(),
            RuntimeOrigin::root(),
            RuntimeOrigin::signed(account(1)),
        ] {
            assert_noop!(call.clone().dispatch(origin), Error::<Test>::Deprecated);
        }
    });
}

#[test]
fn failed_calls_change_nothing() {
    // Nobody's account can do any of it: it owns no TAO, no stake, no network.
    run(|| {
        start_network(1, 30);
        for call in every_call() {
            // Of no stake, nothing can be given up.
            let free = matches!(
                call,
                Call::try_associate_hotkey { .. }
                    | Call::root_register { .. }
                    | Call::recycle_alpha { .. }
                    | Call::burn_alpha { .. }
                    | Call::claim_root { .. }
                    | Call::set_root_claim_type { .. }
                    | Call::set_perpetual_lock { .. }
                    | Call::set_reject_locked_alpha { .. }
            );
            if !free {
                frame_support::assert_storage_noop!(assert!(
                    signed(99, call.clone()).is_err(),
                    "{call:?}"
                ));
            }
        }
    });
}

#[test]
fn legacy_registration_ignores_all_but_the_hotkey() {
    // `registration` §3.2: the signer pays and owns.
    run(|| {
        let netuid = start_network(1, 30);
        let poor = Balances::free_balance(account(9));
        assert_ok!(signed(
            2,
            Call::register {
                netuid,
                block_number: u64::MAX,
                nonce: 7,
                work: vec![1, 2, 3],
                hotkey: account(31),
                coldkey: account(9),
            }
        ));
        assert_eq!(Owner::<Test>::get(account(31)), account(2));
        assert_eq!(Uids::<Test>::get(netuid, account(31)), Some(1));
        assert_eq!(Balances::free_balance(account(9)), poor);
    });
}

#[test]
fn limit_bounds_the_burn_price() {
    run(|| {
        let netuid = start_network(1, 30);
        let register = |limit_price| Call::register_limit {
            netuid,
            hotkey: account(31),
            limit_price,
        };
        assert_noop!(
            signed(2, register(UNIT - 1)),
            Error::<Test>::RegistrationPriceLimitExceeded
        );
        assert_ok!(signed(2, register(UNIT)));
    });
}

#[test]
fn identity_comes_with_the_network() {
    run(|| {
        let identity = SubnetIdentityV3 {
            subnet_name: b"one".to_vec(),
            github_repo: Vec::new(),
            subnet_contact: Vec::new(),
            subnet_url: Vec::new(),
            discord: Vec::new(),
            description: Vec::new(),
            logo_url: Vec::new(),
            additional: Vec::new(),
        };
        assert_ok!(signed(
            1,
            Call::register_network_with_identity {
                hotkey: account(30),
                identity: Some(identity.clone()),
            }
        ));
        assert_eq!(SubnetIdentitiesV3::<Test>::get(ONE), Some(identity));
    });
}

#[test]
fn stake_is_bought_and_sold() {
    // `emission` §13.6, row 94: the flow counts what reached the pool, and is
    // nothing again once all is sold.
    run(|| {
        Author::set(Some(account(77)));
        assert_ok!(Balances::force_set_balance(
            RuntimeOrigin::root(),
            account(77),
            500
        ));
        pallet_pools::TotalIssuance::<Test>::mutate(|total| *total += TaoBalance::new(500));
        let netuid = start_network(1, 30);
        let flow = || pallet_pools::SubnetTaoFlow::<Test>::get(netuid);
        assert_ok!(signed(
            2,
            Call::add_stake {
                hotkey: account(30),
                netuid,
                amount_staked: TaoBalance::new(10 * UNIT),
            }
        ));
        let fee = 10 * UNIT * 33 / 65_535;
        assert!(flow().abs_diff(i64::try_from(10 * UNIT - fee).unwrap()) <= 1);
        let all = Staking::stake_of(&account(30), &account(2), netuid);
        assert_ok!(signed(
            2,
            Call::remove_stake {
                hotkey: account(30),
                netuid,
                amount_unstaked: all,
            }
        ));
        assert!(Staking::stake_of(&account(30), &account(2), netuid).is_zero());
        assert!(flow().abs() <= 1, "{}", flow());
    });
}

#[test]
fn stake_moves_between_hotkeys_coldkeys_and_networks() {
    run(|| {
        let (one, two) = (start_network(1, 30), start_network(2, 40));
        join(one, 3, 31, 100);
        let stake = |hotkey, coldkey, netuid| {
            Staking::stake_of(&account(hotkey), &account(coldkey), netuid).to_u64()
        };
        let all = stake(31, 3, one);
        assert_ok!(signed(
            3,
            Call::move_stake {
                origin_hotkey: account(31),
                destination_hotkey: account(30),
                origin_netuid: one,
                destination_netuid: one,
                alpha_amount: AlphaBalance::new(all),
            }
        ));
        assert_eq!((stake(31, 3, one), stake(30, 3, one)), (0, all));
        assert_ok!(signed(
            3,
            Call::transfer_stake {
                destination_coldkey: account(4),
                hotkey: account(30),
                origin_netuid: one,
                destination_netuid: one,
                alpha_amount: AlphaBalance::new(all),
            }
        ));
        assert_eq!((stake(30, 3, one), stake(30, 4, one)), (0, all));
        assert_ok!(signed(
            4,
            Call::swap_stake {
                hotkey: account(30),
                origin_netuid: one,
                destination_netuid: two,
                alpha_amount: AlphaBalance::new(all),
            }
        ));
        assert_eq!(stake(30, 4, one), 0);
        assert!(stake(30, 4, two) > 0);
        let rest = stake(30, 4, two);
        assert_ok!(signed(
            4,
            Call::recycle_alpha {
                hotkey: account(30),
                amount: AlphaBalance::new(rest / 2),
                netuid: two,
            }
        ));
        assert_ok!(signed(
            4,
            Call::burn_alpha {
                hotkey: account(30),
                amount: AlphaBalance::new(rest / 4),
                netuid: two,
            }
        ));
        assert!(stake(30, 4, two).abs_diff(rest - rest / 2 - rest / 4) <= 1);
    });
}

#[test]
fn delegates_change_their_take() {
    run(|| {
        join_root(1, 30, 10);
        let take = |take| Call::decrease_take {
            hotkey: account(30),
            take,
        };
        assert_ok!(signed(1, take(100)));
        assert_eq!(Delegates::<Test>::get(account(30)), 100);
        assert_noop!(signed(2, take(50)), Error::<Test>::NonAssociatedColdKey);
        let raise = Call::increase_take {
            hotkey: account(30),
            take: 200,
        };
        assert_noop!(signed(1, raise), Error::<Test>::DelegateTxRateLimitExceeded);
    });
}

#[test]
fn stakers_lock_their_stake() {
    run(|| {
        let netuid = start_network(1, 30);
        start_network(2, 31);
        assert_ok!(signed(
            3,
            Call::add_stake {
                hotkey: account(30),
                netuid,
                amount_staked: TaoBalance::new(UNIT),
            }
        ));
        let amount = AlphaBalance::new(1_000);
        assert_ok!(signed(
            3,
            Call::lock_stake {
                hotkey: account(30),
                netuid,
                amount,
            }
        ));
        assert_ok!(signed(
            3,
            Call::move_lock {
                destination_hotkey: account(31),
                netuid,
            }
        ));
        let (hotkey, lock) = Staking::lock_of(&account(3), netuid).unwrap();
        assert_eq!((hotkey, lock.locked_mass), (account(31), amount));
        let perpetual = Call::set_perpetual_lock {
            netuid,
            enabled: true,
        };
        assert_ok!(signed(3, perpetual));
        assert!(HotkeyLock::<Test>::contains_key(netuid, account(31)));
        assert_ok!(signed(3, Call::set_reject_locked_alpha { enabled: false }));
        assert!(!Staking::rejects_locked_alpha(&account(3)));
    });
}

#[test]
fn stakers_choose_how_they_claim() {
    run(|| {
        let keep = Call::set_root_claim_type {
            new_root_claim_type: RootClaimTypeEnum::Keep,
        };
        assert_ok!(signed(1, keep));
        assert_eq!(
            RootClaimType::<Test>::get(account(1)),
            RootClaimTypeEnum::Keep
        );
        let nothing = Call::claim_root {
            subnets: BTreeSet::new(),
        };
        assert_noop!(signed(1, nothing), Error::<Test>::InvalidSubnetNumber);
    });
}

#[test]
fn permitted_validators_set_weights() {
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 100);
        ValidatorPermit::<Test>::insert(netuid, vec![false, true]);
        let weights = Call::set_weights {
            netuid,
            dests: vec![0, 1],
            weights: vec![1, 3],
            version_key: 0,
        };
        assert_ok!(signed(31, weights));
        let index = NetUidStorageIndex::from(netuid);
        assert_eq!(
            Weights::<Test>::get(index, 1),
            vec![(0, 21_845), (1, 65_535)]
        );
        let mechanism = Call::set_mechanism_weights {
            netuid,
            mecid: MechId::new(1),
            dests: vec![0],
            weights: vec![1],
            version_key: 0,
        };
        assert_noop!(signed(31, mechanism), Error::<Test>::MechanismDoesNotExist);
    });
}

#[test]
fn neurons_publish_their_endpoints() {
    run(|| {
        let netuid = start_network(1, 30);
        let calls = every_call().into_iter().filter(|call| {
            matches!(
                call,
                Call::serve_axon { .. } | Call::serve_prometheus { .. }
            )
        });
        for call in calls {
            assert_ok!(signed(30, call));
        }
        assert_eq!(NeuronCertificates::<Test>::get(netuid, account(30)), None);
        let tls = Call::serve_axon_tls {
            netuid,
            version: 2,
            ip: 3,
            port: 4,
            ip_type: 6,
            protocol: 7,
            placeholder1: 8,
            placeholder2: 9,
            certificate: vec![1, 2, 3],
        };
        pallet_subnets::ServingRateLimit::<Test>::insert(netuid, 0);
        assert_ok!(signed(30, tls));
        let axon = Axons::<Test>::get(netuid, account(30)).expect("the axon is served");
        assert_eq!(
            (axon.version, axon.ip, axon.port, axon.ip_type),
            (2, 3, 4, 6)
        );
        assert_eq!(
            (axon.protocol, axon.placeholder1, axon.placeholder2),
            (7, 8, 9)
        );
        let certificate = NeuronCertificates::<Test>::get(netuid, account(30));
        assert_eq!(certificate.map(|c| c.algorithm), Some(1));
        let metrics = Prometheus::<Test>::get(netuid, account(30)).expect("metrics are served");
        assert_eq!((metrics.version, metrics.port), (1, 9_100));
    });
}

#[test]
fn coldkeys_and_networks_describe_themselves() {
    run(|| {
        let netuid = start_network(1, 30);
        for call in every_call() {
            if matches!(
                call,
                Call::set_identity { .. } | Call::set_subnet_identity { .. }
            ) {
                assert_ok!(signed(1, call));
            }
        }
        let text = |text: &str| text.as_bytes().to_vec();
        assert_eq!(
            IdentitiesV2::<Test>::get(account(1)),
            Some(ChainIdentityV2 {
                name: text("name"),
                url: text("url"),
                github_repo: text("github"),
                image: text("image"),
                discord: text("discord"),
                description: text("description"),
                additional: text("additional"),
            })
        );
        assert_eq!(
            SubnetIdentitiesV3::<Test>::get(netuid),
            Some(SubnetIdentityV3 {
                subnet_name: text("name"),
                github_repo: text("github"),
                subnet_contact: text("contact"),
                subnet_url: text("url"),
                discord: text("discord"),
                description: text("description"),
                logo_url: text("logo"),
                additional: text("additional"),
            })
        );
    });
}

#[test]
fn owners_and_root_change_the_symbol() {
    run(|| {
        let netuid = start_network(1, 30);
        let update = |symbol: &str| Call::update_symbol {
            netuid,
            symbol: symbol.as_bytes().to_vec(),
        };
        assert_ok!(signed(1, update("t")));
        assert_eq!(TokenSymbol::<Test>::get(netuid), b"t".to_vec());
        let by_root = RuntimeCall::from(update("\u{3b2}")).dispatch(RuntimeOrigin::root());
        assert_ok!(by_root);
        assert_eq!(
            TokenSymbol::<Test>::get(netuid),
            "\u{3b2}".as_bytes().to_vec()
        );
        assert_noop!(signed(2, update("t")), BadOrigin);
    });
}

#[test]
fn root_validators_opt_out_of_lending_to_new_networks() {
    run(|| {
        join_root(1, 30, 10);
        let opt_out = Call::set_auto_parent_delegation_enabled {
            hotkey: account(30),
            enabled: false,
        };
        assert_ok!(signed(1, opt_out));
        assert!(!AutoParentDelegationEnabled::<Test>::get(account(30)));
    });
}

#[test]
fn hotkeys_without_owner_can_be_taken() {
    run(|| {
        let associate = || Call::try_associate_hotkey {
            hotkey: account(31),
        };
        assert_ok!(signed(1, associate()));
        assert_eq!(Owner::<Test>::get(account(31)), account(1));
        assert_ok!(signed(2, associate()));
        assert_eq!(Owner::<Test>::get(account(31)), account(1));
    });
}

#[test]
fn hotkeys_are_swapped_with_or_without_their_stake() {
    // `registration` §5; the prices are 0.1 and 0.001 TAO.
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 10);
        let (stake, owned) = (staked(netuid, 31), Balances::free_balance(account(2)));
        let swap = |old: u8, new: u8| Call::swap_hotkey {
            hotkey: account(old),
            new_hotkey: account(new),
            netuid: None,
        };
        let keep = |old: u8, new: u8, keep_stake| Call::swap_hotkey_v2 {
            hotkey: account(old),
            new_hotkey: account(new),
            netuid: Some(netuid),
            keep_stake,
        };
        assert_ok!(signed(2, swap(31, 32)));
        assert_eq!((staked(netuid, 31), staked(netuid, 32)), (0, stake));
        assert_eq!(Uids::<Test>::get(netuid, account(32)), Some(1));
        assert_eq!(Balances::free_balance(account(2)), owned - UNIT / 10);

        // Another swap has to wait until more than 7200 blocks have passed.
        System::set_block_number(7_201);
        assert_noop!(
            signed(2, keep(32, 33, true)),
            Error::<Test>::HotKeySwapOnSubnetIntervalNotPassed
        );
        System::set_block_number(7_202);
        assert_ok!(signed(2, keep(32, 33, true)));
        assert_eq!((staked(netuid, 32), staked(netuid, 33)), (stake, 0));
        assert_eq!(Uids::<Test>::get(netuid, account(33)), Some(1));
        assert_eq!(
            Balances::free_balance(account(2)),
            owned - UNIT / 10 - UNIT / 1_000
        );
        System::set_block_number(14_403);
        assert_ok!(signed(2, keep(33, 34, false)));
        assert_eq!(Owner::<Test>::get(account(34)), account(2));
    });
}
