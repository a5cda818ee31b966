//! Who did what to whom, as sentences: people by code, so that nothing has to be declined; whoever suffered or did the same
//! in one event stands together and is not repeated.

use super::names::{distinct, involved_in_full, joined};
use super::row::place_of;
use super::title::{coded, lower_first, upper_first};
use crate::view::Sentence;
use sandyq_domain::casefile::{answered, in_order};
use sandyq_domain::kinds::Act;
use sandyq_domain::value::{Coded, Date};
use sandyq_domain::words::{Arg, date_text, has, text_with};
use sandyq_domain::{CaseFile, Entry, Lang, RecordId};

/// Acts of one type that the same people did in one event, with all who suffered them.
struct Group {
    event: Option<RecordId>,
    slug: String,
    what: String,
    who: String,
    whom: Vec<String>,
    acts: Vec<RecordId>,
    when: Date,
}

/// The sentences of a case, event by event in time.
pub fn sentences(file: &CaseFile, lang: Lang) -> Vec<Sentence> {
    let mut groups: Vec<Group> = Vec::new();
    for act in &file.acts {
        let new = group(file, act, lang);
        let same = |one: &&mut Group| {
            one.event == new.event
                && one.what == new.what
                && one.who == new.who
                && in_order(&one.when, &new.when).is_eq()
        };
        match groups.iter_mut().find(same) {
            Some(known) => {
                known.acts.extend(new.acts);
                known.whom = distinct(std::mem::take(&mut known.whom).into_iter().chain(new.whom));
            }
            None => groups.push(new),
        }
    }
    let in_time = file.events_in_time();
    let place = |group: &Group| in_time.iter().position(|event| Some(event.id) == group.event);
    groups.sort_by_cached_key(|group| (place(group).unwrap_or(usize::MAX), group.acts.first().copied()));
    groups.iter().map(|group| sentence(file, group, lang)).collect()
}

fn group(file: &CaseFile, act: &Entry<Act>, lang: Lang) -> Group {
    let record = &act.record;
    let who = distinct(
        file.involved_in(act.id)
            .map(|entry| involved_in_full(file, entry, lang)),
    );
    let whom = record.victim.and_then(|victim| file.person_shown(victim));
    Group {
        event: record.event,
        slug: answered(&record.act_type).map_or_else(String::new, |kind| kind.slug().to_owned()),
        what: what(record, lang),
        who: who.join("; "),
        whom: whom.map(str::to_owned).into_iter().collect(),
        acts: vec![act.id],
        when: record.date.clone(),
    }
}

fn what(act: &Act, lang: Lang) -> String {
    let kind: Option<&Coded> = act.act_type.as_ref();
    kind.map_or_else(String::new, |kind| coded("act_type", kind, lang))
}

fn sentence(file: &CaseFile, group: &Group, lang: Lang) -> Sentence {
    let whom = group.whom.join(", ");
    let event = group.event.and_then(|id| file.event(id));
    let own = group.when.as_ref();
    let when = own.or_else(|| event.and_then(|event| event.record.date.as_ref()));
    let title = event.and_then(|event| event.record.title.clone());
    Sentence {
        acts: group.acts.clone(),
        text: told(group, &whom, lang),
        event: group.event,
        scene: joined(
            [
                title,
                event.map(|event| place_of(event, lang)),
                when.map(|date| date_text(date, lang)),
            ],
            " · ",
        ),
        who: group.who.clone(),
        what: group.what.clone(),
        whom,
    }
}

/// The sentence: a verb where the vocabulary has one, else the name of the act as it stands.
fn told(group: &Group, whom: &str, lang: Lang) -> String {
    let key = format!("deed-{}", group.slug);
    let count = Arg::from(group.whom.len());
    // Codes need no declining; a chosen name would, and stands before a colon instead.
    let is_code = |name: &String| name.chars().any(|c| c.is_ascii_digit());
    let fits = lang != Lang::Ru || group.whom.iter().all(is_code);
    let deed = if has(lang, &key) && !whom.is_empty() && fits {
        text_with(lang, &key, &[("whom", whom.into()), ("n", count)])
    } else {
        joined([Some(whom.to_owned()), Some(lower_first(&group.what))], ": ")
    };
    let deed = upper_first(&deed);
    if group.who.is_empty() {
        return deed;
    }
    let args = [("deed", deed.as_str().into()), ("who", group.who.as_str().into())];
    text_with(lang, "deed-who", &args)
}
