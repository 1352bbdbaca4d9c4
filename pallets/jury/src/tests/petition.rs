//! How a petition ends.

use super::*;

/// As many support it as must; it closes on the next block.
fn fulfil(poll: PollId) {
	for elector in 0..4 {
		support(poll, elector);
	}
	next_block();
}

#[test]
fn petition_begins_the_trial_when_its_goal_is_reached() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		fulfil(poll);
		let frozen = Phase::Frozen {
			epoch: roll_epoch(),
			frozen_in: 0,
		};
		assert_eq!(phase(id), frozen);
		assert!(is_told(Event::Supported { bill: id }));
		assert_eq!(ByPoll::<Test>::iter().count(), 0);
		assert_eq!(record(id).petition, Some(poll), "it is still known");
	});
}

#[test]
fn petition_takes_no_place_when_its_goal_is_reached() {
	ExtBuilder::default().build_and_execute(|| {
		let counted = || {
			let submitted = OpenIn::<Test>::get(VILLAGE);
			(PetitionsIn::<Test>::get(VILLAGE), submitted)
		};
		let (_, poll) = proposed();
		assert_ok!(propose(DANA, bill_of(VILLAGE)));
		assert_eq!(counted(), (2, 0));
		fulfil(poll);
		assert_eq!(counted(), (1, 0));
		// The one ends without a panel, the other lapses.
		run_to(SEATED + PARAMS.petition_window);
		assert_eq!(PetitionsIn::<Test>::iter().count(), 0);
		assert_eq!(OpenIn::<Test>::iter().count(), 0);
	});
}

#[test]
fn petition_begins_the_trial_when_the_unit_is_full_of_trials() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_trials();
		let (id, poll) = proposed();
		fulfil(poll);
		assert!(matches!(phase(id), Phase::Frozen { .. }));
		assert_eq!(OpenIn::<Test>::get(VILLAGE), MaxOpenBills::get());
		run_to(UNSEATED + 1);
		submitted();
	});
}

#[test]
fn petition_begins_the_trial_only_with_enough_supporters() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		for elector in 0..3 {
			support(poll, elector);
		}
		next_block();
		assert_eq!(phase(id), Phase::Petition { poll });
	});
}

#[test]
fn petition_lapses_when_its_goal_is_missed() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		support(poll, 0);
		run_to(1 + PARAMS.petition_window);
		assert_eq!(verdict(id), None);
		next_block();
		assert_eq!(verdict(id), Some(Verdict::Lapsed));
		System::assert_last_event(
			Event::Decided {
				bill: id,
				verdict: Verdict::Lapsed,
			}
			.into(),
		);
	});
}

#[test]
fn petition_goes_on_when_its_proposer_is_no_citizen_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		Citizens::mutate(|citizens| citizens.remove(&CIM));
		fulfil(poll);
		assert!(matches!(phase(id), Phase::Frozen { .. }));
	});
}

#[test]
fn trial_of_a_proposed_bill_ends_like_any_other() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		fulfil(poll);
		run_to(DRAWN);
		claim_all(id, 0..POOL);
		run_to(SEATED + 1);
		let poll = record(id).trial.unwrap();
		for alias in drawn(id).0 {
			assert!(vote(poll, alias, YES));
		}
		run_to(DECIDED);
		assert_eq!(verdict(id), Some(Verdict::Passed));
		assert_eq!(passed(), [(id, bill_of(VILLAGE))]);
		assert_eq!(OpenOf::<Test>::iter().count(), 0);
		assert_eq!(OpenIn::<Test>::iter().count(), 0);
		assert_eq!(PetitionsIn::<Test>::iter().count(), 0);
	});
}

#[test]
fn closing_changes_nothing_when_the_poll_is_of_another_institution() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		let outcome = outcome(true, true, Some(YES));
		let weight = JuryPallet::on_poll_closed(Institution::Laws, poll, &outcome);
		assert_eq!(
			(weight, phase(id)),
			(Weight::zero(), Phase::Petition { poll })
		);
	});
}

#[test]
fn closing_changes_nothing_when_it_is_repeated() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, poll) = proposed();
		fulfil(poll);
		let before = phase(id);
		let outcome = outcome(true, false, Some(NO));
		assert_storage_noop!(JuryPallet::on_poll_closed(
			Institution::Jury,
			poll,
			&outcome
		));
		assert_eq!(phase(id), before);
	});
}
