//! Who acts when an incumbent is suspended or gone.

use super::*;

/// Who acts in the village after its head has resigned, with these in line.
fn acting_after_resignation(in_line: &[PersonId]) -> Option<PersonId> {
	elect(VILLAGE_HEAD, ALES, in_line);
	resign(ALES, VILLAGE_HEAD);
	seat(VILLAGE_HEAD).acting()
}

#[test]
fn first_in_line_acts() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		assert_eq!(acting_after_resignation(&[BELA, CIM]), Some(BELA));
		System::assert_last_event(
			Event::<Test>::SeatChanged {
				office: VILLAGE_HEAD,
				seat: Seat::Acting { person: BELA },
			}
			.into(),
		);
	});
}

#[test]
fn next_in_line_acts_when_the_first_is_in_bad_standing() {
	ExtBuilder::default().build_and_execute(|| {
		lose(BELA);
		assert_eq!(acting_after_resignation(&[BELA, CIM]), Some(CIM));
	});
}

#[test]
fn next_in_line_acts_when_the_first_lives_elsewhere() {
	ExtBuilder::default().build_and_execute(|| {
		move_home(BELA, OTHER_VILLAGE);
		// A home above the unit is outside of it, too.
		move_home(DANA, DISTRICT);
		assert_eq!(
			acting_after_resignation(&[BELA, FILIP, DANA, CIM]),
			Some(CIM)
		);
	});
}

#[test]
fn next_in_line_acts_when_the_first_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(acting_after_resignation(&[OBSERVER, CIM]), Some(CIM));
	});
}

#[test]
fn in_line_may_live_below_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, ALES, &[EWA]);
		resign(ALES, DISTRICT_HEAD);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: EWA });
	});
}

#[test]
fn in_line_may_hold_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_MEMBER, BELA, &[]);
		assert_eq!(acting_after_resignation(&[BELA]), Some(BELA));
		assert_eq!(seat(VILLAGE_MEMBER), Seat::Incumbent { mandate });
	});
}

#[test]
fn next_in_line_acts_when_the_first_is_suspended_in_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_MEMBER, BELA, &[]);
		suspend(mandate);
		assert_eq!(acting_after_resignation(&[BELA, CIM]), Some(CIM));
	});
}

#[test]
fn in_line_may_act_again_when_reinstated_in_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_MEMBER, BELA, &[]);
		suspend(mandate);
		assert_ok!(OfficesPallet::reinstate(mandate));
		assert_eq!(acting_after_resignation(&[BELA, CIM]), Some(BELA));
	});
}

#[test]
fn head_above_acts_when_nobody_in_line_can() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, FILIP, &[]);
		assert_eq!(acting_after_resignation(&[EWA]), Some(FILIP));
	});
}

#[test]
fn head_above_acts_first_when_the_rule_says_so() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		elect(VILLAGE_MEMBER, ALES, &[BELA]);
		resign(ALES, VILLAGE_MEMBER);
		assert_eq!(seat(VILLAGE_MEMBER), Seat::Acting { person: EWA });
	});
}

#[test]
fn acting_head_above_acts_when_the_head_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(DISTRICT_HEAD, EWA, &[DANA]);
		suspend(mandate);
		assert_eq!(acting_after_resignation(&[]), Some(DANA));
	});
}

#[test]
fn nobody_acts_when_the_head_above_is_in_bad_standing() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		lose(EWA);
		assert_eq!(acting_after_resignation(&[]), None);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
	});
}

#[test]
fn nobody_acts_when_the_acting_head_above_is_suspended_in_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[DANA]);
		let mandate = elect(VILLAGE_MEMBER, DANA, &[]);
		resign(EWA, DISTRICT_HEAD);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: DANA });
		// On the next block DANA steps aside in the district, too.
		suspend(mandate);
		assert_eq!(acting_after_resignation(&[]), None);
	});
}

#[test]
fn nobody_acts_when_the_unit_above_has_no_head() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[]);
		let above = establish(COUNTRY, OfficeKind::Member, ActingRule::Nobody);
		elect(above, FILIP, &[]);
		let office = establish(OTHER_REGION, OfficeKind::Head, ActingRule::NextInLine);
		elect(office, CIM, &[]);
		resign(CIM, office);
		assert_eq!(seat(office), Seat::Vacant);
	});
}

#[test]
fn nobody_acts_when_there_is_no_unit_above() {
	ExtBuilder::default().build_and_execute(|| {
		let office = establish(COUNTRY, OfficeKind::Head, ActingRule::HeadAbove);
		elect(office, ALES, &[BELA]);
		resign(ALES, office);
		assert_eq!(seat(office), Seat::Vacant);
	});
}

#[test]
fn nobody_acts_when_the_rule_says_so() {
	ExtBuilder::default().build_and_execute(|| {
		elect(REGION_HEAD, ALES, &[BELA]);
		resign(ALES, REGION_HEAD);
		assert_eq!(seat(REGION_HEAD), Seat::Vacant);
	});
}

#[test]
fn acting_goes_on_when_the_acting_moves_away() {
	ExtBuilder::default().build_and_execute(|| {
		acting_after_resignation(&[BELA]);
		move_home(BELA, OTHER_REGION);
		run_to(10);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}
