//! How much the words of a text weigh for danger, and against it: what was learned from the lists of sentences in `src/tests`.
//!
//! The lexicon knows what it was told. People say the like in words that nobody thought of, and there the weight of all words together
//! decides: pieces of one to three characters or words, each with a weight of its own in `data/weights.tsv`. Nobody writes that file by
//! hand: `src/tests/learning.rs` does.

use std::collections::{HashMap, HashSet};

use domain::normal::is_han;

/// Characters or words of a piece.
const LONGEST_PIECE: usize = 3;
/// Clauses that are weighed together: in a long story the danger weighs little against all the rest.
const CLAUSES: usize = 12;

/// What each piece weighs, and how much weighs nothing at all.
pub(super) struct Weights {
    pub(super) pieces: HashMap<String, f64>,
    pub(super) nothing: f64,
}

impl Weights {
    pub(super) fn new(pieces: HashMap<String, f64>, nothing: f64) -> Weights {
        Weights { pieces, nothing }
    }

    /// Reads `data/weights.tsv`: a piece and its hundredths a line, first the weight of nothing.
    ///
    /// # Errors
    /// The line that cannot be read: a mistake of this release.
    pub(super) fn read(text: &str) -> Result<Weights, String> {
        let line = |(at, line): (usize, &str)| {
            let read = line
                .split_once('\t')
                .and_then(|(piece, weight)| Some((piece.to_owned(), f64::from(weight.parse::<i32>().ok()?) / 100.0)));
            read.ok_or_else(|| format!("weights.tsv line {}: {line}", at + 1))
        };
        let mut pieces: HashMap<String, f64> = text.lines().enumerate().map(line).collect::<Result<_, _>>()?;
        let nothing = pieces.remove("").ok_or("weights.tsv: the weight of nothing is not there")?;
        Ok(Weights::new(pieces, nothing))
    }

    /// What a text weighs, whatever its sentences: of a long one the part that weighs most.
    pub(super) fn of_all(&self, sentences: &[String]) -> f64 {
        let clauses: Vec<&str> = sentences.iter().flat_map(|sentence| sentence.split(',')).collect();
        let last = clauses.len().saturating_sub(CLAUSES);
        let starts = (0..last).step_by(CLAUSES / 2).chain([last]);
        starts.map(|at| self.sum(&clauses[at..clauses.len().min(at + CLAUSES)])).fold(f64::NEG_INFINITY, f64::max)
    }

    /// What the sentence weighs that weighs most.
    pub(super) fn of_one(&self, sentences: &[String]) -> f64 {
        let weight = |sentence: &String| self.sum(&sentence.split(',').collect::<Vec<_>>());
        sentences.iter().map(weight).fold(f64::NEG_INFINITY, f64::max)
    }

    /// What a part of a sentence weighs.
    pub(super) fn of_part(&self, part: &str) -> f64 {
        self.sum(&part.split(',').collect::<Vec<_>>())
    }

    /// What some clauses weigh: many pieces outweigh few, though not by their number.
    fn sum(&self, clauses: &[&str]) -> f64 {
        let known: HashSet<String> =
            pieces(clauses).into_iter().filter(|piece| self.pieces.contains_key(piece)).collect();
        // In one order: sums of fractions depend on it.
        let mut weights: Vec<f64> = known.iter().filter_map(|piece| self.pieces.get(piece)).copied().collect();
        weights.sort_unstable_by(f64::total_cmp);
        self.nothing + weights.iter().sum::<f64>() / scale(known.len())
    }
}

/// What the sum of so many weights is divided by. A few pieces say little.
pub(super) fn scale(pieces: usize) -> f64 {
    (pieces as f64 + 8.0).sqrt()
}

/// The pieces of some clauses, each once: runs of up to three characters or words, with where the clause begins and ends.
pub(super) fn pieces(clauses: &[&str]) -> HashSet<String> {
    let mut pieces = HashSet::new();
    for clause in clauses {
        let words = words(clause);
        for at in 0..words.len() {
            let mut piece = String::new();
            for word in words.iter().skip(at).take(LONGEST_PIECE) {
                let joined = piece.is_empty() || piece.ends_with(is_alone) && word.starts_with(is_alone);
                piece.push_str(if joined { "" } else { " " });
                piece.push_str(word);
                if piece != BEGIN && piece != END {
                    pieces.insert(piece.clone());
                }
            }
        }
    }
    pieces
}

const BEGIN: &str = "^";
const END: &str = "$";

/// The Han characters and words of a clause, between its begin and end.
fn words(clause: &str) -> Vec<&str> {
    let mut words = vec![BEGIN];
    for run in clause.split(' ').filter(|run| !run.is_empty()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let end = if is_alone(first) { first.len_utf8() } else { rest.find(is_alone).unwrap_or(rest.len()) };
            words.push(&rest[..end]);
            rest = &rest[end..];
        }
    }
    words.push(END);
    words
}

/// Whether a character is a word by itself; what is covered is one.
fn is_alone(c: char) -> bool {
    is_han(c) || c == '□'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_runs_of_characters_and_words() {
        let mut found: Vec<String> = pieces(&["着火 on"]).into_iter().collect();
        found.sort();
        assert_eq!(found, ["^ 着", "^ 着火", "on", "on $", "火", "火 on", "火 on $", "着", "着火", "着火 on"]);
    }

    #[test]
    fn the_heaviest_part_counts() {
        let weights = Weights::read("\t-100\n火\t400\n花\t-400").expect("weights");
        let of = |text: &str| weights.of_all(&[text.to_owned()]);
        assert!(of("火") > 0.0 && of("花") < -1.0 && of("") == -1.0);
        let long = format!("花,{}火{},花", "路,".repeat(40), ",路".repeat(40));
        assert_eq!(of(&long), of("火"));
        let two = ["火".to_owned(), "花".to_owned()];
        assert_eq!((weights.of_one(&two), weights.of_all(&two)), (of("火"), -1.0));
        assert!(Weights::read("火 4").is_err() && Weights::read("火\t4").is_err());
    }
}
