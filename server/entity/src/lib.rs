//! The tables, one file each, nothing else. Rows never reach `server/src` or `app`.

pub mod account;
pub mod area;
pub mod audit;
pub mod base_map;
pub mod calendar_day;
pub mod case;
pub mod class;
pub mod component;
pub mod condition;
pub mod counter;
pub mod department;
pub mod draft;
pub mod event;
pub mod grid;
pub mod invitation;
pub mod job;
pub mod photo;
pub mod report;
pub mod responsibility;
pub mod road;
pub mod session;
pub mod setting;
pub mod staff_device;
pub mod work_order;
