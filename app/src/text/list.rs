//! What is said of a list's length.

use domain::page::Page;

use super::site;
use crate::preferences::language;

/// Which rows these are, of how many, or of more than can be leafed through.
pub fn counted<T>(page: &Page<T>) -> String {
    let (first, last) = page.range();
    match page.more {
        true => site::page_of_more(language(), first, last, page.total),
        false => site::page_of(language(), first, last, page.total),
    }
}

/// Where a list ends although there is more: how to find the rest.
pub fn end<T>(page: &Page<T>) -> Option<String> {
    page.ends_early().then(|| site::page_of_end(language(), page.total))
}
