//! Token symbols: one character per network (spec `registration` §1.6).
//!
//! A network gets the entry of its own number, or the first one that nobody uses;
//! its owner may choose another.

use crate::{Config, Pallet};
use alloc::{collections::BTreeSet, vec::Vec};
use frame_support::ensure;
use pallet_subnets::{Error, Event, Pallet as Subnets, TokenSymbol};
use sp_runtime::DispatchResult;
use subtensor_types::NetUid;

/// The table as runs of code points; an entry's index is its place in the runs.
const RUNS: &[(u32, u32)] = &[
    (0x03A4, 0x03A4),
    (0x03B1, 0x03C1),
    (0x03C3, 0x03C3),
    (0x0074, 0x0074),
    (0x03C5, 0x03C9),
    (0x05D0, 0x05EA),
    (0x0627, 0x0628),
    (0x062A, 0x063A),
    (0x0641, 0x0648),
    (0x064A, 0x064A),
    (0x0649, 0x0649),
    (0x16A0, 0x16A0),
    (0x16A2, 0x16A2),
    (0x16A6, 0x16A6),
    (0x16A8, 0x16A8),
    (0x16B1, 0x16B1),
    (0x16B3, 0x16B3),
    (0x042B, 0x042B),
    (0x16C9, 0x16C9),
    (0x16D2, 0x16D2),
    (0x1680, 0x1685),
    (0x169B, 0x169B),
    (0x10D0, 0x10D5),
    (0x0531, 0x0536),
    (0x055E, 0x055E),
    (0x0400, 0x0405),
    (0x044A, 0x044A),
    (0x2C80, 0x2C85),
    (0x11000, 0x11003),
    (0x11005, 0x11005),
    (0x0DB1, 0x0DB1),
    (0x0DB3, 0x0DB7),
    (0x2C00, 0x2C20),
    (0x0E01, 0x0E23),
    (0x0E25, 0x0E25),
    (0x0E27, 0x0E2E),
    (0x3131, 0x3131),
    (0x3134, 0x3134),
    (0x3137, 0x3137),
    (0x3139, 0x3139),
    (0x3141, 0x3142),
    (0x3145, 0x3145),
    (0x3147, 0x3148),
    (0x314A, 0x3163),
    (0x12A0, 0x12A7),
    (0x12C8, 0x12CE),
    (0x12B0, 0x12B6),
    (0x1310, 0x1312),
    (0x1218, 0x1218),
    (0x1314, 0x1316),
    (0x0905, 0x090B),
    (0x090F, 0x0910),
    (0x0913, 0x0928),
    (0x092A, 0x0930),
    (0x0932, 0x0932),
    (0x0935, 0x0939),
    (0x30A2, 0x30A2),
    (0x30A4, 0x30A4),
    (0x30A6, 0x30A6),
    (0x30A8, 0x30A8),
    (0x30AA, 0x30AB),
    (0x30AD, 0x30AD),
    (0x30AF, 0x30AF),
    (0x30B1, 0x30B1),
    (0x30B3, 0x30B3),
    (0x30B5, 0x30B5),
    (0x30B7, 0x30B7),
    (0x30B9, 0x30B9),
    (0x30BB, 0x30BB),
    (0x30BD, 0x30BD),
    (0x30BF, 0x30BF),
    (0x30C1, 0x30C1),
    (0x30C4, 0x30C4),
    (0x30C6, 0x30C6),
    (0x30C8, 0x30C8),
    (0x30CA, 0x30CF),
    (0x30D2, 0x30D2),
    (0x30D5, 0x30D5),
    (0x30D8, 0x30D8),
    (0x30DB, 0x30DB),
    (0x30DE, 0x30E2),
    (0x30E4, 0x30E4),
    (0x30E6, 0x30E6),
    (0x30E8, 0x30ED),
    (0x30EF, 0x30EF),
    (0x30F2, 0x30F3),
    (0x2D30, 0x2D53),
    (0x0D85, 0x0D86),
    (0x0D89, 0x0D96),
    (0x0D9A, 0x0D9E),
    (0x0DA0, 0x0DA4),
    (0x0DA7, 0x0DA7),
    (0x0DA5, 0x0DA6),
    (0x0DA9, 0x0DA9),
    (0x0DA8, 0x0DA8),
    (0x0DAA, 0x0DB0),
];

/// All symbols in table order, as UTF-8.
fn symbols() -> impl Iterator<Item = Vec<u8>> {
    RUNS.iter()
        .flat_map(|(first, last)| *first..=*last)
        .filter_map(char::from_u32)
        .map(|symbol| {
            let mut bytes = [0; 4];
            symbol.encode_utf8(&mut bytes).as_bytes().to_vec()
        })
}

impl<T: Config> Pallet<T> {
    /// The symbol at an index of the table, if it is that long.
    pub fn symbol_at(index: u16) -> Option<Vec<u8>> {
        symbols().nth(usize::from(index))
    }

    /// Gives a new network its symbol. When all are used it is the first of the
    /// table, root's.
    pub fn assign_symbol(netuid: NetUid) {
        let used: BTreeSet<Vec<u8>> = TokenSymbol::<T>::iter_values().collect();
        let symbol = Self::symbol_at(netuid.get())
            .filter(|symbol| !used.contains(symbol))
            .or_else(|| symbols().skip(1).find(|symbol| !used.contains(symbol)))
            .or_else(|| Self::symbol_at(0));
        if let Some(symbol) = symbol {
            TokenSymbol::<T>::insert(netuid, symbol);
        }
    }
    /// `update_symbol`: gives a network another symbol of the table.
    ///
    /// Fails with `BadOrigin` unless root or the owner asks, `SubnetNotExists`,
    /// `SymbolDoesNotExist` if the table lacks it or it is root's, and
    /// `SymbolAlreadyInUse` if some network has it, this one included.
    pub fn do_update_symbol(
        origin: T::RuntimeOrigin,
        netuid: NetUid,
        symbol: Vec<u8>,
    ) -> DispatchResult {
        Subnets::<T>::ensure_subnet_owner_or_root(origin, netuid)?;
        Subnets::<T>::ensure_subnet_exists(netuid)?;
        ensure!(
            symbols().skip(1).any(|known| known == symbol),
            Error::<T>::SymbolDoesNotExist
        );
        ensure!(
            !TokenSymbol::<T>::iter_values().any(|used| used == symbol),
            Error::<T>::SymbolAlreadyInUse
        );
        TokenSymbol::<T>::insert(netuid, &symbol);
        Subnets::<T>::deposit_event(Event::SymbolUpdated { netuid, symbol });
        Ok(())
    }
}
