//! Nobody founds a chain on which no law could ever be made.

use super::*;
use serde_json::json;

/// Why there is no such chain: the one that the example founds, but for some change.
fn refusal(change: impl FnOnce(&mut Value)) -> String {
	let mut founding = genesis(named::FOUNDING_RUNTIME_PRESET);
	merge(&mut founding, example());
	change(&mut founding);
	match chain(founding) {
		Ok(_) => panic!("it is founded all the same"),
		Err(why) => why,
	}
}

/// Leave only the first so many of a list.
fn keep(list: &mut Value, count: usize) {
	let list = list.as_array_mut().expect("a list");
	assert!(list.len() > count, "there is something to leave away");
	list.truncate(count);
}

#[test]
fn founding_is_refused_when_nobody_makes_blocks() {
	let why = refusal(|founding| keep(&mut founding["session"]["keys"], 0));
	assert!(why.contains("session.keys"), "{why}");
}

#[test]
fn founding_is_refused_when_there_is_no_country() {
	let why = refusal(|founding| {
		founding["territory"]["units"] = json!([]);
		founding["offices"]["offices"] = json!([]);
	});
	assert!(why.contains("territory.units"), "{why}");
}

#[test]
fn founding_is_refused_when_there_are_fewer_registrars_than_must_agree() {
	let why = refusal(|founding| keep(&mut founding["identity"]["registrars"], 1));
	assert!(why.contains("identity.registrars"), "{why}");
}

#[test]
fn founding_is_refused_when_nobody_can_become_a_jurist() {
	let why = refusal(|founding| keep(&mut founding["credentials"]["schemas"], 1));
	assert!(why.contains("there is no diploma"), "{why}");
}

#[test]
fn founding_is_refused_when_everybody_could_see_who_is_a_jurist() {
	for publicity in ["public", "private"] {
		let why = refusal(|founding| {
			founding["credentials"]["schemas"][1]["publicity"] = publicity.into();
		});
		assert!(why.contains("anonymous"), "{why}");
	}
}
