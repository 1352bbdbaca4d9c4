//! Whether the chain is as the model says.

use super::{
	chain::{House, Offices, Pledges, Reputation},
	model::{
		cases::{Case, Outcome},
		chairs::{Chair, End},
		promises::{Plea, State},
		rounds::{About, As, Past, Round, Why},
		sums::{Answered, Counts, Said},
		Block, MandateNo, Model, OfficeNo,
	},
	stand_ins::Voters,
};
use pallet_offices::Seat;
use pallet_pledges::Mark;
use std::fmt::Debug;
use veche_primitives::{
	confidence::{self, Capacity, ConfidenceRule},
	offices::{self, Elections as _, Judged as _, Offices as _, Ratings as _},
};

/// Nothing, or what is wrong.
pub type Verdict = Result<(), String>;

/// Whether chain and model agree on something.
pub fn same<T: PartialEq + Debug>(what: &str, chain: T, model: T) -> Verdict {
	if chain == model {
		return Ok(());
	}
	Err(format!(
		"{what}: the chain says {chain:?}, the model {model:?}"
	))
}

/// Whether the office's election is under way, or is called on the next block.
pub fn is_election_near(office: OfficeNo, now: Block, is_lagging: bool) -> bool {
	let is_due = || {
		let due = pallet_offices::DueElections::<House>::get(office);
		due.is_some_and(|due| is_lagging || due.at <= now + 1)
	};
	Voters::under_way(office).is_some() || is_due()
}

/// After every block and every act: who sits in each office and acts there, its next date, the round
/// under way, the open case; and all about the mandates that the model has touched since.
pub fn what_matters(model: &mut Model) -> Verdict {
	for office in model.office_numbers() {
		place(model, office).map_err(|wrong| format!("office {office}: {wrong}"))?;
	}
	for number in std::mem::take(&mut model.touched) {
		mandate(model, number).map_err(|wrong| format!("mandate {number}: {wrong}"))?;
	}
	Ok(())
}

fn place(model: &Model, office: OfficeNo) -> Verdict {
	let seat = model.office(office);
	let chair = pallet_offices::Seats::<House>::get(office).map(chair);
	same("seat", chair, Some(seat.chair))?;
	let date = pallet_reputation::Dates::<House>::get(office);
	same("next date", date, Some(seat.date))?;
	let current = pallet_reputation::Current::<House>::get(office).map(round);
	if current != seat.round {
		same("round", current.as_ref(), seat.round.as_ref())?;
	}
	let Some(mandate) = model.mandate_in(office) else {
		return Ok(());
	};
	let open = pallet_recall::OpenCases::<House>::get(mandate);
	same("open case", open, model.open_case(office))?;
	let Some(number) = open else {
		return Ok(());
	};
	let due = pallet_recall::Cases::<House>::get(number).map(|case| (case.deadline, case.rating));
	let case = &model.cases[number as usize];
	same(
		"deadline and rating",
		due,
		Some((case.deadline, case.rating)),
	)
}

fn mandate(model: &Model, number: MandateNo) -> Verdict {
	let held = model.mandate(number);
	let kept = pallet_offices::Mandates::<House>::get(number).ok_or("unknown to the chain")?;
	let of_it = (kept.office, kept.person, kept.since, kept.until);
	same(
		"holding",
		of_it,
		(held.office, held.person, held.since, held.until),
	)?;
	let ended = kept.ended.map(|(at, how)| (at, end(how)));
	same("end", ended, held.ended)?;
	let opinion = &held.opinion;
	let standing = pallet_reputation::Standings::<House>::get(number);
	same("last rating", Reputation::rating(number), opinion.last())?;
	let rounds = (standing.rounds, standing.valid);
	same(
		"rounds",
		rounds,
		(opinion.rounds, opinion.valid.len() as u32),
	)?;
	let score = (standing.score.weight, standing.score.support);
	same("score", score, opinion.sums())?;
	let promises = Pledges::promises(number);
	let judged = super::model::promises::judged(&held.pledges);
	same("promises", (promises.kept, promises.broken), judged)?;
	let recalls = pallet_recall::RecallsOf::<House>::get(held.person);
	same("recalls", recalls, model.recalls_of(held.person))?;
	same("record", Reputation::record(number), model.record(number))?;
	let checklist = Pledges::checklist(number);
	same("pledges", checklist.len(), held.pledges.len())?;
	for (kept, pledge) in checklist.iter().zip(&held.pledges) {
		same("mark", state(kept.mark), pledge.state)?;
		same("due", (kept.due, kept.weight), (pledge.due, pledge.weight))?;
		let pleas = (kept.claim.is_some(), kept.excuse.is_some());
		same("pleas", pleas, (pledge.is_claimed, pledge.is_excuse_asked))?;
	}
	Ok(())
}

/// All there is, from the beginning, and the invariants of every pallet.
pub fn everything(model: &Model) -> Verdict {
	for number in 0..model.mandates.len() as MandateNo {
		mandate(model, number).map_err(|wrong| format!("mandate {number}: {wrong}"))?;
	}
	for office in model.office_numbers() {
		let whole = place(model, office).and_then(|()| history(model, office));
		whole.map_err(|wrong| format!("office {office}: {wrong}"))?;
	}
	for person in model.people.keys().copied() {
		let held = Offices::held_by(person);
		same("office held", held, model.held_by(person))
			.and_then(|()| {
				let recalls = pallet_recall::RecallsOf::<House>::get(person);
				same("recalls", recalls, model.recalls_of(person))
			})
			.and_then(|()| {
				let stepping = pallet_offices::Stepping::<House>::get(person);
				same("stepping", stepping, model.stepping.get(&person).copied())
			})
			.map_err(|wrong| format!("person {person}: {wrong}"))?;
	}
	let count = pallet_recall::NextCase::<House>::get();
	same("cases", count as usize, model.cases.len())?;
	for (number, expected) in (0..).zip(&model.cases) {
		let kept = pallet_recall::Cases::<House>::get(number).map(case);
		same("case", kept.as_ref(), Some(expected))
			.map_err(|wrong| format!("{number}: {wrong}"))?;
	}
	let is_right = Offices::do_try_state()
		.and_then(|()| Pledges::do_try_state())
		.and_then(|()| Reputation::do_try_state())
		.and_then(|()| super::chain::Recall::do_try_state());
	is_right.map_err(|broken| format!("broken invariant: {broken:?}"))
}

/// Elections, rounds, petitions and those set aside of an office.
fn history(model: &Model, office: OfficeNo) -> Verdict {
	let seat = model.office(office);
	let is_electing = Voters::under_way(office).is_some();
	same("election", is_electing, seat.is_electing)?;
	let due = pallet_offices::DueElections::<House>::get(office).map(|due| due.at);
	same("election due", due, seat.election_due)?;
	let line = Offices::in_line(office);
	same("in line", &line, &seat.line)?;
	let aside = Offices::set_aside(office);
	same("set aside", &aside, &seat.aside)?;
	let is_owed = pallet_reputation::Owed::<House>::contains_key(office);
	same("owed round", is_owed, seat.is_owed)?;
	let count = pallet_reputation::CountIn::<House>::get(office) as usize;
	same(
		"rounds",
		count,
		seat.past.len() + usize::from(seat.round.is_some()),
	)?;
	for (number, expected) in (1..).zip(&seat.past) {
		let kept = pallet_reputation::RoundsIn::<House>::get(office, number).map(past);
		same("past round", kept.as_ref(), Some(expected))
			.map_err(|wrong| format!("{number}: {wrong}"))?;
	}
	let petition = pallet_recall::Petitions::<House>::get(office);
	let petition = petition.map(|of_it| (of_it.poll, of_it.by, of_it.opened, of_it.share));
	let expected = seat.petition.as_ref();
	let expected = expected.map(|of_it| (of_it.poll, of_it.by, of_it.opened, of_it.share));
	same("petition", petition, expected)?;
	let rest = pallet_recall::RestUntil::<House>::get(office);
	same("rest", rest, seat.rest_until)
}

// What the chain says, in the words of the model.

fn chair(seat: Seat) -> Chair {
	match seat {
		Seat::Incumbent { mandate } => Chair::Held(mandate),
		Seat::Suspended { mandate, acting } => Chair::Suspended(mandate, acting),
		Seat::Acting { person } => Chair::Acting(person),
		Seat::Vacant => Chair::Empty,
	}
}

fn end(end: offices::End) -> End {
	match end {
		offices::End::Term => End::Term,
		offices::End::Lost => End::Lost,
		offices::End::Resigned => End::Resigned,
		offices::End::Rose => End::Rose,
		offices::End::Recalled => End::Recalled,
		offices::End::Replaced => End::Replaced,
	}
}

fn about(asked: &confidence::Asked) -> About {
	About {
		person: asked.person,
		as_what: match asked.capacity {
			Capacity::Incumbent(mandate) => As::Holder(mandate),
			Capacity::Suspended(mandate) => As::Suspended(mandate),
			Capacity::Acting => As::Acting,
		},
		edge: asked.threshold,
	}
}

fn why(kind: pallet_reputation::Kind) -> Why {
	match kind {
		pallet_reputation::Kind::Regular => Why::Date,
		pallet_reputation::Kind::Extraordinary => Why::Extra,
		pallet_reputation::Kind::Repeat => Why::Again,
	}
}

fn counts(rule: ConfidenceRule) -> Counts {
	Counts {
		min: rule.min_turnout,
		sure: rule.sure_turnout,
		margin: rule.margin,
	}
}

fn round(round: pallet_reputation::Round<u64>) -> Round {
	Round {
		number: round.number,
		poll: round.poll,
		why: why(round.kind),
		called: round.called,
		counts: counts(round.rule),
		about: round.asked.iter().map(about).collect(),
	}
}

fn past(round: pallet_reputation::PastRound<u64>) -> Past {
	let said = |rated: &pallet_reputation::Rated| {
		let answered = Answered {
			yes: rated.answers.yes,
			no: rated.answers.no,
			electors: rated.answers.electors,
		};
		let said = match rated.verdict {
			confidence::Verdict::TooFew => Said::Nothing,
			confidence::Verdict::Unclear(rating) => Said::Maybe(rating),
			confidence::Verdict::Valid(rating) => Said::Surely(rating),
		};
		(about(&rated.asked), answered, said)
	};
	Past {
		poll: round.poll,
		why: why(round.kind),
		called: round.called,
		closed: round.closed,
		counts: counts(round.rule),
		said: round.results.iter().map(said).collect(),
	}
}

fn case(case: pallet_recall::Case<u64>) -> Case {
	Case {
		mandate: case.mandate,
		office: case.office,
		person: case.person,
		rating: case.rating,
		since: case.since,
		deadline: case.deadline,
		reinstate_at: case.reinstate_at,
		explained: case
			.explanation
			.map(|explanation| (explanation.words.into_inner(), explanation.at)),
		outcome: case.outcome.map(|(at, outcome)| {
			let outcome = match outcome {
				pallet_recall::Outcome::Reinstated(rating) => Outcome::Reinstated(rating),
				pallet_recall::Outcome::Recalled => Outcome::Recalled,
				pallet_recall::Outcome::Ended(how) => Outcome::Ended(end(how)),
			};
			(at, outcome)
		}),
	}
}

fn state(mark: Mark) -> State {
	let plea = |plea| match plea {
		pallet_pledges::Plea::Done => Plea::Done,
		pallet_pledges::Plea::Excuse => Plea::Excuse,
	};
	match mark {
		Mark::Open => State::Open,
		Mark::Waiting(asked) => State::Waiting(plea(asked)),
		Mark::Judging {
			plea: asked,
			attempt,
			..
		} => State::Judging(plea(asked), attempt),
		Mark::Kept => State::Kept,
		Mark::Broken => State::Broken,
		Mark::Excused => State::Excused,
		Mark::Lapsed => State::Lapsed,
		Mark::Unjudged => State::Unjudged,
	}
}
