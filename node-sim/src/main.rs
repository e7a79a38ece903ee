//! The `node-sim` program.
fn main() {}
