//! Drives the Subtensor runtime block by block.
