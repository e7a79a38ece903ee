//! Known answers, hostile bytes, and a beacon of one's own.

mod hostile;
mod known_answers;
mod local_beacon;
