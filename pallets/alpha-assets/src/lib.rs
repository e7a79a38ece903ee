//! Totals of alpha issued, burned and recycled per subnet (`AlphaAssets`).

#![cfg_attr(not(feature = "std"), no_std)]
