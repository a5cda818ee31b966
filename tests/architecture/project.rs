//! The project as files: what a fresh clone and a working tree have in common.

use std::fs;
use std::path::{Path, PathBuf};

/// What tools leave behind; never part of the project (the same list as the `.gitignore` files).
const LEFT_BY_TOOLS: [&str; 6] = [".git", "target", "gen", "node_modules", "ui/dist", "ui/dist-mock"];

/// One file of the project: its path with forward slashes, and its text if it is text.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// A made-up file, to show a rule what it must refuse.
    pub fn sample(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// Whether the path ends in one of these.
    pub fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file under `folder` (empty: the whole project), in order of its path.
pub fn texts(folder: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            Some(Source {
                path: name_of(&path),
                text,
            })
        })
        .collect()
}

/// The names directly under the root, without what tools leave behind.
pub fn top_level() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root())
        .expect("the project's own folder can be read")
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !LEFT_BY_TOOLS.contains(&name.as_str()))
        .collect();
    names.sort();
    names
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (entry.path(), entry.file_name());
        let left = LEFT_BY_TOOLS.contains(&name_of(&path).as_str()) || name == "node_modules";
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && !left => walk(&path, found),
            Ok(kind) if kind.is_file() => found.push(path),
            _ => {}
        }
    }
}

fn name_of(path: &Path) -> String {
    path.strip_prefix(root())
        .unwrap_or(path)
        .to_string_lossy()
        .replace('\\', "/")
}

/// The code of a Rust file: without comments, and without what stands after its `#[cfg(test)]` module begins
/// (test modules come last in a file here).
pub fn shipped_code(text: &str) -> String {
    let body = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text);
    body.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn shipped_code_is_without_comments_and_test_modules() {
    let text = "//! std::fs\nfn a() {}\n    // std::fs\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n";
    assert_eq!(shipped_code(text), "fn a() {}");
}

#[test]
fn the_walk_sees_this_file_and_nothing_tools_left() {
    let all = texts("");
    assert!(all.iter().any(|source| source.path == "tests/architecture/project.rs"));
    assert!(
        !all.iter()
            .any(|source| source.path.starts_with("target/") || source.path.contains("node_modules/"))
    );
}
