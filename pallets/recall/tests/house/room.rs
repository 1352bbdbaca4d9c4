//! How much the pallets keep. What is kept for ever is what happened: mandates, rounds, cases and
//! checklists. All else grows with what is there (offices, persons, pledges not judged yet) and goes
//! when it is over.

use super::{
	chain::House,
	compare::{same, Verdict},
	model::{chairs::Chair, polls::Purpose, promises::State, Model, Office},
};
use frame_support::traits::STORAGE_VERSION_STORAGE_KEY_POSTFIX;
use std::collections::BTreeSet;

/// Entries of all pallets that are always there: numbers, cursors and counters.
const FIXED: usize = 9;
/// Most entries per office of all pallets, but for what is kept for ever.
const PER_OFFICE: usize = 22;
/// Most entries per person.
const PER_PERSON: usize = 7;
/// Most entries per unit.
const PER_UNIT: usize = 6;
/// Most entries per pledge that can still come to something: its due block, its place in the queue
/// or its poll.
const PER_PLEDGE: usize = 2;

/// How many entries a pallet has in storage, but for the version that the framework keeps.
fn entries(pallet: &str) -> usize {
	let prefix = sp_io::hashing::twox_128(pallet.as_bytes());
	let version = sp_io::hashing::twox_128(STORAGE_VERSION_STORAGE_KEY_POSTFIX);
	let version = [prefix, version].concat();
	let next = |key: &Vec<u8>| sp_io::storage::next_key(key);
	let keys = std::iter::successors(sp_io::storage::next_key(&prefix), next);
	let own = keys.take_while(|key| key.starts_with(&prefix));
	own.filter(|key| *key != version).count()
}

/// Whether every pallet keeps exactly what the model says, and no more than the bound.
pub fn check(model: &Model, losses: usize) -> Verdict {
	let offices = entries("Offices");
	let pledges = entries("Pledges");
	let reputation = entries("Reputation");
	let recall = entries("Recall");
	same("entries of offices", offices, expected_offices(model))?;
	same("entries of pledges", pledges, expected_pledges(model))?;
	same(
		"entries of reputation",
		reputation,
		expected_reputation(model),
	)?;
	same("entries of recall", recall, expected_recall(model))?;

	let all = offices + pledges + reputation + recall;
	let most = history(model) + working(model, losses);
	if all > most {
		return Err(format!(
			"{all} entries in storage, {most} are the most there can be"
		));
	}
	Ok(())
}

/// What is kept for ever. A mandate has its entry and a line in two histories; a standing once it was
/// rated, and a checklist if anything was promised. A round has its entry and a line for each person
/// it asked about; a case its entry and a line.
fn history(model: &Model) -> usize {
	let rated = model.mandates.iter().filter(|held| held.opinion.is_known());
	let promised = model
		.mandates
		.iter()
		.filter(|held| !held.pledges.is_empty());
	let rounds = model.offices.iter().flat_map(|office| &office.past);
	let rounds: usize = rounds.map(|past| 1 + past.said.len()).sum();
	3 * model.mandates.len() + rated.count() + promised.count() + rounds + 2 * model.cases.len()
}

/// The most that can be kept of what is going on. `losses` are those who lost standing so far; with a
/// small calendar they may all be waiting.
fn working(model: &Model, losses: usize) -> usize {
	let pledges = model.mandates.iter().flat_map(|held| &held.pledges);
	let is_going_on = |state| matches!(state, State::Open | State::Waiting(_) | State::Judging(..));
	// An item of the calendar stays until its block, also if the pledge was judged before.
	let pledges = pledges.filter(|pledge| is_going_on(pledge.state) || pledge.due >= model.now);
	let is_lagging = model.per_block < 64;
	let levels = model.round_rules.len() + model.case_rules.len();
	FIXED
		+ levels
		+ PER_OFFICE * model.offices.len()
		+ PER_PERSON * model.people.len()
		+ PER_UNIT * model.above.len()
		+ PER_PLEDGE * pledges.count()
		+ if is_lagging {
			losses + model.pledge_calendar.count()
		} else {
			0
		}
}

fn count<T>(things: impl Iterator<Item = T>) -> usize {
	things.count()
}

/// How many different ones there are.
fn kinds<T: Ord>(things: impl Iterator<Item = T>) -> usize {
	things.collect::<BTreeSet<_>>().len()
}

fn expected_offices(model: &Model) -> usize {
	let offices = || model.offices.iter();
	let in_force = model.mandates.iter().filter(|held| held.ended.is_none());
	let above = offices().filter_map(|office| model.above[office.unit as usize]);
	let ever_held = kinds(model.mandates.iter().map(|held| held.office));
	// The number of the next office, the cursor, the numbers; the number of the next mandate.
	3 + usize::from(!model.mandates.is_empty())
		// The office and its seat.
		+ 2 * model.offices.len()
		// Offices of a unit, heads, and how many there are below.
		+ kinds(offices().map(|office| office.unit))
		+ count(offices().filter(|office| office.is_head))
		+ kinds(above)
		// How many mandates there were, and who came next in the last election.
		+ 2 * ever_held
		+ count(offices().filter(|office| !office.aside.is_empty()))
		+ 3 * model.mandates.len()
		+ kinds(model.mandates.iter().map(|held| held.person))
		+ count(in_force)
		+ count(offices().filter(|office| office.chair.acting().is_some()))
		+ model.stepping.len()
		+ count(offices().filter(|office| office.election_due.is_some()))
		// The numbers of an election under way.
		+ count(offices().filter(|office| office.is_electing))
		+ model.office_calendar.count()
}

fn expected_pledges(model: &Model) -> usize {
	let judged = model.polls.values().filter_map(|poll| match poll.purpose {
		Purpose::Judgement(mandate, _) => Some(mandate),
		Purpose::Round(_) | Purpose::Petition(_) => None,
	});
	let units = judged.clone().map(|number| {
		let office = model.mandate(number).office;
		model.office(office).unit
	});
	let promised = model
		.mandates
		.iter()
		.filter(|held| !held.pledges.is_empty());
	// The cursor and the numbers.
	2 + count(promised)
		+ count(judged)
		+ kinds(units)
		+ model.queues.len()
		+ model
			.queues
			.values()
			.map(|queue| queue.waiting.len())
			.sum::<usize>()
		+ model.pledge_calendar.count()
}

fn expected_reputation(model: &Model) -> usize {
	let offices = || model.offices.iter();
	let past = || offices().flat_map(|office| &office.past);
	let asked = || past().flat_map(|past| past.said.iter().map(|(about, ..)| about));
	let rated = model.mandates.iter().filter(|held| held.opinion.is_known());
	let is_asked = |office: &&Office| office.round.is_some();
	let was_asked = |office: &&Office| office.round.is_some() || !office.past.is_empty();
	// The cursor, the numbers, and those of levels.
	1 + model.round_rules.len()
		+ model.offices.len()
		+ model.date_calendar.count()
		+ 2 * count(offices().filter(is_asked))
		+ count(offices().filter(|office| office.is_owed))
		+ count(offices().filter(was_asked))
		+ count(past())
		+ count(asked())
		+ kinds(asked().map(|about| about.person))
		+ count(rated)
}

fn expected_recall(model: &Model) -> usize {
	let offices = || model.offices.iter();
	let open = model.cases.iter().filter(|case| case.outcome.is_none());
	// The cursor, the numbers, and those of levels; the number of the next case.
	1 + model.case_rules.len()
		+ usize::from(!model.cases.is_empty())
		+ 2 * model.cases.len()
		+ kinds(model.cases.iter().map(|case| case.person))
		+ model.recalls.len()
		+ 2 * count(open)
		+ model.case_calendar.count()
		+ 2 * count(offices().filter(|office| office.petition.is_some()))
		+ count(offices().filter(|office| office.rest_until.is_some()))
}

/// Whether nothing is going on any more: every office waits for its election, no more.
pub fn is_quiet(model: &Model) -> bool {
	let is_waiting = |office: &Office| {
		office.chair == Chair::Empty && office.is_electing && office.election_due.is_none()
	};
	model.polls.is_empty()
		&& model.queues.is_empty()
		&& model.stepping.is_empty()
		&& model.office_calendar.count() == 0
		&& model.pledge_calendar.count() == 0
		&& model.case_calendar.count() == 0
		&& model.offices.iter().all(is_waiting)
}

/// Nothing is kept of what is over but its history, whatever the model says.
pub fn check_quiet(model: &Model) -> Verdict {
	if !is_quiet(model) {
		return Err("something never ends".into());
	}
	let offices = model.offices.len();
	let left = [
		(
			"agenda of offices",
			pallet_offices::Agenda::<House>::iter_keys().count(),
		),
		(
			"elections due",
			pallet_offices::DueElections::<House>::iter_keys().count(),
		),
		(
			"offices held",
			pallet_offices::HeldBy::<House>::iter_keys().count(),
		),
		(
			"offices acted in",
			pallet_offices::ActingIn::<House>::iter_keys().count(),
		),
		(
			"stepping back",
			pallet_offices::Stepping::<House>::iter_keys().count(),
		),
		(
			"entered pledges",
			pallet_pledges::Entered::<House>::iter_keys().count(),
		),
		(
			"agenda of pledges",
			pallet_pledges::Agenda::<House>::iter_keys().count(),
		),
		(
			"queues",
			pallet_pledges::Queues::<House>::iter_keys().count(),
		),
		(
			"pleas waiting",
			pallet_pledges::Waiting::<House>::iter_keys().count(),
		),
		(
			"judgements",
			pallet_pledges::OpenIn::<House>::iter_keys().count(),
		),
		(
			"polls of pledges",
			pallet_pledges::ByPoll::<House>::iter_keys().count(),
		),
		(
			"rounds",
			pallet_reputation::Current::<House>::iter_keys().count(),
		),
		(
			"polls of rounds",
			pallet_reputation::ByPoll::<House>::iter_keys().count(),
		),
		(
			"rounds owed",
			pallet_reputation::Owed::<House>::iter_keys().count(),
		),
		(
			"open cases",
			pallet_recall::OpenCases::<House>::iter_keys().count(),
		),
		(
			"cases due",
			pallet_recall::DueAt::<House>::iter_keys().count(),
		),
		(
			"agenda of recall",
			pallet_recall::Agenda::<House>::iter_keys().count(),
		),
		(
			"petitions",
			pallet_recall::Petitions::<House>::iter_keys().count(),
		),
		(
			"polls of petitions",
			pallet_recall::ByPoll::<House>::iter_keys().count(),
		),
	];
	for (what, count) in left {
		same(what, count, 0)?;
	}
	// One date per office, no more.
	let dates = pallet_reputation::Agenda::<House>::iter_keys().count();
	same("dates", dates, offices)
}
