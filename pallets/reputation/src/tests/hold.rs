//! Extraordinary rounds: held at once, or right after the one under way.

use super::*;

/// Ask for an extraordinary round that will be held.
fn hold(office: OfficeId) {
	assert_ok!(ReputationPallet::hold(office));
}

#[test]
fn hold_calls_an_extraordinary_round_when_none_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		run_to(50);
		hold(HEAD);
		let round = current(HEAD).unwrap();
		assert_eq!((round.kind, round.called), (Kind::Extraordinary, 50));
		assert_eq!(date(HEAD), 103, "dates are not touched");
		assert!(ReputationPallet::is_under_way(HEAD));
		System::assert_last_event(
			Event::Called {
				office: HEAD,
				number: 1,
				poll: round.poll,
				kind: Kind::Extraordinary,
			}
			.into(),
		);
	});
}

#[test]
fn hold_fails_when_the_office_is_vacant() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ReputationPallet::hold(HEAD), Error::<Test>::NobodyToAsk);
	});
}

#[test]
fn hold_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(ReputationPallet::hold(UNKNOWN), Error::<Test>::NobodyToAsk);
	});
}

#[test]
fn hold_fails_when_the_poll_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		RefuseToOpen::set(Some(DispatchError::Unavailable));
		assert_noop!(ReputationPallet::hold(HEAD), DispatchError::Unavailable);
		assert!(!ReputationPallet::is_under_way(HEAD));
	});
}

#[test]
fn hold_fails_when_numbers_are_used_up() {
	// Not checked at the end: numbers were skipped.
	ExtBuilder::default().build().execute_with(|| {
		install(HEAD, ALES);
		CountIn::<Test>::insert(HEAD, u32::MAX);
		assert_noop!(ReputationPallet::hold(HEAD), Error::<Test>::NoMoreNumbers);
	});
}

#[test]
fn hold_owes_a_round_when_one_is_under_way() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		hold(HEAD);
		assert_eq!(current(HEAD), Some(round));
		assert!(Owed::<Test>::contains_key(HEAD));
	});
}

#[test]
fn owed_round_is_called_when_the_one_under_way_is_over() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		close(HEAD, &[GOOD]);
		let round = current(HEAD).unwrap();
		assert_eq!(
			(round.number, round.kind, round.called),
			(2, Kind::Extraordinary, 124)
		);
		assert!(!Owed::<Test>::contains_key(HEAD));
		close(HEAD, &[GOOD]);
		assert_eq!(current(HEAD), None);
	});
}

#[test]
fn one_round_is_owed_when_several_were_asked_for() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		hold(HEAD);
		close(HEAD, &[GOOD]);
		close(HEAD, &[GOOD]);
		assert!(!ReputationPallet::is_under_way(HEAD));
	});
}

#[test]
fn owed_round_asks_about_whoever_sits_there_then() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		close(HEAD, &[SUNK]);
		let suspended = question(ALES, Capacity::Suspended(mandate));
		let acting = question(DEPUTY, Capacity::Acting);
		assert_eq!(current(HEAD).unwrap().asked.to_vec(), [suspended, acting]);
	});
}

#[test]
fn owed_round_waits_for_the_repeat() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		close(HEAD, &[CLOSE]);
		assert_eq!(current(HEAD).unwrap().kind, Kind::Repeat);
		assert!(Owed::<Test>::contains_key(HEAD));
		close(HEAD, &[GOOD]);
		assert_eq!(current(HEAD).unwrap().kind, Kind::Extraordinary);
	});
}

#[test]
fn owed_round_is_called_when_nothing_can_be_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		vacate(HEAD, Some(BELA));
		close(HEAD, &[CLOSE]);
		let round = current(HEAD).unwrap();
		assert_eq!(round.kind, Kind::Extraordinary);
		assert_eq!(round.asked.to_vec(), [question(BELA, Capacity::Acting)]);
	});
}

#[test]
fn owed_round_is_told_not_to_be_opened_when_nobody_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		vacate(HEAD, None);
		close(HEAD, &[GOOD]);
		assert!(!ReputationPallet::is_under_way(HEAD));
		System::assert_last_event(
			Event::NotOpened {
				office: HEAD,
				error: Error::<Test>::NobodyToAsk.into(),
			}
			.into(),
		);
	});
}

#[test]
fn owed_round_is_told_not_to_be_opened_when_the_poll_cannot_be() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		asked(HEAD);
		hold(HEAD);
		RefuseToOpen::set(Some(DispatchError::Unavailable));
		close(HEAD, &[GOOD]);
		assert!(!ReputationPallet::is_under_way(HEAD));
		System::assert_last_event(
			Event::NotOpened {
				office: HEAD,
				error: DispatchError::Unavailable,
			}
			.into(),
		);
	});
}

#[test]
fn weight_counts_the_owed_round() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		let round = asked(HEAD);
		hold(HEAD);
		let weight = close_poll(round.poll, &[GOOD]);
		let expected = <()>::settle()
			.saturating_add(TOLD)
			.saturating_add(<()>::call_round());
		assert_eq!(weight, expected);
	});
}
