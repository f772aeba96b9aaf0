//! News for measuring at scale: articles that differ in their words as real ones do.
//!
//! Comes in: a number. Goes out: an article of about a hundred claims in Markdown, the same on every machine. Names and nouns are invented and
//! follow Zipf's law: a few stand in hundreds of thousands of claims, most in a handful. So do the sentences that they are put into.

use super::Writer;

/// Sentences, the frequent ones first.
const SENTENCES: &str = include_str!("news.txt");

/// How many invented words there are, as a power of two.
const OCTAVES: u64 = 17;

/// How many companies an article is about.
const COMPANIES: usize = 3;

const HEADINGS: &[&str] =
    &["The {noun} market", "{company} in numbers", "What {company} plans for {place}", "{noun} and {noun} in {year}"];

const ROWS: &str = "\n| {noun} | Revenue | Share | Growth |\n| --- | ---: | ---: | ---: |\n| {company} | {money} | {percent} | {percent} |\n\
                    | {company} | {money} | {percent} | {percent} |\n\n";

const LIST: &str = "- {noun} sales: {money} (+{percent})\n- {noun} employees: {count}\n- {product} users: {count}, {small}x as many as in {year}\n";

/// The article with this number.
pub fn news(number: u64) -> String {
    let mut writer = Writer::new(number ^ 0x6e65_7773);
    writer.companies = (0..COMPANIES).map(|_| name(&mut writer)).collect();
    writer.fill("# {company} and the {noun} of {place}\n");
    let sentences: Vec<&str> = SENTENCES.lines().collect();
    for _ in 0..4 {
        let heading = HEADINGS[writer.below(HEADINGS.len() as u64) as usize];
        writer.fill(&format!("\n## {heading}\n\n"));
        for _ in 0..3 {
            for _ in 0..5 {
                let sentence = sentences[rank(&mut writer, sentences.len().ilog2().into()) as usize - 1];
                writer.fill(&format!("{sentence} "));
            }
            writer.text.push_str("\n\n");
        }
        let block = if writer.below(2) == 0 { ROWS } else { LIST };
        writer.fill(block);
    }
    writer.text
}

/// An invented noun.
pub(super) fn noun(writer: &mut Writer) -> String {
    let rank = rank(writer, OCTAVES);
    word(rank)
}

/// An invented name.
pub(super) fn name(writer: &mut Writer) -> String {
    let noun = noun(writer);
    noun[..1].to_uppercase() + &noun[1..]
}

/// A rank from 1 to 2^`octaves` by Zipf's law: each octave is as likely as the next, and each rank in it as the others.
fn rank(writer: &mut Writer, octaves: u64) -> u64 {
    let low = 1 << writer.below(octaves);
    low + writer.below(low)
}

/// The word with this rank: three syllables and a consonant. Neighbours in rank do not look alike.
fn word(rank: u64) -> String {
    const CONSONANTS: &[u8] = b"bdfgklmnprtvz";
    const VOWELS: &[u8] = b"aeiou";
    const ENDS: &[u8] = b"nlkt";
    let syllables = (CONSONANTS.len() * VOWELS.len()) as u64;
    // Odd and no multiple of 5 or 13, so that every rank has a word of its own.
    let mut code = rank * 347_563 % (syllables * syllables * syllables * ENDS.len() as u64);
    let mut word = String::new();
    for _ in 0..3 {
        word.push(char::from(CONSONANTS[(code % syllables) as usize / VOWELS.len()]));
        word.push(char::from(VOWELS[(code % syllables) as usize % VOWELS.len()]));
        code /= syllables;
    }
    word.push(char::from(ENDS[code as usize]));
    word
}
