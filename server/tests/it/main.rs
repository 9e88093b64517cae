//! The whole server from outside, on SQLite and on PostgreSQL. Tests carry the ids of the promises they keep.

mod app;
mod client;
mod fixture;
mod picture;

mod abort;
mod access;
mod cookie;
mod data;
mod fault;
mod first_start;
mod head;
mod header;
mod injection;
mod kept;
mod log;
mod media;
mod multipart;
mod origin;
mod own_work;
mod receipt;
mod quota;
mod reader;
mod report;
mod search;
mod secrecy;
mod size;
mod storm;
mod tidy;
mod twin;
mod upload;
