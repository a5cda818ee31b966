//! The self-opening page: a bundle as one HTML file that opens in any browser, offline.
//!
//! The page itself is built and tested in `ui/opener/`; its contract with this program is in `ui/opener/README.md`. Here it is
//! cut at the place where the sealed bytes go. It holds no case: what it shows, it has decrypted and verified itself.

use sandyq_domain::Lang;

/// Sealed bytes of one line, but of the last: what the page reads at once, in bytes.
pub const CHUNK: usize = 768 * 1024;
/// The largest sealed file that goes into a page, in bytes; more is slow in browsers, or more than they take.
pub const LIMIT: u64 = 150_000_000;
/// What stands before the base64 text of a chunk.
pub const CHUNK_BEFORE: &str = "<script type=\"application/x-sandyq-chunk\">";
/// What stands behind it.
pub const CHUNK_AFTER: &str = "</script>";

const PAGE: &str = include_str!("../../../ui/opener/dist/opener.html");
const MARKER: &str = "<!--sandyq:sealed-->\n";

/// What the page asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    /// A key file.
    Key,
    /// A passphrase.
    Passphrase,
}

/// The page before and behind the sealed bytes.
///
/// # Panics
/// Never: a test holds that the built page has its marker.
#[must_use]
pub fn halves(lang: Lang, asks: Asks) -> (String, &'static str) {
    let (before, behind) = PAGE.split_once(MARKER).expect("the built page has its marker");
    let asks = match asks {
        Asks::Key => "key",
        Asks::Passphrase => "passphrase",
    };
    (
        before.replace("@@LANG@@", lang.code()).replace("@@MODE@@", asks),
        behind,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_cut_where_the_sealed_bytes_go_and_refers_to_nothing_outside() {
        for lang in Lang::ALL {
            let (before, behind) = halves(lang, Asks::Passphrase);
            assert!(
                before.contains(&format!("lang=\"{}\"", lang.code())) && before.contains("data-mode=\"passphrase\"")
            );
            assert!(!before.contains("@@") && !behind.contains("@@") && !behind.contains("sandyq:sealed"));
            assert!(
                before.contains("default-src 'none'") && !PAGE.contains("src=\"http") && !PAGE.contains("href=\"http")
            );
        }
    }
}
