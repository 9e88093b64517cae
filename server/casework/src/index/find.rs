//! Finding: which cases have all tokens, exactly, in one statement and so as of one moment.

use std::collections::BTreeMap;

use domain::fault::{Fault, FaultCode, Field};
use domain::search::{Phrase, phrases, prefixes};
use foundation::Failure;
use foundation::store::{is_postgres, statement};
use sea_orm::sea_query::Value;
use sea_orm::{ConnectionTrait, QueryResult};

use super::Reader;
use super::bits::{Bits, place_of};

/// Stands behind the beginning of tokens in the key of all that begin so. No token has it.
pub(super) const BEGINS: char = '*';
/// Sets that the ends of words typed half may add up to; with more they say too little.
const MOST_ENDINGS: usize = 2500;

/// The key of a token's sets.
pub(super) fn key(reader: Reader, token: &str) -> String {
    match reader {
        Reader::Public => format!("p{token}"),
        Reader::Staff => format!("s{token}"),
    }
}

/// What is searched for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    pub reader: Reader,
    /// As somebody typed them.
    pub words: &'a str,
    /// What the case must be as well.
    pub marks: Vec<String>,
    /// Whether it may be settled: the others are few and stand by themselves.
    pub settled: bool,
    /// Whether it is asked which of them have this mark, too.
    pub first: Option<&'a str>,
}

/// The cases that were found.
#[derive(Clone, Debug, Default)]
pub struct Hits(BTreeMap<i64, Bits>);

impl Hits {
    pub(crate) fn len(&self) -> u64 {
        self.0.values().map(Bits::len).sum()
    }

    pub(crate) fn contains(&self, case: i64) -> bool {
        let (block, at) = place_of(case);
        self.0.get(&block).is_some_and(|bits| bits.contains(at))
    }

    /// Their ids, lowest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = i64> {
        self.0.iter().flat_map(|(block, bits)| bits.iter().map(move |at| block * super::bits::BLOCK + i64::from(at)))
    }

    /// So many behind so many others, the newest first.
    pub(crate) fn newest(&self, skip: usize, take: usize) -> Vec<i64> {
        self.iter().rev().skip(skip).take(take).collect()
    }

    /// Those that are not in the other.
    pub(crate) fn without(mut self, other: &Hits) -> Hits {
        for (block, bits) in &mut self.0 {
            other.0.get(block).into_iter().for_each(|other| bits.take_out(other));
        }
        self
    }

    fn add(&mut self, ids: &str) {
        for (block, at) in numbers(ids).map(place_of) {
            self.0.entry(block).or_default().set(at);
        }
    }
}

/// The ids in a text that a database has joined.
pub(crate) fn numbers(ids: &str) -> impl Iterator<Item = i64> {
    ids.split(',').filter_map(|id| id.parse().ok())
}

/// The cases with all words and marks, and those of them with the mark that is asked for as well. None where nothing is searched for: words
/// without a letter or digit stand in no case.
///
/// # Errors
/// A beginning that too many words have; or the store is away.
pub async fn find(db: &impl ConnectionTrait, wanted: &Wanted<'_>) -> Result<(Hits, Hits), Failure> {
    let phrases = phrases(wanted.words);
    if phrases.is_empty() {
        return Ok(Default::default());
    }
    let mut asked = Asked::new(wanted, &phrases);
    asked.put_together(db);
    let rows = db.query_all_raw(statement(db, &asked.sql, asked.values)).await?;
    let (mut answer, mut endings) = (Answer::default(), BTreeMap::new());
    for row in &rows {
        answer.take(row)?;
        *endings.entry(row.try_get_by_index::<i64>(0)?).or_insert(0) += 1;
    }
    if endings.range(ENDING..).any(|(_, sets)| *sets >= asked.most_endings) {
        return Err(Fault::at(Field::Words, FaultCode::TooBroad).into());
    }
    Ok(answer.hits(asked.sets, wanted.first.map(|mark| key(wanted.reader, mark))))
}

// What a row of the answer is.
const PART: i64 = 0;
const FRESH: i64 = 1;
const FOUND: i64 = 2;
const FIRST: i64 = 3;
const SET: i64 = 4;
/// One of the sets of a word's ends; one more for each further word.
const ENDING: i64 = 5;

/// A statement in the making.
struct Asked<'a> {
    wanted: &'a Wanted<'a>,
    /// The keys of tokens.
    keys: Vec<String>,
    /// Beginnings that are too long to have a set of their own.
    beginnings: Vec<&'a str>,
    phrases: &'a [Phrase],
    /// How many sets have to be there of each part.
    sets: usize,
    /// How many sets may come for one beginning.
    most_endings: usize,
    sql: String,
    values: Vec<Value>,
}

impl<'a> Asked<'a> {
    fn new(wanted: &'a Wanted<'a>, phrases: &'a [Phrase]) -> Asked<'a> {
        let (mut keys, mut beginnings) = (Vec::new(), Vec::new());
        for phrase in phrases {
            let last = phrase.tokens.len().saturating_sub(1);
            for (at, token) in phrase.tokens.iter().enumerate() {
                match phrase.prefix && at == last {
                    false => keys.push(key(wanted.reader, token)),
                    true if prefixes(token).contains(token) => {
                        keys.push(key(wanted.reader, &format!("{token}{BEGINS}")))
                    }
                    true => beginnings.push(token.as_str()),
                }
            }
        }
        keys.extend(wanted.marks.iter().map(|mark| key(wanted.reader, mark)));
        keys.sort_unstable();
        keys.dedup();
        let sets = keys.len() + beginnings.len();
        let most_endings = MOST_ENDINGS / beginnings.len().max(1);
        Asked { wanted, keys, beginnings, phrases, sets, most_endings, sql: String::new(), values: Vec::new() }
    }

    fn put_together(&mut self, db: &impl ConnectionTrait) {
        let postgres = is_postgres(db);
        let none = if postgres { "NULL::bytea" } else { "NULL" };
        let number = |number: i64| format!("CAST({number} AS BIGINT)");
        let zero = number(0);
        let joined = |id: &str| match postgres {
            true => format!("string_agg({id}::text, ',')"),
            false => format!("group_concat({id})"),
        };
        let (id, matching) = match (postgres, self.wanted.reader.column()) {
            (true, column) => ("case_id", format!("{column} @@ ?::tsquery")),
            (false, _) => ("rowid", "case_text MATCH ?".to_owned()),
        };
        for (kind, also) in [(FOUND, None), (FIRST, self.wanted.first)] {
            if kind == FIRST && also.is_none() {
                continue;
            }
            let part =
                format!("SELECT {}, {}, {zero}, {none} FROM case_text WHERE {matching}", number(kind), joined(id));
            let query = self.query(postgres, also);
            self.add(&part, [query.into()]);
        }
        if !self.wanted.settled {
            return;
        }
        self.add(&format!("SELECT {}, CAST(block AS TEXT), id, {none} FROM text_part", number(PART)), []);
        self.add(&format!("SELECT {}, {}, {zero}, {none} FROM text_fresh", number(FRESH), joined("case_id")), []);
        let first = self.wanted.first.map(|mark| key(self.wanted.reader, mark));
        let keys: Vec<Value> = self.keys.iter().cloned().chain(first).map(Value::from).collect();
        let places = vec!["?"; keys.len()].join(", ");
        let set = number(SET);
        self.add(&format!("SELECT {set}, token, part, cases FROM text_word WHERE token IN ({places})"), keys);
        for (kind, beginning) in (ENDING..).zip(self.beginnings.clone()) {
            let from = key(self.wanted.reader, beginning);
            let (to, most) = (format!("{from}\u{10ffff}"), self.most_endings);
            let part = format!(
                "SELECT * FROM (SELECT {}, token, part, cases FROM text_word WHERE token >= ? AND token < ? \
                 LIMIT {most}) AS endings_{kind}",
                number(kind),
            );
            self.add(&part, [from.into(), to.into()]);
        }
    }

    fn add(&mut self, part: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" UNION ALL ");
        }
        self.sql.push_str(part);
        self.values.extend(values);
    }

    /// What `case_text` is asked for.
    fn query(&self, postgres: bool, also: Option<&str>) -> String {
        let words = self.phrases.iter().flat_map(|phrase| {
            let last = phrase.tokens.len().saturating_sub(1);
            phrase.tokens.iter().enumerate().map(move |(at, token)| (token.as_str(), phrase.prefix && at == last))
        });
        let marks = self.wanted.marks.iter().map(String::as_str).chain(also).map(|mark| (mark, false));
        let terms = words.chain(marks).map(|(token, begins)| match (postgres, begins) {
            (true, true) => format!("'{token}':*"),
            (true, false) => format!("'{token}'"),
            (false, true) => format!("\"{token}\" *"),
            (false, false) => format!("\"{token}\""),
        });
        let terms: Vec<String> = terms.collect();
        match postgres {
            true => terms.join(" & "),
            false => format!("{} : ({})", self.wanted.reader.column(), terms.join(" AND ")),
        }
    }
}

/// What came back.
#[derive(Default)]
struct Answer {
    /// The block of each part that holds.
    blocks: BTreeMap<i64, i64>,
    fresh: String,
    found: String,
    first: String,
    /// The sets of each part, by what they are of: a token, or the number of a beginning.
    sets: BTreeMap<i64, BTreeMap<String, Bits>>,
}

impl Answer {
    fn take(&mut self, row: &QueryResult) -> Result<(), Failure> {
        let kind: i64 = row.try_get_by_index(0)?;
        let text: Option<String> = row.try_get_by_index(1)?;
        let text = text.unwrap_or_default();
        match kind {
            FRESH => self.fresh = text,
            FOUND => self.found = text,
            FIRST => self.first = text,
            PART => {
                let block = text.parse().map_err(|_| Failure::Inside(format!("block {text:?}")))?;
                self.blocks.insert(row.try_get_by_index(2)?, block);
            }
            kind => {
                let cases = Bits::decode(&row.try_get_by_index::<Vec<u8>>(3)?);
                let name = if kind == SET { text } else { format!("{BEGINS}{kind}") };
                let sets = self.sets.entry(row.try_get_by_index(2)?).or_default();
                sets.entry(name).or_default().join(&cases);
            }
        }
        Ok(())
    }

    /// Takes the sets together: what of each part is in all of them and not fresh, and what is fresh.
    fn hits(mut self, wanted: usize, first: Option<String>) -> (Hits, Hits) {
        let (mut all, mut ahead) = (Hits::default(), Hits::default());
        for (part, block) in &self.blocks {
            let mut sets = self.sets.remove(part).unwrap_or_default();
            let of_first = first.as_ref().and_then(|first| sets.remove(first));
            if sets.len() < wanted {
                continue;
            }
            let mut sets = sets.into_values();
            let Some(mut cases) = sets.next() else { continue };
            sets.for_each(|other| cases.keep(&other));
            if let Some(mut of_first) = of_first {
                of_first.keep(&cases);
                ahead.0.insert(*block, of_first);
            }
            all.0.insert(*block, cases);
        }
        for (block, at) in numbers(&self.fresh).map(place_of) {
            for hits in [&mut all, &mut ahead] {
                hits.0.get_mut(&block).into_iter().for_each(|cases| cases.clear(at));
            }
        }
        all.add(&self.found);
        ahead.add(&self.first);
        (all, ahead)
    }
}
