//! The tables, one file each, nothing else. Rows never leave `backend`.

pub mod department;
pub mod area;
pub mod road;
pub mod component;
pub mod class;
pub mod class_word;
pub mod condition;
pub mod emergency_word;
pub mod responsibility;
pub mod calendar_day;
pub mod setting;
pub mod account;
pub mod session;
pub mod counter;
pub mod draft;
pub mod photo;
pub mod case;
pub mod report;
pub mod event;
pub mod audit;
