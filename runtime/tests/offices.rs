//! Offices on the real runtime: how the best rise, and how an office that falls vacant is acted for
//! and filled again.

use crate::common::{politics::*, *};
use pallet_offices::{End, Seat};
use serde_json::json;
use veche_primitives::{offices::Cause, rolls::Electorate, MandateId, OfficeId, PersonId};
use veche_runtime::{Elections, Offices, Rolls, Runtime};

type Error = pallet_elections::Error<Runtime>;

/// The heads of the village, of its district and region, and of the country.
fn ladder() -> [serde_json::Value; 4] {
	[VILLAGE, "BY-BR-04", "BY-BR", "BY"].map(head)
}

/// The citizen alone stands, all who vote say yes, each proven in the village precinct.
fn rise(office: OfficeId, citizen: &Citizen, name: &str, voters: &[&Citizen]) -> MandateId {
	let election = nomination(office);
	stand(citizen, election, name);
	let poll = voting(election);
	let unit = election_record(election).unit;
	assert_eq!(record(poll).electorate, Electorate::Unit(unit));
	assert_eq!(
		record(poll).electors,
		Rolls::electors(Electorate::Unit(village()))
	);
	for voter in voters {
		vote(voter, poll, &[YES]);
	}
	let home = precinct_in(citizen, poll);
	assert_eq!(voted_in(), vec![home; voters.len()]);
	elected(election)
}

/// Offices and ends of a person's mandates, newest first.
fn career(person: PersonId) -> Vec<(OfficeId, Option<End>)> {
	let mandates = Offices::mandates_of(person).into_iter();
	mandates
		.map(|(_, mandate)| (mandate.office, mandate.ended.map(|(_, end)| end)))
		.collect()
}

#[test]
fn the_best_rise_from_village_to_country_over_four_terms() {
	with_offices(&ladder(), || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		let (first, second) = (person(anna), person(boris));
		certify(&[anna, boris]);

		// First term: the village, where nobody needs a record. Above, nobody has one.
		let (election, above) = (nomination(0), nomination(1));
		let beginner = refused(&anna.pair, stand_call(above, "Anna"));
		assert_eq!(beginner, Error::NoRecord.into());
		stand(anna, election, "Anna");
		stand(boris, election, "Boris");
		let ballots = [(anna, YES), (boris, NO), (vera, YES)];
		let mandate = decide(election, &ballots);
		assert_eq!(incumbent(0), Some((mandate, first)));

		// Half a term must be served before the next step.
		let half = mandate_record(mandate).since + TERM / 2;
		to_block(half - 1);
		let early = refused(&anna.pair, stand_call(nomination(1), "Anna"));
		assert_eq!(early, Error::NoRecord.into());
		to_block(half);
		let loser = refused(&boris.pair, stand_call(nomination(1), "Boris"));
		assert_eq!(loser, Error::NoRecord.into());

		// Second term: the district. The village falls vacant, and who came second acts there.
		let mandate = rise(1, anna, "Anna", &[anna, vera]);
		assert_eq!(incumbent(1), Some((mandate, first)));
		assert_eq!(seat(0), Seat::Acting { person: second });
		// Nobody skips a level.
		let skipped = refused(&anna.pair, stand_call(nomination(3), "Anna"));
		assert_eq!(skipped, Error::NoRecord.into());
		// Meanwhile the one who acted is elected in the village.
		let mandate_below = rise(0, boris, "Boris", &[boris, vera]);
		assert_eq!(incumbent(0), Some((mandate_below, second)));

		// Third term: the region. Nobody is in line in the district, so its head acts there.
		to_block(mandate_record(mandate).since + TERM / 2);
		let mandate = rise(2, anna, "Anna", &[anna, vera]);
		assert_eq!(incumbent(2), Some((mandate, first)));
		assert_eq!(seat(1), Seat::Acting { person: first });
		// The second follows one step behind.
		to_block(mandate_record(mandate_below).since + TERM / 2);
		let mandate_below = rise(1, boris, "Boris", &[boris, vera]);
		assert_eq!(incumbent(1), Some((mandate_below, second)));

		// Fourth term: the country.
		to_block(mandate_record(mandate).since + TERM / 2);
		let mandate = rise(3, anna, "Anna", &[anna, vera]);
		assert_eq!(incumbent(3), Some((mandate, first)));
		assert_eq!(seat(2), Seat::Acting { person: first });

		// Served to its end: a caretaker until the election that calls itself, and free to stand.
		let end = mandate_record(mandate).until;
		to_block(end);
		assert_eq!(mandate_record(mandate).ended, Some((end, End::Term)));
		assert_eq!(seat(3), Seat::Acting { person: first });
		let election = nomination(3);
		assert_eq!(election_record(election).cause, Cause::TermEnd);
		stand(anna, election, "Anna");

		let rose = Some(End::Rose);
		let steps = [(3, Some(End::Term)), (2, rose), (1, rose), (0, rose)];
		assert_eq!(career(first), steps);
		assert_eq!(career(second)[1], (0, rose));
	});
}

#[test]
fn office_is_acted_for_and_filled_when_its_holder_is_revoked_in_mid_term() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(4);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		let voter = &citizens[3];
		let people = [person(anna), person(boris), person(vera)];
		certify(&[anna, boris, vera]);
		let election = nomination(0);
		for (citizen, name) in [(anna, "Anna"), (boris, "Boris"), (vera, "Vera")] {
			stand(citizen, election, name);
		}
		let ballots = [(anna, YES), (voter, YES), (boris, NO)];
		let mandate = decide(election, &ballots);
		assert_eq!(incumbent(0), Some((mandate, people[0])));
		assert_eq!(Offices::in_line(0), people[1..]);

		// By rule the first in line acts.
		to_block(now() + TERM / 4);
		revoke(people[0]);
		next_block();
		assert_eq!(mandate_record(mandate).ended, Some((now(), End::Lost)));
		assert_eq!(seat(0), Seat::Acting { person: people[1] });
		let vacancy = nomination(0);
		assert_eq!(election_record(vacancy).cause, Cause::Vacancy);
		assert_eq!(
			seat(0),
			Seat::Acting { person: people[1] },
			"until the election"
		);
		let gone = refused(&anna.pair, stand_call(vacancy, "Anna"));
		assert_eq!(gone, Error::NotACitizen.into());

		// Who acts is revoked as well: the next acts, and the list is struck.
		stand(boris, vacancy, "Boris");
		stand(vera, vacancy, "Vera");
		revoke(people[1]);
		next_block();
		assert_eq!(seat(0), Seat::Acting { person: people[2] });
		let poll = voting(vacancy);
		assert_eq!(candidates(vacancy), people[2..]);
		assert_eq!(record(poll).electors, 2);
		vote(voter, poll, &[YES]);
		let filled = elected(vacancy);

		assert_eq!(incumbent(0), Some((filled, people[2])));
		let begun = mandate_record(filled);
		assert_eq!((begun.since, begun.until), (now(), now() + TERM));
		let history: Vec<_> = Offices::history(0, 10).iter().map(|(id, _)| *id).collect();
		assert_eq!(history, [filled, mandate]);
	});
}

#[test]
fn head_of_the_unit_above_acts_when_nobody_is_in_line() {
	let offices = [head("BY-BR-04"), member(VILLAGE)];
	with_offices(&offices, || {
		let citizens = citizens(2);
		let (anna, boris) = (&citizens[0], &citizens[1]);
		certify(&[anna, boris]);
		let mandate = rise(1, anna, "Anna", &[boris]);
		to_block(mandate_record(mandate).since + TERM / 2);
		rise(0, anna, "Anna", &[boris]);
		rise(1, boris, "Boris", &[boris]);
		act(&boris.pair, resign_call(1));
		assert_eq!(
			seat(1),
			Seat::Acting {
				person: person(anna)
			}
		);
		assert_eq!(career(person(boris)), [(1, Some(End::Resigned))]);
	});
}

#[test]
fn office_is_vacant_until_its_election_when_the_rule_names_nobody() {
	let offices = [with(head(VILLAGE), json!({ "acting": "nobody" }))];
	with_offices(&offices, || {
		let citizens = citizens(3);
		let (anna, boris) = (&citizens[0], &citizens[1]);
		certify(&[anna, boris]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		stand(boris, election, "Boris");
		decide(election, &[(boris, YES)]);
		// Somebody is in line, but the rule does not ask for it.
		assert_eq!(Offices::in_line(0), [person(boris)]);
		revoke(person(anna));
		next_block();
		assert_eq!(seat(0), Seat::Vacant);
		next_block();
		assert!(Elections::under_way(0).is_some());
		let mandate = rise(0, boris, "Boris", &[boris]);
		assert_eq!(incumbent(0), Some((mandate, person(boris))));
	});
}

#[test]
fn elections_queue_and_none_is_forgotten_when_very_many_are_due_on_one_block() {
	// More than are called, and more than are closed, in one block.
	let offices: Vec<_> = (0..40).map(|_| member(VILLAGE)).collect();
	with_offices(&offices, || {
		let all: Vec<_> = (0..40).map(nomination).collect();
		let called = |election: &u32| election_record(*election).called;
		let first = all.iter().map(called).min().unwrap();
		let last = all.iter().map(called).max().unwrap();
		assert_eq!(last - first, 2, "sixteen a block");
		for election in all {
			round(election, 3);
		}
	});
}
