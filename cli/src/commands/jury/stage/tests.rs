//! What is told, and when again.

use super::*;

fn now(block: u32) -> Now {
	Now {
		block,
		millis: 6_000,
	}
}

fn claiming_with(standing: Standing) -> Stage {
	Stage::Claiming {
		standing: Some(standing),
		until: 120,
	}
}

/// Open from block 100 to 140, half-time at 120.
fn trial(standing: Standing) -> Stage {
	Stage::Trial {
		standing,
		poll: 9,
		opens: 100,
		halfway: 120,
		closes: 140,
	}
}

const fn sits(called: bool, voted: bool) -> Standing {
	Standing::Sits { called, voted }
}

#[test]
fn ticket_is_to_be_handed_in_as_long_as_one_is_taken() {
	let unclaimed = claiming_with(Standing::Unclaimed);
	assert_eq!(unclaimed.task(118), Task::Claim);
	assert_eq!(unclaimed.task(119), Task::Nothing);
	for standing in [
		Standing::TooHigh,
		Standing::Kept {
			place: 1,
			would_sit: true,
		},
	] {
		assert_eq!(claiming_with(standing).task(110), Task::Nothing);
	}
	let elsewhere = Stage::Claiming {
		standing: None,
		until: 120,
	};
	assert_eq!(elsewhere.task(110), Task::Nothing);
}

#[test]
fn vote_is_to_be_cast_by_who_sits_and_has_not() {
	assert_eq!(trial(sits(false, false)).task(100), Task::Vote);
	assert_eq!(trial(sits(true, false)).task(139), Task::Vote);
	assert_eq!(trial(sits(false, false)).task(99), Task::Nothing);
	assert_eq!(trial(sits(false, false)).task(140), Task::Nothing);
	assert_eq!(trial(sits(false, true)).task(110), Task::Nothing);
	let by = Standing::StandsBy { place: 1 };
	assert_eq!(trial(by).task(110), Task::Nothing);
}

#[test]
fn words_tell_what_to_do_until_when() {
	for (stage, block, part) in [
		(
			Stage::Frozen {
				on_roll: true,
				seed_block: 110,
			},
			100,
			"before block 110 (about 60 seconds)",
		),
		(
			Stage::Frozen {
				on_roll: false,
				seed_block: 110,
			},
			100,
			"you cannot be drawn from it",
		),
		(
			Stage::Claiming {
				standing: None,
				until: 120,
			},
			100,
			"everybody can in a second window",
		),
		(
			claiming_with(Standing::Kept {
				place: 6,
				would_sit: false,
			}),
			100,
			"number 6 of those kept so far, so you would stand by",
		),
		(claiming_with(Standing::TooHigh), 100, "you are not drawn"),
		(
			trial(sits(false, false)),
			100,
			"Vote until block 120 (about 2 minutes), or a reserve takes your place: `veche jury \
			 vote 3 yes|no|abstain --key NAME`",
		),
		(trial(sits(false, false)), 120, "Vote until block 140"),
		(trial(sits(true, false)), 120, "called from the reserves"),
		(trial(sits(false, true)), 110, "your ballot is counted"),
		(
			trial(Standing::StandsBy { place: 2 }),
			110,
			"reserve 2: at block 120",
		),
		(
			trial(Standing::StandsBy { place: 2 }),
			120,
			"were not needed",
		),
		(trial(Standing::Replaced), 120, "a reserve took your place"),
		(Stage::Done(Verdict::Rejected), 140, "the panel rejected it"),
	] {
		let words = stage.words(3, now(block));
		assert!(words.contains(part), "{part}: {words}");
	}
}

#[test]
fn nothing_is_told_twice_before_something_changes() {
	let mut told = Told::default();
	let first = claiming_with(Standing::Kept {
		place: 1,
		would_sit: true,
	});
	let later = claiming_with(Standing::Kept {
		place: 3,
		would_sit: true,
	});
	assert_eq!(told.news(&first, 110), Some(News::Changed));
	assert_eq!(told.news(&first, 111), None);
	assert_eq!(told.news(&later, 112), None);
	let lost = claiming_with(Standing::TooHigh);
	assert_eq!(told.news(&lost, 113), Some(News::Changed));
	assert_eq!(told.news(&lost, 114), None);
}

#[test]
fn ticket_is_told_again_when_everybody_claims_after_too_few_jurists_did() {
	let mut told = Told::default();
	let first = claiming_with(Standing::Kept {
		place: 1,
		would_sit: true,
	});
	let second = Stage::Claiming {
		standing: Some(Standing::Kept {
			place: 1,
			would_sit: true,
		}),
		until: 140,
	};
	assert_eq!(told.news(&first, 110), Some(News::Changed));
	assert_eq!(told.news(&second, 121), Some(News::Changed));
	assert_eq!(told.news(&second, 122), None);
}

#[test]
fn reminders_come_twice_before_half_time_and_twice_before_the_close() {
	let mut told = Told::default();
	let silent = trial(sits(false, false));
	let mut reminded = Vec::new();
	for block in 100..140 {
		match told.news(&silent, block) {
			Some(News::Reminder) => reminded.push(block),
			Some(News::Changed) => assert_eq!(block, 100),
			None => (),
		}
	}
	assert_eq!(reminded, [110, 118, 130, 138]);
}

#[test]
fn reminder_is_not_missed_when_blocks_are() {
	let mut told = Told::default();
	let silent = trial(sits(false, false));
	told.news(&silent, 101);
	assert_eq!(told.news(&silent, 115), Some(News::Reminder));
	assert_eq!(told.news(&silent, 116), None);
}

#[test]
fn nobody_is_reminded_who_voted() {
	let mut told = Told::default();
	let voted = trial(sits(false, true));
	told.news(&voted, 100);
	assert!((101..140).all(|block| told.news(&voted, block).is_none()));
}

#[test]
fn decision_has_the_name_of_the_verdict() {
	assert_eq!(Stage::Done(Verdict::NoPanel).headline(), "no_panel");
	assert_eq!(trial(sits(true, false)).headline(), "called");
	assert_eq!(trial(sits(false, false)).headline(), "drawn");
}
