//! The whole server from outside, on SQLite and on PostgreSQL. Tests carry the ids of the promises they keep.

mod app;
mod client;
mod fixture;
mod picture;

mod access;
mod cookie;
mod fault;
mod first_start;
mod header;
mod injection;
mod media;
mod multipart;
mod origin;
mod own_work;
mod receipt;
mod report;
mod secrecy;
mod size;
mod tidy;
mod twin;
