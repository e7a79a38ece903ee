//! Paying in TAO, or in alpha where the signer has no TAO.
//!
//! A call that takes stake away may be paid with the stake it is about (spec
//! chapters `pools-and-staking` §7 and `wire` §2.3). What is charged in alpha is
//! final; a fee in TAO is corrected after the call, as in FRAME.

use alloc::{vec, vec::Vec};
use frame_support::traits::{fungible::Credit, NoDrop};
use pallet_staking::{AlphaFee, Position};
use pallet_subtensor::Call;
use pallet_transaction_payment::{FungibleAdapter, OnChargeTransaction, TxCreditHold};
use sp_runtime::{
    traits::{DispatchInfoOf, PostDispatchInfoOf},
    transaction_validity::{InvalidTransaction, TransactionValidityError},
};
use subtensor_types::NetUid;

use super::DealWithFees;
use crate::{AccountId, Balance, Balances, Runtime, RuntimeCall, Staking};

/// The payment in TAO alone.
type InTao = FungibleAdapter<Balances, DealWithFees>;

/// What was taken for a fee before the call.
pub enum Charged {
    /// TAO: the tip; the fee itself is held by the payment pallet.
    Tao(Option<Credit<AccountId, Balances>>),
    /// Alpha, already sold for the author.
    Alpha(AlphaFee),
}

impl Default for Charged {
    fn default() -> Self {
        Self::Tao(None)
    }
}

/// Charges in TAO if the signer has it, else in alpha.
pub struct ChargeTaoOrAlpha;

impl TxCreditHold<Runtime> for ChargeTaoOrAlpha {
    type Credit = NoDrop<Credit<AccountId, Balances>>;
}

impl OnChargeTransaction<Runtime> for ChargeTaoOrAlpha {
    type Balance = Balance;
    type LiquidityInfo = Charged;

    fn withdraw_fee(
        who: &AccountId,
        call: &RuntimeCall,
        info: &DispatchInfoOf<RuntimeCall>,
        fee_with_tip: Balance,
        tip: Balance,
    ) -> Result<Charged, TransactionValidityError> {
        let in_tao = <InTao as OnChargeTransaction<Runtime>>::withdraw_fee(
            who,
            call,
            info,
            fee_with_tip,
            tip,
        );
        let refused = match in_tao {
            Ok(tip) => return Ok(Charged::Tao(tip)),
            Err(refused) => refused,
        };
        match stakes_of(who, call).as_slice() {
            [] => Err(refused),
            [stake] => Staking::pay_fee_in_alpha(stake.position(who), fee_with_tip.into())
                .map(Charged::Alpha)
                .map_err(|_| InvalidTransaction::Payment.into()),
            // Not reached by valid transactions: such a call can't be paid so.
            _ => Ok(Charged::Alpha(AlphaFee::default())),
        }
    }

    fn can_withdraw_fee(
        who: &AccountId,
        call: &RuntimeCall,
        info: &DispatchInfoOf<RuntimeCall>,
        fee_with_tip: Balance,
        tip: Balance,
    ) -> Result<(), TransactionValidityError> {
        <InTao as OnChargeTransaction<Runtime>>::can_withdraw_fee(
            who,
            call,
            info,
            fee_with_tip,
            tip,
        )
        .or_else(|refused| match stakes_of(who, call).as_slice() {
            [stake] if Staking::can_pay_fee_in_alpha(stake.position(who), fee_with_tip.into()) => {
                Ok(())
            }
            _ => Err(refused),
        })
    }

    fn correct_and_deposit_fee(
        who: &AccountId,
        info: &DispatchInfoOf<RuntimeCall>,
        post_info: &PostDispatchInfoOf<RuntimeCall>,
        corrected_fee_with_tip: Balance,
        tip: Balance,
        charged: Charged,
    ) -> Result<(), TransactionValidityError> {
        match charged {
            Charged::Tao(tip_credit) => {
                <InTao as OnChargeTransaction<Runtime>>::correct_and_deposit_fee(
                    who,
                    info,
                    post_info,
                    corrected_fee_with_tip,
                    tip,
                    tip_credit,
                )
            }
            Charged::Alpha(fee) => {
                Staking::deposit_alpha_fee(who, fee);
                Ok(())
            }
        }
    }
}

/// A stake that a call takes from, and that its fee may be taken from.
struct Stake<'a> {
    hotkey: &'a AccountId,
    netuid: NetUid,
}

impl Stake<'_> {
    fn position<'a>(&'a self, coldkey: &'a AccountId) -> Position<'a, AccountId> {
        Position {
            coldkey,
            hotkey: self.hotkey,
            netuid: self.netuid,
        }
    }
}

/// The stakes of the signer that a call takes from; none for other calls.
fn stakes_of<'a>(who: &AccountId, call: &'a RuntimeCall) -> Vec<Stake<'a>> {
    let RuntimeCall::SubtensorModule(call) = call else {
        return Vec::new();
    };
    match call {
        Call::remove_stake { hotkey, netuid, .. }
        | Call::remove_stake_limit { hotkey, netuid, .. }
        | Call::remove_stake_full_limit { hotkey, netuid, .. }
        | Call::recycle_alpha { hotkey, netuid, .. }
        | Call::burn_alpha { hotkey, netuid, .. }
        | Call::move_stake {
            origin_hotkey: hotkey,
            origin_netuid: netuid,
            ..
        }
        | Call::transfer_stake {
            hotkey,
            origin_netuid: netuid,
            ..
        }
        | Call::swap_stake {
            hotkey,
            origin_netuid: netuid,
            ..
        }
        | Call::swap_stake_limit {
            hotkey,
            origin_netuid: netuid,
            ..
        } => vec![Stake {
            hotkey,
            netuid: *netuid,
        }],
        Call::unstake_all { hotkey } | Call::unstake_all_alpha { hotkey } => {
            Staking::staked_netuids(who, hotkey)
                .into_iter()
                .map(|netuid| Stake { hotkey, netuid })
                .collect()
        }
        _ => Vec::new(),
    }
}
