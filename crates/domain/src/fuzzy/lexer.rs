//! Text as tokens: numbers, numeric dates and times, words with their sense. `None` as soon as something has none.
//!
//! # Security
//! The text may be anybody's: at most [`TEXT_MOST`] characters and [`TOKENS_MOST`] tokens are looked at.

use super::lexicon::{self, Case, LONGEST, Sense};
use super::numeric::{self, Numeric};
use crate::fold::fold;

/// Longest text that is taken for a date, in characters.
pub(super) const TEXT_MOST: usize = 160;
const TOKENS_MOST: usize = 32;
const DIGITS_OF_A_YEAR: usize = 4;

/// A piece of a written date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Number {
        value: u32,
        digits: usize,
    },
    Numeric(Numeric),
    /// Minutes east of UTC.
    Offset(i32),
    Word(Sense),
    Dash,
}

/// A token with the Kazakh case it stands in.
pub(super) type Cased = (Token, Case);

/// The whole text as tokens.
pub(super) fn tokens(text: &str) -> Option<Vec<Cased>> {
    if text.chars().take(TEXT_MOST + 1).count() > TEXT_MOST {
        return None;
    }
    let visible: String = text.chars().filter(|c| !turns_the_text(*c)).collect();
    let chars: Vec<char> = fold(&visible).chars().collect();
    let mut lexer = Lexer {
        chars: &chars,
        at: 0,
        found: Vec::new(),
    };
    lexer.run()?;
    Some(lexer.found).filter(|found| !found.is_empty() && found.len() <= TOKENS_MOST)
}

/// Marks of reading direction that folding leaves.
const fn turns_the_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{2066}'..='\u{2069}')
}

struct Lexer<'t> {
    chars: &'t [char],
    at: usize,
    found: Vec<Cased>,
}

impl Lexer<'_> {
    fn run(&mut self) -> Option<()> {
        while let Some(c) = self.peek(0) {
            match c {
                _ if c.is_ascii_digit() => self.number()?,
                _ if c.is_alphabetic() => self.words()?,
                '+' => self.offset(1)?,
                '-' | '−' if self.last() == Some(Token::Word(Sense::Utc)) => self.offset(-1)?,
                '-' | '−' | '–' | '—' | '‒' | '―' => self.push(Token::Dash, 1),
                '.' if self.peek(1) == Some('.') => self.push(Token::Dash, 2),
                '<' | '>' | '~' | '≈' | '&' => self.sign(c)?,
                ',' | '(' | ')' => self.at += 1,
                '.' if self.ends_a_word() => self.at += 1,
                _ if c.is_whitespace() => self.at += 1,
                _ => return None,
            }
        }
        Some(())
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn last(&self) -> Option<Token> {
        self.found.last().map(|(token, _)| *token)
    }

    /// A full stop after an abbreviation, or at the end.
    fn ends_a_word(&self) -> bool {
        matches!(self.last(), Some(Token::Word(_))) || self.peek(1).is_none_or(|next| !next.is_ascii_digit())
    }

    fn push(&mut self, token: Token, length: usize) {
        self.found.push((token, Case::Plain));
        self.at += length;
    }

    fn sign(&mut self, c: char) -> Option<()> {
        let form = if c == '≈' { '~' } else { c };
        let (sense, case) = lexicon::meaning(&form.to_string())?;
        self.found.push((Token::Word(sense), case));
        self.at += 1;
        Some(())
    }

    /// A number, a numeric date or a time, with the letters written onto it.
    fn number(&mut self) -> Option<()> {
        let (token, length) = match numeric::read(&self.chars[self.at..]) {
            Some((numeric, length)) => (Token::Numeric(numeric), length),
            None => self.plain_number()?,
        };
        self.at += length;
        let case = self.suffix(token)?;
        self.found.push((token, case));
        Some(())
    }

    fn plain_number(&self) -> Option<(Token, usize)> {
        let digits = self.chars[self.at..].iter().take_while(|c| c.is_ascii_digit()).count();
        if digits > DIGITS_OF_A_YEAR {
            return None;
        }
        let text: String = self.chars[self.at..self.at + digits].iter().collect();
        let value = text.parse().ok()?;
        Some((Token::Number { value, digits }, digits))
    }

    /// Letters written onto a number, such as «-го»; a word written onto it («5-мамыр») stays for the next token. `None`
    /// when they make another thing of it: «2020-е» is a decade.
    fn suffix(&mut self, of: Token) -> Option<Case> {
        let is_letter = |c: char| c.is_alphabetic();
        if self.peek(0) == Some('-') && self.peek(1).is_some_and(is_letter) {
            self.at += 1;
        }
        let form: String = self.chars[self.at..].iter().take_while(|c| is_letter(**c)).collect();
        match lexicon::suffix(&form) {
            Some((Sense::DaySuffix, _)) if is_year(of) => None,
            Some((_, case)) => {
                self.at += form.chars().count();
                Some(case)
            }
            None => Some(Case::Plain),
        }
    }

    /// As many words as make one form, the most first. A word joined by a hyphen is one form or two words with a dash.
    fn words(&mut self) -> Option<()> {
        let ends = self.word_ends();
        for end in ends.iter().rev() {
            let form: String = self.chars[self.at..*end].iter().collect();
            let spaced = |c: char| c.is_whitespace() || c == '.';
            let words: Vec<&str> = form.split(spaced).filter(|word| !word.is_empty()).collect();
            if let Some((sense, case)) = lexicon::meaning(&words.join(" ")) {
                self.at = *end;
                self.found.push((Token::Word(sense), case));
                return Some(());
            }
        }
        None
    }

    /// Where the first word ends, with and without what a hyphen joins to it, and the words after it.
    fn word_ends(&self) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut at = self.at;
        while ends.len() < *LONGEST * 2 {
            let start = at;
            while let Some(c) = self.chars.get(at) {
                let joins = *c == '-' && self.chars.get(at + 1).is_some_and(|next| next.is_alphabetic());
                if joins {
                    ends.push(at);
                } else if !c.is_alphabetic() {
                    break;
                }
                at += 1;
            }
            if at == start {
                break;
            }
            ends.push(at);
            at += usize::from(self.chars.get(at) == Some(&'.'));
            at += self.chars[at..].iter().take_while(|c| c.is_whitespace()).count();
        }
        ends
    }

    fn offset(&mut self, sign: i32) -> Option<()> {
        let follows_a_clock = matches!(
            self.last(),
            Some(Token::Word(Sense::Utc) | Token::Numeric(Numeric::Time { .. }))
        );
        let (minutes, length) = numeric::read_offset(&self.chars[self.at + 1..])?;
        if !follows_a_clock {
            return None;
        }
        if self.last() == Some(Token::Word(Sense::Utc)) {
            self.found.pop();
        }
        self.push(Token::Offset(sign * minutes), length + 1);
        Some(())
    }
}

const fn is_year(token: Token) -> bool {
    matches!(token, Token::Number { digits, .. } if digits == DIGITS_OF_A_YEAR)
}
