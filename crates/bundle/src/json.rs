//! JSON from outside, walked once before it is understood: depth and number of values bounded, no field named twice.
//!
//! A value takes two bytes of text and a hundred in memory, so a bound on the text alone bounds little.
//!
//! Parsers disagree on which of two equal names counts; a bundle that relies on it shows different things to different
//! readers, so it is refused.

use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::limits::DEPTH_LIMIT;

/// What is wrong with a JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonFault {
    Syntax,
    Depth,
    Twice,
    Values,
}

/// Checks one JSON text without keeping anything of it, and counts its values: every object, array, string, number and
/// so on, the outermost one included.
pub(crate) fn check(text: &[u8], limit: usize) -> Result<usize, JsonFault> {
    let mut found = None;
    let mut left = limit;
    let mut parser = serde_json::Deserializer::from_slice(text);
    let walked = Walk {
        depth: 0,
        found: &mut found,
        left: &mut left,
    }
    .deserialize(&mut parser)
    .and_then(|()| parser.end());
    match (found, walked) {
        (Some(fault), _) => Err(fault),
        (None, Err(_)) => Err(JsonFault::Syntax),
        (None, Ok(())) => Ok(limit - left),
    }
}

/// Whether a text says nothing but what was read from it: a parser also takes a list where an object belongs, an id in
/// capitals, `{"move":null}` for a word, and other readers do not.
///
/// `read` is what was read, as we would write it; what stands in neither means the same.
pub(crate) fn says_only(text: &Value, read: &Value) -> bool {
    match (text, read) {
        (Value::Object(text), Value::Object(read)) => text.iter().all(|(name, value)| match read.get(name) {
            Some(read) => says_only(value, read),
            None => is_nothing(value),
        }),
        (Value::Array(text), Value::Array(read)) => {
            text.len() == read.len() && text.iter().zip(read).all(|(text, read)| says_only(text, read))
        }
        _ => text == read,
    }
}

/// What we leave out instead of writing it.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.values().all(is_nothing),
        Value::Number(number) => number.as_u64() == Some(0),
        Value::Bool(_) | Value::String(_) => false,
    }
}

struct Walk<'f> {
    depth: usize,
    found: &'f mut Option<JsonFault>,
    left: &'f mut usize,
}

impl Walk<'_> {
    fn deeper<E: Error>(&mut self) -> Result<Walk<'_>, E> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.fault(JsonFault::Depth));
        }
        Ok(Walk {
            depth: self.depth + 1,
            found: self.found,
            left: self.left,
        })
    }

    fn fault<E: Error>(&mut self, fault: JsonFault) -> E {
        *self.found = Some(fault);
        E::custom("refused")
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        *self.left = match self.left.checked_sub(1) {
            Some(left) => left,
            None => return Err(self.fault(JsonFault::Values)),
        };
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let inside = self.deeper()?;
        while items
            .next_element_seed(Walk {
                depth: inside.depth,
                found: &mut *inside.found,
                left: &mut *inside.left,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut fields: A) -> Result<(), A::Error> {
        let mut inside = self.deeper()?;
        let mut names = HashSet::new();
        while let Some(name) = fields.next_key::<String>()? {
            if !names.insert(name) {
                return Err(inside.fault(JsonFault::Twice));
            }
            fields.next_value_seed(Walk {
                depth: inside.depth,
                found: &mut *inside.found,
                left: &mut *inside.left,
            })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_json_passes() {
        let deep = format!("{}1{}", "[".repeat(16), "]".repeat(16));
        for text in [
            "{}",
            "[1, -2, 0.5, \"ұ\", null, true]",
            r#"{"a":{"a":1},"b":[{"a":1},{"a":2}]}"#,
            " 1 ",
            &deep,
        ] {
            assert!(check(text.as_bytes(), 100).is_ok(), "{text}");
        }
    }

    #[test]
    fn every_value_counts_as_one_and_names_do_not() {
        for (text, count) in [("0", 1), ("{}", 1), ("[0,0,[]]", 4), (r#"{"a":{"b":[null,"c"]}}"#, 5)] {
            assert_eq!(check(text.as_bytes(), count), Ok(count), "{text}");
            assert_eq!(check(text.as_bytes(), count - 1), Err(JsonFault::Values), "{text}");
        }
    }

    #[test]
    fn each_fault_is_told_apart() {
        let deep = format!("{}{}", "[".repeat(17), "]".repeat(17));
        let bottomless = "[".repeat(1 << 20);
        for (text, fault) in [
            ("", JsonFault::Syntax),
            ("{} {}", JsonFault::Syntax),
            ("{\"a\":01}", JsonFault::Syntax),
            ("{\"a\":1,}", JsonFault::Syntax),
            ("\"\u{7}\"", JsonFault::Syntax),
            (r#""\ud800""#, JsonFault::Syntax),
            (&deep, JsonFault::Depth),
            (&bottomless, JsonFault::Depth),
            (r#"{"a":1,"a":1}"#, JsonFault::Twice),
            (r#"[{"b":{"a":1,"\u0061":2}}]"#, JsonFault::Twice),
        ] {
            assert_eq!(check(text.as_bytes(), 100), Err(fault), "{text:.40}");
        }
        assert_eq!(check(b"\"\xff\"", 100), Err(JsonFault::Syntax));
    }
}
