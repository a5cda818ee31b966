//! Any number of machines, any order of bundles, any losses and repeats: in the end all hold the same, and what two changed at
//! once is in question on all of them alike. That no edit vanishes is asked of every history in `sandyq_domain::edits`.

use crate::common::{Chance, LANG, Place, object, request};
use sandyq_casework::view::{SealKind, SealRequest};
use sandyq_casework::{Accept, ErrorCode, Take};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

struct World {
    places: Vec<Place>,
    /// Bundles under way, each for one place; one may arrive never, or more than once.
    post: Vec<(usize, PathBuf)>,
    records: Vec<String>,
    chance: Chance,
    sealed: usize,
}

fn name(n: usize) -> String {
    format!("Машина {n}")
}

impl World {
    fn new(seed: u64) -> Self {
        let mut chance = Chance::of(seed);
        let mut places = vec![Place::with_a_case(&name(0))];
        places.extend((1..3 + chance.below(3)).map(|n| Place::new(&name(n))));
        for a in 0..places.len() {
            for b in 0..places.len() {
                if a != b {
                    let card = places[b].card();
                    let session = &mut places[a].session;
                    session
                        .add_contact(card.as_bytes(), &name(b), Some("in person"), LANG)
                        .unwrap();
                    session.set_own_contact(&name(b), true, LANG).unwrap();
                }
            }
        }
        let case = places[0].session.show_case("K-26-001", LANG).unwrap();
        let records = case
            .records
            .iter()
            .filter(|record| ["case", "event"].contains(&record.kind.as_str()));
        let mut world = Self {
            records: records.map(|record| record.id.to_string()).collect(),
            places,
            post: Vec::new(),
            chance,
            sealed: 0,
        };
        for to in 1..world.places.len() {
            world.send(0, to, SealKind::Move);
            world.deliver(world.post.len() - 1);
        }
        world
    }

    fn send(&mut self, from: usize, to: usize, kind: SealKind) {
        self.sealed += 1;
        let path = self.places[from].path(&format!("{}.age", self.sealed));
        let asked = SealRequest {
            kind,
            ..request(&name(to))
        };
        match self.places[from].seal_as(&asked, &path) {
            Ok(_) => self.post.push((to, path)),
            Err(failure) if failure.code == ErrorCode::NothingToSend => {}
            Err(failure) => panic!("{failure}"),
        }
    }

    fn deliver(&mut self, at: usize) {
        let (to, path) = self.post[at].clone();
        let place = &mut self.places[to];
        place.inspect(&path).unwrap_or_else(|failure| panic!("{failure}"));
        let opened = place.session.open_bundle(Accept::default(), LANG);
        opened.unwrap_or_else(|failure| panic!("{failure}"));
    }

    fn act(&mut self) {
        let machines = self.places.len();
        let on = self.chance.below(machines);
        match self.chance.below(12) {
            0..=4 => self.edit(on),
            5 => {
                let body = object(&json!({ "locality": format!("Село {}", self.sealed) }));
                let added = self.places[on]
                    .session
                    .add_record("event", Some("K-26-001"), &body)
                    .unwrap();
                self.records.push(added.id.to_string());
            }
            6 | 7 => {
                let to = (on + 1 + self.chance.below(machines - 1)) % machines;
                let kind = [SealKind::Update, SealKind::Move][self.chance.below(2)];
                self.send(on, to, kind);
            }
            8..=10 if !self.post.is_empty() => {
                let at = self.chance.below(self.post.len());
                self.deliver(at);
                if self.chance.below(2) == 0 {
                    self.post.swap_remove(at);
                }
            }
            _ => self.decide(on),
        }
    }

    fn edit(&mut self, on: usize) {
        let id = self.records[self.chance.below(self.records.len())].clone();
        let field = ["locality", "title", "legal_basis"][self.chance.below(3)];
        let value = [json!("раз"), json!("два"), json!("три"), Value::Null][self.chance.below(4)].clone();
        // A record that has not come here yet, or a field its kind does not have, is edited by nobody.
        let _ = self.places[on]
            .session
            .edit_record(&id, &Map::from_iter([(field.to_owned(), value)]));
    }

    fn decide(&mut self, on: usize) {
        let session = &mut self.places[on].session;
        let open = session.list_conflicts(LANG).unwrap();
        if let Some(conflict) = open.get(self.chance.below(open.len().max(1))) {
            let take = if self.chance.below(2) == 0 {
                Take::Ours
            } else {
                Take::Theirs
            };
            session.resolve_conflict(&conflict.id.to_string(), take).unwrap();
        }
    }

    /// Everybody hears of everybody, until nobody has anything new.
    fn meet(&mut self) {
        self.post.clear();
        for _ in 0..2 {
            for from in 0..self.places.len() {
                for to in (0..self.places.len()).filter(|to| *to != from) {
                    self.send(from, to, SealKind::Move);
                    self.deliver(self.post.len() - 1);
                }
            }
        }
    }
}

/// Every record as it is shown, and every value that is in question.
fn state(place: &Place) -> BTreeMap<String, String> {
    let page = place.session.show_case("K-26-001", LANG).unwrap();
    let mut all = BTreeMap::new();
    for record in &page.records {
        let view = place.session.read_record(&record.id.to_string()).unwrap();
        all.insert(
            record.id.to_string(),
            serde_json::to_string(&view.body.into_iter().collect::<BTreeMap<_, _>>()).unwrap(),
        );
    }
    for conflict in place.session.list_conflicts(LANG).unwrap() {
        for field in conflict.fields {
            let mut values: Vec<String> = field.theirs.iter().map(|value| value.text.clone()).collect();
            values.push(field.ours.text);
            values.sort();
            all.insert(format!("{} {}", conflict.id, field.field), values.join(" | "));
        }
    }
    all
}

fn converges(seed: u64, acts: usize) {
    let mut world = World::new(seed);
    for _ in 0..acts {
        world.act();
    }
    world.meet();
    let states: Vec<_> = world.places.iter().map(state).collect();
    for (n, other) in states.iter().enumerate() {
        assert!(
            *other == states[0],
            "seed {seed}, machine {n}:\n{other:?}\n{:?}",
            states[0]
        );
    }
    // Hearing everything once more changes nothing.
    for at in 0..world.post.len() {
        world.deliver(at);
    }
    assert!(world.places.iter().map(state).eq(states.iter().cloned()), "seed {seed}");
    for place in &world.places {
        assert!(
            place.session.read_journal(true, LANG).unwrap().faults.is_empty(),
            "seed {seed}"
        );
    }
}

#[test]
fn machines_that_exchange_bundles_in_any_order_hold_the_same_in_the_end() {
    for seed in 1..=6 {
        converges(seed, 40);
    }
}

#[test]
#[ignore = "hundreds of histories: half an hour, and twice that in a development build"]
fn long_machines_converge_over_hundreds_of_histories() {
    for seed in 1_000..1_300 {
        converges(seed, 80);
        eprintln!("history {seed} converged");
    }
}
