//! The words of all texts, once each, so that a fragment or a misspelling can be turned into words that exist.
//!
//! Fragments are looked up among words and not among texts: a text of sixty words touches the index only where it brings
//! a word that no text had. A word that no text holds any more leaves the table in the same transaction.

use super::search_match::{Matching, Question, quoted, words_of};
use super::{StoreError, Tx, View};
use std::collections::BTreeSet;

/// Shortest and longest word in the table, in characters: the trigram index needs three.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=64;
/// How many words may stand for one that was typed.
const MEANINGS: usize = 48;
/// How many words are compared with a misspelled one.
const COMPARED: usize = 4_000;

/// Brings the table from the words of `old` to those of `new`; the text index must hold `new` already.
pub fn replace(tx: &Tx<'_>, old: &str, new: &str) -> Result<(), StoreError> {
    let (old, new) = (distinct(old), distinct(new));
    for word in new.difference(&old) {
        let sql = "INSERT INTO search_word (word) VALUES (?1) ON CONFLICT (word) DO NOTHING";
        if tx.connection.prepare_cached(sql)?.execute([word])? == 1 {
            let sql = "INSERT INTO search_part (rowid, word) VALUES (?1, ?2)";
            tx.connection
                .prepare_cached(sql)?
                .execute((tx.connection.last_insert_rowid(), word))?;
        }
    }
    remove_unused(tx, old.difference(&new).copied())
}

/// Takes those of `words` out that no text holds any more; the text index must be without them already.
pub fn remove_unused<'w>(tx: &Tx<'_>, words: impl Iterator<Item = &'w str>) -> Result<(), StoreError> {
    for word in words {
        let sql = "SELECT 1 FROM search WHERE search MATCH ?1 LIMIT 1";
        if !tx.connection.prepare_cached(sql)?.exists([quoted(word)])? {
            remove(tx, word)?;
        }
    }
    Ok(())
}

fn remove(tx: &Tx<'_>, word: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO search_part (search_part, rowid, word) SELECT 'delete', row, word FROM search_word WHERE word = ?1";
    tx.connection.prepare_cached(sql)?.execute([word])?;
    tx.connection
        .prepare_cached("DELETE FROM search_word WHERE word = ?1")?
        .execute([word])?;
    Ok(())
}

/// Empties the table, for a rebuilding.
pub fn clear(tx: &Tx<'_>) -> Result<(), StoreError> {
    tx.connection
        .execute("INSERT INTO search_part (search_part) VALUES ('delete-all')", [])?;
    tx.connection.execute("DELETE FROM search_word", [])?;
    Ok(())
}

pub fn distinct(folded: &str) -> BTreeSet<&str> {
    words_of(folded)
        .filter(|word| LENGTHS.contains(&word.chars().count()))
        .collect()
}

/// The question with each word standing for the words that contain it; `None` when one stands for none.
pub fn by_fragment(view: &View<'_>, question: &Question) -> Result<Option<Matching>, StoreError> {
    expanded(question, |word| candidates(view, &quoted(word), MEANINGS))
}

/// The question with each word standing for the words that differ from it in a letter or two.
pub fn by_likeness(view: &View<'_>, question: &Question) -> Result<Option<Matching>, StoreError> {
    expanded(question, |word| {
        let mut found = candidates(view, &one_part_right(word), COMPARED)?;
        found.retain(|candidate| resembles(word, candidate));
        found.truncate(MEANINGS);
        Ok(found)
    })
}

fn expanded(
    question: &Question,
    meanings: impl Fn(&str) -> Result<Vec<String>, StoreError>,
) -> Result<Option<Matching>, StoreError> {
    let mut all = Vec::new();
    for word in question.words() {
        // Too short for the trigram index: it stands for itself.
        let short = word.chars().count() < *LENGTHS.start();
        all.push(if short { vec![word.clone()] } else { meanings(word)? });
    }
    Ok(Matching::any_of(all))
}

fn candidates(view: &View<'_>, expression: &str, limit: usize) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT w.word FROM search_part p CROSS JOIN search_word w ON w.row = p.rowid
               WHERE search_part MATCH ?1 ORDER BY p.rowid DESC LIMIT ?2";
    let mut statement = view.connection.prepare_cached(sql)?;
    let words = statement.query_map((expression, i64::try_from(limit).unwrap_or(i64::MAX)), |row| row.get(0))?;
    Ok(words.collect::<Result<_, _>>()?)
}

/// How many wrong letters are forgiven in a word of this length.
const fn forgiven(chars: usize) -> usize {
    match chars {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    }
}

/// With k letters wrong, one of k + 1 parts of the word is still right: looks for any of them. At least three letters.
fn one_part_right(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let count = forgiven(chars.len()) + 1;
    let size = (chars.len() / count).max(*LENGTHS.start());
    let starts = (0..count).map(|n| (n * chars.len() / count).min(chars.len() - size));
    let parts: Vec<String> = starts
        .map(|start| quoted(&chars[start..start + size].iter().collect::<String>()))
        .collect();
    parts.join(" OR ")
}

/// Whether two folded words differ in no more letters than the length forgives.
fn resembles(asked: &str, found: &str) -> bool {
    let (asked, found): (Vec<char>, Vec<char>) = (asked.chars().collect(), found.chars().collect());
    let allowed = forgiven(asked.len());
    asked.len().abs_diff(found.len()) <= allowed && distance(&asked, &found) <= allowed
}

/// Letters to change, add, drop or swap with a neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    (0..width).for_each(|j| table[j] = j);
    for i in 1..=a.len() {
        table[i * width] = i;
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = table[(i - 1) * width + j - 1] + cost;
            best = best
                .min(table[(i - 1) * width + j] + 1)
                .min(table[i * width + j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(table[(i - 2) * width + j - 2] + 1);
            }
            table[i * width + j] = best;
        }
    }
    table[table.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_two_letters_may_be_wrong_in_longer_words() {
        assert!(resembles("следаватель", "следователь") && resembles("следовтаель", "следователь"));
        assert!(resembles("милици", "милиция") && !resembles("дом", "дым") && !resembles("полиция", "позиции"));
    }

    #[test]
    fn parts_of_a_word_are_never_too_short() {
        assert_eq!(one_part_right("дом"), "\"дом\"");
        assert_eq!(one_part_right("закон"), "\"зак\" OR \"кон\"");
        assert_eq!(one_part_right("следствие"), "\"сле\" OR \"дст\" OR \"вие\"");
    }
}
