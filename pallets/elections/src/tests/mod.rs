//! One behaviour a test.

mod calendar;
mod call;
mod free;
mod model;
mod names;
mod nomination;
mod paper;
mod params;
mod queries;
mod stand;
mod vote;
mod withdraw;

use crate::{mock::*, *};
use frame_support::assert_ok;
use veche_primitives::offices::Elections as _;

/// A title from a word.
fn title(text: &str) -> Title {
	Title::truncate_from(text.as_bytes().to_vec())
}

/// Call an election that can be called; its number.
fn call(office: OfficeId) -> ElectionId {
	ElectionsPallet::call(office, Cause::TermEnd).unwrap()
}

/// An election whose nomination has just opened.
fn nominating(office: OfficeId) -> ElectionId {
	let id = call(office);
	run_to(System::block_number() + PARAMS.notice);
	id
}

/// The account stands, under its number as a name.
fn stand(who: AccountId, id: ElectionId) {
	let name = title(&format!("Candidate {who}"));
	let programme = H256::repeat_byte(who as u8);
	assert_ok!(ElectionsPallet::stand(
		RuntimeOrigin::signed(who),
		id,
		name,
		programme
	));
}

/// The candidate's pledges from now on.
fn promise(who: AccountId, id: ElectionId, pledges: &[&str]) {
	let titles = pledges.iter().map(|pledge| title(pledge)).collect();
	Promises::mutate(|promises| promises.insert((id, person(who)), titles));
}

/// Citizens of the district with the certificate, numbered from 1,000.
fn crowd(count: u64) -> Vec<AccountId> {
	let accounts: Vec<AccountId> = (1_000..1_000 + count).collect();
	for who in &accounts {
		put_citizen(*who, DISTRICT);
		certify(*who, true);
	}
	accounts
}

/// The stored election.
fn stored(id: ElectionId) -> Election<u64> {
	ElectionsPallet::election(id).unwrap()
}

/// The block on which nomination ends.
fn until(id: ElectionId) -> u64 {
	match stored(id).phase {
		Phase::Nomination { until, .. } => until,
		other => panic!("no nomination but {other:?}"),
	}
}

/// The poll the election waits for.
fn poll_of(id: ElectionId) -> PollId {
	match stored(id).phase {
		Phase::Voting { poll, .. } => poll,
		other => panic!("no vote but {other:?}"),
	}
}

/// An election of the head of the district that is put to the vote with these candidates; its
/// number and poll.
fn voting(candidates: &[AccountId]) -> (ElectionId, PollId) {
	let id = nominating(HEAD);
	for who in candidates {
		stand(*who, id);
	}
	run_to(until(id));
	(id, poll_of(id))
}

/// The candidates in order.
fn slate(id: ElectionId) -> Vec<PersonId> {
	ElectionsPallet::slate(id)
		.map(|slate| slate.candidates.into_inner())
		.unwrap_or_default()
}

/// Nomination is open for another round, for this reason, and nobody stands.
fn assert_reopened(id: ElectionId, round: u32, why: Setback) {
	let opens = System::block_number();
	let until = opens + PARAMS.nomination;
	assert_eq!(
		stored(id).phase,
		Phase::Nomination {
			opens,
			until,
			round
		}
	);
	assert_eq!(
		(slate(id).len(), RunningOf::<Test>::iter().count()),
		(0, 0),
		"all candidacies have ended"
	);
	System::assert_last_event(
		Event::NominationReopened {
			election: id,
			round,
			until,
			why,
		}
		.into(),
	);
}
