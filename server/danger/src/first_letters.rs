//! The letters with which something can begin: where none of them stands, an expression need not look.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Characters of the first plane, where all that is written today stands, 64 to a number.
const PLANE: usize = 0x1_0000 / 64;
/// A class with so many characters is as good as any.
const MANY: u32 = 10_000;

/// A set of letters; `None` is any, or nothing at all.
pub(super) struct FirstLetters(Option<Box<[u64]>>);

impl FirstLetters {
    /// Of an expression.
    pub(super) fn of(expression: &Hir) -> FirstLetters {
        let mut letters = vec![0; PLANE].into_boxed_slice();
        FirstLetters((add(expression, &mut letters) == Some(true)).then_some(letters))
    }

    /// The places of a text, from there on, where it can begin.
    pub(super) fn within<'a>(&'a self, text: &'a str, at: usize) -> impl Iterator<Item = usize> + 'a {
        let letters = text[at..].char_indices().filter(|(_, letter)| self.holds(*letter));
        // What can be nothing can stand at the end.
        letters.map(move |(place, _)| at + place).chain(self.0.is_none().then_some(text.len()))
    }

    fn holds(&self, letter: char) -> bool {
        let Some(letters) = &self.0 else { return true };
        let code = letter as usize;
        letters.get(code / 64).is_none_or(|part| part >> (code % 64) & 1 == 1)
    }
}

/// Adds with what an expression can begin, and tells whether there is something in any case; `None` when it may be anything.
fn add(expression: &Hir, letters: &mut [u64]) -> Option<bool> {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(false),
        HirKind::Literal(literal) => {
            let first = str::from_utf8(&literal.0).ok()?.chars().next()?;
            range(first.into(), first.into(), letters)?;
            Some(true)
        }
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().try_for_each(|part| range(part.start().into(), part.end().into(), letters))?;
            Some(true)
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repetition) => Some(add(&repetition.sub, letters)? && repetition.min > 0),
        HirKind::Capture(group) => add(&group.sub, letters),
        HirKind::Concat(parts) => {
            for part in parts {
                if add(part, letters)? {
                    return Some(true);
                }
            }
            Some(false)
        }
        HirKind::Alternation(parts) => {
            parts.iter().try_fold(true, |certain, part| Some(add(part, letters)? && certain))
        }
    }
}

fn range(first: u32, last: u32, letters: &mut [u64]) -> Option<()> {
    for code in first..=last.min(first + MANY) {
        if let Some(part) = letters.get_mut(code as usize / 64) {
            *part |= 1 << (code % 64);
        }
    }
    (last - first < MANY).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_begins_where_one_of_its_letters_stands() {
        let within = |expression: &str, text: &str| {
            let starts = FirstLetters::of(&regex_syntax::parse(expression).expect("an expression"));
            starts.within(text, 0).collect::<Vec<_>>()
        };
        assert_eq!(within("火|(?:大)?水管|[a-c]x", "大火水 bd"), [0, 3, 6, 10]);
        assert_eq!(within("(?-u:\\b)gas", "gas 火 g"), [0, 8]);
        // Any letter, and the end.
        assert_eq!(within("[^,]{0,3}火", "ab"), [0, 1, 2]);
        assert_eq!(within("(?:没)*$", "ab"), [0, 1, 2]);
        assert_eq!(within("火*水", "大水"), [3]);
    }
}
