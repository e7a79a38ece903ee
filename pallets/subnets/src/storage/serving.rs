//! Storage of what neurons, coldkeys and networks publish about themselves.

use frame_support::pallet_macros::pallet_section;

/// Storage of what neurons, coldkeys and networks publish about themselves.
#[pallet_section]
mod serving_storage {
    /// The endpoint a neuron serves requests at.
    #[pallet::storage]
    pub type Axons<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, AxonInfo>;

    /// The certificate of a neuron's endpoint.
    #[pallet::storage]
    pub type NeuronCertificates<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, NeuronCertificate>;

    /// The endpoint a neuron serves metrics at.
    #[pallet::storage]
    pub type Prometheus<T: Config> =
        StorageDoubleMap<_, Identity, NetUid, Blake2_128Concat, T::AccountId, PrometheusInfo>;

    /// What a coldkey says of itself.
    #[pallet::storage]
    pub type IdentitiesV2<T: Config> =
        StorageMap<_, Blake2_128Concat, T::AccountId, ChainIdentityV2>;

    /// What an owner says of a network.
    #[pallet::storage]
    pub type SubnetIdentitiesV3<T: Config> =
        StorageMap<_, Blake2_128Concat, NetUid, SubnetIdentityV3>;
}
