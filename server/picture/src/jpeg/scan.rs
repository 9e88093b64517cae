//! One scan of a JPEG: which colors it has, and whether every block of them is there.

use super::bits::Bits;
use super::block::{self, Band};
use super::frame::{Component, Frame};
use super::huffman::Huffman;

/// Tables that are in force: four of each kind.
#[derive(Default)]
pub(super) struct Tables {
    dc: [Option<Huffman>; 4],
    ac: [Option<Huffman>; 4],
    /// Units after which the coding begins anew; 0 for never.
    pub(super) interval: u16,
}

impl Tables {
    /// Takes the tables of a segment in.
    pub(super) fn define(&mut self, segment: &[u8]) -> Option<()> {
        Huffman::read(segment, |place, table| {
            let tables = if place >> 4 == 0 { &mut self.dc } else { &mut self.ac };
            if let Some(into) = tables.get_mut(usize::from(place & 3)) {
                *into = Some(table);
            }
        })
    }
}

/// What is known of one color: which of its numbers are exact, and for a picture in passes which of each block are not zero.
pub(super) struct Color {
    pub(super) component: Component,
    pub(super) exact: u64,
    pub(super) begun: bool,
    there: Vec<u64>,
}

impl Color {
    pub(super) fn of(frame: &Frame) -> Vec<Color> {
        let color = |component: &Component| Color {
            component: *component,
            exact: 0,
            begun: false,
            there: vec![0; if frame.progressive { frame.blocks(component) as usize } else { 0 }],
        };
        frame.components.iter().map(color).collect()
    }
}

/// One color of the scan: its place in the frame and its tables.
struct Part<'a> {
    color: usize,
    dc: Option<&'a Huffman>,
    ac: Option<&'a Huffman>,
}

/// Reads the scan that a header begins; where it ends, or `None` when a block is missing.
pub(super) fn read(
    frame: &Frame,
    colors: &mut [Color],
    tables: &Tables,
    header: &[u8],
    bytes: &[u8],
    at: usize,
) -> Option<usize> {
    let (count, rest) = header.split_first()?;
    let (chosen, rest) = rest.split_at_checked(2 * usize::from(*count))?;
    let parts: Vec<Part> = chosen
        .chunks_exact(2)
        .map(|part| {
            let &[id, places] = part else { return None };
            Some(Part {
                color: colors.iter().position(|color| color.component.id == id)?,
                dc: tables.dc.get(usize::from(places >> 4))?.as_ref(),
                ac: tables.ac.get(usize::from(places & 15))?.as_ref(),
            })
        })
        .collect::<Option<_>>()?;
    let band = band(frame, rest, parts.len())?;
    let mut scan = Scan { colors, band, empty: 0, sequential: !frame.progressive };
    let mut bits = Bits::new(bytes, at);
    match &parts[..] {
        [] => return None,
        [only] => scan.alone(frame, only, tables.interval, &mut bits)?,
        together => scan.together(frame, together, tables.interval, &mut bits)?,
    }
    for part in &parts {
        let color = &mut colors[part.color];
        color.begun |= band.first == 0;
        if band.exact {
            color.exact |= band.mask();
        }
    }
    Some(bits.position())
}

/// The numbers that a scan has; all of them in a picture that does not come in passes, whatever it says.
fn band(frame: &Frame, rest: &[u8], parts: usize) -> Option<Band> {
    if !frame.progressive {
        return Some(Band { first: 0, last: 63, refines: false, exact: true });
    }
    let &[first, last, steps, ..] = rest else { return None };
    let sound = first <= last && last < 64 && (first > 0 || last == 0) && (first == 0 || parts == 1);
    sound.then_some(Band { first, last, refines: steps >> 4 > 0, exact: steps & 15 == 0 })
}

struct Scan<'a> {
    colors: &'a mut [Color],
    band: Band,
    empty: u32,
    sequential: bool,
}

impl Scan<'_> {
    /// One color: its blocks row by row, only those that hold a part of the picture.
    fn alone(&mut self, frame: &Frame, part: &Part, interval: u16, bits: &mut Bits) -> Option<()> {
        let component = self.colors.get(part.color)?.component;
        let (across, down) = frame.blocks_alone(&component);
        let stride = frame.stride(&component);
        let mut restarts = Restarts::new(interval);
        for row in 0..down {
            for column in 0..across {
                restarts.before(bits, &mut self.empty)?;
                self.block(part, row * stride + column, bits)?;
            }
        }
        Some(())
    }

    /// Several colors: unit by unit, some blocks of each.
    fn together(&mut self, frame: &Frame, parts: &[Part], interval: u16, bits: &mut Bits) -> Option<()> {
        let (across, down) = frame.units();
        let mut restarts = Restarts::new(interval);
        for row in 0..down {
            for column in 0..across {
                restarts.before(bits, &mut self.empty)?;
                for part in parts {
                    let component = self.colors.get(part.color)?.component;
                    let stride = frame.stride(&component);
                    for y in 0..component.down {
                        for x in 0..component.across {
                            let at = (row * component.down + y) * stride + column * component.across + x;
                            self.block(part, at, bits)?;
                        }
                    }
                }
            }
        }
        Some(())
    }

    #[inline]
    fn block(&mut self, part: &Part, at: u32, bits: &mut Bits) -> Option<()> {
        if self.sequential {
            return block::sequential(bits, part.dc?, part.ac?);
        }
        if self.band.first == 0 {
            return if self.band.refines { bits.skip(1) } else { block::first_number(bits, part.dc?) };
        }
        let there = self.colors.get_mut(part.color)?.there.get_mut(at as usize)?;
        let read = if self.band.refines { block::others_finer } else { block::others };
        read(bits, part.ac?, self.band, there, &mut self.empty)
    }
}

/// The marks at which the coding begins anew.
struct Restarts {
    interval: u16,
    left: u16,
    next: u8,
}

impl Restarts {
    fn new(interval: u16) -> Restarts {
        Restarts { interval, left: interval, next: 0 }
    }

    /// Before a unit: passes over the mark when it is time for one.
    fn before(&mut self, bits: &mut Bits, empty: &mut u32) -> Option<()> {
        if self.interval == 0 {
            return Some(());
        }
        if self.left == 0 {
            bits.restart(self.next)?;
            self.next = (self.next + 1) % 8;
            self.left = self.interval;
            *empty = 0;
        }
        self.left -= 1;
        Some(())
    }
}
