//! Who is suspended or recalled hands on the offices he or she acts in elsewhere.

use super::*;

/// The head of the district acts in both offices of the village; DANA is next in line in the
/// district. The mandate.
fn head_acts_below() -> MandateId {
	let mandate = elect(DISTRICT_HEAD, EWA, &[DANA]);
	for (office, person) in [(VILLAGE_HEAD, ALES), (VILLAGE_MEMBER, BELA)] {
		elect(office, person, &[]);
		resign(person, office);
		assert_eq!(seat(office), Seat::Acting { person: EWA });
	}
	mandate
}

/// BELA, a member in the village, acts for its suspended head, and CIM is next in line; both
/// mandates.
fn member_acts_for_the_head() -> (MandateId, MandateId) {
	let member = elect(VILLAGE_MEMBER, BELA, &[]);
	let head = elect(VILLAGE_HEAD, ALES, &[BELA, CIM]);
	suspend(head);
	assert_eq!(seat(VILLAGE_HEAD).acting(), Some(BELA));
	(member, head)
}

/// In how many offices the person acts.
fn acts_in(person: PersonId) -> usize {
	ActingIn::<Test>::iter_prefix(person).count()
}

/// What there is of stepping aside: entries, and items of the agenda.
fn left_to_do() -> (usize, usize) {
	let items = Agenda::<Test>::iter_keys();
	let steps = items.filter(|(_, due)| matches!(due, Due::Stepping(_)));
	(Stepping::<Test>::iter().count(), steps.count())
}

#[test]
fn suspended_hands_on_one_office_a_block() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		suspend(mandate);
		let done = [1, 2, 3, 4].map(|block| {
			run_to(block);
			OfficesPallet::do_try_state().unwrap();
			(acts_in(EWA), acts_in(DANA))
		});
		// DANA has acted in the district from the first moment.
		assert_eq!(done, [(2, 1), (1, 2), (0, 3), (0, 3)]);
		assert_eq!(left_to_do(), (0, 0));
	});
}

#[test]
fn suspended_hands_on_to_the_next_in_line_and_is_not_set_aside_there() {
	ExtBuilder::default().build_and_execute(|| {
		let (member, head) = member_acts_for_the_head();
		suspend(member);
		next_block();
		let acting = Some(CIM);
		assert_eq!(
			seat(VILLAGE_HEAD),
			Seat::Suspended {
				mandate: head,
				acting
			}
		);
		assert!(OfficesPallet::set_aside(VILLAGE_HEAD).is_empty());
	});
}

#[test]
fn suspended_leaves_the_office_vacant_when_nobody_can_act() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		let member = elect(VILLAGE_MEMBER, BELA, &[]);
		resign(ALES, VILLAGE_HEAD);
		suspend(member);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn suspended_has_nothing_to_do_when_acting_nowhere() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		assert_ok!(OfficesPallet::recall(mandate));
		assert_eq!(left_to_do(), (0, 0));
	});
}

#[test]
fn reinstated_keeps_what_was_not_handed_on_yet() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		suspend(mandate);
		next_block();
		assert_ok!(OfficesPallet::reinstate(mandate));
		assert_eq!(left_to_do(), (0, 0));
		run_to(10);
		assert_eq!(acts_in(EWA), 1);
		// Suspended again, the rest follows.
		suspend(mandate);
		next_block();
		assert_eq!(acts_in(EWA), 0);
	});
}

#[test]
fn recalled_goes_on_handing_on_though_holding_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		suspend(mandate);
		assert_ok!(OfficesPallet::recall(mandate));
		assert_eq!(left_to_do(), (1, 1), "one item, not two");
		run_to(3);
		assert_eq!((acts_in(EWA), acts_in(DANA)), (0, 3));
	});
}

#[test]
fn recalled_hands_on_to_somebody_else_though_first_in_line() {
	ExtBuilder::default().build_and_execute(|| {
		let (member, _) = member_acts_for_the_head();
		suspend(member);
		assert_ok!(OfficesPallet::recall(member));
		next_block();
		assert_eq!(seat(VILLAGE_HEAD).acting(), Some(CIM));
	});
}

#[test]
fn resigned_goes_on_handing_on_when_suspended_before() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		suspend(mandate);
		resign(EWA, DISTRICT_HEAD);
		run_to(3);
		assert_eq!(acts_in(EWA), 0);
	});
}

#[test]
fn recalled_may_act_elsewhere_afterwards() {
	ExtBuilder::default().build_and_execute(|| {
		let member = elect(VILLAGE_MEMBER, BELA, &[]);
		suspend(member);
		assert_ok!(OfficesPallet::recall(member));
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		resign(ALES, VILLAGE_HEAD);
		run_to(10);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn stepping_waits_and_is_not_lost_when_the_agenda_lags() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = head_acts_below();
		suspend(mandate);
		DuePerBlock::set(1);
		let mut before = acts_in(EWA);
		for block in 2..10 {
			run_to(block);
			OfficesPallet::do_try_state().unwrap();
			let now = acts_in(EWA);
			assert!(before - now <= 1);
			before = now;
		}
		assert_eq!((before, left_to_do()), (0, (0, 0)));
	});
}

#[test]
fn stepping_does_nothing_more_when_the_office_is_filled_meanwhile() {
	ExtBuilder::default().build_and_execute(|| {
		let (member, _) = member_acts_for_the_head();
		suspend(member);
		let mandate = elect(VILLAGE_HEAD, DANA, &[]);
		next_block();
		assert_eq!(seat(VILLAGE_HEAD), Seat::Incumbent { mandate });
		assert_eq!(left_to_do(), (0, 0));
	});
}

#[test]
fn stepping_counts_its_weight() {
	use frame_support::traits::Hooks;
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		let (member, _) = member_acts_for_the_head();
		run_to(5);
		suspend(member);
		System::set_block_number(6);
		let expected = <()>::idle().saturating_add(<()>::step_aside());
		assert_eq!(OfficesPallet::on_initialize(6), expected);
	});
}
