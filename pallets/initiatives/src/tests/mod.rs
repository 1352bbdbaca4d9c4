//! One behaviour a test.

mod flow;
mod params;
mod start;

use crate::{mock::*, *};
use sp_core::H256;
use veche_primitives::{
	ballot::{Method, Question, Title},
	polls::Goal,
	rolls::Electorate,
	Stratum, WHOLE,
};

/// A title from a word.
fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// A question with these options.
fn question(method: Method, options: &[&str]) -> Question {
	let options = options.iter().map(|option| title(option)).collect();
	Question {
		title: title("Which one?"),
		method,
		options: BoundedVec::truncate_from(options),
	}
}

/// Two questions: a yes/no and a choice of four.
fn paper() -> Paper {
	let questions = vec![
		question(Method::YesNo, &["yes", "no", "abstain"]),
		question(Method::Schulze, &["well", "bridge", "school", "road"]),
	];
	Paper {
		title: title("What to build first"),
		text: H256::repeat_byte(7),
		questions: BoundedVec::truncate_from(questions),
	}
}

/// Start an initiative that is expected to start; its number.
fn start(by: AccountId, unit: UnitId) -> InitiativeId {
	let id = NextInitiative::<Test>::get();
	frame_support::assert_ok!(InitiativesPallet::start(
		RuntimeOrigin::signed(by),
		unit,
		paper()
	));
	id
}

/// The stored initiative.
fn stored(id: InitiativeId) -> Initiative<u64> {
	InitiativesPallet::initiative(id).unwrap().0
}
