//! The calls, at the main chain's indices, with its argument names and types. Each
//! forwards to the rule of the same name.

use frame_support::pallet_macros::pallet_section;

/// The calls. "Root" may be made by root only, "Owner" by root and by the owner of
/// the network.
#[pallet_section]
mod calls {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Root: the largest delegate take, out of 65535.
        #[pallet::call_index(1)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_default_take())]
        pub fn sudo_set_default_take(origin: OriginFor<T>, default_take: u16) -> DispatchResult {
            Self::do_set_default_take(origin, default_take)
        }

        /// Root: blocks between two hotkey swaps of a coldkey.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_tx_rate_limit(origin: OriginFor<T>, tx_rate_limit: u64) -> DispatchResult {
            Self::do_set_tx_rate_limit(origin, tx_rate_limit)
        }

        /// Owner: blocks between two announcements of an endpoint.
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_serving_rate_limit())]
        pub fn sudo_set_serving_rate_limit(
            origin: OriginFor<T>,
            netuid: NetUid,
            serving_rate_limit: u64,
        ) -> DispatchResult {
            Self::do_set_serving_rate_limit(origin, netuid, serving_rate_limit)
        }

        /// Root: the unused lower bound of the difficulty.
        #[pallet::call_index(4)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_difficulty())]
        pub fn sudo_set_min_difficulty(
            origin: OriginFor<T>,
            netuid: NetUid,
            min_difficulty: u64,
        ) -> DispatchResult {
            Self::do_set_min_difficulty(origin, netuid, min_difficulty)
        }

        /// Owner: the unused upper bound of the difficulty.
        #[pallet::call_index(5)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_difficulty())]
        pub fn sudo_set_max_difficulty(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_difficulty: u64,
        ) -> DispatchResult {
            Self::do_set_max_difficulty(origin, netuid, max_difficulty)
        }

        /// Owner: the least version key of weights.
        #[pallet::call_index(6)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_weights_version_key())]
        pub fn sudo_set_weights_version_key(
            origin: OriginFor<T>,
            netuid: NetUid,
            weights_version_key: u64,
        ) -> DispatchResult {
            Self::do_set_weights_version_key(origin, netuid, weights_version_key)
        }

        /// Root: blocks between two weight settings of a neuron.
        #[pallet::call_index(7)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_weights_set_rate_limit())]
        pub fn sudo_set_weights_set_rate_limit(
            origin: OriginFor<T>,
            netuid: NetUid,
            weights_set_rate_limit: u64,
        ) -> DispatchResult {
            Self::do_set_weights_set_rate_limit(origin, netuid, weights_set_rate_limit)
        }

        /// Root: the unused interval of difficulty adjustment.
        #[pallet::call_index(8)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_adjustment_interval())]
        pub fn sudo_set_adjustment_interval(
            origin: OriginFor<T>,
            netuid: NetUid,
            adjustment_interval: u16,
        ) -> DispatchResult {
            Self::do_set_adjustment_interval(origin, netuid, adjustment_interval)
        }

        /// Owner: the unused weight of difficulty adjustment.
        /// Weighs as `sudo_set_max_difficulty` does.
        #[pallet::call_index(9)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_difficulty())]
        pub fn sudo_set_adjustment_alpha(
            origin: OriginFor<T>,
            netuid: NetUid,
            adjustment_alpha: u64,
        ) -> DispatchResult {
            Self::do_set_adjustment_alpha(origin, netuid, adjustment_alpha)
        }

        /// Owner: blocks for which a new neuron is immune.
        #[pallet::call_index(13)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_immunity_period())]
        pub fn sudo_set_immunity_period(
            origin: OriginFor<T>,
            netuid: NetUid,
            immunity_period: u16,
        ) -> DispatchResult {
            Self::do_set_immunity_period(origin, netuid, immunity_period)
        }

        /// Owner: the least number of weights to set.
        #[pallet::call_index(14)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_allowed_weights())]
        pub fn sudo_set_min_allowed_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            min_allowed_weights: u16,
        ) -> DispatchResult {
            Self::do_set_min_allowed_weights(origin, netuid, min_allowed_weights)
        }

        /// Owner: the most neurons; evicts nobody.
        #[pallet::call_index(15)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_allowed_uids())]
        pub fn sudo_set_max_allowed_uids(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_allowed_uids: u16,
        ) -> DispatchResult {
            Self::do_set_max_allowed_uids(origin, netuid, max_allowed_uids)
        }

        /// Root: the consensus majority, out of 65535.
        #[pallet::call_index(16)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_kappa())]
        pub fn sudo_set_kappa(origin: OriginFor<T>, netuid: NetUid, kappa: u16) -> DispatchResult {
            Self::do_set_kappa(origin, netuid, kappa)
        }

        /// Owner: the unused slope of the former consensus.
        #[pallet::call_index(17)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_rho())]
        pub fn sudo_set_rho(origin: OriginFor<T>, netuid: NetUid, rho: u16) -> DispatchResult {
            Self::do_set_rho(origin, netuid, rho)
        }

        /// Owner: the former activity cut-off, at least `MinActivityCutoff`; without
        /// effect.
        #[pallet::call_index(18)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_activity_cutoff())]
        pub fn sudo_set_activity_cutoff(
            origin: OriginFor<T>,
            netuid: NetUid,
            activity_cutoff: u16,
        ) -> DispatchResult {
            Self::do_set_activity_cutoff(origin, netuid, activity_cutoff)
        }

        /// Root: whether neurons can register.
        #[pallet::call_index(19)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_network_registration_allowed())]
        pub fn sudo_set_network_registration_allowed(
            origin: OriginFor<T>,
            netuid: NetUid,
            registration_allowed: bool,
        ) -> DispatchResult {
            Self::do_set_network_registration_allowed(origin, netuid, registration_allowed)
        }

        /// Fails: there is no registration by proof of work.
        /// Weighs as `sudo_set_total_issuance` does.
        #[pallet::call_index(20)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_total_issuance())]
        pub fn sudo_set_network_pow_registration_allowed(
            _origin: OriginFor<T>,
            _netuid: NetUid,
            _registration_allowed: bool,
        ) -> DispatchResult {
            Err(Error::<T>::POWRegistrationDisabled.into())
        }

        /// Root: a third of the registrations that root takes per interval.
        #[pallet::call_index(21)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_target_registrations_per_interval())]
        pub fn sudo_set_target_registrations_per_interval(
            origin: OriginFor<T>,
            netuid: NetUid,
            target_registrations_per_interval: u16,
        ) -> DispatchResult {
            Self::do_set_target_registrations_per_interval(
                origin,
                netuid,
                target_registrations_per_interval,
            )
        }

        /// Owner: the lower bound of the burn price, in rao.
        #[pallet::call_index(22)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_burn())]
        pub fn sudo_set_min_burn(
            origin: OriginFor<T>,
            netuid: NetUid,
            min_burn: TaoBalance,
        ) -> DispatchResult {
            Self::do_set_min_burn(origin, netuid, min_burn)
        }

        /// Owner: the upper bound of the burn price, in rao.
        #[pallet::call_index(23)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_burn())]
        pub fn sudo_set_max_burn(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_burn: TaoBalance,
        ) -> DispatchResult {
            Self::do_set_max_burn(origin, netuid, max_burn)
        }

        /// Root: the unused difficulty.
        #[pallet::call_index(24)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_difficulty())]
        pub fn sudo_set_difficulty(
            origin: OriginFor<T>,
            netuid: NetUid,
            difficulty: u64,
        ) -> DispatchResult {
            Self::do_set_difficulty(origin, netuid, difficulty)
        }

        /// Root: how many neurons hold a validator permit.
        #[pallet::call_index(25)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_allowed_validators())]
        pub fn sudo_set_max_allowed_validators(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_allowed_validators: u16,
        ) -> DispatchResult {
            Self::do_set_max_allowed_validators(origin, netuid, max_allowed_validators)
        }

        /// Owner: the memory of bonds, in millionths; at most 975000 by an owner.
        #[pallet::call_index(26)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_bonds_moving_average())]
        pub fn sudo_set_bonds_moving_average(
            origin: OriginFor<T>,
            netuid: NetUid,
            bonds_moving_average: u64,
        ) -> DispatchResult {
            Self::do_set_bonds_moving_average(origin, netuid, bonds_moving_average)
        }

        /// Root: the registrations that root takes per block.
        #[pallet::call_index(27)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_registrations_per_block())]
        pub fn sudo_set_max_registrations_per_block(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_registrations_per_block: u16,
        ) -> DispatchResult {
            Self::do_set_max_registrations_per_block(origin, netuid, max_registrations_per_block)
        }

        /// Root: the owners' cut of emission, out of 65535.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(28)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_subnet_owner_cut(
            origin: OriginFor<T>,
            subnet_owner_cut: u16,
        ) -> DispatchResult {
            Self::do_set_subnet_owner_cut(origin, subnet_owner_cut)
        }

        /// Root: blocks between two registrations of networks.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(29)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_network_rate_limit(
            origin: OriginFor<T>,
            rate_limit: u64,
        ) -> DispatchResult {
            Self::do_set_network_rate_limit(origin, rate_limit)
        }

        /// Root: blocks between epochs, counted from now; 0 stops them.
        #[pallet::call_index(30)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tempo())]
        pub fn sudo_set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
            Self::do_set_tempo(origin, netuid, tempo)
        }

        /// Fails: issuance follows from what the chain mints and burns.
        #[pallet::call_index(33)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_total_issuance())]
        pub fn sudo_set_total_issuance(
            _origin: OriginFor<T>,
            _total_issuance: TaoBalance,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Root: blocks for which a new network is immune.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(35)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_network_immunity_period(
            origin: OriginFor<T>,
            immunity_period: u64,
        ) -> DispatchResult {
            Self::do_set_network_immunity_period(origin, immunity_period)
        }

        /// Root: the least price of a network, in rao.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(36)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_network_min_lock_cost(
            origin: OriginFor<T>,
            lock_cost: TaoBalance,
        ) -> DispatchResult {
            Self::do_set_network_min_lock_cost(origin, lock_cost)
        }

        /// Root: the most networks besides root.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(37)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_subnet_limit(origin: OriginFor<T>, max_subnets: u16) -> DispatchResult {
            Self::do_set_subnet_limit(origin, max_subnets)
        }

        /// Root: blocks in which the price of a network falls back.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(38)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_lock_reduction_interval(
            origin: OriginFor<T>,
            interval: u64,
        ) -> DispatchResult {
            Self::do_set_lock_reduction_interval(origin, interval)
        }

        /// Root: the count of rao paid for registrations.
        #[pallet::call_index(39)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_rao_recycled())]
        pub fn sudo_set_rao_recycled(
            origin: OriginFor<T>,
            netuid: NetUid,
            rao_recycled: TaoBalance,
        ) -> DispatchResult {
            Self::do_set_rao_recycled(origin, netuid, rao_recycled)
        }

        /// Root: the stake weight that setting weights takes, in rao.
        #[pallet::call_index(42)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_stake_threshold())]
        pub fn sudo_set_stake_threshold(origin: OriginFor<T>, min_stake: u64) -> DispatchResult {
            Self::do_set_stake_threshold(origin, min_stake)
        }

        /// Root: the least stake of a nominator, in millionths of the minimum stake. A
        /// rise sells the nominations that have become too small.
        #[pallet::call_index(43)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_nominator_min_required_stake())]
        pub fn sudo_set_nominator_min_required_stake(
            origin: OriginFor<T>,
            min_stake: u64,
        ) -> DispatchResult {
            Self::do_set_nominator_min_required_stake(origin, min_stake)
        }

        /// Root: blocks between two rises of a delegate take.
        #[pallet::call_index(45)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_delegate_take_rate_limit())]
        pub fn sudo_set_tx_delegate_take_rate_limit(
            origin: OriginFor<T>,
            tx_rate_limit: u64,
        ) -> DispatchResult {
            Self::do_set_tx_delegate_take_rate_limit(origin, tx_rate_limit)
        }

        /// Root: the least delegate take, out of 65535.
        #[pallet::call_index(46)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_delegate_take())]
        pub fn sudo_set_min_delegate_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
            Self::do_set_min_delegate_take(origin, take)
        }

        /// Owner: whether weights are committed before they are revealed.
        #[pallet::call_index(49)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_commit_reveal_weights_enabled())]
        pub fn sudo_set_commit_reveal_weights_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_commit_reveal_weights_enabled(origin, netuid, enabled)
        }

        /// Owner: whether bonds follow agreement (liquid alpha).
        #[pallet::call_index(50)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_liquid_alpha_enabled())]
        pub fn sudo_set_liquid_alpha_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_liquid_alpha_enabled(origin, netuid, enabled)
        }

        /// Owner: the bounds of liquid alpha, out of 65535, while it is on.
        #[pallet::call_index(51)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_alpha_values())]
        pub fn sudo_set_alpha_values(
            origin: OriginFor<T>,
            netuid: NetUid,
            alpha_low: u16,
            alpha_high: u16,
        ) -> DispatchResult {
            Self::do_set_alpha_values(origin, netuid, alpha_low, alpha_high)
        }

        /// Root: the unused delay of a scheduled dissolve, in blocks.
        #[pallet::call_index(55)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_dissolve_network_schedule_duration())]
        pub fn sudo_set_dissolve_network_schedule_duration(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            Self::do_set_dissolve_network_schedule_duration(origin, duration)
        }

        /// Owner: epochs between a commit and its reveal, 1 to 100.
        #[pallet::call_index(57)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_commit_reveal_weights_interval())]
        pub fn sudo_set_commit_reveal_weights_interval(
            origin: OriginFor<T>,
            netuid: NetUid,
            interval: u64,
        ) -> DispatchResult {
            Self::do_set_commit_reveal_weights_interval(origin, netuid, interval)
        }

        /// Owner: how much of a weight above consensus bonds ignore, out of 65535.
        #[pallet::call_index(60)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_bonds_penalty())]
        pub fn sudo_set_bonds_penalty(
            origin: OriginFor<T>,
            netuid: NetUid,
            bonds_penalty: u16,
        ) -> DispatchResult {
            Self::do_set_bonds_penalty(origin, netuid, bonds_penalty)
        }

        /// Owner: whether stake may go to another coldkey.
        #[pallet::call_index(61)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_toggle_transfer())]
        pub fn sudo_set_toggle_transfer(
            origin: OriginFor<T>,
            netuid: NetUid,
            toggle: bool,
        ) -> DispatchResult {
            Self::do_set_toggle_transfer(origin, netuid, toggle)
        }

        /// Root: the weight of a block in moving prices.
        #[pallet::call_index(63)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_subnet_moving_alpha())]
        pub fn sudo_set_subnet_moving_alpha(origin: OriginFor<T>, alpha: I96F32) -> DispatchResult {
            Self::do_set_subnet_moving_alpha(origin, alpha)
        }

        /// Owner: the owner's hotkey; the same as `sudo_set_sn_owner_hotkey`.
        /// Weighs as `sudo_set_sn_owner_hotkey` does.
        #[pallet::call_index(64)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_sn_owner_hotkey())]
        pub fn sudo_set_subnet_owner_hotkey(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            Self::do_set_owner_hotkey(origin, netuid, hotkey)
        }

        /// Root: blocks in which the moving price reaches half of its final speed.
        #[pallet::call_index(65)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_ema_price_halving_period())]
        pub fn sudo_set_ema_price_halving_period(
            origin: OriginFor<T>,
            netuid: NetUid,
            ema_halving: u64,
        ) -> DispatchResult {
            Self::do_set_ema_price_halving_period(origin, netuid, ema_halving)
        }

        /// Root: whether alpha can be staked and traded.
        #[pallet::call_index(66)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_subtoken_enabled())]
        pub fn sudo_set_subtoken_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            subtoken_enabled: bool,
        ) -> DispatchResult {
            Self::do_set_subtoken_enabled(origin, netuid, subtoken_enabled)
        }

        /// Owner: the owner's hotkey, once a week, by root or not.
        #[pallet::call_index(67)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_sn_owner_hotkey())]
        pub fn sudo_set_sn_owner_hotkey(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            Self::do_set_owner_hotkey(origin, netuid, hotkey)
        }

        /// Owner: the steepness of liquid alpha, in hundredths; negative by root only.
        #[pallet::call_index(68)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_alpha_sigmoid_steepness())]
        pub fn sudo_set_alpha_sigmoid_steepness(
            origin: OriginFor<T>,
            netuid: NetUid,
            steepness: i16,
        ) -> DispatchResult {
            Self::do_set_alpha_sigmoid_steepness(origin, netuid, steepness)
        }

        /// Owner: whether bonds follow Yuma3.
        #[pallet::call_index(69)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_yuma3_enabled())]
        pub fn sudo_set_yuma3_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_yuma3_enabled(origin, netuid, enabled)
        }

        /// Owner: whether metadata commitments reset bonds.
        #[pallet::call_index(70)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_bonds_reset_enabled())]
        pub fn sudo_set_bonds_reset_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_bonds_reset_enabled(origin, netuid, enabled)
        }

        /// Root: the version that timelocked commits must name.
        #[pallet::call_index(71)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_commit_reveal_version())]
        pub fn sudo_set_commit_reveal_version(
            origin: OriginFor<T>,
            version: u16,
        ) -> DispatchResult {
            Self::do_set_commit_reveal_version(origin, version)
        }

        /// Owner: how many of the owner's neurons can't be pruned, 1 to 10.
        #[pallet::call_index(72)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_owner_immune_neuron_limit())]
        pub fn sudo_set_owner_immune_neuron_limit(
            origin: OriginFor<T>,
            netuid: NetUid,
            immune_neurons: u16,
        ) -> DispatchResult {
            Self::do_set_owner_immune_neuron_limit(origin, netuid, immune_neurons)
        }

        /// Root: the part of dividends from foreign parents that is recycled, out of
        /// 2^64 - 1.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(73)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_ck_burn(origin: OriginFor<T>, burn: u64) -> DispatchResult {
            Self::do_set_ck_burn(origin, burn)
        }

        /// Root: blocks before an epoch in which parameters are frozen.
        #[pallet::call_index(74)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_admin_freeze_window())]
        pub fn sudo_set_admin_freeze_window(origin: OriginFor<T>, window: u16) -> DispatchResult {
            Self::do_set_admin_freeze_window(origin, window)
        }

        /// Root: epochs between two changes of a parameter by an owner.
        #[pallet::call_index(75)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_owner_hparam_rate_limit())]
        pub fn sudo_set_owner_hparam_rate_limit(
            origin: OriginFor<T>,
            epochs: u16,
        ) -> DispatchResult {
            Self::do_set_owner_hparam_rate_limit(origin, epochs)
        }

        /// Owner: how many mechanisms the network has.
        /// Weighs as `sudo_set_max_allowed_uids` does.
        #[pallet::call_index(76)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_allowed_uids())]
        pub fn sudo_set_mechanism_count(
            origin: OriginFor<T>,
            netuid: NetUid,
            mechanism_count: MechId,
        ) -> DispatchResult {
            Self::do_set_mechanism_count(origin, netuid, mechanism_count)
        }

        /// Owner: how mechanisms share emission, out of 65535; none is evenly.
        /// Weighs as `sudo_set_max_allowed_uids` does.
        #[pallet::call_index(77)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_allowed_uids())]
        pub fn sudo_set_mechanism_emission_split(
            origin: OriginFor<T>,
            netuid: NetUid,
            maybe_split: Option<Vec<u16>>,
        ) -> DispatchResult {
            Self::do_set_mechanism_emission_split(origin, netuid, maybe_split)
        }

        /// Owner: the most neurons; removes those beyond it, the least emission first.
        ///
        /// Weighs as `sudo_set_max_allowed_uids` does.
        #[pallet::call_index(78)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_allowed_uids())]
        pub fn sudo_trim_to_max_allowed_uids(
            origin: OriginFor<T>,
            netuid: NetUid,
            max_n: u16,
        ) -> DispatchResult {
            Self::do_trim_to_max_allowed_uids(origin, netuid, max_n)
        }

        /// Root: the least number of neurons to trim to.
        #[pallet::call_index(79)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_allowed_uids())]
        pub fn sudo_set_min_allowed_uids(
            origin: OriginFor<T>,
            netuid: NetUid,
            min_allowed_uids: u16,
        ) -> DispatchResult {
            Self::do_set_min_allowed_uids(origin, netuid, min_allowed_uids)
        }

        /// Owner: what happens to incentive withheld from the owner's miners.
        /// Weighs as `sudo_set_toggle_transfer` does.
        #[pallet::call_index(80)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_toggle_transfer())]
        pub fn sudo_set_recycle_or_burn(
            origin: OriginFor<T>,
            netuid: NetUid,
            recycle_or_burn: RecycleOrBurnEnum,
        ) -> DispatchResult {
            Self::do_set_recycle_or_burn(origin, netuid, recycle_or_burn)
        }

        /// Root: the flow up to which networks earn nothing, in rao per block.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(81)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_tao_flow_cutoff(
            origin: OriginFor<T>,
            flow_cutoff: I64F64,
        ) -> DispatchResult {
            Self::do_set_tao_flow_cutoff(origin, flow_cutoff)
        }

        /// Root: the power that flows are raised to, 1 to 2.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(82)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_tao_flow_normalization_exponent(
            origin: OriginFor<T>,
            exponent: U64F64,
        ) -> DispatchResult {
            Self::do_set_tao_flow_normalization_exponent(origin, exponent)
        }

        /// Root: the weight of a block in flow averages, out of 2^63 - 1.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(83)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_tao_flow_smoothing_factor(
            origin: OriginFor<T>,
            smoothing_factor: u64,
        ) -> DispatchResult {
            Self::do_set_tao_flow_smoothing_factor(origin, smoothing_factor)
        }

        /// Root: how many replaceable neurons a network keeps.
        #[pallet::call_index(84)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_non_immune_uids())]
        pub fn sudo_set_min_non_immune_uids(
            origin: OriginFor<T>,
            netuid: NetUid,
            min: u16,
        ) -> DispatchResult {
            Self::do_set_min_non_immune_uids(origin, netuid, min)
        }

        /// Root: blocks between registration and start of a network.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(85)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_start_call_delay(origin: OriginFor<T>, delay: u64) -> DispatchResult {
            Self::do_set_start_call_delay(origin, delay)
        }

        /// Root: blocks between announcing a coldkey swap and doing it.
        #[pallet::call_index(86)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_coldkey_swap_announcement_delay())]
        pub fn sudo_set_coldkey_swap_announcement_delay(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            Self::do_set_coldkey_swap_announcement_delay(origin, duration)
        }

        /// Root: further blocks until a swap can be announced anew.
        #[pallet::call_index(87)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_coldkey_swap_reannouncement_delay())]
        pub fn sudo_set_coldkey_swap_reannouncement_delay(
            origin: OriginFor<T>,
            duration: BlockNumberFor<T>,
        ) -> DispatchResult {
            Self::do_set_coldkey_swap_reannouncement_delay(origin, duration)
        }

        /// Root: the most mechanisms a network may be given, 1 to 16.
        /// Weighs as `sudo_set_max_epochs_per_block` does.
        #[pallet::call_index(88)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_epochs_per_block())]
        pub fn sudo_set_max_mechanism_count(
            origin: OriginFor<T>,
            max_mechanism_count: MechId,
        ) -> DispatchResult {
            Self::do_set_max_mechanism_count(origin, max_mechanism_count)
        }

        /// Owner: blocks in which the burn price halves, 1 to 36100.
        /// Weighs as `sudo_set_max_difficulty` does.
        #[pallet::call_index(89)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_max_difficulty(), DispatchClass::Operational))]
        pub fn sudo_set_burn_half_life(
            origin: OriginFor<T>,
            netuid: NetUid,
            burn_half_life: u16,
        ) -> DispatchResult {
            Self::do_set_burn_half_life(origin, netuid, burn_half_life)
        }

        /// Owner: the factor of the burn price at a registration, 1 to 3.
        /// Weighs as `sudo_set_max_difficulty` does.
        #[pallet::call_index(90)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_max_difficulty(), DispatchClass::Operational))]
        pub fn sudo_set_burn_increase_mult(
            origin: OriginFor<T>,
            netuid: NetUid,
            burn_increase_mult: U64F64,
        ) -> DispatchResult {
            Self::do_set_burn_increase_mult(origin, netuid, burn_increase_mult)
        }

        /// Root: whether protocol flow is subtracted from user flow.
        /// Weighs as `sudo_set_tx_rate_limit` does.
        #[pallet::call_index(91)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_rate_limit())]
        pub fn sudo_set_net_tao_flow_enabled(
            origin: OriginFor<T>,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_net_tao_flow_enabled(origin, enabled)
        }

        /// Owner, at any rate: whether the owner takes a cut.
        /// Weighs as `sudo_set_max_difficulty` does.
        #[pallet::call_index(92)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_max_difficulty(), DispatchClass::Operational))]
        pub fn sudo_set_owner_cut_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_owner_cut_enabled(origin, netuid, enabled)
        }

        /// Owner: the least childkey take on the network, out of 65535.
        #[pallet::call_index(93)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_min_childkey_take_per_subnet())]
        pub fn sudo_set_min_childkey_take_per_subnet(
            origin: OriginFor<T>,
            netuid: NetUid,
            take: u16,
        ) -> DispatchResult {
            Self::do_set_min_childkey_take_per_subnet(origin, netuid, take)
        }

        /// Root: whether the network takes part in the TAO split.
        #[pallet::call_index(94)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_subnet_emission_enabled())]
        pub fn sudo_set_subnet_emission_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_subnet_emission_enabled(origin, netuid, enabled)
        }

        /// Owner, at any rate: whether the owner's cut is locked as it is paid.
        /// Weighs as `sudo_set_max_difficulty` does.
        #[pallet::call_index(95)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_max_difficulty(), DispatchClass::Operational))]
        pub fn sudo_set_owner_cut_auto_lock_enabled(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            Self::do_set_owner_cut_auto_lock_enabled(origin, netuid, enabled)
        }

        /// Root: how many epochs a block runs, at least 1.
        #[pallet::call_index(96)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_max_epochs_per_block())]
        pub fn sudo_set_max_epochs_per_block(
            origin: OriginFor<T>,
            max_epochs_per_block: u8,
        ) -> DispatchResult {
            Self::do_set_max_epochs_per_block(origin, max_epochs_per_block)
        }
    }
}
