//! A website on which a person sees where a career can go.
//!
//! Data flows one way. A request: `web` → `catalogue`, `search` or `db` → page → template. Content:
//! `content` → `model` → `db`, in one transaction, → `catalogue`, `search`. `commands` ties the two together.

pub mod boards;
pub mod catalogue;
pub mod cli;
pub mod commands;
pub mod content;
pub mod db;
pub mod feeds;
pub mod matching;
pub mod model;
pub mod network;
pub mod position;
pub mod sample;
pub mod search;
pub mod server;
pub mod web;
