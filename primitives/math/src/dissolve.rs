//! What becomes of a network's TAO when the network is dissolved.
//!
//! The pot, which is the pool's TAO reserve, is shared by alpha: claimant `i`
//! gets `⌊pot · v_i / Σv⌋`, and the rao that flooring leaves over go one each to
//! the claimants with the largest remainders. Whoever registered a network
//! before registrations were limited also gets the part of its lock back that
//! its cut of the alpha has not earned yet.
//!
//! Source: spec chapter `registration` §2.1 to §2.3.

use crate::fixed::fraction_of_u16;
use alloc::vec::Vec;
use core::cmp::Reverse;
use substrate_fixed::types::{U64F64, U96F32};
use subtensor_types::{AlphaBalance, TaoBalance};

/// What one claimant gets of the pot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Portion {
    /// The claimant's place among the claims.
    pub claimant: usize,
    /// What it gets, in rao of TAO.
    pub tao: TaoBalance,
}

/// A pot that is shared out.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Payout {
    /// The claimants' portions in the order in which they are paid: that of the
    /// claims, or by falling remainder where flooring left something over.
    pub portions: Vec<Portion>,
    /// The protocol's portion, which nobody is paid.
    pub protocol: TaoBalance,
}

/// Who a portion belongs to while the pot is shared out, with the remainder of
/// its division.
struct Share {
    /// The place among the claims; none for the protocol.
    claimant: Option<usize>,
    tao: u64,
    remainder: u128,
}

/// Shares a pot among claims in rao of alpha. The protocol claims last, so it
/// loses every tie of remainders. Without any claim nothing is shared out.
///
/// The portions' sum with the protocol's is the pot; each is its exact share
/// rounded down or up.
///
/// Source: spec chapter `registration` §2.2, steps 3 and 4.
pub fn pay_out(pot: TaoBalance, claims: &[AlphaBalance], protocol: AlphaBalance) -> Payout {
    let total = claims
        .iter()
        .chain([&protocol])
        .fold(0u128, |sum, claim| sum.saturating_add(widened(*claim)));
    let share = |claimant: Option<usize>, claim: AlphaBalance| {
        // Two factors below 2⁶⁴ fit.
        let product = u128::from(pot.to_u64()).saturating_mul(widened(claim));
        let quotient = product.checked_div(total).unwrap_or(0);
        Share {
            claimant,
            tao: u64::try_from(quotient).unwrap_or(u64::MAX),
            remainder: product.checked_rem(total).unwrap_or(0),
        }
    };
    let claimants = claims.iter().enumerate();
    let mut shares: Vec<Share> = claimants
        .map(|(place, claim)| share(Some(place), *claim))
        .chain([share(None, protocol)])
        .collect();
    if total > 0 {
        give_leftover(pot, &mut shares);
    }

    let mut payout = Payout::default();
    for Share { claimant, tao, .. } in shares {
        let tao = TaoBalance::new(tao);
        match claimant {
            Some(claimant) => payout.portions.push(Portion { claimant, tao }),
            None => payout.protocol = tao,
        }
    }
    payout
}

/// Gives what the shares leave of the pot to those with the largest remainders,
/// one rao each. It is less than there are remainders above zero. Only then are
/// the shares put into a new order, which decides who is paid first.
fn give_leftover(pot: TaoBalance, shares: &mut [Share]) {
    let given = shares
        .iter()
        .fold(0u64, |sum, share| sum.saturating_add(share.tao));
    let leftover = pot.to_u64().saturating_sub(given);
    if leftover == 0 {
        return;
    }
    shares.sort_by_key(|share| Reverse(share.remainder));
    for share in shares
        .iter_mut()
        .take(usize::try_from(leftover).unwrap_or(usize::MAX))
    {
        share.tao = share.tao.saturating_add(1);
    }
}

/// What a legacy network's owner gets back of its lock: the lock less what the
/// owner's cut of all alpha is worth, `⌊⌊issuance · cut⌋ · price⌋`.
///
/// `owner_cut` is out of 65535, `price` the spot price in TAO per alpha. The
/// product is of numbers with 32 fraction bits.
///
/// Source: spec chapter `registration` §2.2, steps 1 and 6.
pub fn legacy_refund(
    lock: TaoBalance,
    issuance: AlphaBalance,
    owner_cut: u16,
    price: U64F64,
) -> TaoBalance {
    let earned_alpha: u64 = issuance
        .to_fixed::<U96F32>()
        .saturating_mul(fraction_of_u16(owner_cut))
        .saturating_to_num();
    let received: u64 = U96F32::saturating_from_num(earned_alpha)
        .saturating_mul(U96F32::saturating_from_num(price))
        .saturating_to_num();
    lock.saturating_sub(TaoBalance::new(received))
}

const fn widened(amount: AlphaBalance) -> u128 {
    amount.to_u64() as u128
}

#[cfg(test)]
mod tests {
    #![allow(clippy::arithmetic_side_effects)]

    use super::*;
    use proptest::prelude::*;

    /// Portions by claimant, and the protocol's.
    fn shared(pot: u64, claims: &[u64], protocol: u64) -> (Vec<u64>, u64) {
        let claims: Vec<AlphaBalance> = claims.iter().copied().map(AlphaBalance::new).collect();
        let payout = pay_out(TaoBalance::new(pot), &claims, AlphaBalance::new(protocol));
        let mut portions = payout.portions;
        portions.sort_by_key(|portion| portion.claimant);
        let places: Vec<usize> = portions.iter().map(|portion| portion.claimant).collect();
        assert_eq!(places, (0..claims.len()).collect::<Vec<_>>());
        (
            portions
                .iter()
                .map(|portion| portion.tao.to_u64())
                .collect(),
            payout.protocol.to_u64(),
        )
    }

    #[test]
    fn pots_are_shared_as_in_the_chapters_examples() {
        // Chapter `registration` §2.3, and §9 rows 31 to 33, 39 to 42.
        for (pot, claims, protocol, portions, rest) in [
            (10_000, vec![300, 700], 0, vec![3_000, 7_000], 0),
            (1, vec![3, 2], 0, vec![1, 0], 0),
            (100, vec![1, 1, 1], 0, vec![34, 33, 33], 0),
            (10, vec![1, 1], 1, vec![4, 3], 3),
            (200, vec![50], 50, vec![100], 100),
            (200, vec![50], 150, vec![50], 150),
            (99_999, vec![5_000], 0, vec![99_999], 0),
            (100, vec![], 100, vec![], 100),
            (0, vec![1_000], 0, vec![0], 0),
        ] {
            assert_eq!(shared(pot, &claims, protocol), (portions, rest), "{pot}");
        }
    }

    #[test]
    fn without_a_claim_nothing_is_shared_out() {
        assert_eq!(shared(100, &[], 0), (vec![], 0));
        assert_eq!(shared(100, &[0, 0], 0), (vec![0, 0], 0));
    }

    #[test]
    fn the_largest_amounts_fit() {
        let most = u64::MAX;
        assert_eq!(shared(most, &[most], 0), (vec![most], 0));
        let half = most / 2;
        assert_eq!(shared(most, &[most], most), (vec![half + 1], half));
    }

    #[test]
    fn who_has_the_largest_remainder_is_paid_first() {
        // 11 of 3, 4 and 5 of 12: 2 9/12, 3 8/12 and 4 7/12.
        let claims = [5, 3, 4].map(AlphaBalance::new);
        let order = |pot| -> Vec<(usize, u64)> {
            pay_out(TaoBalance::new(pot), &claims, AlphaBalance::ZERO)
                .portions
                .iter()
                .map(|portion| (portion.claimant, portion.tao.to_u64()))
                .collect()
        };
        assert_eq!(order(11), [(1, 3), (2, 4), (0, 4)]);
        // Where nothing is left over, the claims' order stays.
        assert_eq!(order(12), [(0, 5), (1, 3), (2, 4)]);
    }

    #[test]
    fn owners_get_back_what_their_cut_has_not_earned() {
        // Chapter `registration` §9 rows 30, 34, 36 and 38.
        let refund = |lock, issuance, cut, price| {
            legacy_refund(
                TaoBalance::new(lock),
                AlphaBalance::new(issuance),
                cut,
                price,
            )
            .to_u64()
        };
        let one = U64F64::from_num(1);
        // 1 000 rao of TAO for 10¹¹ of alpha: 42/2³² and something.
        let low = U64F64::from_num(1_000) / U64F64::from_num(100_000_000_000u64);
        assert_eq!(refund(1_000_000, 0, 0, one), 1_000_000);
        assert_eq!(refund(2_000, 100_000_000_000, 11_796, low), 1_824);
        assert_eq!(refund(50_000, 100_000_000_000, 32_768, one), 0);
        assert_eq!(refund(0, 10_000, 0, one), 0);
        // All of it, and a price too large for the product.
        assert_eq!(refund(7, 7, u16::MAX, one), 0);
        assert_eq!(refund(u64::MAX, u64::MAX, u16::MAX, U64F64::max_value()), 0);
        assert_eq!(refund(9, 5, u16::MAX, U64F64::from_num(0.5)), 7);
    }

    proptest! {
        #[test]
        fn the_pot_is_shared_out_to_the_rao(
            pot in any::<u64>(),
            claims in prop::collection::vec(0u64..=u64::MAX, 0..20),
            protocol in any::<u64>(),
            drop in 0u32..64,
        ) {
            let claims: Vec<u64> = claims.iter().map(|claim| claim >> drop).collect();
            let protocol = protocol >> drop;
            let (portions, rest) = shared(pot, &claims, protocol);

            let total: u128 = claims.iter().chain([&protocol]).map(|claim| u128::from(*claim)).sum();
            let sum: u128 = portions.iter().chain([&rest]).map(|tao| u128::from(*tao)).sum();
            prop_assert_eq!(sum, if total == 0 { 0 } else { u128::from(pot) });
            for (claim, tao) in claims.iter().zip(&portions).chain([(&protocol, &rest)]) {
                let exact = u128::from(pot) * u128::from(*claim);
                let floor = exact.checked_div(total).unwrap_or(0);
                let tao = u128::from(*tao);
                prop_assert!(tao == floor || (tao == floor + 1 && exact % total > 0));
            }
        }

        #[test]
        fn equal_claims_differ_by_a_rao_in_the_order_of_claims(
            pot in any::<u64>(), claim in 1u64..=u64::MAX, count in 1usize..20,
        ) {
            let (portions, rest) = shared(pot, &vec![claim; count], claim);
            let all: Vec<u64> = portions.into_iter().chain([rest]).collect();
            prop_assert!(all.is_sorted_by(|earlier, later| earlier >= later));
            prop_assert!(all[0] - all[count] <= 1);
        }

        #[test]
        fn payment_follows_remainders_then_places(
            pot in any::<u64>(), claims in prop::collection::vec(0u64..1_000, 1..20), protocol in 0u64..10,
        ) {
            let amounts: Vec<AlphaBalance> = claims.iter().copied().map(AlphaBalance::new).collect();
            let payout = pay_out(TaoBalance::new(pot), &amounts, AlphaBalance::new(protocol));
            let total: u128 = claims.iter().map(|claim| u128::from(*claim)).sum::<u128>()
                + u128::from(protocol);
            let remainder = |claim: u64| (u128::from(pot) * u128::from(claim))
                .checked_rem(total)
                .unwrap_or(0);
            let leftover = remainder(protocol) > 0 || claims.iter().any(|c| remainder(*c) > 0);
            let order: Vec<_> = payout.portions.iter().map(|portion| portion.claimant).collect();
            if leftover {
                prop_assert!(order.is_sorted_by_key(|&place| (Reverse(remainder(claims[place])), place)));
            } else {
                prop_assert!(order.is_sorted());
            }
        }

        #[test]
        fn no_refund_exceeds_the_lock(
            lock in any::<u64>(), issuance in any::<u64>(), cut in any::<u16>(), price in any::<u128>(),
        ) {
            let refund = legacy_refund(
                TaoBalance::new(lock),
                AlphaBalance::new(issuance),
                cut,
                U64F64::from_bits(price),
            );
            prop_assert!(refund <= TaoBalance::new(lock));
        }
    }
}
