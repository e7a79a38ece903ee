//! The main chain's calls, each one line into the pallet whose subject it is.
//!
//! Indices, argument names, order and types are part of the wire (spec chapter
//! `wire` §5 and the tables of the other chapters).

use frame_support::pallet_macros::pallet_section;

/// The call surface of `SubtensorModule`.
#[pallet_section]
mod calls {
    #[pallet::call]
    impl<T: Config> Pallet<T> {
        /// Sets the weights of the signing validator on the main mechanism.
        #[pallet::call_index(0)]
        #[pallet::weight((<T as Config>::WeightInfo::set_weights(), DispatchClass::Normal, Pays::No))]
        pub fn set_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            dests: Vec<u16>,
            weights: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_set_weights(origin, netuid, dests, weights, version_key)
        }

        /// Stakes TAO of the signing coldkey to a hotkey: buys alpha of the network.
        #[pallet::call_index(2)]
        #[pallet::weight(<T as Config>::WeightInfo::add_stake())]
        pub fn add_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_staked: TaoBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_add_stake(&coldkey, &hotkey, netuid, amount_staked).map(|_| ())
        }

        /// Unstakes alpha of the signing coldkey from a hotkey: sells it for TAO.
        #[pallet::call_index(3)]
        #[pallet::weight(<T as Config>::WeightInfo::remove_stake())]
        pub fn remove_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_unstaked: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_remove_stake(&coldkey, &hotkey, netuid, amount_unstaked)
        }

        /// Publishes where the signing hotkey serves requests.
        #[pallet::call_index(4)]
        #[pallet::weight((<T as Config>::WeightInfo::serve_axon(), DispatchClass::Normal, Pays::No))]
        pub fn serve_axon(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
            protocol: u8,
            placeholder1: u8,
            placeholder2: u8,
        ) -> DispatchResult {
            let info = AxonInfo {
                block: 0,
                version,
                ip,
                port,
                ip_type,
                protocol,
                placeholder1,
                placeholder2,
            };
            Subnets::<T>::do_serve_axon(origin, netuid, info, None)
        }

        /// Publishes where the signing hotkey serves metrics.
        #[pallet::call_index(5)]
        #[pallet::weight((<T as Config>::WeightInfo::serve_prometheus(), DispatchClass::Normal, Pays::No))]
        pub fn serve_prometheus(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
        ) -> DispatchResult {
            let info = PrometheusInfo {
                block: 0,
                version,
                ip,
                port,
                ip_type,
            };
            Subnets::<T>::do_serve_prometheus(origin, netuid, info)
        }

        /// Registers a hotkey at the burn price. The proof-of-work arguments and the
        /// coldkey argument are ignored: the signer pays and owns.
        #[pallet::call_index(6)]
        #[pallet::weight(<T as Config>::WeightInfo::register())]
        pub fn register(
            origin: OriginFor<T>,
            netuid: NetUid,
            _block_number: u64,
            _nonce: u64,
            _work: Vec<u8>,
            hotkey: T::AccountId,
            _coldkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_register(&coldkey, netuid, &hotkey)
        }

        /// Registers a hotkey at the burn price.
        #[pallet::call_index(7)]
        #[pallet::weight(<T as Config>::WeightInfo::burned_register())]
        pub fn burned_register(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_register(&coldkey, netuid, &hotkey)
        }

        /// Publishes where the signing hotkey serves requests, with the
        /// certificate of the endpoint.
        #[pallet::call_index(40)]
        #[pallet::weight((<T as Config>::WeightInfo::serve_axon_tls(), DispatchClass::Normal, Pays::No))]
        pub fn serve_axon_tls(
            origin: OriginFor<T>,
            netuid: NetUid,
            version: u32,
            ip: u128,
            port: u16,
            ip_type: u8,
            protocol: u8,
            placeholder1: u8,
            placeholder2: u8,
            certificate: Vec<u8>,
        ) -> DispatchResult {
            let info = AxonInfo {
                block: 0,
                version,
                ip,
                port,
                ip_type,
                protocol,
                placeholder1,
                placeholder2,
            };
            Subnets::<T>::do_serve_axon(origin, netuid, info, Some(&certificate))
        }

        /// Registers a network at the lock cost, with the hotkey as its first neuron.
        #[pallet::call_index(59)]
        #[pallet::weight(<T as Config>::WeightInfo::register_network())]
        pub fn register_network(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_register_network(&coldkey, &hotkey, None).map(|_| ())
        }

        /// Dissolves a network, as root. The coldkey argument is ignored.
        #[pallet::call_index(61)]
        #[pallet::weight(<T as Config>::WeightInfo::dissolve_network())]
        pub fn dissolve_network(
            origin: OriginFor<T>,
            _coldkey: T::AccountId,
            netuid: NetUid,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Registration::<T>::do_dissolve_network(netuid)
        }

        /// Registers a hotkey on root.
        #[pallet::call_index(62)]
        #[pallet::weight(<T as Config>::WeightInfo::root_register())]
        pub fn root_register(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_root_register(&coldkey, &hotkey)
        }

        /// Lowers the delegate take of a hotkey, out of 65535.
        #[pallet::call_index(65)]
        #[pallet::weight((<T as Config>::WeightInfo::decrease_take(), DispatchClass::Normal, Pays::No))]
        pub fn decrease_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            take: u16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_decrease_take(&coldkey, &hotkey, take)
        }

        /// Raises the delegate take of a hotkey, out of 65535.
        #[pallet::call_index(66)]
        #[pallet::weight((<T as Config>::WeightInfo::increase_take(), DispatchClass::Normal, Pays::No))]
        pub fn increase_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            take: u16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_increase_take(&coldkey, &hotkey, take)
        }

        /// Replaces the children of a hotkey on a network: proportions of its stake, out
        /// of 2^64 - 1, that are lent to other hotkeys.
        #[pallet::call_index(67)]
        #[pallet::weight(<T as Config>::WeightInfo::set_children())]
        pub fn set_children(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            children: Vec<(u64, T::AccountId)>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_children(&coldkey, &hotkey, netuid, children)
        }

        /// Publishes what the signing coldkey says of itself, in UTF-8.
        #[pallet::call_index(68)]
        #[pallet::weight(<T as Config>::WeightInfo::set_identity())]
        pub fn set_identity(
            origin: OriginFor<T>,
            name: Vec<u8>,
            url: Vec<u8>,
            github_repo: Vec<u8>,
            image: Vec<u8>,
            discord: Vec<u8>,
            description: Vec<u8>,
            additional: Vec<u8>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            let identity = ChainIdentityV2 {
                name,
                url,
                github_repo,
                image,
                discord,
                description,
                additional,
            };
            Registration::<T>::do_set_identity(coldkey, identity)
        }

        /// Root: blocks between two raises of a childkey take.
        #[pallet::call_index(69)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_tx_childkey_take_rate_limit())]
        pub fn sudo_set_tx_childkey_take_rate_limit(
            origin: OriginFor<T>,
            tx_rate_limit: u64,
        ) -> DispatchResult {
            Staking::<T>::do_set_tx_childkey_take_rate_limit(origin, tx_rate_limit)
        }

        /// Puts a hotkey in the place of another one of the signing coldkey, with its
        /// stake, on one network or on all.
        #[pallet::call_index(70)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_hotkey())]
        pub fn swap_hotkey(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            new_hotkey: T::AccountId,
            netuid: Option<NetUid>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_swap_hotkey(&coldkey, &hotkey, &new_hotkey, netuid, false)
        }

        /// Root: replaces a coldkey by another at once. The old coldkey pays the cost, in
        /// rao, which is recycled.
        #[pallet::call_index(71)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_coldkey())]
        pub fn swap_coldkey(
            origin: OriginFor<T>,
            old_coldkey: T::AccountId,
            new_coldkey: T::AccountId,
            swap_cost: TaoBalance,
        ) -> DispatchResult {
            ensure_root(origin)?;
            Registration::<T>::do_swap_coldkey(&old_coldkey, &new_coldkey, swap_cost)
        }

        /// As `swap_hotkey`, except that the stake can be left where it is.
        #[pallet::call_index(72)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_hotkey_v2())]
        pub fn swap_hotkey_v2(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            new_hotkey: T::AccountId,
            netuid: Option<NetUid>,
            keep_stake: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_swap_hotkey(&coldkey, &hotkey, &new_hotkey, netuid, keep_stake)
        }

        /// Formerly scheduled a coldkey swap; swaps are announced today.
        #[pallet::call_index(73)]
        #[pallet::weight(<T as Config>::WeightInfo::schedule_swap_coldkey())]
        pub fn schedule_swap_coldkey(
            _origin: OriginFor<T>,
            _new_coldkey: T::AccountId,
        ) -> DispatchResult {
            Err(Error::<T>::Deprecated.into())
        }

        /// Sets what a hotkey keeps, as a child on a network, of the dividends of foreign
        /// parents, out of 65535.
        #[pallet::call_index(75)]
        #[pallet::weight(<T as Config>::WeightInfo::set_childkey_take())]
        pub fn set_childkey_take(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            take: u16,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_childkey_take(&coldkey, &hotkey, netuid, take)
        }

        /// Root: the least childkey take, out of 65535.
        #[pallet::call_index(76)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_min_childkey_take(), DispatchClass::Operational))]
        pub fn sudo_set_min_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
            Staking::<T>::do_set_min_childkey_take(origin, take)
        }

        /// Root: the largest childkey take, out of 65535.
        #[pallet::call_index(77)]
        #[pallet::weight((<T as Config>::WeightInfo::sudo_set_max_childkey_take(), DispatchClass::Operational))]
        pub fn sudo_set_max_childkey_take(origin: OriginFor<T>, take: u16) -> DispatchResult {
            Staking::<T>::do_set_max_childkey_take(origin, take)
        }

        /// Publishes what the owner says of a network, in UTF-8.
        #[pallet::call_index(78)]
        #[pallet::weight(<T as Config>::WeightInfo::set_subnet_identity())]
        pub fn set_subnet_identity(
            origin: OriginFor<T>,
            netuid: NetUid,
            subnet_name: Vec<u8>,
            github_repo: Vec<u8>,
            subnet_contact: Vec<u8>,
            subnet_url: Vec<u8>,
            discord: Vec<u8>,
            description: Vec<u8>,
            logo_url: Vec<u8>,
            additional: Vec<u8>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            let identity = SubnetIdentityV3 {
                subnet_name,
                github_repo,
                subnet_contact,
                subnet_url,
                discord,
                description,
                logo_url,
                additional,
            };
            Registration::<T>::do_set_subnet_identity(&coldkey, netuid, identity)
        }

        /// Registers a network and describes it.
        #[pallet::call_index(79)]
        #[pallet::weight(<T as Config>::WeightInfo::register_network_with_identity())]
        pub fn register_network_with_identity(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            identity: Option<SubnetIdentityV3>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_register_network(&coldkey, &hotkey, identity).map(|_| ())
        }

        /// Sets the weights of the signing validator on several networks; items that fail
        /// change nothing and are told by events.
        #[pallet::call_index(80)]
        #[pallet::weight((<T as Config>::WeightInfo::batch_set_weights(), DispatchClass::Normal, Pays::No))]
        pub fn batch_set_weights(
            origin: OriginFor<T>,
            netuids: Vec<Compact<NetUid>>,
            weights: Vec<Vec<(Compact<u16>, Compact<u16>)>>,
            version_keys: Vec<Compact<u64>>,
        ) -> DispatchResult {
            Yuma::<T>::do_batch_set_weights(origin, netuids, weights, version_keys)
        }

        /// Unstakes all that the signing coldkey has on a hotkey, on every network.
        #[pallet::call_index(83)]
        #[pallet::weight(<T as Config>::WeightInfo::unstake_all())]
        pub fn unstake_all(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_unstake_all(&coldkey, &hotkey)
        }

        /// Moves all that the signing coldkey has on a hotkey to root, from every network.
        #[pallet::call_index(84)]
        #[pallet::weight(<T as Config>::WeightInfo::unstake_all_alpha())]
        pub fn unstake_all_alpha(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_unstake_all_alpha(&coldkey, &hotkey)
        }

        /// Moves stake of the signing coldkey to another hotkey or network.
        #[pallet::call_index(85)]
        #[pallet::weight(<T as Config>::WeightInfo::move_stake())]
        pub fn move_stake(
            origin: OriginFor<T>,
            origin_hotkey: T::AccountId,
            destination_hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_move_stake(
                &coldkey,
                &origin_hotkey,
                &destination_hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
            )
        }

        /// Transfers stake of the signing coldkey to another coldkey.
        #[pallet::call_index(86)]
        #[pallet::weight(<T as Config>::WeightInfo::transfer_stake())]
        pub fn transfer_stake(
            origin: OriginFor<T>,
            destination_coldkey: T::AccountId,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_transfer_stake(
                &coldkey,
                &destination_coldkey,
                &hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
            )
        }

        /// Moves stake of the signing coldkey to another network on the same hotkey.
        #[pallet::call_index(87)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_stake())]
        pub fn swap_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_swap_stake(
                &coldkey,
                &hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
                None,
            )
        }

        /// Stakes TAO up to a price (times 10^9), all or, if allowed, a part of it.
        #[pallet::call_index(88)]
        #[pallet::weight(<T as Config>::WeightInfo::add_stake_limit())]
        pub fn add_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_staked: TaoBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_add_stake_limit(
                &coldkey,
                &hotkey,
                netuid,
                amount_staked,
                limit_price,
                allow_partial,
            )
            .map(|_| ())
        }

        /// Unstakes alpha down to a price (times 10^9), all or, if allowed, a part of it.
        #[pallet::call_index(89)]
        #[pallet::weight(<T as Config>::WeightInfo::remove_stake_limit())]
        pub fn remove_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount_unstaked: AlphaBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_remove_stake_limit(
                &coldkey,
                &hotkey,
                netuid,
                amount_unstaked,
                limit_price,
                allow_partial,
            )
        }

        /// As `swap_stake`, for at least a price of destination alpha per origin alpha
        /// (times 10^9).
        #[pallet::call_index(90)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_stake_limit())]
        pub fn swap_stake_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            origin_netuid: NetUid,
            destination_netuid: NetUid,
            alpha_amount: AlphaBalance,
            limit_price: TaoBalance,
            allow_partial: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_swap_stake(
                &coldkey,
                &hotkey,
                origin_netuid,
                destination_netuid,
                alpha_amount,
                Some((limit_price, allow_partial)),
            )
        }

        /// Gives a hotkey without owner to the signing coldkey; otherwise does nothing.
        #[pallet::call_index(91)]
        #[pallet::weight(<T as Config>::WeightInfo::try_associate_hotkey())]
        pub fn try_associate_hotkey(origin: OriginFor<T>, hotkey: T::AccountId) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::create_account_if_non_existent(&coldkey, &hotkey)
        }

        /// Starts a network: its alpha can be staked and it earns emission.
        #[pallet::call_index(92)]
        #[pallet::weight(<T as Config>::WeightInfo::start_call())]
        pub fn start_call(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            Registration::<T>::do_start_call(origin, netuid)
        }

        /// Commits the signing validator to weights by their hash.
        #[pallet::call_index(96)]
        #[pallet::weight((<T as Config>::WeightInfo::commit_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            commit_hash: H256,
        ) -> DispatchResult {
            Yuma::<T>::do_commit_weights(origin, netuid, commit_hash)
        }

        /// Reveals the weights behind a hash the signing validator has committed.
        #[pallet::call_index(97)]
        #[pallet::weight((<T as Config>::WeightInfo::reveal_weights(), DispatchClass::Normal, Pays::No))]
        pub fn reveal_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            uids: Vec<u16>,
            values: Vec<u16>,
            salt: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_reveal_weights(origin, netuid, uids, values, salt, version_key)
        }

        /// Reveals the weights behind several hashes; all of them or none.
        #[pallet::call_index(98)]
        #[pallet::weight((<T as Config>::WeightInfo::batch_reveal_weights(), DispatchClass::Normal, Pays::No))]
        pub fn batch_reveal_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            uids_list: Vec<Vec<u16>>,
            values_list: Vec<Vec<u16>>,
            salts_list: Vec<Vec<u16>>,
            version_keys: Vec<u64>,
        ) -> DispatchResult {
            Yuma::<T>::do_batch_reveal_weights(
                origin,
                netuid,
                uids_list,
                values_list,
                salts_list,
                version_keys,
            )
        }

        /// Commits the signing validator to weights on several networks; items that fail
        /// change nothing and are told by events.
        #[pallet::call_index(100)]
        #[pallet::weight((<T as Config>::WeightInfo::batch_commit_weights(), DispatchClass::Normal, Pays::No))]
        pub fn batch_commit_weights(
            origin: OriginFor<T>,
            netuids: Vec<Compact<NetUid>>,
            commit_hashes: Vec<H256>,
        ) -> DispatchResult {
            Yuma::<T>::do_batch_commit_weights(origin, netuids, commit_hashes)
        }

        /// Gives up stake; the alpha may be emitted again.
        #[pallet::call_index(101)]
        #[pallet::weight(<T as Config>::WeightInfo::recycle_alpha())]
        pub fn recycle_alpha(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            amount: AlphaBalance,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            let how = RecycleOrBurnEnum::Recycle;
            Staking::<T>::do_give_up_alpha(&coldkey, &hotkey, amount, netuid, how)
        }

        /// Gives up stake; the alpha stays issued and is nobody's.
        #[pallet::call_index(102)]
        #[pallet::weight(<T as Config>::WeightInfo::burn_alpha())]
        pub fn burn_alpha(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            amount: AlphaBalance,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            let how = RecycleOrBurnEnum::Burn;
            Staking::<T>::do_give_up_alpha(&coldkey, &hotkey, amount, netuid, how)
        }

        /// Unstakes all alpha from a hotkey, down to a price (times 10^9) if there is one.
        #[pallet::call_index(103)]
        #[pallet::weight(<T as Config>::WeightInfo::remove_stake_full_limit())]
        pub fn remove_stake_full_limit(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            limit_price: Option<TaoBalance>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_remove_stake_full_limit(&coldkey, &hotkey, netuid, limit_price)
        }

        /// Root: blocks until new children take effect.
        #[pallet::call_index(109)]
        #[pallet::weight(<T as Config>::WeightInfo::set_pending_childkey_cooldown())]
        pub fn set_pending_childkey_cooldown(
            origin: OriginFor<T>,
            cooldown: u64,
        ) -> DispatchResult {
            Staking::<T>::do_set_pending_childkey_cooldown(origin, cooldown)
        }

        /// Gives a network another symbol, in UTF-8.
        #[pallet::call_index(112)]
        #[pallet::weight(<T as Config>::WeightInfo::update_symbol())]
        pub fn update_symbol(
            origin: OriginFor<T>,
            netuid: NetUid,
            symbol: Vec<u8>,
        ) -> DispatchResult {
            Registration::<T>::do_update_symbol(origin, netuid, symbol)
        }

        /// Commits the signing validator to weights encrypted for a round of the beacon;
        /// the chain reveals them.
        #[pallet::call_index(113)]
        #[pallet::weight((<T as Config>::WeightInfo::commit_timelocked_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_timelocked_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            commit: BoundedVec<u8, ConstU32<MAX_CRV3_COMMIT_SIZE_BYTES>>,
            reveal_round: u64,
            commit_reveal_version: u16,
        ) -> DispatchResult {
            Yuma::<T>::do_commit_timelocked_weights(
                origin,
                netuid,
                commit,
                reveal_round,
                commit_reveal_version,
            )
        }

        /// Has the mining incentive of the signing coldkey on a network staked to a hotkey.
        #[pallet::call_index(114)]
        #[pallet::weight(<T as Config>::WeightInfo::set_coldkey_auto_stake_hotkey())]
        pub fn set_coldkey_auto_stake_hotkey(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_coldkey_auto_stake_hotkey(coldkey, netuid, hotkey)
        }

        /// Commits the signing validator to weights on a mechanism by their hash.
        #[pallet::call_index(115)]
        #[pallet::weight((<T as Config>::WeightInfo::commit_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit_hash: H256,
        ) -> DispatchResult {
            Yuma::<T>::do_commit_mechanism_weights(origin, netuid, mecid, commit_hash)
        }

        /// Reveals the weights on a mechanism behind a hash the signing validator has
        /// committed.
        #[pallet::call_index(116)]
        #[pallet::weight((<T as Config>::WeightInfo::reveal_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn reveal_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            uids: Vec<u16>,
            values: Vec<u16>,
            salt: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_reveal_mechanism_weights(
                origin,
                netuid,
                mecid,
                uids,
                values,
                salt,
                version_key,
            )
        }

        /// Commits the signing validator to weights on a mechanism encrypted for a round of
        /// the beacon, without naming the version of the scheme.
        #[pallet::call_index(117)]
        #[pallet::weight((<T as Config>::WeightInfo::commit_crv3_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_crv3_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit: BoundedVec<u8, ConstU32<MAX_CRV3_COMMIT_SIZE_BYTES>>,
            reveal_round: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_commit_crv3_mechanism_weights(origin, netuid, mecid, commit, reveal_round)
        }

        /// Commits the signing validator to weights on a mechanism encrypted for a round of
        /// the beacon.
        #[pallet::call_index(118)]
        #[pallet::weight((<T as Config>::WeightInfo::commit_timelocked_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn commit_timelocked_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            commit: BoundedVec<u8, ConstU32<MAX_CRV3_COMMIT_SIZE_BYTES>>,
            reveal_round: u64,
            commit_reveal_version: u16,
        ) -> DispatchResult {
            Yuma::<T>::do_commit_timelocked_mechanism_weights(
                origin,
                netuid,
                mecid,
                commit,
                reveal_round,
                commit_reveal_version,
            )
        }

        /// Sets the weights of the signing validator on a mechanism.
        #[pallet::call_index(119)]
        #[pallet::weight((<T as Config>::WeightInfo::set_mechanism_weights(), DispatchClass::Normal, Pays::No))]
        pub fn set_mechanism_weights(
            origin: OriginFor<T>,
            netuid: NetUid,
            mecid: MechId,
            dests: Vec<u16>,
            weights: Vec<u16>,
            version_key: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_set_mechanism_weights(origin, netuid, mecid, dests, weights, version_key)
        }

        /// Dissolves a network, as root.
        #[pallet::call_index(120)]
        #[pallet::weight(<T as Config>::WeightInfo::root_dissolve_network())]
        pub fn root_dissolve_network(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            ensure_root(origin)?;
            Registration::<T>::do_dissolve_network(netuid)
        }

        /// Claims root dividends of up to five networks.
        #[pallet::call_index(121)]
        #[pallet::weight(<T as Config>::WeightInfo::claim_root())]
        pub fn claim_root(origin: OriginFor<T>, subnets: BTreeSet<NetUid>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_claim_root(coldkey, subnets)
        }

        /// Chooses whether claims sell or keep the alpha.
        #[pallet::call_index(122)]
        #[pallet::weight(<T as Config>::WeightInfo::set_root_claim_type())]
        pub fn set_root_claim_type(
            origin: OriginFor<T>,
            new_root_claim_type: RootClaimTypeEnum,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_root_claim_type(coldkey, new_root_claim_type)
        }

        /// Root: how many coldkeys are drawn for automatic root claims in each block.
        #[pallet::call_index(123)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_num_root_claims())]
        pub fn sudo_set_num_root_claims(origin: OriginFor<T>, new_value: u64) -> DispatchResult {
            Staking::<T>::do_set_num_root_claims(origin, new_value)
        }

        /// Owner and root: the least alpha of a network that a root claim pays, in rao.
        #[pallet::call_index(124)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_root_claim_threshold())]
        pub fn sudo_set_root_claim_threshold(
            origin: OriginFor<T>,
            netuid: NetUid,
            new_value: u64,
        ) -> DispatchResult {
            Staking::<T>::do_set_root_claim_threshold(origin, netuid, new_value)
        }

        /// Announces that the signing coldkey will be replaced by the one with this
        /// BLAKE2-256 hash.
        #[pallet::call_index(125)]
        #[pallet::weight(<T as Config>::WeightInfo::announce_coldkey_swap())]
        pub fn announce_coldkey_swap(
            origin: OriginFor<T>,
            new_coldkey_hash: T::Hash,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_announce_coldkey_swap(&coldkey, new_coldkey_hash)
        }

        /// Replaces the signing coldkey as it has announced.
        #[pallet::call_index(126)]
        #[pallet::weight(<T as Config>::WeightInfo::swap_coldkey_announced())]
        pub fn swap_coldkey_announced(
            origin: OriginFor<T>,
            new_coldkey: T::AccountId,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_swap_coldkey_announced(&coldkey, &new_coldkey)
        }

        /// Freezes the signing coldkey, whose swap somebody else has announced, until root
        /// decides.
        #[pallet::call_index(127)]
        #[pallet::weight(<T as Config>::WeightInfo::dispute_coldkey_swap())]
        pub fn dispute_coldkey_swap(origin: OriginFor<T>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_dispute_coldkey_swap(&coldkey)
        }

        /// Root: forgets a coldkey's announced and disputed swap.
        #[pallet::call_index(128)]
        #[pallet::weight(<T as Config>::WeightInfo::reset_coldkey_swap())]
        pub fn reset_coldkey_swap(origin: OriginFor<T>, coldkey: T::AccountId) -> DispatchResult {
            ensure_root(origin)?;
            Registration::<T>::do_reset_coldkey_swap(&coldkey);
            Ok(())
        }

        /// Owner and root: has the voting power of a network's validators tracked, from
        /// its next epoch on.
        #[pallet::call_index(129)]
        #[pallet::weight(<T as Config>::WeightInfo::enable_voting_power_tracking())]
        pub fn enable_voting_power_tracking(
            origin: OriginFor<T>,
            netuid: NetUid,
        ) -> DispatchResult {
            Yuma::<T>::do_enable_voting_power_tracking(origin, netuid)
        }

        /// Owner and root: lets that tracking end in fourteen days.
        #[pallet::call_index(130)]
        #[pallet::weight(<T as Config>::WeightInfo::disable_voting_power_tracking())]
        pub fn disable_voting_power_tracking(
            origin: OriginFor<T>,
            netuid: NetUid,
        ) -> DispatchResult {
            Yuma::<T>::do_disable_voting_power_tracking(origin, netuid)
        }

        /// Root: how much an epoch counts in a network's voting power, out of 10^18.
        #[pallet::call_index(131)]
        #[pallet::weight(<T as Config>::WeightInfo::sudo_set_voting_power_ema_alpha())]
        pub fn sudo_set_voting_power_ema_alpha(
            origin: OriginFor<T>,
            netuid: NetUid,
            alpha: u64,
        ) -> DispatchResult {
            Yuma::<T>::do_set_voting_power_ema_alpha(origin, netuid, alpha)
        }

        /// Buys alpha with TAO of the signing coldkey, up to a price (times 10^9) if there is
        /// one, and burns it.
        #[pallet::call_index(132)]
        #[pallet::weight(<T as Config>::WeightInfo::add_stake_burn())]
        pub fn add_stake_burn(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount: TaoBalance,
            limit: Option<TaoBalance>,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_add_stake_burn(&coldkey, &hotkey, netuid, amount, limit)
        }

        /// Withdraws the announced swap of the signing coldkey.
        #[pallet::call_index(133)]
        #[pallet::weight(<T as Config>::WeightInfo::clear_coldkey_swap_announcement())]
        pub fn clear_coldkey_swap_announcement(origin: OriginFor<T>) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_clear_coldkey_swap_announcement(&coldkey)
        }

        /// Registers a hotkey unless the burn price, in rao, is above the limit.
        #[pallet::call_index(134)]
        #[pallet::weight(<T as Config>::WeightInfo::register_limit())]
        pub fn register_limit(
            origin: OriginFor<T>,
            netuid: NetUid,
            hotkey: T::AccountId,
            limit_price: u64,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Registration::<T>::do_register_limit(&coldkey, netuid, &hotkey, limit_price)
        }

        /// Chooses whether a hotkey on root lends its stake to new networks' owners.
        #[pallet::call_index(135)]
        #[pallet::weight(<T as Config>::WeightInfo::set_auto_parent_delegation_enabled())]
        pub fn set_auto_parent_delegation_enabled(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            enabled: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_auto_parent_delegation_enabled(&coldkey, hotkey, enabled)
        }

        /// Locks alpha of the signing coldkey on a network to a hotkey, or adds to
        /// its lock. Locked alpha can't be unstaked.
        #[pallet::call_index(136)]
        #[pallet::weight(<T as Config>::WeightInfo::lock_stake())]
        pub fn lock_stake(
            origin: OriginFor<T>,
            hotkey: T::AccountId,
            netuid: NetUid,
            amount: AlphaBalance,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_lock_stake(&coldkey, &hotkey, netuid, amount)
        }

        /// Points the lock of the signing coldkey to another hotkey.
        #[pallet::call_index(137)]
        #[pallet::weight(<T as Config>::WeightInfo::move_lock())]
        pub fn move_lock(
            origin: OriginFor<T>,
            destination_hotkey: T::AccountId,
            netuid: NetUid,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_move_lock(&coldkey, &destination_hotkey, netuid)
        }

        /// Chooses whether the signing coldkey's lock on a network keeps its mass.
        #[pallet::call_index(138)]
        #[pallet::weight(<T as Config>::WeightInfo::set_perpetual_lock())]
        pub fn set_perpetual_lock(
            origin: OriginFor<T>,
            netuid: NetUid,
            enabled: bool,
        ) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_perpetual_lock(&coldkey, netuid, enabled);
            Ok(())
        }

        /// Owner: blocks between two epochs of a network, counted from now.
        #[pallet::call_index(139)]
        #[pallet::weight(<T as Config>::WeightInfo::set_tempo())]
        pub fn set_tempo(origin: OriginFor<T>, netuid: NetUid, tempo: u16) -> DispatchResult {
            Subnets::<T>::do_set_tempo(origin, netuid, tempo)
        }

        /// Owner and root: for how long validators stay active, in thousandths of a tempo.
        #[pallet::call_index(140)]
        #[pallet::weight(<T as Config>::WeightInfo::set_activity_cutoff_factor())]
        pub fn set_activity_cutoff_factor(
            origin: OriginFor<T>,
            netuid: NetUid,
            factor_milli: u32,
        ) -> DispatchResult {
            Subnets::<T>::do_set_activity_cutoff_factor(origin, netuid, factor_milli)
        }

        /// Owner: calls an epoch of a network before its time.
        #[pallet::call_index(141)]
        #[pallet::weight(<T as Config>::WeightInfo::trigger_epoch())]
        pub fn trigger_epoch(origin: OriginFor<T>, netuid: NetUid) -> DispatchResult {
            Subnets::<T>::do_trigger_epoch(origin, netuid)
        }

        /// Chooses whether the signing coldkey refuses to be given locked alpha.
        #[pallet::call_index(142)]
        #[pallet::weight(<T as Config>::WeightInfo::set_reject_locked_alpha())]
        pub fn set_reject_locked_alpha(origin: OriginFor<T>, enabled: bool) -> DispatchResult {
            let coldkey = ensure_signed(origin)?;
            Staking::<T>::do_set_reject_locked_alpha(&coldkey, enabled);
            Ok(())
        }
    }
}
