//! A panel: its seats, its rings, and the reserves who vote instead of the silent.

use super::helpers::*;
use proptest::prelude::*;
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet};
use veche_primitives::polls::MAX_ADMITTED;

/// Call these voters to the panel as reserves.
fn substitute(poll: PollId, reserves: impl IntoIterator<Item = u32>) -> u32 {
	BallotBox::substitute(poll, &on_panel(reserves))
}

/// Let these voters stand by as reserves.
fn stand_by(poll: PollId, reserves: impl IntoIterator<Item = u32>) {
	let named = on_panel(reserves).into_iter();
	RESERVES.set(named.map(|alias| (poll, alias)).collect());
}

/// The substitutions that the events of this block name: who went and who came.
fn substituted() -> Vec<(Alias, Alias)> {
	System::events()
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::BallotBox(Event::Substituted { out, reserve, .. }) => {
				Some((out, reserve))
			}
			_ => None,
		})
		.collect()
}

fn record(poll: PollId) -> veche_primitives::polls::Poll<u64> {
	BallotBox::poll(poll).unwrap()
}

/// From the whole list: since and until when the voter is admitted.
fn term(poll: PollId, voter: u32) -> Option<(u64, Option<u64>)> {
	Admitted::<Test>::get(poll, alias(voter, PANEL)).map(|term| (term.since, term.until))
}

#[test]
fn poll_counts_in_the_rings_of_the_panel_when_the_roll_has_turned() {
	run(|| {
		EPOCH.set(3);
		let request = panel([1, 2]);
		EPOCH.set(5);
		let poll = open(request);
		assert_eq!((record(poll).epoch.turn, record(poll).electors), (3, 2));
		assert_ok!(cast(yes(poll, 1)));

		// The same ballot, proven in the ring of today.
		let mut of_today = yes(poll, 2);
		let epoch = RollEpoch {
			turn: 5,
			revision: 0,
		};
		let statement = Statement {
			epoch,
			precinct: of_today.precinct,
			context: PANEL,
			message: of_today.message(System::block_hash(0), epoch),
			voter: 2,
		};
		of_today.proof = BoundedVec::truncate_from(codec::Encode::encode(&statement));
		assert_refused(of_today, refusal::BAD_PROOF);
	});
}

#[test]
fn poll_holds_a_pin_of_its_own_when_it_has_a_panel() {
	run(|| {
		let request = panel([1]);
		let epoch = request.admitted.as_ref().unwrap().epoch;
		let poll = open(request);
		assert_eq!(PINS.with_borrow(|pins| pins.clone()), [epoch, epoch]);
		unpin(epoch);
		assert_ok!(cast(yes(poll, 1)));
		to_block(40);
		assert_eq!(record(poll).phase, Phase::Pruned);
		assert!(PINS.take().is_empty());
	});
}

#[test]
fn poll_opening_waits_when_the_epoch_of_its_panel_is_not_pinned() {
	run(|| {
		let request = panel([1]);
		let epoch = request.admitted.as_ref().unwrap().epoch;
		unpin(epoch);
		let poll = scheduled(request);
		to_block(20);
		System::assert_last_event(Event::<Test>::OpeningDelayed { poll }.into());
		assert_eq!(record(poll).phase, Phase::Scheduled);
		assert!(PINS.with_borrow(Vec::is_empty));

		assert_eq!(pin(), epoch);
		to_block(21);
		let opened = record(poll);
		assert_eq!(
			(opened.phase, opened.opens, opened.closes),
			(Phase::Open, 21, 31),
			"the window is not shortened"
		);
	});
}

#[test]
fn poll_of_a_panel_opens_at_once_when_a_precinct_is_being_rebuilt_or_pins_are_used_up() {
	run(|| {
		let request = panel([1]);
		SETTLED.set(false);
		MAX_PINS.set(1);
		let poll = open(request);
		assert_eq!(record(poll).opens, 2);
	});
}

#[test]
fn electors_are_the_seats_when_an_alias_is_named_twice() {
	run(|| {
		let poll = open(panel([1, 2, 1]));
		assert_eq!(record(poll).electors, 2);
	});
}

#[test]
fn substitute_replaces_whoever_has_not_voted_when_there_are_reserves() {
	run(|| {
		let poll = open(panel([1, 2, 3]));
		assert_ok!(cast(yes(poll, 1)));
		to_block(5);
		assert_eq!(substitute(poll, [4, 5, 6]), 2);

		assert_refused(yes(poll, 2), refusal::ALIAS_REPLACED);
		assert_refused(yes(poll, 3), refusal::ALIAS_REPLACED);
		assert_refused(yes(poll, 6), refusal::ALIAS_NOT_ADMITTED);
		assert_ok!(cast(yes(poll, 4)));
		assert_ok!(cast(yes(poll, 5)));
		assert_ok!(cast(ballot(poll, 1, 2, &[Choice::One(1)])));
		assert_eq!(counts(poll), [2, 1, 0]);
		assert_eq!(record(poll).electors, 3);

		assert_eq!(term(poll, 1), Some((1, None)));
		assert_eq!(term(poll, 2), Some((1, Some(5))));
		assert_eq!(term(poll, 4), Some((5, None)));
		assert_eq!(term(poll, 6), None);
	});
}

#[test]
fn substitute_says_who_came_for_whom() {
	run(|| {
		let poll = open(panel([1, 2]));
		System::reset_events();
		assert_eq!(substitute(poll, [4, 5]), 2);
		let mut silent = on_panel([1, 2]);
		silent.sort_unstable();
		let expected: Vec<_> = silent.into_iter().zip(on_panel([4, 5])).collect();
		assert_eq!(substituted(), expected);
	});
}

#[test]
fn substitute_keeps_the_others_when_reserves_are_too_few() {
	run(|| {
		let poll = open(panel([1, 2, 3]));
		assert_eq!(substitute(poll, [4]), 1);
		let kept: Vec<_> = (1..=3)
			.filter(|voter| cast(yes(poll, *voter)).is_ok())
			.collect();
		assert_eq!(kept.len(), 2);
		assert_ok!(cast(yes(poll, 4)));
	});
}

#[test]
fn substitute_passes_over_a_reserve_when_it_is_or_was_on_the_panel_or_is_named_twice() {
	run(|| {
		let poll = open(panel([1, 2, 3]));
		assert_ok!(cast(yes(poll, 1)));
		// The first one has voted, another is silent itself.
		assert_eq!(substitute(poll, [1, 2, 4, 4, 5]), 2);
		assert_eq!(record(poll).electors, 3);
		for voter in [2, 3] {
			assert_refused(yes(poll, voter), refusal::ALIAS_REPLACED);
		}
		// Whoever has been replaced does not come back.
		assert_eq!(substitute(poll, [2, 3]), 0);
		assert_eq!(substitute(poll, [3, 6]), 1);
		assert_eq!(term(poll, 6), Some((2, None)));
	});
}

#[test]
fn substitute_replaces_a_reserve_when_it_is_silent_too() {
	run(|| {
		let poll = open(panel([1]));
		to_block(4);
		assert_eq!(substitute(poll, [2]), 1);
		to_block(6);
		assert_eq!(substitute(poll, [3]), 1);
		assert_eq!(term(poll, 2), Some((4, Some(6))));
		assert_refused(yes(poll, 2), refusal::ALIAS_REPLACED);
		assert_ok!(cast(yes(poll, 3)));
		assert_eq!(substitute(poll, [4]), 0, "nobody is silent");
	});
}

#[test]
fn substitute_is_bounded_when_panel_and_reserves_are_as_many_as_can_be() {
	run(|| {
		let poll = open(panel(0..MAX_ADMITTED));
		let reserves = |from: u32| from..from + 200;
		assert_eq!(substitute(poll, reserves(1_000)), MAX_ADMITTED);
		assert_eq!(
			substitute(poll, reserves(2_000)),
			0,
			"over the whole poll no more than a panel"
		);
		let admitted = Admitted::<Test>::iter_prefix(poll).count() as u32;
		assert_eq!(admitted, 2 * MAX_ADMITTED);
		assert_ok!(cast(yes(poll, 1_000)));
		assert_refused(yes(poll, 0), refusal::ALIAS_REPLACED);
	});
}

#[test]
fn cast_is_refused_when_a_reserve_is_not_yet_called() {
	run(|| {
		let poll = open(panel([1]));
		stand_by(poll, [2]);
		let early = yes(poll, 2);
		assert_refused(early.clone(), refusal::ALIAS_STANDS_BY);
		assert_refused(yes(poll, 3), refusal::ALIAS_NOT_ADMITTED);
		assert_eq!(substitute(poll, [2]), 1);
		assert_ok!(cast(early));
	});
}

#[test]
fn cast_batch_names_the_replaced_and_the_uncalled_when_others_are_good() {
	run(|| {
		let poll = open(panel([1, 2]));
		stand_by(poll, [3, 4]);
		assert_ok!(cast(yes(poll, 1)));
		assert_eq!(substitute(poll, [3]), 1);
		System::reset_events();
		let voters = [2, 3, 4, 5];
		assert_ok!(cast_batch(voters.map(|voter| yes(poll, voter)).to_vec()));
		let expected = [
			(0, refusal::ALIAS_REPLACED),
			(2, refusal::ALIAS_STANDS_BY),
			(3, refusal::ALIAS_NOT_ADMITTED),
		];
		assert_eq!(named(), expected);
		assert_eq!(counts(poll), [2, 0, 0]);
	});
}

#[test]
fn quorum_is_of_the_seats_when_some_were_given_to_reserves() {
	run(|| {
		let poll = open(PollRequest {
			quorum: 1_000_000,
			..panel([1, 2])
		});
		assert_ok!(cast(yes(poll, 1)));
		assert_eq!(substitute(poll, [3, 4]), 1);
		assert_ok!(cast(yes(poll, 3)));
		to_block(12);
		let outcome = BallotBox::outcome(poll).unwrap();
		assert_eq!((outcome.ballots, outcome.electors), (2, 2));
		assert!(outcome.quorum_met);
	});
}

fn unknown() -> PollId {
	99
}

fn not_yet_open() -> PollId {
	scheduled(PollRequest {
		delay: 5,
		..panel([1])
	})
}

fn all_voted() -> PollId {
	let poll = open(panel([1]));
	assert_ok!(cast(yes(poll, 1)));
	poll
}

/// Open, but its last block is over: other closings came first.
fn closing_queued() -> PollId {
	let poll = open(panel([1]));
	System::set_block_number(12);
	assert_eq!(record(poll).phase, Phase::Open);
	poll
}

fn goal_reached() -> PollId {
	let goal = Goal {
		question: 0,
		option: 0,
		share: 1,
	};
	let poll = open(PollRequest {
		goal: Some(goal),
		..panel([1, 2])
	});
	assert_ok!(cast(yes(poll, 1)));
	System::set_block_number(3);
	poll
}

fn closed() -> PollId {
	let poll = open(panel([1]));
	to_block(12);
	assert_eq!(record(poll).phase, Phase::Closed);
	poll
}

fn pruned() -> PollId {
	let poll = open(panel([1]));
	to_block(40);
	assert_eq!(record(poll).phase, Phase::Pruned);
	poll
}

#[rstest]
#[case::poll_is_unknown(unknown)]
#[case::poll_is_not_yet_open(not_yet_open)]
#[case::poll_has_no_panel(open_yes_no)]
#[case::all_have_voted(all_voted)]
#[case::closing_is_queued(closing_queued)]
#[case::goal_is_reached(goal_reached)]
#[case::poll_is_closed(closed)]
#[case::poll_is_pruned(pruned)]
fn substitute_does_nothing_when(#[case] state: fn() -> PollId) {
	run(|| {
		let poll = state();
		assert_storage_noop!(assert_eq!(substitute(poll, [7, 8]), 0));
	});
}

#[test]
fn substitute_does_nothing_when_there_are_no_reserves() {
	run(|| {
		let poll = open(panel([1]));
		assert_storage_noop!(assert_eq!(substitute(poll, []), 0));
	});
}

#[test]
fn poll_forgets_the_panel_and_the_replaced_in_bounded_steps_when_pruned() {
	run(|| {
		let poll = open(panel(0..MAX_ADMITTED));
		assert_ok!(cast(yes(poll, 5)));
		assert_eq!(substitute(poll, 200..250), 50);
		let listed = || Admitted::<Test>::iter_prefix(poll).count();
		to_block(21);
		assert_eq!(listed(), 178, "kept as long as the ballots");
		to_block(22);
		assert_eq!(listed(), 175, "a ballot and three of the list");
		to_block(23);
		assert_eq!(listed(), 171);
		to_block(80);
		assert_eq!(listed(), 0);
		assert_eq!(record(poll).phase, Phase::Pruned);
		assert_eq!(PINS.take().len(), 1, "that of the institution");
	});
}

#[derive(Clone, Debug)]
enum Act {
	Vote(u32),
	Substitute(Vec<u32>),
}

fn act() -> impl Strategy<Value = Act> {
	prop_oneof![
		3 => (1u32..12).prop_map(Act::Vote),
		1 => prop::collection::vec(1u32..12, 0..5).prop_map(Act::Substitute),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn panel_equals_the_model_after_any_sequence_of_ballots_and_substitutions(
		acts in prop::collection::vec(act(), 1..40),
	) {
		run(|| {
			let poll = open(PollRequest { duration: 500, ..panel(1..=4) });
			let mut seated: BTreeSet<u32> = (1..=4).collect();
			let mut gone: BTreeSet<u32> = BTreeSet::new();
			let mut voted: BTreeMap<u32, u32> = BTreeMap::new();
			for act in acts {
				match act {
					Act::Vote(voter) => {
						let counter = voted.get(&voter).map_or(1, |counter| counter + 1);
						let sent = cast(ballot(poll, voter, counter, &[Choice::One(0)]));
						assert_eq!(sent.is_ok(), seated.contains(&voter));
						if sent.is_ok() {
							voted.insert(voter, counter);
						}
					}
					Act::Substitute(reserves) => {
						let silent = |voter: &u32| !voted.contains_key(voter);
						let mut silent: Vec<u32> = seated.iter().copied().filter(silent).collect();
						silent.sort_unstable_by_key(|voter| alias(*voter, PANEL));
						let mut fresh = Vec::new();
						for reserve in &reserves {
							let known = seated.contains(reserve) || gone.contains(reserve);
							if !known && !fresh.contains(reserve) {
								fresh.push(*reserve);
							}
						}
						let pairs: Vec<_> = silent.into_iter().zip(fresh).collect();
						assert_eq!(substitute(poll, reserves), pairs.len() as u32);
						for (out, reserve) in pairs {
							seated.remove(&out);
							gone.insert(out);
							seated.insert(reserve);
						}
					}
				}
				BallotBox::do_try_state().expect("the invariants hold");
			}
			assert_eq!(counts(poll), [voted.len() as u32, 0, 0]);
			assert_eq!((record(poll).electors, seated.len()), (4, 4));
		});
	}
}
