//! `pass_on`: who acts has lost the people's confidence, too.

use super::*;

/// The village after its head has resigned, with these in line, of whom the first acts.
fn acting(in_line: &[PersonId]) {
	elect(VILLAGE_HEAD, ALES, in_line);
	resign(ALES, VILLAGE_HEAD);
	assert_eq!(seat(VILLAGE_HEAD).acting(), in_line.first().copied());
}

/// The head of the village is suspended, and the first of these in line acts; the mandate.
fn suspended(in_line: &[PersonId]) -> MandateId {
	let mandate = elect(VILLAGE_HEAD, ALES, in_line);
	suspend(mandate);
	assert_eq!(seat(VILLAGE_HEAD).acting(), in_line.first().copied());
	mandate
}

#[test]
fn pass_on_lets_the_next_in_line_act_when_nobody_holds_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA, CIM]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(Some(CIM)));
		let seat = Seat::Acting { person: CIM };
		assert_eq!(super::seat(VILLAGE_HEAD), seat);
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [BELA]);
		assert!(!ActingIn::<Test>::contains_key(BELA, VILLAGE_HEAD));
		System::assert_last_event(
			Event::<Test>::SeatChanged {
				office: VILLAGE_HEAD,
				seat,
			}
			.into(),
		);
	});
}

#[test]
fn pass_on_lets_the_next_in_line_act_when_the_mandate_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = suspended(&[BELA, CIM]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(Some(CIM)));
		let acting = Some(CIM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
		assert_eq!(ended(mandate), None);
	});
}

#[test]
fn pass_on_lets_the_head_above_act_when_nobody_else_is_in_line() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		acting(&[BELA]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(Some(EWA)));
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(None));
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [BELA, EWA]);
	});
}

#[test]
fn pass_on_passes_over_who_is_suspended_in_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA, CIM, DANA]);
		let mandate = elect(VILLAGE_MEMBER, CIM, &[]);
		suspend(mandate);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(Some(DANA)));
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [BELA]);
	});
}

#[test]
fn pass_on_leaves_the_office_vacant_when_nobody_can_act() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(None));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
		next_block();
		assert!(MockElections::under_way(VILLAGE_HEAD).is_some());
	});
}

#[test]
fn pass_on_leaves_nobody_acting_when_only_the_suspended_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[ALES]);
		resign(EWA, DISTRICT_HEAD);
		// Whoever is suspended here is the acting head above until the next block.
		let mandate = suspended(&[BELA]);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: ALES });
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(None));
		let acting = None;
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
	});
}

#[test]
fn pass_on_ends_the_acting_of_one_who_stayed_after_the_term() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		run_to(1 + TERM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: ALES });
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(Some(BELA)));
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), [ALES]);
	});
}

#[test]
fn pass_on_calls_no_other_election() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA, CIM]);
		next_block();
		let before = called();
		assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		run_to(10);
		assert_eq!(called(), before);
	});
}

#[test]
fn set_aside_does_not_act_again_when_the_next_loses_standing() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA, CIM]);
		assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		lose(CIM);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn set_aside_does_not_act_again_when_the_holder_is_suspended_again() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = suspended(&[BELA, CIM]);
		assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		assert_ok!(OfficesPallet::reinstate(mandate));
		suspend(mandate);
		let acting = Some(CIM);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Suspended { mandate, acting });
	});
}

#[test]
fn set_aside_does_not_act_again_as_the_head_above_but_acts_in_other_offices() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA, CIM]);
		assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		elect(DISTRICT_HEAD, BELA, &[]);
		assert_eq!(OfficesPallet::pass_on(VILLAGE_HEAD), Ok(None));
		let mandate = elect(VILLAGE_MEMBER, DANA, &[]);
		suspend(mandate);
		assert_eq!(seat(VILLAGE_MEMBER).acting(), Some(BELA));
	});
}

#[test]
fn set_aside_may_act_again_after_an_election() {
	ExtBuilder::default().build_and_execute(|| {
		acting(&[BELA]);
		assert_ok!(OfficesPallet::pass_on(VILLAGE_HEAD));
		acting(&[BELA]);
		assert!(OfficesPallet::set_aside(VILLAGE_HEAD).is_empty());
	});
}

#[test]
fn set_aside_remembers_each_once_and_forgets_the_oldest_when_full() {
	ExtBuilder::default().build_and_execute(|| {
		for person in (0..=MAX_SET_ASIDE).chain([MAX_SET_ASIDE]) {
			OfficesPallet::put_aside(VILLAGE_HEAD, 100 + person);
		}
		let newest: Vec<PersonId> = (101..=100 + MAX_SET_ASIDE).collect();
		assert_eq!(OfficesPallet::set_aside(VILLAGE_HEAD), newest);
	});
}

#[test]
fn pass_on_fails_when_nobody_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let refused = |office| {
			assert_noop!(OfficesPallet::pass_on(office), Error::<Test>::NobodyActs);
		};
		refused(VILLAGE_HEAD);
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		refused(VILLAGE_HEAD);
		suspend(mandate);
		refused(VILLAGE_HEAD);
	});
}

#[test]
fn pass_on_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(OfficesPallet::pass_on(77), Error::<Test>::UnknownOffice);
	});
}
