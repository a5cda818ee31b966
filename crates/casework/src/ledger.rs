//! Every bundle that left or came.

use crate::failure::Failure;
use crate::outfile::file_name;
use crate::sealing::recipient;
use crate::session::Session;
use crate::view::BundleLine;
use sandyq_bundle::Sha256Sum;
use sandyq_domain::{Lang, Timestamp};
use sandyq_vault::bundles;
use sandyq_vault::codes;
use std::collections::BTreeMap;
use std::path::Path;

impl Session {
    /// Bundles that left and came, the newest first.
    ///
    /// # Errors
    /// Those of reading the vault.
    pub fn list_bundles(&self, lang: Lang) -> Result<Vec<BundleLine>, Failure> {
        let now = self.now();
        self.vault().read(|view| {
            let mut lines: BTreeMap<(Timestamp, String), BundleLine> = BTreeMap::new();
            let sent = bundles::sent(view)?
                .into_iter()
                .map(|(passage, path)| (passage, path, false));
            let received = bundles::received(view)?
                .into_iter()
                .map(|passage| (passage, String::new(), true));
            for (passage, path, is_received) in sent.chain(received) {
                let code = passage.case.map(|case| codes::shown(view, case)).transpose()?.flatten();
                let party = if is_received {
                    recipient::by_signer(view, &passage.sender)?
                } else {
                    recipient::by_key(view, &passage.recipient, lang)?
                };
                let line = lines
                    .entry((passage.time, passage.bundle.clone()))
                    .or_insert_with(|| BundleLine {
                        bundle: passage.bundle.clone(),
                        is_received,
                        party,
                        cases: Vec::new(),
                        when: sandyq_domain::words::recent_text(passage.time, now, lang),
                        file: file_name(Path::new(&path)),
                        sha256: Sha256Sum(passage.sha256).to_string(),
                    });
                line.cases.extend(code);
            }
            Ok(lines.into_values().rev().collect())
        })
    }
}
