//! What a reader may know of a case: the one rule behind every list, count, order, distance, search and error.
//!
//! Whoever answers a reader takes from [`Knows`] both what the answer shows and what it is judged by. An order, a count or a distance that
//! follows a hidden value gives it away as surely as printing it: whoever asks from enough places finds it out.
//!
//! Of a public case everybody knows number, class, stage, times, department, how many people met it, town, community, road, and the square
//! of some 200 m it lies in. The rest is below. Whether its class is a component's or the matter's of the same code is part of the spot:
//! components are registered, and often one of a class stands in a square.

use crate::photo::PhotoKind;

/// Who asks about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Anybody, and staff outside their scope.
    Public,
    /// Whoever reported it first.
    Reporter,
    /// Staff within their scope.
    Staff,
}

/// How far a case is public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether the public may know of it.
    pub public: bool,
    /// Whether an acceptor has released its words.
    pub released: bool,
    /// Whether an acceptor has released the answer.
    pub answer_released: bool,
}

/// What a reader may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knows {
    /// That there is such a case.
    pub case: bool,
    /// The reporter's words.
    pub words: bool,
    /// The address in words, the spot instead of its square, the unit grid, the component, and that it is a component's case.
    pub spot: bool,
    /// The city's answer when it was closed.
    pub answer: bool,
    /// What whoever reported it says of the work: the satisfaction, and that they asked to hurry.
    pub opinion: bool,
    reader: Reader,
    public: bool,
}

impl Knows {
    /// The rule. What is not public is hidden whatever was released before.
    pub const fn of(reader: Reader, standing: Standing) -> Knows {
        let Standing { public, released, answer_released } = standing;
        let inside = matches!(reader, Reader::Reporter | Reader::Staff);
        let released = inside || (public && released);
        Knows {
            case: inside || public,
            words: released,
            spot: released,
            answer: inside || (public && answer_released),
            opinion: inside,
            reader,
            public,
        }
    }

    /// Whether a photo is shown: one that is `released` to everybody, to whoever reported the case their own and what the officers did.
    /// What others sent along (`with_event`) is theirs, and the photos of a check are internal.
    pub const fn photo(&self, kind: PhotoKind, released: bool, with_event: bool) -> bool {
        let checked = matches!(kind, PhotoKind::Check);
        match self.reader {
            Reader::Staff => true,
            _ if checked => false,
            Reader::Public => self.public && released,
            Reader::Reporter => {
                (self.public && released) || !with_event || matches!(kind, PhotoKind::Before | PhotoKind::After)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [PhotoKind; 4] = [PhotoKind::Report, PhotoKind::Before, PhotoKind::After, PhotoKind::Check];

    fn standings() -> impl Iterator<Item = Standing> {
        (0..8).map(|bits| Standing { public: bits & 1 > 0, released: bits & 2 > 0, answer_released: bits & 4 > 0 })
    }

    #[test]
    fn of_a_case_that_is_not_public_the_public_knows_nothing_whatever_was_released() {
        for standing in standings().filter(|standing| !standing.public) {
            let knows = Knows::of(Reader::Public, standing);
            assert!(!knows.case && !knows.words && !knows.spot && !knows.answer && !knows.opinion, "{standing:?}");
            for kind in KINDS {
                assert!(!knows.photo(kind, true, false) && !knows.photo(kind, true, true), "{kind:?}");
            }
        }
    }

    #[test]
    fn words_and_answer_are_released_each_by_its_own_decision() {
        for standing in standings().filter(|standing| standing.public) {
            let knows = Knows::of(Reader::Public, standing);
            assert!(knows.case);
            assert_eq!((knows.words, knows.spot), (standing.released, standing.released));
            assert_eq!(knows.answer, standing.answer_released);
            assert!(!knows.opinion, "nobody releases it");
        }
    }

    #[test]
    fn whoever_reported_it_and_staff_know_it_all_but_checks_are_internal() {
        for standing in standings() {
            for reader in [Reader::Reporter, Reader::Staff] {
                let knows = Knows::of(reader, standing);
                assert!(knows.case && knows.words && knows.spot && knows.answer && knows.opinion);
                assert_eq!(knows.photo(PhotoKind::Check, true, true), reader == Reader::Staff);
            }
            let own = Knows::of(Reader::Reporter, standing);
            assert!(own.photo(PhotoKind::Report, false, false) && own.photo(PhotoKind::After, false, true));
            assert!(!own.photo(PhotoKind::Report, false, true), "somebody else's");
        }
    }
}
