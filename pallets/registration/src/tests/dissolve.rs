//! Dissolving a network: spec `registration` §2 and §9, rows 28 to 46, and §8,
//! invariants 8 and 9.

use super::mock::*;
use crate::{
    AccumulatedLeaseDividends, LastHotkeySwapOnNetuid, SubnetLease, SubnetLeaseShares,
    SubnetLeases, SubnetUidToLeaseId,
};
use frame_support::{assert_noop, assert_ok};
use pallet_pools::{
    SubnetAlphaIn, SubnetAlphaOut, SubnetLocked, SubnetProtocolAlpha, SubnetTAO, TotalIssuance,
    TotalStake,
};
use pallet_staking::{
    Alpha, AlphaV2, HotkeyLock, Lock, LockState, LockingColdkeys, RootClaimable, RootClaimed,
    TotalHotkeyAlpha, TotalHotkeyShares, TotalHotkeySharesV2,
};
use pallet_subnets::{
    Error, Event, IsNetworkMember, MechanismCountCurrent, NetworkRegistrationStartBlock,
    SubnetIdentitiesV3, SubnetIdentityV3, SubnetOwnerCut, SubnetworkN, TaoInRefundDeploymentBlock,
    TotalNetworks,
};
use pallet_swap::{PalSwapInitialized, SwapBalancer};
use pallet_yuma::{Bonds, Incentive, LastUpdate, WeightCommits, Weights};
use sp_runtime::{AccountId32, Percent};
use std::collections::BTreeMap;
use substrate_fixed::types::{I96F32, U64F64};
use subtensor_math::share_pool::SafeFloat;
use subtensor_types::{AlphaBalance, MechId, NetUid, TaoBalance};

/// The owner's coldkey and hotkey.
const OWNER: (u16, u16) = (1, 2);

/// A network registered by a coldkey that owns exactly the lock cost, and started.
fn dynamic_network(coldkey: u16, hotkey: u16) -> NetUid {
    let cost = Registration::network_lock_cost().to_u64();
    fund(&account(coldkey), cost);
    let netuid = Registration::do_register_network(&account(coldkey), &account(hotkey), None)
        .expect("the network registers");
    start(netuid);
    netuid
}

fn dissolve(netuid: NetUid) {
    assert_ok!(call(|| Registration::do_dissolve_network(netuid)));
}

/// Stakes alpha out of nowhere.
fn stake(netuid: NetUid, hotkey: u16, coldkey: u16, alpha: u64) {
    let alpha = AlphaBalance::new(alpha);
    Staking::increase_stake(&account(hotkey), &account(coldkey), netuid, alpha);
    SubnetAlphaOut::<Test>::mutate(netuid, |total| *total += alpha);
}

/// Makes this the pot; the account already holds more.
fn set_pot(netuid: NetUid, rao: u64) {
    SubnetTAO::<Test>::insert(netuid, TaoBalance::new(rao));
}

fn issued() -> u64 {
    TotalIssuance::<Test>::get().to_u64()
}

/// A row of the chapter's table, about a network whose owner has spent everything.
#[derive(Clone, Debug, Default)]
struct Row {
    number: u8,
    registered: u64,
    legacy: bool,
    deployed: u64,
    alpha_in: u64,
    alpha_out: u64,
    protocol: u64,
    pot: u64,
    lock: u64,
    cut: u16,
    stakers: Vec<u64>,
    paid: Vec<u64>,
    refund: u64,
}

/// The alpha that a first network's pool starts with.
const SEEDED: u64 = 100_000_000_000;

fn rows() -> Vec<Row> {
    let row = |number| Row {
        number,
        alpha_in: SEEDED,
        ..Row::default()
    };
    vec![
        Row {
            registered: 1,
            ..row(29)
        },
        Row {
            legacy: true,
            lock: 1_000_000,
            refund: 1_000_000,
            ..row(30)
        },
        Row {
            registered: 1,
            alpha_in: 0,
            pot: 99_999,
            stakers: vec![5_000],
            paid: vec![99_999],
            ..row(31)
        },
        Row {
            legacy: true,
            pot: 10_000,
            lock: 5_000,
            stakers: vec![300, 700],
            paid: vec![3_000, 7_000],
            refund: 5_000,
            ..row(32)
        },
        Row {
            pot: 1,
            stakers: vec![3, 2],
            paid: vec![1, 0],
            ..row(33)
        },
        Row {
            legacy: true,
            pot: 1_000,
            lock: 2_000,
            cut: 11_796,
            refund: 1_824,
            ..row(34)
        },
        Row {
            registered: 1,
            lock: 1_000,
            cut: 65_535,
            ..row(35)
        },
        Row {
            legacy: true,
            pot: SEEDED - ED,
            lock: 50_000,
            cut: 32_768,
            ..row(36)
        },
        Row {
            registered: 1,
            lock: 42_000,
            ..row(37)
        },
        Row {
            legacy: true,
            alpha_out: 10_000,
            ..row(38)
        },
        Row {
            alpha_in: 100,
            protocol: 50,
            pot: 200,
            stakers: vec![50],
            paid: vec![100],
            ..row(39)
        },
        Row {
            registered: 101,
            deployed: 100,
            alpha_in: 100,
            protocol: 50,
            pot: 200,
            stakers: vec![50],
            paid: vec![50],
            ..row(40)
        },
        Row {
            alpha_in: 100,
            protocol: 100,
            pot: 100,
            ..row(41)
        },
        Row {
            stakers: vec![1_000],
            paid: vec![0],
            ..row(42)
        },
    ]
}

#[test]
fn pot_and_lock_are_paid_out_as_in_the_table() {
    // Rows 29 to 42, and invariants 8 and 9.
    for row in rows() {
        at_block(row.registered, || {
            let netuid = dynamic_network(OWNER.0, OWNER.1);
            if row.legacy {
                NetworkRegistrationStartBlock::<Test>::put(row.registered + 1);
            }
            TaoInRefundDeploymentBlock::<Test>::put(row.deployed);
            SubnetOwnerCut::<Test>::put(row.cut);
            SubnetAlphaIn::<Test>::insert(netuid, AlphaBalance::new(row.alpha_in));
            SubnetAlphaOut::<Test>::insert(netuid, AlphaBalance::new(row.alpha_out));
            SubnetProtocolAlpha::<Test>::insert(netuid, AlphaBalance::new(row.protocol));
            SubnetLocked::<Test>::insert(netuid, TaoBalance::new(row.lock));
            set_pot(netuid, row.pot);
            for (key, alpha) in (10..).zip(&row.stakers) {
                stake(netuid, 100 + key, key, *alpha);
            }
            let (account_before, issued_before) = (subnet_balance(netuid), issued());
            let (owner_before, staked_before) =
                (balance(&account(OWNER.0)), TotalStake::<Test>::get());

            dissolve(netuid);

            let number = row.number;
            let paid: Vec<u64> = (10..)
                .zip(&row.stakers)
                .map(|(key, _)| balance(&account(key)))
                .collect();
            assert_eq!(paid, row.paid, "row {number}");
            assert_eq!(
                balance(&account(OWNER.0)) - owner_before,
                row.refund,
                "row {number}"
            );
            assert_eq!(subnet_balance(netuid), ED, "row {number}");
            let recycled = account_before - paid.iter().sum::<u64>() - row.refund - ED;
            assert_eq!(issued_before - issued(), recycled, "row {number}");
            let unstaked = staked_before.saturating_sub(TotalStake::<Test>::get());
            assert_eq!(unstaked.to_u64(), row.pot, "row {number}");

            assert!(!Subnets::subnet_exists(netuid));
            assert_eq!(TotalNetworks::<Test>::get(), 0);
            assert_eq!(AlphaV2::<Test>::iter().count(), 0);
            assert_eq!(TotalHotkeyAlpha::<Test>::iter().count(), 0);
            assert_eq!(TotalHotkeySharesV2::<Test>::iter().count(), 0);
            for counter in [
                SubnetAlphaIn::<Test>::contains_key(netuid),
                SubnetAlphaOut::<Test>::contains_key(netuid),
                SubnetProtocolAlpha::<Test>::contains_key(netuid),
                SubnetTAO::<Test>::contains_key(netuid),
                SubnetLocked::<Test>::contains_key(netuid),
            ] {
                assert!(!counter, "row {number}");
            }
            // Nothing is told in block 0.
            let told = (row.registered > 0).then_some(Event::NetworkRemoved(netuid));
            assert_eq!(events().last(), told.as_ref(), "row {number}");
        });
    }
}

#[test]
fn networks_that_are_not_there_cannot_be_dissolved() {
    // Row 28, and root.
    at_block(1, || {
        add_network(NetUid::ROOT);
        for netuid in [NetUid::new(9_999), NetUid::ROOT] {
            assert_noop!(
                call(|| Registration::do_dissolve_network(netuid)),
                Error::<Test>::SubnetNotExists
            );
        }
    });
}

/// What each claim gets of a pot that is all theirs, by the chapter's formula; ties
/// of remainders don't occur.
fn largest_remainders(pot: u64, claims: &[u64]) -> Vec<u64> {
    let total: u64 = claims.iter().sum();
    let mut shares: Vec<u64> = claims.iter().map(|claim| pot * claim / total).collect();
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(pot * claims[at] % total));
    let leftover = usize::try_from(pot - shares.iter().sum::<u64>()).unwrap();
    for at in order.into_iter().take(leftover) {
        shares[at] += 1;
    }
    shares
}

#[test]
fn twenty_stakers_share_to_the_rao() {
    // Row 43.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let claims: Vec<u64> = (1..=20).map(|part| part * 1_001).collect();
        for (key, claim) in (10..).zip(&claims) {
            stake(netuid, 100 + key, key, *claim);
        }
        set_pot(netuid, 123_456);
        SubnetLocked::<Test>::insert(netuid, TaoBalance::new(30_000));
        SubnetOwnerCut::<Test>::put(32_768);
        dissolve(netuid);
        let paid: Vec<u64> = (10..30).map(|key| balance(&account(key))).collect();
        assert_eq!(paid, largest_remainders(123_456, &claims));
        assert_eq!(paid.iter().sum::<u64>(), 123_456);
        assert_eq!(SubnetAlphaIn::<Test>::get(netuid), AlphaBalance::ZERO);
        assert_eq!(SubnetAlphaOut::<Test>::get(netuid), AlphaBalance::ZERO);
        assert_eq!(SubnetLocked::<Test>::get(netuid), TaoBalance::ZERO);
    });
}

#[test]
fn four_networks_pay_out_all_of_their_pots() {
    // Row 44: every coldkey stakes to both of its hotkeys and to one of another's.
    at_block(0, || {
        let pots = [12_345, 23_456, 34_567, 45_678];
        let mut least: BTreeMap<u16, (u64, u64)> = BTreeMap::new();
        // All of them before any pot is set, since a pool starts at the others' price.
        let netuids = [0, 1, 2, 3].map(|at| dynamic_network(1 + 2 * at, 2 + 2 * at));
        for ((at, pot), netuid) in (0u16..).zip(pots).zip(netuids) {
            let mut pairs = Vec::new();
            for coldkey in 20..26 {
                for hotkey in [
                    100 + 2 * coldkey,
                    101 + 2 * coldkey,
                    100 + 2 * (20 + (coldkey + 1) % 6),
                ] {
                    let alpha = u64::from(coldkey * 7 + hotkey * 3 + at * 11) * 1_000;
                    pairs.push((coldkey, alpha));
                    stake(netuid, hotkey, coldkey, alpha);
                }
            }
            assert_ok!(Pools::swap_tao_for_alpha(
                netuid,
                TaoBalance::new(1_000),
                pallet_swap::Pallet::<Test>::max_price(),
                true
            ));
            assert!(PalSwapInitialized::<Test>::get(netuid));
            set_pot(netuid, pot);
            let total: u64 = pairs.iter().map(|pair| pair.1).sum();
            for (coldkey, alpha) in pairs {
                let floor = least.entry(coldkey).or_default();
                // The stakes are worth a rao less here and there.
                floor.0 += (pot * alpha / total).saturating_sub(1);
                floor.1 += 3;
            }
        }
        netuids.into_iter().for_each(dissolve);
        let mut credited = 0;
        for (coldkey, (floor, slack)) in least {
            let paid = balance(&account(coldkey));
            assert!((floor..=floor + slack).contains(&paid), "{coldkey}: {paid}");
            credited += paid;
        }
        assert_eq!(credited, 116_046);
        for netuid in netuids {
            assert!(!PalSwapInitialized::<Test>::contains_key(netuid));
            assert!(!SwapBalancer::<Test>::contains_key(netuid));
            assert!(!pallet_swap::FeeRate::<Test>::contains_key(netuid));
        }
        let fresh = dynamic_network(50, 51);
        assert_eq!(fresh, NetUid::new(1));
        fund(&account(20), 1_000_000_000);
        assert_ok!(Staking::do_add_stake(
            &account(20),
            &account(51),
            fresh,
            TaoBalance::new(500_000_000)
        ));
        assert!(!Staking::stake_of(&account(51), &account(20), fresh).is_zero());
    });
}

#[test]
fn rows_of_every_mechanism_are_cleared() {
    // Row 45.
    at_block(1, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
        let indices = [0, 1].map(|mecid| netuid.mechanism_index(MechId::new(mecid)));
        for index in indices {
            Weights::<Test>::insert(index, 0, vec![(0, 1)]);
            Bonds::<Test>::insert(index, 0, vec![(0, 1)]);
            Incentive::<Test>::insert(index, vec![1]);
            LastUpdate::<Test>::insert(index, vec![1]);
            let commit = (Default::default(), 1, 1, 0);
            WeightCommits::<Test>::insert(
                index,
                account(2),
                std::collections::VecDeque::from([commit]),
            );
        }
        dissolve(netuid);
        for index in indices {
            assert!(!Weights::<Test>::contains_key(index, 0));
            assert!(!Bonds::<Test>::contains_key(index, 0));
            assert!(!Incentive::<Test>::contains_key(index));
            assert!(!LastUpdate::<Test>::contains_key(index));
            assert!(!WeightCommits::<Test>::contains_key(index, account(2)));
        }
        assert!(!MechanismCountCurrent::<Test>::contains_key(netuid));
        assert!(!SubnetworkN::<Test>::contains_key(netuid));
        assert!(!IsNetworkMember::<Test>::contains_key(account(2), netuid));
    });
}

#[test]
fn locks_of_other_networks_stay() {
    // Row 46.
    at_block(1, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let next = NetUid::new(2);
        let (coldkey, hotkey) = (account(10), account(11));
        let lock = LockState {
            locked_mass: AlphaBalance::new(10),
            conviction: U64F64::from_num(1),
            last_update: 1,
        };
        for on in [netuid, next] {
            Lock::<Test>::insert((&coldkey, on, &hotkey), lock);
            LockingColdkeys::<Test>::insert((on, &hotkey, &coldkey), ());
            HotkeyLock::<Test>::insert(on, &hotkey, lock);
        }
        dissolve(netuid);
        for (on, stays) in [(netuid, false), (next, true)] {
            assert_eq!(Lock::<Test>::contains_key((&coldkey, on, &hotkey)), stays);
            assert_eq!(
                LockingColdkeys::<Test>::contains_key((on, &hotkey, &coldkey)),
                stays
            );
            assert_eq!(HotkeyLock::<Test>::contains_key(on, &hotkey), stays);
        }
        // Nobody has the stake that is locked there.
        Lock::<Test>::remove((&coldkey, next, &hotkey));
        LockingColdkeys::<Test>::remove((next, &hotkey, &coldkey));
        HotkeyLock::<Test>::remove(next, &hotkey);
    });
}

#[test]
fn shares_of_the_former_maps_claim_too() {
    // §2.1: where a coldkey has a share in both maps the current one is removed
    // with the former.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let hotkey = account(100);
        for (coldkey, share) in [(10, 300), (11, 700)] {
            Alpha::<Test>::insert((&hotkey, account(coldkey), netuid), U64F64::from_num(share));
        }
        TotalHotkeyShares::<Test>::insert(&hotkey, netuid, U64F64::from_num(1_000));
        TotalHotkeyAlpha::<Test>::insert(&hotkey, netuid, AlphaBalance::new(1_000));
        set_pot(netuid, 10_000);
        dissolve(netuid);
        assert_eq!(balance(&account(10)), 3_000);
        assert_eq!(balance(&account(11)), 7_000);
        assert_eq!(Alpha::<Test>::iter().count(), 0);
        assert_eq!(TotalHotkeyShares::<Test>::iter().count(), 0);
    });
}

#[test]
fn shares_of_nothing_claim_by_their_number() {
    // §2.1: the pool's value is 0, so the shares themselves are compared.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let hotkey = account(100);
        for (coldkey, share) in [(10, 3u64), (11, 1)] {
            let key = (&hotkey, account(coldkey), netuid);
            AlphaV2::<Test>::insert(key, SafeFloat::from(share));
        }
        TotalHotkeyAlpha::<Test>::insert(&hotkey, netuid, AlphaBalance::ZERO);
        set_pot(netuid, 100);
        dissolve(netuid);
        assert_eq!(balance(&account(10)), 75);
        assert_eq!(balance(&account(11)), 25);
        assert_eq!(AlphaV2::<Test>::iter().count(), 0);
    });
}

#[test]
fn shares_under_a_hotkey_without_alpha_are_left_alone() {
    // §2.2, the quirk.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let key = (account(100), account(10), netuid);
        AlphaV2::<Test>::insert(&key, SafeFloat::from(5u64));
        stake(netuid, 101, 11, 5);
        set_pot(netuid, 100);
        dissolve(netuid);
        assert_eq!(balance(&account(10)), 0);
        assert_eq!(balance(&account(11)), 100);
        assert!(AlphaV2::<Test>::contains_key(&key));
        AlphaV2::<Test>::remove(&key);
    });
}

#[test]
fn ties_go_to_the_first_in_the_order_of_storage() {
    // §2.1 and §2.3: claimants come by hotkey as stored, then by coldkey.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        for (hotkey, coldkey) in [(100, 13), (100, 12), (101, 11), (101, 10)] {
            stake(netuid, hotkey, coldkey, 1_000);
        }
        set_pot(netuid, 4_003);
        let order: Vec<AccountId32> = Staking::claims_on(netuid)
            .into_iter()
            .map(|claim| claim.coldkey)
            .collect();
        let first_hotkey = TotalHotkeyAlpha::<Test>::iter_keys().next().unwrap().0;
        let expected = if first_hotkey == account(100) {
            [12, 13, 10, 11]
        } else {
            [10, 11, 12, 13]
        };
        assert_eq!(order, expected.map(account));
        dissolve(netuid);
        let paid: Vec<u64> = order.iter().map(balance).collect();
        assert_eq!(paid, [1_001, 1_001, 1_001, 1_000]);
    });
}

#[test]
fn refund_leaves_the_protocols_portion() {
    // §2.2, step 6: of 1 000 rao on the account 500 are the protocol's.
    at_block(0, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        NetworkRegistrationStartBlock::<Test>::put(1);
        let account_of = Subnets::subnet_account_unchecked(netuid);
        assert_ok!(Pools::recycle_tao(
            &account_of,
            TaoBalance::new(subnet_balance(netuid) - 1_000)
        ));
        SubnetAlphaIn::<Test>::insert(netuid, AlphaBalance::new(0));
        SubnetProtocolAlpha::<Test>::insert(netuid, AlphaBalance::new(50));
        stake(netuid, 100, 10, 50);
        set_pot(netuid, 1_000);
        SubnetLocked::<Test>::insert(netuid, TaoBalance::new(5_000));
        let owner_before = balance(&account(OWNER.0));
        dissolve(netuid);
        assert_eq!(balance(&account(10)), 500);
        assert_eq!(balance(&account(OWNER.0)), owner_before);
        assert_eq!(subnet_balance(netuid), ED);
    });
}

#[test]
fn unclaimed_root_dividends_are_lost() {
    // §2, step 2, and `emission` §13.6, row 116.
    at_block(1, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        let next = NetUid::new(2);
        let (hotkey, coldkey) = (account(10), account(11));
        let rate = I96F32::from_num(1);
        RootClaimable::<Test>::insert(&hotkey, BTreeMap::from([(netuid, rate), (next, rate)]));
        for on in [netuid, next] {
            RootClaimed::<Test>::insert((on, &hotkey, &coldkey), 5);
        }
        dissolve(netuid);
        assert_eq!(
            RootClaimable::<Test>::get(&hotkey),
            BTreeMap::from([(next, rate)])
        );
        assert!(!RootClaimed::<Test>::contains_key((
            netuid, &hotkey, &coldkey
        )));
        assert!(RootClaimed::<Test>::contains_key((next, &hotkey, &coldkey)));
    });
}

#[test]
fn lease_and_swap_records_go_with_the_network() {
    at_block(1, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        for (lease, on) in [(3, netuid), (4, NetUid::new(2))] {
            SubnetUidToLeaseId::<Test>::insert(on, lease);
            SubnetLeases::<Test>::insert(
                lease,
                SubnetLease {
                    beneficiary: account(1),
                    coldkey: account(1),
                    hotkey: account(2),
                    emissions_share: Percent::from_percent(5),
                    end_block: None,
                    netuid: on,
                    cost: TaoBalance::ZERO,
                },
            );
            SubnetLeaseShares::<Test>::insert(lease, account(9), U64F64::from_num(1));
            AccumulatedLeaseDividends::<Test>::insert(lease, AlphaBalance::new(1));
            LastHotkeySwapOnNetuid::<Test>::insert(on, account(9), 1);
        }
        dissolve(netuid);
        for (lease, on, stays) in [(3, netuid, false), (4, NetUid::new(2), true)] {
            assert_eq!(SubnetUidToLeaseId::<Test>::contains_key(on), stays);
            assert_eq!(SubnetLeases::<Test>::contains_key(lease), stays);
            assert_eq!(
                SubnetLeaseShares::<Test>::contains_key(lease, account(9)),
                stays
            );
            assert_eq!(
                AccumulatedLeaseDividends::<Test>::contains_key(lease),
                stays
            );
            assert_eq!(
                LastHotkeySwapOnNetuid::<Test>::contains_key(on, account(9)),
                stays
            );
        }
    });
}

#[test]
fn identity_is_told_of_before_the_end() {
    at_block(1, || {
        let netuid = dynamic_network(OWNER.0, OWNER.1);
        SubnetIdentitiesV3::<Test>::insert(
            netuid,
            SubnetIdentityV3 {
                subnet_name: b"one".to_vec(),
                github_repo: Vec::new(),
                subnet_contact: Vec::new(),
                subnet_url: Vec::new(),
                discord: Vec::new(),
                description: Vec::new(),
                logo_url: Vec::new(),
                additional: Vec::new(),
            },
        );
        let before = events().len();
        dissolve(netuid);
        assert_eq!(
            events()[before..],
            [
                Event::SubnetIdentityRemoved(netuid),
                Event::NetworkRemoved(netuid)
            ]
        );
    });
}
