//! What takes minutes, and so runs only when it is asked for:
//! `cargo test --release --test suite soak -- --ignored --nocapture`. Here, unlike elsewhere, times are asserted.
//! The last figures stand in `docs/reliability.md`.

mod files;
mod keys;
mod million;
