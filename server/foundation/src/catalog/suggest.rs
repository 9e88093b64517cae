//! Finding the class that fits what somebody types: names, synonyms, then filing conditions' words by their likeness.

use std::collections::HashMap;

use domain::class::{Class, ClassId, ClassKind, Condition, Phrase, Suggestion};
use domain::normal::folded;
use domain::search::TokenSet;

use super::Catalog;

/// A word by which a class is found.
pub(super) struct Word {
    class: ClassId,
    word: Phrase,
}

/// A filing condition in its words, and what it is like.
pub(super) struct Likeness {
    class: ClassId,
    condition: String,
    said: TokenSet,
}

/// The conditions of the matters, read once for all comparisons.
pub(super) fn likenesses(conditions: &HashMap<ClassId, Vec<Condition>>) -> Vec<Likeness> {
    let matters = conditions.iter().filter(|(class, _)| class.kind == ClassKind::Matter);
    let of = |(class, conditions): (&ClassId, &Vec<Condition>)| {
        let words: Vec<String> = conditions
            .iter()
            .filter(|condition| !condition.retired)
            .map(|condition| condition.filing.zh.clone())
            .collect();
        let class = class.clone();
        words.into_iter().map(move |words| Likeness {
            class: class.clone(),
            said: TokenSet::new(&words),
            condition: words,
        })
    };
    matters.flat_map(of).collect()
}

/// The name and the other words of a class: a citizen is offered one entry for a matter and its component; the kind follows from whether a
/// component is named.
pub(super) fn words(class: &Class, others: &str) -> Vec<Word> {
    let bare = class.name.zh.trim_end_matches("异常");
    let own = if class.id.kind == ClassKind::Matter { vec![bare, &class.name.en] } else { Vec::new() };
    let all = own.into_iter().chain(others.split(';')).filter(|word| !word.is_empty());
    all.map(|word| Word { class: class.id.clone(), word: Phrase::new(&folded(word)) }).collect()
}

impl Catalog {
    /// Classes that fit a text, best first, at most `most`.
    pub fn suggest(&self, text: &str, most: usize) -> Vec<Suggestion> {
        let text = folded(&text.chars().take(200).collect::<String>());
        let text = text.trim();
        if text.is_empty() {
            return Vec::new();
        }
        let typed = Phrase::new(text);
        let mut best: HashMap<&ClassId, (u32, &str)> = HashMap::new();
        for entry in &self.words {
            let score = entry.word.fit(&typed);
            let known = best.entry(&entry.class).or_default();
            if score > known.0 {
                *known = (score, entry.word.text());
            }
        }
        if best.values().all(|(score, _)| *score == 0) {
            self.suggest_by_conditions(text, &mut best);
        }
        let mut found: Vec<Suggestion> = best
            .into_iter()
            .filter(|(_, (score, _))| *score > 0)
            .filter_map(|(id, (score, because))| {
                Some(Suggestion { class: self.class(id)?.clone(), because: because.to_owned(), score })
            })
            .collect();
        found.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.class.id.cmp(&b.class.id)));
        found.truncate(most);
        found
    }

    /// When no name or synonym fits: filing conditions that share pairs of characters with the text.
    fn suggest_by_conditions<'a>(&'a self, text: &str, best: &mut HashMap<&'a ClassId, (u32, &'a str)>) {
        let said = TokenSet::new(text);
        for Likeness { class, condition, said: other } in &self.likenesses {
            let score = (said.likeness_to(other) * 400.0) as u32;
            let known = best.entry(class).or_default();
            if score >= 40 && score > known.0 {
                *known = (score, condition);
            }
        }
    }
}
