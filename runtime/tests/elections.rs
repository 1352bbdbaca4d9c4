//! Elections on the real runtime, from the call to the mandate: who may vote on whom, what counts,
//! and what happens when it comes to nothing.

use crate::common::{politics::*, *};
use pallet_elections::{Params, Phase, QuorumRule, Setback};
use serde_json::json;
use std::collections::BTreeSet;
use veche_primitives::{offices::Cause, rolls::Electorate, PollId, WHOLE};
use veche_runtime::{Elections, Identity, Offices, Polls, Rolls, Runtime, RuntimeEvent, System};

type Error = pallet_elections::Error<Runtime>;

/// How long the vote is open, and its quorum.
fn window(poll: PollId) -> (u32, u32) {
	let poll = record(poll);
	(poll.closes - poll.opens, poll.quorum)
}

#[test]
fn country_elects_its_head_by_ballots_proven_in_village_precincts() {
	let offices = [with(head("BY"), json!({ "method": "schulze" }))];
	with_offices(&offices, || {
		let country = Electorate::Unit(unit("BY"));
		let here = citizens(3);
		let there: Vec<_> = (100..102).map(Citizen::new).collect();
		settle(&there, 100, unit("BY-MI-07-01"));
		assert_eq!(Rolls::electors(country), 5);
		// The country has no precinct of its own: every ballot comes from a village.
		assert!(Rolls::precincts(country, 0, 10).is_empty());

		let (anna, zoya) = (&here[0], &there[0]);
		certify(&[anna, zoya]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		stand(zoya, election, "Zoya");
		let poll = voting(election);
		assert_eq!(
			(record(poll).electorate, record(poll).electors),
			(country, 5)
		);

		vote(&here[0], poll, &[rank(&[0, 1])]);
		for voter in [&here[1], &here[2], &there[0], &there[1]] {
			vote(voter, poll, &[rank(&[1])]);
		}
		let precincts = [precinct_in(anna, poll), precinct_in(zoya, poll)];
		assert_ne!(precincts[0], precincts[1]);
		assert_eq!(
			BTreeSet::from_iter(voted_in()),
			BTreeSet::from_iter(precincts)
		);

		let mandate = elected(election);
		assert_eq!(incumbent(0), Some((mandate, person(zoya))));
		assert_eq!(Polls::outcome(poll).unwrap().ballots, 5);
	});
}

#[test]
fn two_offices_of_a_unit_are_filled_on_one_day() {
	with_offices(&[head(VILLAGE), member(VILLAGE)], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		certify(&[anna, boris, vera]);
		let elections = [nomination(0), nomination(1)];
		stand(anna, elections[0], "Anna");
		stand(boris, elections[0], "Boris");
		stand(vera, elections[1], "Vera");
		// One candidacy at a time, also where two offices of one's own unit are to be had.
		let twice = refused(&anna.pair, stand_call(elections[1], "Anna"));
		assert_eq!(twice, Error::AlreadyCandidate.into());

		let polls = elections.map(voting);
		assert_eq!(record(polls[0]).closes, record(polls[1]).closes);
		for (citizen, [chair, seat]) in citizens.iter().zip([[YES, NO], [NO, YES], [YES, YES]]) {
			vote(citizen, polls[0], &[chair]);
			vote(citizen, polls[1], &[seat]);
			assert_ne!(citizen.alias(polls[0]), citizen.alias(polls[1]));
		}

		let mandates = elections.map(elected);
		assert_eq!(incumbent(0), Some((mandates[0], person(anna))));
		assert_eq!(incumbent(1), Some((mandates[1], person(vera))));
		let begun = mandates.map(|mandate| mandate_record(mandate).since);
		assert_eq!(begun, [now(), now()]);
		assert_eq!(Offices::in_line(0), [person(boris)]);
		assert_eq!(Offices::offices_of(village()), [0, 1]);
	});
}

#[test]
fn params_govern_only_the_next_election_when_changed_while_one_runs() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(4);
		let (anna, vera) = (&citizens[0], &citizens[1]);
		certify(&[anna]);
		let first = nomination(0);
		let called = election_record(first);
		let changed = Params {
			notice: 1,
			nomination: 40,
			voting: 30,
			quorum: WHOLE,
			repeat_quorum: WHOLE,
			majority: WHOLE - 1,
			after_repeat: QuorumRule::NewNomination,
			certificate: None,
		};
		Elections::set_params(constitutional_law(), changed).unwrap();

		// Nobody stands without the certificate that was needed when the election was called.
		let bare = refused(&vera.pair, stand_call(first, "Vera"));
		assert_eq!(bare, Error::NoCertificate.into());
		stand(anna, first, "Anna");
		assert_eq!(election_record(first), called);
		let Phase::Nomination { until, .. } = called.phase else {
			panic!("still open");
		};
		let poll = voting(first);
		assert_eq!(now(), until + 1);

		// In the middle of the vote neither.
		Elections::set_params(
			constitutional_law(),
			Params {
				voting: 1,
				..changed
			},
		)
		.unwrap();
		assert_eq!(window(poll), (VOTING, called.terms.quorum));
		// Three of four, and two of three: too little by the new numbers, enough by the old.
		for (citizen, answer) in citizens.iter().zip([YES, YES, NO]) {
			vote(citizen, poll, &[answer]);
		}
		let mandate = elected(first);
		assert_eq!(now(), record(poll).closes);
		assert_eq!(incumbent(0), Some((mandate, person(anna))));

		Elections::set_params(constitutional_law(), changed).unwrap();
		act(&anna.pair, resign_call(0));
		let second = nomination(0);
		assert_eq!(election_record(second).terms, changed);
		let Phase::Nomination { opens, until, .. } = election_record(second).phase else {
			panic!("just opened");
		};
		assert_eq!(
			(opens - election_record(second).called, until - opens),
			(1, 40)
		);
		stand(vera, second, "Vera");
		assert_eq!(window(voting(second)), (30, WHOLE));
	});
}

#[test]
fn candidate_keeps_the_votes_but_the_next_is_installed_when_revoked_during_voting() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		let next = person(boris);
		certify(&[anna, boris]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		stand(boris, election, "Boris");
		let poll = voting(election);
		for (citizen, answer) in [(anna, YES), (vera, YES), (boris, NO)] {
			vote(citizen, poll, &[answer]);
		}
		revoke(person(anna));
		assert_eq!(counts(poll), [2, 1]);

		let mandate = elected(election);
		assert_eq!(counts(poll), [2, 1], "the votes stay");
		let outcome = Polls::outcome(poll).unwrap();
		assert_eq!(
			(outcome.electors, outcome.questions[0].winner),
			(3, Some(0))
		);
		assert_eq!(incumbent(0), Some((mandate, next)));
		let told = pallet_elections::Event::Elected {
			election,
			poll,
			person: next,
			mandate,
		};
		System::assert_has_event(RuntimeEvent::Elections(told));
	});
}

#[test]
fn nomination_opens_again_when_the_only_candidate_is_revoked_during_voting() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(3);
		let (anna, boris) = (&citizens[0], &citizens[1]);
		certify(&[anna, boris]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		let poll = voting(election);
		vote(boris, poll, &[YES]);
		revoke(person(anna));

		round(election, 2);
		assert_eq!(setbacks(), [Setback::NobodyInstallable]);
		assert_eq!(Polls::outcome(poll).unwrap().questions[0].winner, Some(0));
		stand(boris, election, "Boris");
		assert_eq!(candidates(election), [person(boris)]);
	});
}

#[test]
fn nomination_goes_on_round_after_round_when_nobody_stands() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let election = nomination(0);
		for wanted in 2..5 {
			round(election, wanted);
			assert_eq!(setbacks(), [Setback::NoCandidate]);
		}
		certify(&[&citizens[0]]);
		stand(&citizens[0], election, "Anna");
		let mandate = decide(election, &[(&citizens[1], YES)]);
		assert_eq!(incumbent(0), Some((mandate, person(&citizens[0]))));
		assert_eq!(election_record(election).cause, Cause::Founding);
	});
}

#[test]
fn nomination_opens_again_when_the_people_reject_the_only_candidate() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		certify(&[&citizens[0]]);
		let election = nomination(0);
		stand(&citizens[0], election, "Anna");
		let poll = voting(election);
		// One to one is no majority.
		vote(&citizens[0], poll, &[YES]);
		vote(&citizens[1], poll, &[NO]);
		round(election, 2);
		assert_eq!(setbacks(), [Setback::Rejected]);
		assert_eq!(incumbent(0), None);
		// Nothing keeps the rejected from standing again.
		stand(&citizens[0], election, "Anna");
	});
}

/// A vote of four electors on two candidates, in which these shares are needed.
fn contested(quorum: u32, repeat_quorum: u32, after: &str, story: impl FnOnce(&[Citizen], u32)) {
	let shares = json!({
		"quorum": quorum,
		"repeatQuorum": repeat_quorum,
		"afterRepeat": after,
	});
	let patch = json!({ "elections": { "params": shares } });
	with_rules(&[head(VILLAGE)], patch, || {
		let citizens = citizens(4);
		certify(&[&citizens[0], &citizens[1]]);
		let election = nomination(0);
		stand(&citizens[0], election, "Anna");
		stand(&citizens[1], election, "Boris");
		story(&citizens, election);
	});
}

#[test]
fn vote_is_repeated_once_with_the_lower_quorum_when_too_few_vote() {
	contested(600_000, 500_000, "new_nomination", |citizens, election| {
		let first = voting(election);
		assert_eq!(window(first), (VOTING, 600_000));
		vote(&citizens[0], first, &[YES]);

		let second = voting_again(election);
		assert!(!Polls::outcome(first).unwrap().quorum_met);
		assert_eq!(window(second), (VOTING, 500_000));
		assert_eq!(Polls::paper(first), Polls::paper(second));
		assert_eq!(counts(second), [0, 0], "who has voted votes again");
		assert_ne!(citizens[0].alias(first), citizens[0].alias(second));
		// The list is closed: nobody joins or leaves between the votes.
		let late = refused(&citizens[0].pair, leave_call(election));
		assert_eq!(late, Error::TooLate.into());

		vote(&citizens[2], second, &[NO]);
		vote(&citizens[3], second, &[NO]);
		let mandate = elected(election);
		assert_eq!(incumbent(0), Some((mandate, person(&citizens[1]))));
	});
}

#[test]
fn nomination_opens_again_when_the_repeat_misses_its_quorum_and_the_rule_says_so() {
	contested(600_000, 500_000, "new_nomination", |citizens, election| {
		voting(election);
		let second = voting_again(election);
		vote(&citizens[0], second, &[YES]);
		round(election, 2);
		assert_eq!(setbacks(), [Setback::NoQuorum]);
		assert!(candidates(election).is_empty());
		assert_eq!(Elections::candidacy_of(person(&citizens[0])), None);
		stand(&citizens[1], election, "Boris");
	});
}

#[test]
fn repeat_counts_below_its_quorum_when_the_rule_accepts_it() {
	contested(600_000, 500_000, "accept", |citizens, election| {
		voting(election);
		let second = voting_again(election);
		vote(&citizens[0], second, &[NO]);
		let mandate = elected(election);
		assert!(!Polls::outcome(second).unwrap().quorum_met);
		assert_eq!(incumbent(0), Some((mandate, person(&citizens[1]))));
	});
}

#[test]
fn stand_is_refused_with_its_own_reason_when_something_is_missing() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let neighbour = Citizen::new(100);
		settle(std::slice::from_ref(&neighbour), 100, unit("BY-BR-04-02"));
		certify(&[&citizens[0], &neighbour]);
		let stranger = Citizen::new(999);
		let election = nomination(0);
		let why = |citizen: &Citizen, call| refused(&citizen.pair, call);

		let call = || stand_call(election, "Anna");
		assert_eq!(why(&stranger, call()), Error::NotACitizen.into());
		assert_eq!(why(&neighbour, call()), Error::OutsideUnit.into());
		assert_eq!(why(&citizens[1], call()), Error::NoCertificate.into());
		let nameless = why(&citizens[0], stand_call(election, " "));
		assert_eq!(nameless, Error::BadName.into());
		let unknown = why(&citizens[0], stand_call(election + 1, "Anna"));
		assert_eq!(unknown, Error::UnknownElection.into());

		stand(&citizens[0], election, "Anna");
		assert_eq!(why(&citizens[0], call()), Error::AlreadyCandidate.into());
		voting(election);
		certify(&[&citizens[1]]);
		assert_eq!(why(&citizens[1], call()), Error::NominationOver.into());
		assert_eq!(Identity::person_of(stranger.account()), None);
	});
}
