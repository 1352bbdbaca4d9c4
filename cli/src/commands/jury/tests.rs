//! What a jurist is told of a ticket.

use super::{ticket::Drawing, *};
use sp_core::H256;

use veche_primitives::rolls::{Electorate, RollEpoch};

fn claimed(standing: Standing, block: Option<u32>) -> Claimed {
	Claimed {
		alias: [0xab; 32],
		drawing: Drawing {
			bill: 3,
			jurists: Electorate::Group(1),
			epoch: RollEpoch::default(),
			seed: H256::zero(),
			context: [0; 32],
			since: 100,
			until: 120,
			seats: 5,
			places: 9,
		},
		standing,
		precinct: 4,
		ring: 40,
		block,
		sent: block.is_some(),
		kept: 6,
		jurists: 40,
		to_sit: 750_000,
		to_be_kept: 990_000,
	}
}

fn words(standing: Standing, block: Option<u32>) -> String {
	ticket_words(&claimed(standing, block), 6_000).join(" ")
}

#[test]
fn kept_ticket_tells_its_place_chances_and_next_step() {
	let kept = Standing::Kept {
		place: 2,
		would_sit: true,
	};
	let said = words(kept, Some(110));
	for part in [
		"is in, since block 110",
		"number 2 of the 6 kept so far: you would sit now",
		"you sit with 75.0% and sit or stand by with 99.0%",
		"drawn at block 120 (about 60 seconds)",
		"`veche jury status 3 --key NAME`",
	] {
		assert!(said.contains(part), "{part}: {said}");
	}
	assert!(words(kept, None).contains("was in already"));
}

#[test]
fn ticket_that_is_too_high_tells_whether_it_was_sent() {
	let unsent = words(Standing::TooHigh, None);
	assert!(unsent.contains("You are not drawn for bill 3"), "{unsent}");
	assert!(unsent.contains("nobody learns that you tried"), "{unsent}");
	let displaced = words(Standing::TooHigh, Some(110));
	assert!(displaced.contains("lower ones came"), "{displaced}");
}

#[test]
fn refused_ticket_is_not_called_secret_when_it_was_sent() {
	let refused = Claimed {
		sent: true,
		..claimed(Standing::TooHigh, None)
	};
	let said = ticket_words(&refused, 6_000).join(" ");
	assert!(said.contains("It was sent and refused"), "{said}");
	assert!(said.contains("somebody of your precinct tried"), "{said}");
	assert!(!said.contains("nobody learns"), "{said}");
}

#[test]
fn no_alias_is_in_the_words_or_answers_unless_asked_for() {
	let alias = hex([0xab; 32]);
	for standing in [
		Standing::TooHigh,
		Standing::Kept {
			place: 2,
			would_sit: false,
		},
	] {
		assert!(!words(standing, Some(110)).contains(&alias));
	}
	let own = Own {
		event: "drawn",
		standing: Some(Standing::Sits {
			called: false,
			voted: false,
		}),
		words: String::new(),
		odds: None,
		alias: Some([0xab; 32]),
	};
	assert!(!own.answer(false).to_string().contains(&alias));
	assert_eq!(own.answer(true)["alias"], alias.as_str());
	assert_eq!(own.answer(false)["standing"]["part"], "sits");
}
