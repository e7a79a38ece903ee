//! A table of all setters, and the rules that hold for each row of it.

mod bounds;
mod gates;
mod mock;
mod refusals;
mod surface;
mod table;
