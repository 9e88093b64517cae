//! What the files of a city hold, one kind a module: its columns, how a row is read and judged, and how it is stored.

pub(super) mod area;
pub(super) mod base_map;
pub(super) mod calendar;
pub(super) mod city;
pub(super) mod class;
pub(super) mod component;
pub(super) mod condition;
pub(super) mod department;
pub(super) mod grid;
pub(super) mod responsibility;
pub(super) mod road;

use foundation::catalog::Catalog;
use sea_orm::{ActiveModelBehavior, ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait};

use super::cells::Cells;
use super::file::{Column, Record, Wrong, Wrongs};

/// A row of one kind of file.
pub(super) trait Part: Clone + PartialEq + Send + Sync + Sized {
    /// The table it is stored in.
    type Entity: EntityTrait<Model = Self::Model, ActiveModel = Self::Active>;
    /// A stored row.
    type Model: ModelTrait<Entity = Self::Entity> + IntoActiveModel<Self::Active> + Send + Sync;
    /// A row to be stored.
    type Active: ActiveModelTrait<Entity = Self::Entity> + ActiveModelBehavior + Send;

    /// The columns of the file.
    const COLUMNS: &'static [Column];
    /// Whether it is written with shapes.
    const SHAPES: bool = false;
    /// The columns of the table by which a row is known; empty where nothing points to a row: what changes is deleted and written anew.
    const KEY: &'static [<Self::Entity as EntityTrait>::Column];

    /// Reads a row; what is wrong is noted in the cells.
    fn read(cells: &mut Cells<'_>) -> Self;
    /// What no two rows of a file may share.
    fn key(&self) -> String;
    /// Judges the rows together and against what is stored.
    fn check(_rows: &[(usize, Self)], _catalog: &Catalog, _wrongs: &mut Wrongs) {}
    /// Fills in what the file left to us.
    fn complete(&mut self, _catalog: &Catalog) {}
    /// Whether a file with these rows says anything about a stored one.
    fn concerns(_rows: &[(usize, Self)], _stored: &Self) -> bool {
        true
    }
    /// The row that is stored, and whether it is retired.
    fn of(model: &Self::Model, catalog: &Catalog) -> (Self, bool);
    /// The row to store.
    fn row(self, retired: bool, catalog: &Catalog) -> Self::Active;
    /// The record that a file shows it as.
    fn record(&self) -> Record;
}

/// Notes a code that nobody knows.
fn unknown(wrongs: &mut Wrongs, line: usize, column: &str, code: &str, right: &str) {
    wrongs.push(Wrong::new(line, column, format!("nobody knows {code:?}"), right));
}

/// Cells of a record without shape.
fn record<const N: usize>(cells: [&str; N]) -> Record {
    Record { cells: cells.map(str::to_owned).to_vec(), ..Record::default() }
}

/// `1` or `0`.
fn yes(value: bool) -> &'static str {
    if value { "1" } else { "0" }
}
