//! The parts every zero-sized extension type has.

/// Declares an extension type without data: nothing in the transaction,
/// nothing in what is signed.
macro_rules! zero_sized {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(
            codec::Encode,
            codec::Decode,
            codec::DecodeWithMemTracking,
            scale_info::TypeInfo,
            frame_support::CloneNoBound,
            frame_support::EqNoBound,
            frame_support::PartialEqNoBound,
            frame_support::DebugNoBound,
            frame_support::DefaultNoBound,
        )]
        #[scale_info(skip_type_params(T))]
        pub struct $name<T: frame_system::Config + Send + Sync>(core::marker::PhantomData<T>);
    };
}

pub(super) use zero_sized;
