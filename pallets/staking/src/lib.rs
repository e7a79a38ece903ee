//! Who owns which alpha: share pools, stake moves, takes, children, root claims.

#![cfg_attr(not(feature = "std"), no_std)]
