//! Dissolving on the whole tower: the calls, what the existential deposit does to
//! payments, and, item by item, what is forgotten and what outlives a network.
//! Spec `registration` §2.2, §2.4, §7.1 and §8, invariants 4, 8, 9 and 14.

use super::mock::*;
use codec::{Decode, Encode};
use frame_support::{assert_noop, assert_ok, Blake2_128Concat, StorageHasher, Twox64Concat};
use pallet_pools::{SubnetTAO, TotalStake};
use pallet_subnets::{
    Error, Event, Hyperparameter, IsNetworkMember, Keys, LastRateLimitedBlock,
    MechanismCountCurrent, NetworkImmunityPeriod, RateLimitKey, SubnetLimit, TotalNetworks,
};
use scale_info::{MetaType, TypeDef};
use sp_metadata_ir::{
    StorageEntryMetadataIR, StorageEntryModifierIR, StorageEntryTypeIR, StorageHasherIR,
};
use sp_runtime::{
    traits::{BadOrigin, Dispatchable},
    AccountId32, DispatchError,
};
use std::collections::BTreeMap;
use subtensor_types::{MechId, NetUid, TaoBalance, GLOBAL_MAX_SUBNET_COUNT};

/// Another network.
const TWO: NetUid = NetUid::new(2);

fn as_root(call: Call) -> Result<(), DispatchError> {
    RuntimeCall::from(call)
        .dispatch(RuntimeOrigin::root())
        .map(|_| ())
        .map_err(|failure| failure.error)
}

fn dissolve(netuid: NetUid) {
    assert_ok!(as_root(Call::root_dissolve_network { netuid }));
}

fn account_balance(netuid: NetUid) -> u64 {
    Balances::free_balance(Subnets::subnet_account_unchecked(netuid))
}

#[test]
fn only_root_dissolves() {
    run(|| {
        start_network(1, 30);
        for netuid in [ONE, NetUid::new(9_999)] {
            let coldkey = account(1);
            for call in [
                Call::dissolve_network { coldkey, netuid },
                Call::root_dissolve_network { netuid },
            ] {
                assert_noop!(signed(1, call.clone()), BadOrigin);
                let unsigned = RuntimeCall::from(call).dispatch(RuntimeOrigin::none());
                assert_eq!(unsigned.map_err(|f| f.error).err(), Some(BadOrigin.into()));
            }
        }
    });
}

#[test]
fn both_calls_dissolve_and_the_coldkey_is_ignored() {
    run(|| {
        let (one, two) = (start_network(1, 30), start_network(2, 40));
        let coldkey = account(19);
        assert_ok!(as_root(Call::dissolve_network {
            coldkey: coldkey.clone(),
            netuid: one
        }));
        assert_ok!(as_root(Call::root_dissolve_network { netuid: two }));
        for netuid in [one, two, NetUid::ROOT] {
            let coldkey = coldkey.clone();
            for call in [
                Call::dissolve_network { coldkey, netuid },
                Call::root_dissolve_network { netuid },
            ] {
                assert_noop!(as_root(call), Error::<Test>::SubnetNotExists);
            }
        }
        let removed = System::events()
            .into_iter()
            .filter(|record| {
                matches!(
                    record.event,
                    RuntimeEvent::Subnets(Event::NetworkRemoved(_))
                )
            })
            .count();
        assert_eq!(removed, 2);
        assert_eq!(TotalNetworks::<Test>::get(), 1);
    });
}

#[test]
fn a_network_at_work_is_paid_out_to_the_rao() {
    // Invariants 8 and 9, with the pool's reserve among the claimants; the chain
    // goes on without the network.
    run(|| {
        let netuid = start_network(1, 30);
        join(netuid, 2, 31, 1_000);
        join(netuid, 3, 32, 10);
        join_root(4, 50, 100);
        run_to(35);
        let all: u64 = (1..=ACCOUNTS)
            .map(|n| Balances::free_balance(account(n)))
            .sum();
        let (account_before, pot) = (account_balance(netuid), SubnetTAO::<Test>::get(netuid));
        let (issued_before, staked_before) = (issued(), TotalStake::<Test>::get());

        dissolve(netuid);

        let paid: u64 = (1..=ACCOUNTS)
            .map(|n| Balances::free_balance(account(n)))
            .sum::<u64>()
            - all;
        assert!(0 < paid && paid < pot.to_u64());
        assert_eq!(account_balance(netuid), 500);
        assert_eq!(issued_before - issued(), account_before - paid - 500);
        assert_eq!(staked_before.saturating_sub(TotalStake::<Test>::get()), pot);
        check();
        run_to(60);
        check();
    });
}

#[test]
fn portion_below_the_deposit_of_a_new_account_is_recycled() {
    // §2.2, step 4: the failure is ignored.
    run(|| {
        let netuid = start_network(1, 30);
        pallet_pools::SubnetAlphaIn::<Test>::remove(netuid);
        let (poor, rich) = (account(98), account(2));
        for (coldkey, alpha) in [(&poor, 499u64), (&rich, 501)] {
            Staking::increase_stake(&account(30), coldkey, netuid, alpha.into());
        }
        SubnetTAO::<Test>::insert(netuid, TaoBalance::new(1_000));
        let (issued_before, rich_before) = (issued(), Balances::free_balance(&rich));
        let account_before = account_balance(netuid);
        dissolve(netuid);
        assert_eq!(Balances::free_balance(&poor), 0);
        assert_eq!(Balances::free_balance(&rich) - rich_before, 501);
        assert_eq!(issued_before - issued(), account_before - 501 - 500);
    });
}

#[test]
fn deposit_of_a_network_is_inherited() {
    // §2.2, notes: it stays on the account, outside of the next network's pool.
    run(|| {
        let netuid = start_network(1, 30);
        dissolve(netuid);
        assert_eq!(account_balance(netuid), 500);
        assert_eq!(start_network(2, 40), netuid);
        let reserve = SubnetTAO::<Test>::get(netuid).to_u64();
        assert_eq!(account_balance(netuid), reserve + 500);
    });
}

#[test]
fn a_full_chain_stays_full() {
    // Invariant 4, with the epochs of the newcomers.
    run(|| {
        SubnetLimit::<Test>::put(2);
        NetworkImmunityPeriod::<Test>::put(5);
        for round in 0..6 {
            let before = Subnets::non_root_netuids();
            let (coldkey, hotkey) = (1 + round, 30 + round);
            assert_ok!(signed(
                coldkey,
                Call::register_network {
                    hotkey: account(hotkey)
                }
            ));
            assert_eq!(TotalNetworks::<Test>::get(), u16::from(round.min(1)) + 2);
            if round > 1 {
                assert_eq!(Subnets::non_root_netuids(), before);
            }
            check();
            run_to(System::block_number() + 7);
            check();
        }
    });
}

/// The items about a network that outlive it (§2.4); counters of `AlphaAssets` and
/// a residue of the former swap are no subject of dissolving.
const OUTLIVES: [&str; 23] = [
    "AdjustmentAlpha",
    "AdjustmentInterval",
    "AlphaBurned",
    "AlphaRecycled",
    "AutoStakeDestination",
    "AutoStakeDestinationColdkeys",
    "MaxWeightsLimit",
    "MinAllowedUids",
    "MinChildkeyTakePerSubnet",
    "MinNonImmuneUids",
    "OwnerCutEnabled",
    "RecycleOrBurn",
    "RegisteredSubnetCounter",
    "RootAlphaDividendsPerSubnet",
    "RootClaimableThreshold",
    "RootProp",
    "ScrapReservoirAlpha",
    "SubnetEmissionEnabled",
    "TotalAlphaIssuance",
    "VotingPower",
    "VotingPowerDisableAtBlock",
    "VotingPowerEmaAlpha",
    "VotingPowerTrackingEnabled",
];

/// A storage map whose keys name a network.
struct Item {
    name: &'static str,
    prefix: [u8; 32],
    /// Hasher and type of each part of a key.
    parts: Vec<(StorageHasherIR, MetaType)>,
    /// A value that decodes.
    value: Vec<u8>,
}

/// Some account, as it is in keys that the test writes.
fn filler() -> AccountId32 {
    account(77)
}

/// Some uid, as it is in keys that the test writes.
const FILLER_UID: u16 = 9;

impl Item {
    fn of(prefix: &str, entry: StorageEntryMetadataIR) -> Option<Self> {
        let StorageEntryTypeIR::Map { hashers, key, .. } = entry.ty else {
            return None;
        };
        let types = match key.type_info().type_def {
            TypeDef::Tuple(tuple) if hashers.len() > 1 => tuple.fields,
            _ => vec![key],
        };
        // The first number of 16 bits is the network, or the index of one of its
        // mechanisms; a second one is a uid or a kind of call.
        types.contains(&MetaType::new::<u16>()).then(|| Self {
            name: entry.name,
            prefix: frame_support::storage::storage_prefix(
                prefix.as_bytes(),
                entry.name.as_bytes(),
            ),
            parts: hashers.into_iter().zip(types).collect(),
            value: match entry.modifier {
                StorageEntryModifierIR::Default => entry.default,
                // Numbers are 0 and lists empty.
                StorageEntryModifierIR::Optional => vec![0; 256],
            },
        })
    }

    fn all() -> Vec<Self> {
        metadata()
            .pallets
            .into_iter()
            .filter_map(|pallet| pallet.storage)
            .flat_map(|storage| {
                let entries = storage.entries.into_iter();
                entries.filter_map(move |entry| Self::of(storage.prefix, entry))
            })
            .collect()
    }

    /// The key of a network's, or a mechanism's, entry.
    fn key(&self, index: u16) -> Vec<u8> {
        let mut key = self.prefix.to_vec();
        let mut numbers = [index, FILLER_UID].into_iter();
        for (hasher, ty) in &self.parts {
            let part = if *ty == MetaType::new::<u16>() {
                numbers
                    .next()
                    .expect("a key has at most two numbers")
                    .encode()
            } else if *ty == MetaType::new::<AccountId32>() {
                filler().encode()
            } else if *ty == MetaType::new::<u64>() {
                3u64.encode()
            } else {
                panic!("{}: a key part of another type", self.name);
            };
            key.extend(match hasher {
                StorageHasherIR::Identity => part,
                StorageHasherIR::Blake2_128Concat => Blake2_128Concat::hash(&part),
                StorageHasherIR::Twox64Concat => Twox64Concat::hash(&part),
                other => panic!("{}: hasher {other:?}", self.name),
            });
        }
        key
    }

    /// The network that a stored key names.
    fn netuid_in(&self, key: &[u8]) -> u16 {
        let mut rest = &key[self.prefix.len()..];
        for (hasher, ty) in &self.parts {
            let hash = match hasher {
                StorageHasherIR::Blake2_128Concat => 16,
                StorageHasherIR::Twox64Concat => 8,
                _ => 0,
            };
            rest = &rest[hash..];
            if *ty == MetaType::new::<u16>() {
                let index = u16::decode(&mut &rest[..2]).unwrap();
                return index % GLOBAL_MAX_SUBNET_COUNT;
            }
            rest = &rest[if *ty == MetaType::new::<u64>() { 8 } else { 32 }..];
        }
        panic!("{} names no network", self.name)
    }

    /// The entries of a network, from the raw storage.
    fn entries(&self, netuid: NetUid) -> BTreeMap<Vec<u8>, Vec<u8>> {
        let mut entries = BTreeMap::new();
        let mut at = self.prefix.to_vec();
        while let Some(key) = sp_io::storage::next_key(&at) {
            if !key.starts_with(&self.prefix) {
                break;
            }
            if self.netuid_in(&key) == netuid.get() {
                let value = sp_io::storage::get(&key).expect("a key has a value");
                entries.insert(key.clone(), value.to_vec());
            }
            at = key;
        }
        entries
    }
}

#[test]
fn what_is_forgotten_and_what_outlives_is_as_in_the_table() {
    // Invariant 14 and §7.1, column "Dissolve", for every item there is. The
    // entries are no sensible state, so the invariants are not asked.
    chain(Default::default()).execute_with(|| {
        start_network(1, 30);
        start_network(2, 40);
        let items = Item::all();
        for netuid in [ONE, TWO] {
            for item in &items {
                let mut indices = vec![netuid.get()];
                if ["Weights", "Bonds", "Incentive", "LastUpdate"].contains(&item.name)
                    || item.name.contains("WeightCommits")
                {
                    indices.push(netuid.mechanism_index(MechId::new(1)).into());
                }
                for key in indices.into_iter().map(|index| item.key(index)) {
                    if !sp_io::storage::exists(&key) {
                        sp_io::storage::set(&key, &item.value);
                    }
                }
            }
            MechanismCountCurrent::<Test>::insert(netuid, MechId::new(2));
            Keys::<Test>::insert(netuid, FILLER_UID, filler());
            assert!(IsNetworkMember::<Test>::contains_key(filler(), netuid));
        }
        let limit =
            RateLimitKey::<AccountId32>::OwnerHyperparamUpdate(ONE, Hyperparameter::MinBurn);
        LastRateLimitedBlock::<Test>::insert(&limit, 1);
        let before: Vec<_> = items
            .iter()
            .map(|item| (item.entries(ONE), item.entries(TWO)))
            .collect();

        dissolve(ONE);

        let mut kept = Vec::new();
        for (item, (of_one, of_two)) in items.iter().zip(before) {
            let name = item.name;
            assert!(!of_one.is_empty() && !of_two.is_empty(), "{name}");
            assert_eq!(item.entries(TWO), of_two, "{name} of the neighbour");
            if OUTLIVES.contains(&name) {
                assert_eq!(item.entries(ONE), of_one, "{name}");
                kept.push(name);
            } else {
                assert_eq!(item.entries(ONE).len(), 0, "{name}");
            }
        }
        kept.sort_unstable();
        assert_eq!(kept, OUTLIVES);
        assert_eq!(LastRateLimitedBlock::<Test>::get(&limit), 1);
        assert!(items.len() > 100, "{}", items.len());
    });
}
