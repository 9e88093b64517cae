//! Finding the class that fits what somebody types: names, synonyms, then filing conditions' words by their likeness.

use std::collections::HashMap;

use domain::class::{Class, ClassId, ClassKind, Condition, Phrase, Suggestion};
use domain::normal::folded;
use domain::search::Said;
use sea_orm::{ConnectionTrait, EntityTrait};

use super::Catalog;
use crate::Failure;

/// A word by which a class is found.
pub(super) struct Word {
    class: ClassId,
    word: Phrase,
}

/// A filing condition in its words, and what it is like.
pub(super) struct Likeness {
    class: ClassId,
    condition: String,
    said: Said,
}

/// The conditions of the matters, read once for all comparisons.
pub(super) fn likenesses(conditions: &HashMap<ClassId, Vec<Condition>>) -> Vec<Likeness> {
    let matters = conditions.iter().filter(|(class, _)| class.kind == ClassKind::Matter);
    let of = |(class, conditions): (&ClassId, &Vec<Condition>)| {
        let words: Vec<String> = conditions.iter().map(|condition| condition.filing.zh.clone()).collect();
        let class = class.clone();
        words.into_iter().map(move |words| Likeness { class: class.clone(), said: Said::new(&words), condition: words })
    };
    matters.flat_map(of).collect()
}

/// Every name and synonym of the matters: a citizen is offered one entry for a matter and its component; the kind follows from
/// whether a component is named.
pub(super) async fn words(db: &impl ConnectionTrait, classes: &HashMap<ClassId, Class>) -> Result<Vec<Word>, Failure> {
    let mut words = Vec::new();
    for class in classes.values().filter(|class| class.id.kind == ClassKind::Matter) {
        let bare = class.name.zh.trim_end_matches("异常");
        for word in [bare, &class.name.en] {
            words.push(Word { class: class.id.clone(), word: Phrase::new(&folded(word)) });
        }
    }
    for row in entity::class_word::Entity::find().all(db).await? {
        if let Some(kind) = ClassKind::from_code(&row.kind) {
            words.push(Word { class: ClassId { kind, code: row.code }, word: Phrase::new(&folded(&row.word)) });
        }
    }
    Ok(words)
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
        let said = Said::new(text);
        for Likeness { class, condition, said: other } in &self.likenesses {
            let score = (said.likeness_to(other) * 400.0) as u32;
            let known = best.entry(class).or_default();
            if score >= 40 && score > known.0 {
                *known = (score, condition);
            }
        }
    }
}
