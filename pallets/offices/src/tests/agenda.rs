//! What falls due: bounded per block, never skipped, tried again when refused.

use super::*;
use frame_support::traits::Hooks;

const REFUSED: DispatchError = DispatchError::Unavailable;

/// How often it was told that the election of the village's head was refused.
fn refusals() -> usize {
	let told = RuntimeEvent::from(Event::<Test>::ElectionRefused {
		office: VILLAGE_HEAD,
		error: REFUSED,
	});
	let events = System::events().into_iter();
	events.filter(|record| record.event == told).count()
}

#[test]
fn many_offices_on_one_block_are_done_over_several_and_none_is_skipped() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(3);
		let before = called().len();
		for _ in 0..10 {
			establish(OTHER_VILLAGE, OfficeKind::Member, ActingRule::Nobody);
		}
		let done = [2, 3, 4, 5, 6].map(|block| {
			run_to(block);
			OfficesPallet::do_try_state().unwrap();
			called().len() - before
		});
		assert_eq!(done, [3, 6, 9, 10, 10]);
	});
}

#[test]
fn many_terms_on_one_block_end_over_several_and_none_is_skipped() {
	ExtBuilder::default().build_and_execute(|| {
		let persons = [ALES, BELA, CIM, DANA];
		for (office, person) in (0..).zip(persons) {
			elect(office, person, &[]);
		}
		DuePerBlock::set(1);
		run_to(1 + TERM);
		let holds = |person: &PersonId| HeldBy::<Test>::contains_key(*person);
		let in_office = || persons.into_iter().filter(holds).count();
		assert_eq!(in_office(), 3);
		run_to(4 + TERM);
		assert_eq!(in_office(), 0);
		run_to(20 + TERM);
		assert!((0..4).all(|office| MockElections::under_way(office).is_some()));
	});
}

#[test]
fn refused_election_is_called_again_on_every_block() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		resign(ALES, VILLAGE_HEAD);
		Refuse::set(Some(REFUSED));
		let before = called().len();
		for block in 2..6 {
			run_to(block);
			OfficesPallet::do_try_state().unwrap();
		}
		assert_eq!(called().len(), before, "what was refused is undone");
		assert_eq!(
			DueElections::<Test>::get(VILLAGE_HEAD),
			Some(DueElection {
				cause: Cause::Vacancy,
				at: 6,
				refusals: 4
			})
		);
		assert_eq!(refusals(), 1, "told once");
		Refuse::set(None);
		run_to(6);
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Vacancy)));
		assert!(!DueElections::<Test>::contains_key(VILLAGE_HEAD));
	});
}

#[test]
fn refused_election_starves_no_other() {
	ExtBuilder::default().build_and_execute(|| {
		DuePerBlock::set(1);
		elect(VILLAGE_HEAD, ALES, &[]);
		resign(ALES, VILLAGE_HEAD);
		Refuse::set(Some(REFUSED));
		run_to(3);
		let mandate = elect(DISTRICT_HEAD, BELA, &[]);
		let until = held(mandate).until;
		run_to(until + 3);
		assert_eq!(ended(mandate).map(|(_, end)| end), Some(End::Term));
	});
}

#[test]
fn election_under_way_already_is_not_called_again() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		resign(ALES, VILLAGE_HEAD);
		assert_ok!(MockElections::call(VILLAGE_HEAD, Cause::Recall));
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Recall)));
		assert!(!DueElections::<Test>::contains_key(VILLAGE_HEAD));
		assert_eq!(refusals(), 0);
	});
}

#[test]
fn weight_counts_what_was_done() {
	ExtBuilder::default().build_and_execute(|| {
		System::set_block_number(2);
		assert_eq!(OfficesPallet::on_initialize(2), <()>::idle());
		elect(VILLAGE_HEAD, ALES, &[]);
		elect(DISTRICT_HEAD, BELA, &[]);
		resign(ALES, VILLAGE_HEAD);
		lose(BELA);
		System::set_block_number(3);
		let expected = <()>::idle()
			.saturating_add(<()>::call_election())
			.saturating_add(<()>::lose_standing());
		assert_eq!(OfficesPallet::on_initialize(3), expected);
		elect(REGION_HEAD, CIM, &[]);
		run_to(2 + TERM);
		System::set_block_number(3 + TERM);
		let expected = <()>::idle().saturating_add(<()>::end_term());
		assert_eq!(OfficesPallet::on_initialize(3 + TERM), expected);
	});
}

#[test]
fn weight_is_bounded() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..20 {
			establish(OTHER_VILLAGE, OfficeKind::Member, ActingRule::Nobody);
		}
		System::set_block_number(2);
		let items = <()>::call_election().saturating_mul(DuePerBlock::get().into());
		let most = <()>::idle().saturating_add(items);
		assert_eq!(OfficesPallet::on_initialize(2), most);
	});
}
