mod mock;
mod neurons;
mod permissions;
mod schedule;
mod serving;
