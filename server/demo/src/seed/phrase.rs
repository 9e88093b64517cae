//! What people write: invented reports and answers of `phrase.tsv` and `reply.tsv`, with a place put in.

use std::collections::HashMap;

use domain::class::{ClassId, ClassKind};
use domain::language::Name;

use super::table::rows;
use super::topic::{TOPICS, Topic};
use crate::random::Random;
use foundation::Failure;
use foundation::catalog::Catalog;

const PHRASES: &str = include_str!("../../data/phrase.tsv");
const REPLIES: &str = include_str!("../../data/reply.tsv");

/// Sentences with which some people end.
const ENDINGS: [(&str, &str); 8] = [
    ("谢谢！", "Thank you!"),
    ("麻烦尽快处理，谢谢。", "Please see to it soon, thank you."),
    ("已经打过一次电话了，还没有结果。", "I called about this once before and nothing came of it."),
    ("我住在附近，每天都要经过这里。", "I live close by and pass here every day."),
    ("请问大概什么时候能处理好？", "When can we expect it to be done?"),
    ("周围老人和孩子比较多，希望重视。", "Many elderly people and children live around here."),
    ("处理以后希望能给个回复。", "I would be glad to hear how it ends."),
    ("附近好几户人家都有意见。", "Several households here feel the same."),
];

/// A text in both languages.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Text {
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

impl Text {
    /// In one of them.
    pub(crate) const fn in_language(self, english: bool) -> &'static str {
        if english { self.en } else { self.zh }
    }
}

/// A report's text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    text: Text,
    /// Whether its words show danger to people.
    pub(crate) danger: bool,
}

/// Reports and answers of every topic.
pub(crate) struct Phrases {
    phrases: HashMap<&'static str, Vec<Phrase>>,
    replies: HashMap<&'static str, Vec<Text>>,
}

impl Phrases {
    /// Reads both tables.
    ///
    /// # Errors
    /// When a table of this release is wrong.
    pub(crate) fn read(catalog: &Catalog) -> Result<Phrases, Failure> {
        let (mut phrases, mut replies) = (HashMap::<_, Vec<Phrase>>::new(), HashMap::<_, Vec<Text>>::new());
        for (code, text) in table("phrase.tsv", PHRASES)? {
            let class = ClassId { kind: ClassKind::Matter, code: code.to_owned() };
            let danger = !casework::danger::emergency(catalog, text.zh, Some(&class)).is_empty();
            phrases.entry(code).or_default().push(Phrase { text, danger });
        }
        for (code, text) in table("reply.tsv", REPLIES)? {
            replies.entry(code).or_default().push(text);
        }
        Ok(Phrases { phrases, replies })
    }

    /// One of a topic's phrases, and its number.
    pub(crate) fn draw(&self, topic: &Topic, random: &mut Random) -> Option<(usize, Phrase)> {
        let of_topic = self.phrases.get(topic.code)?;
        let number = random.below(of_topic.len());
        of_topic.get(number).map(|phrase| (number, *phrase))
    }

    /// The answer that fits a phrase; `None` where only a general one does.
    pub(crate) fn reply(&self, topic: &Topic, phrase: usize) -> Option<Text> {
        self.replies.get(topic.code)?.get(topic.reply(phrase)? - 1).copied()
    }
}

impl Phrase {
    /// The report's words about a place.
    pub(crate) fn words(self, place: &Name, english: bool, random: &mut Random) -> String {
        let place = if english { &place.en } else { &place.zh };
        let mut words = self.text.in_language(english).replace("{place}", place);
        if random.below(5) < 2 {
            let (zh, en) = ENDINGS[random.below(ENDINGS.len())];
            if english {
                words.push(' ');
            }
            words.push_str(if english { en } else { zh });
        }
        words
    }
}

/// The lines of a table, each with the code of the topic it belongs to.
fn table(file: &'static str, text: &'static str) -> Result<Vec<(&'static str, Text)>, Failure> {
    // Fields are found again in the table itself, which lives as long as the program.
    let lines = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<&'static str>>());
    let counted = rows(file, text, |[_, _, _, _]| Ok(()))?.len();
    let known: Vec<_> = lines
        .filter_map(|fields| {
            let [_, code, zh, en] = fields[..] else { return None };
            TOPICS.iter().any(|topic| topic.code == code).then_some((code, Text { zh, en }))
        })
        .collect();
    if known.len() == counted {
        Ok(known)
    } else {
        Err(Failure::Inside(format!("{file} has lines of a class that is no topic")))
    }
}
