//! Half-time: reserves sit where nobody has voted.

use super::*;

#[test]
fn reserves_take_the_places_of_the_silent_at_half_time() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (panel, reserves) = drawn(id);
		assert!(vote(poll, panel[1], YES));
		assert!(vote(poll, panel[3], NO));
		run_to(HALFWAY - 1);
		assert_eq!(admitted(poll), panel);
		next_block();
		let expected = [reserves[0], panel[1], reserves[1], panel[3], reserves[2]];
		assert_eq!(admitted(poll), expected);
		System::assert_last_event(
			Event::ReservesCalled {
				bill: id,
				called: 3,
			}
			.into(),
		);
	});
}

#[test]
fn reserve_cannot_vote_before_it_is_called() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (_, reserves) = drawn(id);
		run_to(HALFWAY - 1);
		assert!(!vote(poll, reserves[0], YES));
		next_block();
		assert!(vote(poll, reserves[0], YES));
	});
}

#[test]
fn silent_one_cannot_vote_after_being_replaced() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (panel, _) = drawn(id);
		run_to(HALFWAY);
		assert!(!vote(poll, panel[0], YES));
	});
}

#[test]
fn silent_ones_keep_their_places_when_there_are_too_few_reserves() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (panel, _) = drawn(id);
		run_to(HALFWAY);
		// Five were silent, three stood by.
		assert!(vote(poll, panel[3], YES));
		assert!(vote(poll, panel[4], YES));
	});
}

#[test]
fn reserves_stay_away_when_all_have_voted() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = trial();
		let (panel, _) = drawn(id);
		for alias in &panel {
			assert!(vote(poll, *alias, NO));
		}
		run_to(HALFWAY);
		assert_eq!(admitted(poll), panel);
		System::assert_last_event(
			Event::ReservesCalled {
				bill: id,
				called: 0,
			}
			.into(),
		);
	});
}

#[test]
fn reserves_are_called_once() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = trial();
		run_to(DECIDED);
		let called = RuntimeEvent::from(Event::ReservesCalled {
			bill: id,
			called: 3,
		});
		let told = System::events()
			.into_iter()
			.filter(|record| record.event == called);
		assert_eq!(told.count(), 1);
	});
}

#[test]
fn nobody_is_called_when_there_are_no_reserves() {
	let params = Params {
		reserves: 0,
		..PARAMS
	};
	ExtBuilder::default()
		.params(&[(Class::Statute, params)])
		.build_and_execute(|| {
			let (id, poll) = trial();
			let (panel, reserves) = drawn(id);
			assert!(reserves.is_empty());
			run_to(HALFWAY);
			assert_eq!(admitted(poll), panel);
		});
}

#[test]
fn half_time_comes_when_the_panel_has_as_little_time_as_can_be() {
	let params = Params {
		verdict: 2,
		..PARAMS
	};
	ExtBuilder::default()
		.params(&[(Class::Statute, params)])
		.build_and_execute(|| {
			let (id, poll) = trial();
			let (panel, reserves) = drawn(id);
			assert_eq!(admitted(poll), panel);
			next_block();
			assert_eq!(admitted(poll)[..3], reserves[..]);
			next_block();
			assert_eq!(verdict(id), Some(Verdict::NoQuorum));
		});
}
