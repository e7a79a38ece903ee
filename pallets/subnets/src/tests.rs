mod hotkey_swap;
mod mock;
mod neurons;
mod permissions;
mod schedule;
mod serving;
