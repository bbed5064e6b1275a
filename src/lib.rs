//! onrecord: a terminal program for exploring attributed statements and quotes.
//!
//! The rooms of the house, from the ground up; a room imports only rooms below it.

pub mod text;
pub mod diagnostic;
pub mod files;
pub mod yaml;
pub mod talk_list;
pub mod corpus;
pub mod edit;
pub mod query;
pub mod search;
pub mod export;
pub mod import;
pub mod action;
pub mod tour;
pub mod settings;
pub mod memory;
pub mod layout;
pub mod app;
pub mod ui;
pub mod terminal;
pub mod cli;
