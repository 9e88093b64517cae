//! Reads `data/danger.txt` into expressions. The file explains its own notation.

use std::collections::HashMap;

use domain::normal::is_han;
use domain::report::EmergencyService;

use crate::expression::Expression;

/// One kind of danger.
pub(super) struct Kind {
    /// Its name in the file, for whoever asks a test why.
    #[cfg(test)]
    pub(super) name: String,
    /// Whom to call.
    pub(super) services: Vec<EmergencyService>,
    /// Whether it goes on until somebody ends it (a leak), unlike what happens and is over (a fall).
    pub(super) lasts: bool,
    /// What says so.
    pub(super) signs: Vec<Sign>,
    /// What in the same clause says that it is something else.
    pub(super) unless: Option<Expression>,
}

/// What says that there is danger.
pub(super) struct Sign {
    /// The sign itself.
    pub(super) what: Expression,
    /// What has to stand around it, before or after.
    pub(super) with: Vec<Expression>,
    /// What in the same clause says that this sign, and no other of its kind, is something else.
    pub(super) unless: Option<Expression>,
}

/// Words round a sign that take its meaning away, or give it back.
pub(super) struct Cues {
    /// Directly before, with only links between.
    pub(super) not: Expression,
    /// Before it in the clause.
    pub(super) before: Expression,
    /// Directly before, with only links between: it did not happen.
    pub(super) nearly: Expression,
    /// Within the sign itself.
    pub(super) inside: Expression,
    /// Anywhere in the clause.
    pub(super) lesson: Expression,
    /// Before it in the sentence: what is told from there on is a drill, a film, a lesson.
    pub(super) story: Expression,
    /// Between such a word and the sign: this is no story after all.
    pub(super) turn: Expression,
    /// In the sentence: long ago, or again and again.
    pub(super) past: Expression,
    /// Before it in the sentence: so long ago that what lasts is over too.
    pub(super) ages: Expression,
    /// In the sentence, after the sign: what is asked for is no rescue.
    pub(super) ask: Expression,
    /// Between such a word and the sign: it is of the present after all.
    pub(super) today: Expression,
    /// In the clause, directly after.
    pub(super) after: Expression,
    /// Anywhere later.
    pub(super) over: Expression,
    /// Anywhere later: over for certain, whatever else is said.
    pub(super) done: Expression,
    /// Takes back what `past`, `lesson`, `story` and `over` say.
    pub(super) now: Expression,
}

/// Everything the file says.
pub(super) struct Lexicon {
    /// Compounds that only sound like danger.
    pub(super) harmless: Expression,
    pub(super) kinds: Vec<Kind>,
    pub(super) cues: Cues,
}

type Words = HashMap<String, String>;

impl Lexicon {
    /// Forgets what its expressions keep of the texts they have read.
    pub(super) fn forget<'a>(&'a self) {
        let Lexicon { harmless, kinds, cues } = self;
        let Cues { not, before, nearly, inside, lesson, story, turn, past, ages, ask, today, after, over, done, now } =
            cues;
        let parts = |sign: &'a Sign| [&sign.what].into_iter().chain(&sign.with).chain(&sign.unless);
        let signs = kinds.iter().flat_map(|kind| kind.signs.iter().flat_map(parts).chain(&kind.unless));
        signs
            .chain([
                harmless, not, before, nearly, inside, lesson, story, turn, past, ages, ask, today, after, over, done,
                now,
            ])
            .for_each(Expression::forget);
    }

    /// Reads the file.
    ///
    /// # Errors
    /// The line that cannot be read: a mistake of this release.
    pub(super) fn read(text: &str) -> Result<Lexicon, String> {
        let mut words = Words::new();
        let mut sections: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            let fault = |what: &str| format!("danger.txt line {}: {what}: {line}", at + 1);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(head) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                sections.push((head.split_whitespace().collect(), Vec::new()));
                continue;
            }
            let (head, lines) = sections.last_mut().ok_or_else(|| fault("before any section"))?;
            if head.as_slice() == ["words"] {
                let (name, meaning) = line.split_once(" = ").ok_or_else(|| fault("no words"))?;
                let meaning = expanded(meaning, &words).ok_or_else(|| fault("an unknown class"))?;
                let known = words.entry(name.trim().to_owned()).or_default();
                known.push_str(if known.is_empty() { "" } else { "|" });
                known.push_str(&meaning);
            } else {
                lines.push(expanded(line, &words).ok_or_else(|| fault("an unknown class"))?);
            }
        }
        Ok(Lexicon { harmless: harmless(&sections)?, kinds: kinds(&sections)?, cues: cues(&sections)? })
    }
}

fn harmless(sections: &[(Vec<&str>, Vec<String>)]) -> Result<Expression, String> {
    let lines = sections.iter().filter(|(head, _)| head.as_slice() == ["harmless"]).flat_map(|(_, lines)| lines);
    expression(&lines.map(|line| bounded(line)).collect::<Vec<_>>().join("|"))
}

/// The kinds of danger, each read by a thread of its own: nothing else takes as long while the server starts.
fn kinds(sections: &[(Vec<&str>, Vec<String>)]) -> Result<Vec<Kind>, String> {
    std::thread::scope(|scope| {
        let dangers = sections.iter().filter(|(head, _)| head.first() == Some(&"danger"));
        let read: Vec<_> = dangers.map(|(head, lines)| scope.spawn(|| kind(head, lines))).collect();
        read.into_iter()
            .map(|kind| kind.join().unwrap_or_else(|_| Err("danger.txt cannot be read".to_owned())))
            .collect()
    })
}

fn kind(head: &[&str], lines: &[String]) -> Result<Kind, String> {
    let ["danger", name, lasts, "call", services @ ..] = head else {
        return Err(format!("danger.txt: no kind of danger: {}", head.join(" ")));
    };
    let services: Option<Vec<_>> = services.iter().map(|code| EmergencyService::from_code(code)).collect();
    let (unless, signs): (Vec<&String>, Vec<&String>) = lines.iter().partition(|line| line.starts_with("- "));
    let unless: Vec<String> = unless.into_iter().map(|line| bounded(line.trim_start_matches("- "))).collect();
    Ok(Kind {
        #[cfg(test)]
        name: (*name).to_owned(),
        services: services.ok_or_else(|| format!("danger.txt, {name}: an unknown service"))?,
        lasts: *lasts == "lasts",
        signs: together(&signs)?,
        unless: if unless.is_empty() { None } else { Some(expression(&unless.join("|"))?) },
    })
}

fn cues(sections: &[(Vec<&str>, Vec<String>)]) -> Result<Cues, String> {
    let all = |name: &str| {
        let lines = sections.iter().filter(|(head, _)| head.as_slice() == ["cue", name]).flat_map(|(_, lines)| lines);
        let lines: Vec<String> = lines.map(|line| bounded(line)).collect();
        if lines.is_empty() { Err(format!("danger.txt has no {name}")) } else { Ok(lines.join("|")) }
    };
    let (not, link, nearly, after) = (all("not")?, all("link")?, all("nearly")?, all("after")?);
    Ok(Cues {
        not: expression(&format!("(?:{not})(?: |{link})*$"))?,
        before: expression(&all("before")?)?,
        nearly: expression(&format!("(?:{nearly})(?: |{link})*$"))?,
        inside: expression(&all("inside")?)?,
        lesson: expression(&all("lesson")?)?,
        story: expression(&all("story")?)?,
        turn: expression(&all("turn")?)?,
        past: expression(&all("past")?)?,
        ages: expression(&all("ages")?)?,
        ask: expression(&all("ask")?)?,
        today: expression(&all("today")?)?,
        after: expression(&format!("^ ?(?:{after})"))?,
        over: expression(&all("over")?)?,
        done: expression(&all("done")?)?,
        now: expression(&all("now")?)?,
    })
}

/// A line with its classes spelled out; `None` when it names one that is not there.
fn expanded(line: &str, words: &Words) -> Option<String> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        // `{0,4}` is the expression's own.
        let (name, after) = after.split_once('}')?;
        match words.get(name) {
            Some(meaning) => out.push_str(&format!("(?:{meaning})")),
            None if name.starts_with(|c: char| c.is_ascii_digit()) => out.push_str(&format!("{{{name}}}")),
            None => return None,
        }
        rest = after;
    }
    out.push_str(rest);
    // Nobody asks what a group held, and an expression that keeps it takes longer to build.
    out = out.replace("(?:", "(").replace('(', "(?:");
    Some(
        out.replace("...", "[^没未无差险]{0,14}?")
            .replace("..", "[^,没未无差险]{0,6}?")
            .replace(" __ ", "(?: [^ ,]+){0,4} "),
    )
}

/// Latin words stand alone: `gas` is not in `Vegas`.
fn bounded(line: &str) -> String {
    let latin = line.contains(|c: char| c.is_ascii_alphabetic()) && !line.contains(is_han);
    if latin { format!("(?-u:\\b)(?:{line})(?-u:\\b)") } else { format!("(?:{line})") }
}

/// Lines read as one expression: fewer expressions take less time to build and to run, one of all would not fit into its memory.
const TOGETHER: usize = 4;

/// The signs of a kind, some lines in one expression but for those that need something around them.
fn together(lines: &[&String]) -> Result<Vec<Sign>, String> {
    let (frames, plain): (Vec<&String>, Vec<&String>) =
        lines.iter().partition(|line| line.contains(WITH) || line.contains(UNLESS));
    let plain: Vec<String> = plain.into_iter().map(|line| bounded(line)).collect();
    let plain = plain
        .chunks(TOGETHER)
        .map(|lines| Ok(Sign { what: expression(&lines.join("|"))?, with: Vec::new(), unless: None }));
    plain.chain(frames.into_iter().map(|line| frame(line))).collect()
}

/// Between a sign and what has to stand around it.
const WITH: &str = " & ";
/// Before what speaks against this sign alone.
const UNLESS: &str = " ! ";

/// A line with more than a sign: `sign & around & around ! against`.
fn frame(line: &str) -> Result<Sign, String> {
    let (parts, unless) = line.split_once(UNLESS).map_or((line, None), |(parts, unless)| (parts, Some(unless)));
    let mut parts = parts.split(WITH).map(|part| expression(&bounded(part)));
    Ok(Sign {
        what: parts.next().ok_or_else(|| format!("danger.txt: no sign: {line}"))??,
        with: parts.collect::<Result<_, _>>()?,
        unless: unless.map(|unless| expression(&bounded(unless))).transpose()?,
    })
}

fn expression(text: &str) -> Result<Expression, String> {
    Expression::new(text).map_err(|error| format!("danger.txt: {error}"))
}
