//! One file a page: its parameters, its view, its handler. No page imports another.

pub mod about;
pub mod category;
pub mod company;
pub mod error;
pub mod faq;
pub mod favicon;
pub mod health;
pub mod home;
pub mod jobs;
pub mod jobs_feed;
pub mod manifest;
pub mod opensearch;
pub mod path;
pub mod paths;
pub mod picture;
pub mod posting;
pub mod privacy;
pub mod robots;
pub mod search;
pub mod sitemap;
pub mod sitemap_index;
pub mod skill;
pub mod skills;
pub mod suggest;
