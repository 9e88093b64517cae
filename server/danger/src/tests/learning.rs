//! Learns `data/weights.tsv` from the lists of sentences and the everyday reports of the demo city, and tells how well it does on sentences it has not learned from.
//!
//! After the lists or the harmless compounds of the lexicon have changed:
//! `cargo test -p danger --lib -- --ignored --nocapture learns`

use std::collections::HashMap;
use std::fmt::Write;

use super::*;
use crate::weighing::{pieces, scale};

/// Times that all sentences are read.
const ROUNDS: usize = 15;
/// What a weight changes by at most, at first.
const STEP: f64 = 0.3;
/// What draws every weight towards nothing.
const DRAG: f64 = 1e-4;
/// Sentences a piece has to be in.
const SEEN: usize = 3;

type Told = (Vec<String>, bool);

fn told() -> Vec<Told> {
    let lexicon = LEXICON.as_ref().expect("a lexicon");
    let both = [(DANGERS, true), (HARMLESS, false)];
    let all = both.into_iter().flat_map(|(list, danger)| sentences(list).into_iter().map(move |text| (text, danger)));
    let read = |text: &str| reading::sentences(text).iter().map(|sentence| covered(lexicon, sentence)).collect();
    let is_harmless = |sentences: &Vec<String>| {
        let mut all =
            sentences.iter().enumerate().flat_map(|(at, one)| lexicon.kinds.iter().map(move |kind| (at, one, kind)));
        all.all(|(at, one, kind)| signs(kind, &lexicon.cues, one, &sentences[at + 1..]).next().is_none())
    };
    // Some of them are dangers: burst mains, roads that fell in.
    let everyday = everyday();
    let everyday = everyday.iter().map(|text| read(text)).filter(is_harmless).map(|sentences| (sentences, false));
    all.map(|(text, danger)| (read(text), danger)).chain(everyday).collect()
}

/// Weights by which the told sentences fall on the right side (logistic regression; steps shrink as a piece is met more often).
fn learned(told: &[&Told]) -> Weights {
    let pieces_of = |sentences: &[String]| {
        let clauses: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split(',')).collect();
        let mut pieces: Vec<String> = pieces(&clauses).into_iter().collect();
        pieces.sort_unstable();
        pieces
    };
    let all: Vec<(Vec<String>, bool)> = told.iter().map(|(text, danger)| (pieces_of(text), *danger)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    all.iter().flat_map(|(pieces, _)| pieces).for_each(|piece| *seen.entry(piece).or_default() += 1);
    let mut names: Vec<&str> = seen.iter().filter(|(_, times)| **times >= SEEN).map(|(name, _)| *name).collect();
    names.sort_unstable();
    let places: HashMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let place = |pieces: &[String]| pieces.iter().filter_map(|piece| places.get(piece.as_str()).copied()).collect();
    let mut all: Vec<(Vec<usize>, bool)> = all.iter().map(|(pieces, danger)| (place(pieces), *danger)).collect();
    // Each weight with the squares of what it was changed by; the last one is that of nothing.
    let mut weights = vec![(0.0_f64, 1e-6_f64); names.len() + 1];
    let mut chance = 1_usize;
    for _ in 0..ROUNDS {
        for at in (1..all.len()).rev() {
            chance = (chance * 1_103_515_245 + 12_345) % (1 << 31);
            all.swap(at, (chance >> 8) % (at + 1));
        }
        for (places, danger) in &all {
            let part = 1.0 / scale(places.len());
            let sum = weights[names.len()].0 + places.iter().map(|at| weights[*at].0 * part).sum::<f64>();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*danger));
            let mut change = |at: usize, by: f64, drag: f64| {
                let (weight, squares) = &mut weights[at];
                let by = by + *weight * drag;
                *squares += by * by;
                *weight -= STEP * by / squares.sqrt();
            };
            places.iter().for_each(|at| change(*at, wrong * part, DRAG));
            change(names.len(), wrong, 0.0);
        }
    }
    let nothing = weights[names.len()].0;
    Weights::new(names.iter().zip(weights).map(|(name, (weight, _))| ((*name).to_owned(), weight)).collect(), nothing)
}

#[test]
#[ignore = "writes data/weights.tsv"]
fn learns_weights_from_the_lists() {
    let told = told();
    let (mut missed, mut alarms) = (0, 0);
    let part = |fold: usize, within: bool| told.iter().enumerate().filter(move |(at, _)| (at % 5 == fold) == within);
    for fold in 0..5 {
        let weights = learned(&part(fold, false).map(|(_, told)| told).collect::<Vec<_>>());
        for (_, (sentences, danger)) in part(fold, true) {
            missed += usize::from(*danger && weights.of_all(sentences) <= 0.0);
            alarms += usize::from(!*danger && weights.of_all(sentences) > 0.0);
        }
    }
    let dangers = told.iter().filter(|(_, danger)| *danger).count();
    println!("by weight alone, of sentences not learned from: {missed} of {dangers} missed");
    println!("{alarms} of {} taken for danger", told.len() - dangers);
    let weights = learned(&told.iter().collect::<Vec<_>>());
    std::fs::write("data/weights.tsv", weights.lines()).expect("a file written");
}

impl Weights {
    /// As the file holds them.
    fn lines(&self) -> String {
        let hundredths = |weight: f64| (weight * 100.0).round() as i32;
        let mut pieces: Vec<(&str, i32)> =
            self.pieces.iter().map(|(piece, weight)| (piece.as_str(), hundredths(*weight))).collect();
        pieces.sort_unstable();
        let mut out = format!("\t{}\n", hundredths(self.nothing));
        for (piece, weight) in pieces {
            writeln!(out, "{piece}\t{weight}").expect("a line");
        }
        out
    }
}
