//! Whether words tell of danger to people, and whom to call: a lexicon with grammar enough to tell "有人落水" from "以免有人落水".
//!
//! How a text is judged:
//! 1. It is read ([`reading`]): one form for every way of writing, cut into sentences and clauses.
//! 2. Compounds that only sound like danger (火车站, fire hydrant) are covered, so that no sign is found in or across them.
//! 3. Each sign of each kind of danger is looked for: a sign is an expression over word classes, written in `data/danger.txt`.
//! 4. Each sign found is put into question by what stands round it: negation, avoidance, wish and condition before it, lessons in
//!    its clause, the past in its sentence, its end later on; words of the present take that back. One sign that stands is danger.
//!
//! 5. All words together are weighed ([`weighing`]), by what was learned from the lists of the tests: where that weight is great there is
//!    danger without any sign, and where it speaks clearly against danger the sign does not stand.
//!
//! A false alarm costs a page to go through, a miss may cost a life: what can be read both ways is danger, and so is a sentence with more
//! signs than anybody would put into question. The time a text takes grows with its length and no faster.

mod expression;
mod first_letters;
mod lexicon;
mod reading;
mod recent;
mod spelling;
mod weighing;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::LazyLock;

use domain::report::EmergencyService;
use expression::Expression;
use lexicon::{Cues, Kind, Lexicon, Sign};
use weighing::Weights;

const DATA: &str = include_str!("../data/danger.txt");

static LEXICON: LazyLock<Result<Lexicon, String>> = LazyLock::new(|| Lexicon::read(DATA));

static WEIGHTS: LazyLock<Result<Weights, String>> =
    LazyLock::new(|| Weights::read(include_str!("../data/weights.tsv")));

/// A text that weighs more is danger without any sign.
const ENOUGH: f64 = 1.0;
/// So is a text with a sentence that weighs more: by itself a sentence says less of what is meant.
const ENOUGH_ALONE: f64 = 2.0;
/// Where a text weighs less, all of it and in every sentence, a sign counts only if the words round it speak for it: whatever else somebody
/// complains of says nothing against a fire.
const TOO_LITTLE: f64 = -1.5;
/// What the words round a sign weigh where it counts all the same.
const AT_LEAST: f64 = 0.5;
/// Bytes from which on a text is weighed without any sign: of "还有空间" nobody can tell what is meant.
const SAYS_SOMETHING: usize = 15;
/// Bytes from which on a text says enough to speak against its sign: "没有心跳" is nothing but the sign.
const SAYS_ENOUGH: usize = 24;

/// Reads the lexicon, once.
///
/// # Errors
/// The line that cannot be read: a mistake of this release, which a test finds.
pub fn ready() -> Result<(), String> {
    LEXICON.as_ref().map_err(Clone::clone)?;
    WEIGHTS.as_ref().map(|_| ()).map_err(Clone::clone)
}

/// Whether a text was read lately: then [`services`] knows it at once.
pub fn was_read(text: &str) -> bool {
    recent::found(text).is_some()
}

/// Whom to call for what a text tells; empty when it tells of no danger. A long text takes some hundredths of a second, but when it comes
/// again.
pub fn services(text: &str) -> BTreeSet<EmergencyService> {
    recent::found(text).unwrap_or_else(|| read_anew(text))
}

/// The same, also when it was read before.
pub fn read_anew(text: &str) -> BTreeSet<EmergencyService> {
    let services = read(text);
    recent::note(text, &services);
    services
}

/// Reads a text.
fn read(text: &str) -> BTreeSet<EmergencyService> {
    let (Ok(lexicon), Ok(weights)) = (LEXICON.as_ref(), WEIGHTS.as_ref()) else { return BTreeSet::new() };
    let sentences: Vec<String> = reading::sentences(text).iter().map(|sentence| covered(lexicon, sentence)).collect();
    let (whole, alone) = (weights.of_all(&sentences), weights.of_one(&sentences));
    let said: usize = sentences.iter().map(String::len).sum();
    let against = whole.max(alone) < TOO_LITTLE && said >= SAYS_ENOUGH;
    let counts = |sentence: &str, sign: Range<usize>| !against || weights.of_part(around(sentence, sign)) > AT_LEAST;
    let mut services = BTreeSet::new();
    for kind in &lexicon.kinds {
        if sentences.iter().enumerate().any(|(at, sentence)| {
            let later = sentences.get(at + 1..).unwrap_or_default();
            signs(kind, &lexicon.cues, sentence, later).any(|sign| counts(sentence, sign))
        }) {
            services.extend(&kind.services);
        }
    }
    if services.is_empty() && said >= SAYS_SOMETHING && (whole > ENOUGH || alone > ENOUGH_ALONE) {
        services = doubted(lexicon, &sentences);
    }
    if expression::is_much_kept() {
        lexicon.forget();
    }
    services
}

/// Whom to call when no sign stands: for any sign that is there, and when there is none, for everybody's life.
fn doubted(lexicon: &Lexicon, sentences: &[String]) -> BTreeSet<EmergencyService> {
    let is_there = |kind: &&Kind| {
        sentences.iter().any(|sentence| kind.signs.iter().any(|sign| all(sign, sentence).next().is_some()))
    };
    let services: BTreeSet<_> =
        lexicon.kinds.iter().filter(is_there).flat_map(|kind| &kind.services).copied().collect();
    if services.is_empty() {
        return [EmergencyService::Police, EmergencyService::Fire, EmergencyService::Ambulance].into();
    }
    services
}

/// The sentence with its harmless compounds covered. A lesson (消防演练) stays one.
fn covered(lexicon: &Lexicon, sentence: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(sentence.len()), 0);
    for compound in lexicon.harmless.find_iter(sentence) {
        out.push_str(&sentence[done..compound.start]);
        out.push('□');
        done = compound.end;
        let compound = &sentence[compound];
        out.push_str(lexicon.cues.lesson.find(compound).map_or("", |lesson| &compound[lesson]));
    }
    out + &sentence[done..]
}

/// The signs of a kind that stand in a sentence.
fn signs<'a>(
    kind: &'a Kind,
    cues: &'a Cues,
    sentence: &'a str,
    later: &'a [String],
) -> impl Iterator<Item = Range<usize>> {
    let is_over = LazyCell::new(|| {
        later.iter().take(3).any(|sentence| {
            cues.done.is_match(sentence) || cues.over.is_match(sentence) && !cues.now.is_match(sentence)
        })
    });
    let all = kind.signs.iter().flat_map(|sign| all(sign, sentence).map(move |found| (sign, found))).enumerate();
    let standing = all.filter(move |(before, (sign, found))| {
        *before >= DOUBTS || stands(kind, sign, cues, sentence, found.clone(), &is_over)
    });
    standing.map(|(_, (_, found))| found)
}

/// What is said round a sign: its clause, or as much of it as is near.
fn around(sentence: &str, sign: Range<usize>) -> &str {
    let before = sentence[..sign.start].rsplit(',').next().unwrap_or_default();
    let before = before.len() - before.ceil_char_boundary(before.len().saturating_sub(BESIDE));
    let after = sentence[sign.end..].split(',').next().unwrap_or_default();
    &sentence[sign.start - before..sign.end + after.floor_char_boundary(BESIDE)]
}

/// Where a sign stands in a sentence with what it needs around it, also within what was found before: that one may not stand.
fn all<'a>(sign: &'a Sign, sentence: &'a str) -> impl Iterator<Item = Range<usize>> {
    let mut at = if sign.with.iter().all(|with| with.is_match(sentence)) { 0 } else { sentence.len() };
    let found = std::iter::from_fn(move || {
        let found = sign.what.find_at(sentence, at).filter(|found| !found.is_empty())?;
        at = found.start + sentence[found.start..].chars().next()?.len_utf8();
        Some(found)
    });
    found.filter(|found| {
        let from = found.start - last(&sentence[..found.start], AROUND).len();
        let to = found.end + first(&sentence[found.end..], AROUND).len();
        sign.with.iter().all(|with| with.is_match(&sentence[from..to]))
    })
}

fn stands(
    kind: &Kind,
    sign: &Sign,
    cues: &Cues,
    sentence: &str,
    found: Range<usize>,
    is_over: &dyn Deref<Target = bool>,
) -> bool {
    // A comma at its ends is of no clause.
    let found = found.start + usize::from(sentence[found.start..].starts_with(','))..found.end;
    let found = found.start..found.end - usize::from(sentence[found.clone()].ends_with(','));
    let (before, after) = (&sentence[..found.start], &sentence[found.end..]);
    let clause_start = before.rfind(',').map_or(0, |at| at + 1);
    let clause_end = after.find(',').map_or(sentence.len(), |at| found.end + at);
    let ahead = near(&sentence[clause_start..found.start]).trim_end();
    // The sign itself has no say: 过去 in 昏过去 is not the past.
    let clause = [ahead, far(&sentence[found.end..clause_end])];
    let whole = [near(before), far(after)];
    let in_any = |cue: &Expression, parts: &[&str]| parts.iter().any(|part| cue.is_match(part));
    let taken_away = cues.not.is_match(ahead)
        || cues.inside.is_match(&sentence[found.clone()])
        || cues.before.is_match(ahead)
        || cues.after.is_match(after)
        || cues.done.is_match(after)
        || kind.unless.iter().chain(&sign.unless).any(|unless| unless.is_match(&sentence[clause_start..clause_end]))
        || cues.nearly.is_match(ahead);
    let elsewhere = in_any(&cues.lesson, &clause)
        || told(&cues.story, &cues.turn, before)
        || told(&cues.ages, &cues.today, near(before))
        || cues.ages.is_match(clause[1])
        || (!kind.lasts
            && (told(&cues.past, &cues.today, near(before))
                || cues.past.is_match(clause[1])
                || cues.ask.is_match(far(after))))
        || cues.over.is_match(after)
        || **is_over;
    !taken_away && (!elsewhere || in_any(&cues.now, &whole))
}

/// Whether what stands last before a sign sets it into another time or a story, and nothing since brings it back: "last year the fence
/// was mended, today a child fell in".
fn told(sets: &Expression, back: &Expression, before: &str) -> bool {
    sets.find_iter(before).last().is_some_and(|set| !back.is_match(&before[set.end..]))
}

/// Signs of one kind in a sentence that are put into question.
const DOUBTS: usize = 50;
/// Characters before and after a sign that have a say in what it means.
const REACH: usize = 40;

/// Characters before and after a sign where what it needs has to stand.
const AROUND: usize = 60;

/// Bytes before and after a sign that are weighed with it: eight Han characters, some English words.
const BESIDE: usize = 24;

/// The end of a text.
fn near(text: &str) -> &str {
    last(text, REACH)
}

/// The last characters of a text.
fn last(text: &str, most: usize) -> &str {
    text.char_indices().rev().nth(most - 1).map_or(text, |(at, _)| &text[at..])
}

/// The beginning of a text.
fn far(text: &str) -> &str {
    first(text, REACH)
}

/// The first characters of a text.
fn first(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(at, _)| &text[..at])
}

#[cfg(test)]
mod tests;
