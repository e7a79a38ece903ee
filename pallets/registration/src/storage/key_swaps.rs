//! Storage of hotkey and coldkey swaps.

use frame_support::pallet_macros::pallet_section;

/// Storage of hotkey and coldkey swaps.
#[pallet_section]
mod key_swaps_storage {
    /// The block of a coldkey's last hotkey swap on a network.
    #[pallet::storage]
    pub type LastHotkeySwapOnNetuid<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, u64, ValueQuery>;

    /// Blocks between the announcement of a coldkey swap and the swap.
    #[pallet::storage]
    pub type ColdkeySwapAnnouncementDelay<T: Config> =
        StorageValue<_, BlockNumberFor<T>, ValueQuery, T::InitialColdkeySwapAnnouncementDelay>;

    /// Blocks until an announcement can be replaced.
    #[pallet::storage]
    pub type ColdkeySwapReannouncementDelay<T: Config> =
        StorageValue<_, BlockNumberFor<T>, ValueQuery, T::InitialColdkeySwapReannouncementDelay>;

    /// Announced coldkey swaps: the block from which they can be done and the new key's hash.
    #[pallet::storage]
    pub type ColdkeySwapAnnouncements<T: Config> =
        StorageMap<_, Twox64Concat, T::AccountId, (BlockNumberFor<T>, T::Hash)>;

    /// Disputed coldkey swaps and the block of the dispute.
    #[pallet::storage]
    pub type ColdkeySwapDisputes<T: Config> =
        StorageMap<_, Twox64Concat, T::AccountId, BlockNumberFor<T>>;
}
