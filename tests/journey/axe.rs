//! What a screen reader, a weak eye or a shaking hand would stumble over, as far as a program can tell: axe-core in the
//! real window, over the rules of WCAG 2.0 to 2.2, A and AA.

use crate::driver::Page;
use serde_json::Value;

/// axe-core, as npm laid it down for the page's tools.
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");

/// What is of serious or critical impact on the page as it stands, in the theme it stands in: the rule, the place, and
/// what is wrong there.
pub async fn look(page: &Page) -> Vec<String> {
    if page.run("return typeof window.axe === 'object'", vec![]).await != Value::Bool(true) {
        let source = std::fs::read_to_string(AXE).expect("axe-core is installed with the page's packages");
        page.run(&format!("{source}; window.axe = axe;"), vec![]).await;
    }
    let script = "const done = arguments[arguments.length - 1];
        const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
        axe.run(document, { runOnly: rules, resultTypes: ['violations'] })
            .then(({ violations, passes }) => done({
                rules: passes.length,
                found: violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) =>
                    nodes.map((node) => `${id}: ${node.target.join(' ')} · ${node.failureSummary.replace(/\\s+/g, ' ')}`)),
            }), (error) => done({ rules: 0, found: [String(error)] }))";
    let answer = page.run_until_done(script).await;
    assert!(answer["rules"].as_u64() > Some(0), "axe looked at nothing: {answer}");
    let found = answer["found"].as_array().expect("axe answers").iter();
    found.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What can be scrolled sideways: a page, a dialog or a column that is wider than its place.
pub async fn too_wide(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('main, main *, dialog .body, aside, nav')]
        .filter((place) => ['auto', 'scroll'].includes(getComputedStyle(place).overflowX) && place.clientWidth > 0)
        .filter((place) => place.scrollWidth > place.clientWidth + 1 && place.matches('main, .view, .panel, .body, aside, nav'))
        .map((place) => `${place.tagName}.${place.className}: ${place.scrollWidth} in ${place.clientWidth}`)";
    let answer = page.run(script, vec![]).await;
    let found = answer.as_array().expect("a list").iter();
    found
        .filter_map(Value::as_str)
        .map(|place| format!("too wide: {place}"))
        .collect()
}
