//! Who stands in for identity, for elections and for the voting engine. Elections and polls are kept
//! in storage, so that what is rolled back is forgotten.

use super::chain::{AccountId, Offices, Pledges, Recall, Reputation};
use codec::{Decode, Encode};
use frame_support::{parameter_types, storage::unhashed, BoundedVec};
use sp_runtime::DispatchError;
use std::{cell::RefCell, collections::BTreeMap};
use veche_primitives::{
	ballot::{Method, Title},
	offices::{Candidacies, Cause, Elections, Names, Offices as _},
	people::{Citizen, OnStanding, People},
	polls::{Institution, OnPollClosed, PollOutcome, PollRequest, Polls},
	rolls::Electorate,
	Alias, ElectionId, OfficeId, PersonId, PollId, Ppm, Stratum, UnitId, WHOLE,
};
use veche_tally::{decide, quorum_met, share_of, Tally};

parameter_types! {
	/// Whether elections are refused, after having been called.
	pub static RefusesElections: bool = false;
	/// Whether polls are refused, after having been opened.
	pub static RefusesPolls: bool = false;
}

/// A person of the table.
#[derive(Clone, Copy)]
pub struct Entry {
	pub home: UnitId,
	pub stratum: Stratum,
	pub is_good: bool,
}

thread_local! {
	static PEOPLE: RefCell<BTreeMap<PersonId, Entry>> = const { RefCell::new(BTreeMap::new()) };
	static ELECTORS: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
}

/// Identity: a table.
pub struct Residents;

impl Residents {
	/// These are the people, and so many electors each unit has.
	pub fn settle_all(people: BTreeMap<PersonId, Entry>, electors: Vec<u32>) {
		PEOPLE.set(people);
		ELECTORS.set(electors);
	}

	/// The person dies, or is a person in good standing no more.
	pub fn lose(person: PersonId) {
		Self::change(person, |entry| entry.is_good = false);
		Offices::lost(person);
	}

	/// The person is in good standing again.
	pub fn regain(person: PersonId) {
		Self::change(person, |entry| entry.is_good = true);
		Offices::regained(person);
	}

	/// The person moves.
	pub fn move_to(person: PersonId, home: UnitId) {
		Self::change(person, |entry| entry.home = home);
	}

	fn change(person: PersonId, change: impl FnOnce(&mut Entry)) {
		PEOPLE.with_borrow_mut(|people| {
			if let Some(entry) = people.get_mut(&person) {
				change(entry);
			}
		});
	}
}

impl People<AccountId> for Residents {
	fn citizen(account: &AccountId) -> Option<Citizen> {
		Self::citizen_by_id(*account as PersonId)
	}

	fn citizen_by_id(person: PersonId) -> Option<Citizen> {
		let entry = PEOPLE.with_borrow(|people| people.get(&person).copied())?;
		entry.is_good.then_some(Citizen {
			person,
			home: entry.home,
			stratum: entry.stratum,
		})
	}

	fn account(person: PersonId) -> Option<AccountId> {
		Some(person.into())
	}

	fn has_free_act(_: &AccountId) -> bool {
		true
	}

	fn spend_free_act(_: &AccountId) {}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_person(account: &AccountId, _: UnitId) -> PersonId {
		*account as PersonId
	}
}

/// Elections: called and ended by hand. Whoever asks is a candidate.
pub struct Voters;

const NEXT_ELECTION: &[u8] = b"voters/next";

/// Where the election under way for an office is kept.
fn election_key(office: OfficeId) -> Vec<u8> {
	(b"voters/election", office).encode()
}

impl Voters {
	/// The election of an office is over. One that nobody called gets a number all the same.
	pub fn end_election(office: OfficeId) -> ElectionId {
		unhashed::take(&election_key(office)).unwrap_or_else(Self::next_election)
	}

	fn next_election() -> ElectionId {
		let election: ElectionId = unhashed::get_or_default(NEXT_ELECTION);
		unhashed::put(NEXT_ELECTION, &election.saturating_add(1));
		election
	}
}

impl Elections for Voters {
	fn call(office: OfficeId, _: Cause) -> Result<ElectionId, DispatchError> {
		if Self::under_way(office).is_some() {
			return Err(DispatchError::Other("under way"));
		}
		let election = Self::next_election();
		unhashed::put(&election_key(office), &election);
		if RefusesElections::get() {
			return Err(DispatchError::Unavailable);
		}
		Ok(election)
	}

	fn under_way(office: OfficeId) -> Option<ElectionId> {
		unhashed::get(&election_key(office))
	}
}

impl Candidacies<u64> for Voters {
	/// Elections are numbered over all offices, so the office is looked for.
	fn nominating(election: ElectionId, _: PersonId) -> Option<u64> {
		let offices = 0..pallet_offices::NextOffice::<super::chain::House>::get();
		let mut offices = offices.filter(|office| Self::under_way(*office) == Some(election));
		offices.next().and_then(Offices::post).map(|post| post.term)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn benchmark_candidacy(_: PersonId) -> ElectionId {
		Self::next_election()
	}
}

impl Names for Voters {
	/// Every other person stood under a name.
	fn name(person: PersonId) -> Option<Title> {
		let is_named = person.is_multiple_of(2);
		is_named.then(|| Title::truncate_from(format!("P{person}").into_bytes()))
	}
}

/// The voting engine: polls open on the block after the request and close on their block, in the
/// order of their numbers. How the people vote is set by hand.
pub struct BallotBox;

const NEXT_POLL: &[u8] = b"box/next";
const UNCLOSED: &[u8] = b"box/unclosed";

/// A poll, and its count so far.
#[derive(Encode, Decode)]
struct Kept {
	institution: Institution,
	electors: u32,
	quorum: Ppm,
	majority: Ppm,
	/// How many must choose the first option of the first question to close it at once.
	goal: Option<u32>,
	is_reached: bool,
	counts: Vec<[u32; 3]>,
	outcome: Option<PollOutcome>,
}

/// Where a poll is kept.
fn poll_key(poll: PollId) -> Vec<u8> {
	(b"box/poll", poll).encode()
}

/// The polls that have not closed, and the block on which each does.
fn unclosed() -> Vec<(PollId, u64)> {
	unhashed::get_or_default(UNCLOSED)
}

impl BallotBox {
	/// The people vote: this is the count from now on.
	pub fn vote(poll: PollId, counts: &[[u32; 3]], now: u64) {
		let Some(mut kept) = unhashed::get::<Kept>(&poll_key(poll)) else {
			return;
		};
		if kept.is_reached || kept.outcome.is_some() {
			return;
		}
		kept.counts = counts.to_vec();
		let supporters = counts.first().map_or(0, |[yes, ..]| *yes);
		if kept.goal.is_some_and(|goal| supporters >= goal) {
			kept.is_reached = true;
			let mut polls = unclosed();
			for (one, closes) in &mut polls {
				if *one == poll {
					*closes = now.saturating_add(1).min(*closes);
				}
			}
			unhashed::put(UNCLOSED, &polls);
		}
		unhashed::put(&poll_key(poll), &kept);
	}

	/// Close what is due, and tell the institutions.
	pub fn close_due(now: u64) {
		let polls = unclosed();
		let is_due = |(_, closes): &(PollId, u64)| *closes <= now;
		if !polls.iter().any(is_due) {
			return;
		}
		let (mut due, left): (Vec<_>, Vec<_>) = polls.into_iter().partition(is_due);
		unhashed::put(UNCLOSED, &left);
		due.sort_unstable();
		for (poll, _) in due {
			Self::close(poll);
		}
	}

	fn close(poll: PollId) {
		let Some(mut kept) = unhashed::get::<Kept>(&poll_key(poll)) else {
			return;
		};
		let first = kept.counts.first().copied().unwrap_or_default();
		let ballots: u32 = first.iter().sum();
		let questions = kept.counts.iter().map(|counts| {
			let mut tally = Tally::new(Method::YesNo, 3).unwrap();
			tally.ballots = counts.iter().sum();
			for (of_option, count) in tally.counts.iter_mut().zip(counts) {
				*of_option = *count;
			}
			decide(&tally, kept.majority, &[0; 32])
		});
		let outcome = PollOutcome {
			ballots,
			electors: kept.electors,
			quorum_met: quorum_met(ballots, kept.electors, kept.quorum),
			goal_reached: kept.is_reached,
			questions: BoundedVec::truncate_from(questions.collect()),
		};
		let institution = kept.institution;
		kept.outcome = Some(outcome.clone());
		unhashed::put(&poll_key(poll), &kept);
		<(Pledges, Reputation, Recall)>::on_poll_closed(institution, poll, &outcome);
	}
}

impl Polls<u64> for BallotBox {
	fn open(request: PollRequest<u64>) -> Result<PollId, DispatchError> {
		let poll: PollId = unhashed::get_or_default(NEXT_POLL);
		unhashed::put(NEXT_POLL, &poll.saturating_add(1));
		if RefusesPolls::get() {
			return Err(DispatchError::Other("PollRefused"));
		}
		let Electorate::Unit(unit) = request.electorate else {
			return Err(DispatchError::Other("not the people of a unit"));
		};
		let electors = ELECTORS.with_borrow(|electors| electors.get(unit as usize).copied());
		let electors = electors.ok_or(DispatchError::Other("no such unit"))?;
		let goal_share = request.goal.map_or(0, |goal| goal.share);
		let is_fit = request.paper.check().is_ok()
			&& request.duration > 0
			&& request.context.is_none()
			&& request.admitted.is_none()
			&& [request.quorum, request.majority, goal_share]
				.iter()
				.all(|share| *share <= WHOLE);
		if !is_fit {
			return Err(DispatchError::Other("not a poll that could be held"));
		}
		let goal = request.goal.map(|goal| {
			assert_eq!(
				(goal.question, goal.option),
				(0, 0),
				"the goal is the first yes"
			);
			share_of(electors, goal.share)
		});
		let kept = Kept {
			institution: request.institution,
			electors,
			quorum: request.quorum,
			majority: request.majority,
			goal,
			is_reached: false,
			counts: vec![[0; 3]; request.paper.questions.len()],
			outcome: None,
		};
		unhashed::put(&poll_key(poll), &kept);
		let now = frame_system::Pallet::<super::chain::House>::block_number();
		let mut polls = unclosed();
		polls.push((poll, now + request.delay + request.duration));
		unhashed::put(UNCLOSED, &polls);
		Ok(poll)
	}

	fn outcome(poll: PollId) -> Option<PollOutcome> {
		unhashed::get::<Kept>(&poll_key(poll))?.outcome
	}

	fn order(_: PollId, _: u8) -> Vec<u8> {
		Vec::new()
	}

	fn substitute(_: PollId, _: &[Alias]) -> u32 {
		0
	}

	fn counts(poll: PollId, question: u8) -> Vec<u32> {
		let kept = unhashed::get::<Kept>(&poll_key(poll));
		let counts = kept.and_then(|kept| kept.counts.get(usize::from(question)).copied());
		counts.map(Vec::from).unwrap_or_default()
	}
}
