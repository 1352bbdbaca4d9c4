//! The recount: a pure function from a bundle to a report.

use super::{
	bundle::{Bundle, Entry},
	panel::Panel,
	report::Report,
};
use crate::{
	cores,
	ring::{self, Commitment, Crypto, Ring},
};
use sp_core::H256;
use std::collections::BTreeMap;
use veche_primitives::{
	polls::{digest, first_digest, Counted, Phase, Poll},
	refusal, Alias, PrecinctId,
};
use veche_tally::Tally;
use verifiable::{BatchProofItem, GenerateVerifiable};

/// Proofs checked together: enough to share the pairing, few enough to keep all cores busy.
const CHUNK: usize = 64;

/// Count the poll again and compare with what the chain claims. `done` is called with the number
/// of proofs just verified.
pub fn recount(bundle: &Bundle, done: impl Fn(usize) + Sync) -> Report {
	let mut report = Report::new(bundle);
	let rings = check_rings(bundle, &mut report);
	let proven = verify(bundle, &rings, done);
	let panel = Panel::of(bundle);
	let count = count(bundle, &rings, &panel, &proven, &mut report);
	panel.check(bundle, &count.counted, &mut report);
	compare(bundle, &count, &mut report);
	report.conclude();
	report
}

type Rings<'a> = BTreeMap<PrecinctId, (&'a Ring, Commitment)>;

/// Rebuild every ring's commitment from its keys.
fn check_rings<'a>(bundle: &'a Bundle, report: &mut Report) -> Rings<'a> {
	let checked = cores::map(bundle.rings.len(), |ring| bundle.rings[ring].check());
	let mut rings = Rings::new();
	let mut sound = true;
	for (ring, commitment) in bundle.rings.iter().zip(checked) {
		match commitment {
			Ok(commitment) if ring.version <= bundle.poll.record.epoch => {
				if rings.insert(ring.precinct, (ring, commitment)).is_some() {
					sound = false;
					report.problem(format!("precinct {} appears twice", ring.precinct));
				}
			}
			Ok(_) => {
				sound = false;
				report.problem(format!(
					"the ring of precinct {} is younger than the poll's roll",
					ring.precinct
				));
			}
			Err(_) => {
				sound = false;
				report.problem(format!(
					"the commitment of precinct {} does not belong to its keys",
					ring.precinct
				));
			}
		}
	}
	report.check(
		"commitments",
		sound,
		format!("{} ring(s) rebuilt from their keys", rings.len()),
	);
	rings
}

/// The alias each ballot's proof shows; none where the proof does not hold.
fn verify(bundle: &Bundle, rings: &Rings, done: impl Fn(usize) + Sync) -> Vec<Option<Alias>> {
	let mut by_ring: BTreeMap<PrecinctId, Vec<usize>> = BTreeMap::new();
	for (number, entry) in bundle.ballots.iter().enumerate() {
		by_ring
			.entry(entry.ballot.content().precinct)
			.or_default()
			.push(number);
	}
	let chunks: Vec<&[usize]> = by_ring
		.values()
		.flat_map(|ring| ring.chunks(CHUNK))
		.collect();
	let verified = cores::map(chunks.len(), |chunk| {
		let aliases = verify_chunk(bundle, rings, chunks[chunk]);
		done(chunks[chunk].len());
		aliases
	});
	let mut proven = vec![None; bundle.ballots.len()];
	for (numbers, aliases) in chunks.iter().zip(verified) {
		for (number, alias) in numbers.iter().zip(aliases) {
			proven[*number] = alias;
		}
	}
	proven
}

/// Check ballots that all name the same precinct.
fn verify_chunk(bundle: &Bundle, rings: &Rings, numbers: &[usize]) -> Vec<Option<Alias>> {
	let none = || vec![None; numbers.len()];
	let Some(first) = numbers.first() else {
		return none();
	};
	let precinct = bundle.ballots[*first].ballot.content().precinct;
	let Some((ring, commitment)) = rings.get(&precinct) else {
		return none();
	};
	let poll = &bundle.poll.record;
	let items: Vec<_> = numbers
		.iter()
		.map(|number| {
			let ballot = bundle.ballots[*number].ballot.content();
			BatchProofItem {
				// A proof that does not even fit the bound becomes an empty one, which never holds.
				proof: ballot.proof.to_vec().try_into().unwrap_or_default(),
				config: ring::domain(ring.size),
				members: commitment.clone(),
				context: poll.context.to_vec(),
				message: ballot.message(bundle.genesis, poll.epoch).to_vec(),
			}
		})
		.collect();
	Crypto::batch_validate_per_item(&items)
		.into_iter()
		.map(Result::ok)
		.collect()
}

/// What the recount counted.
struct Count {
	tallies: Vec<Tally>,
	digest: H256,
	counted: BTreeMap<Alias, Counted>,
	/// The block in which the count that closes the poll early was first reached.
	goal: Option<u32>,
}

/// Go through the ballots in order and count those that count.
fn count(
	bundle: &Bundle,
	rings: &Rings,
	panel: &Panel,
	proven: &[Option<Alias>],
	report: &mut Report,
) -> Count {
	let record = &bundle.poll.record;
	let mut count = Count {
		tallies: (record.questions.iter())
			.filter_map(|shape| Tally::new(shape.method, shape.options).ok())
			.collect(),
		digest: first_digest(bundle.genesis, bundle.poll.id, &bundle.poll.paper),
		counted: BTreeMap::new(),
		goal: None,
	};
	let mut sound = true;
	let mut last = None;
	for (number, (entry, alias)) in bundle.ballots.iter().zip(proven).enumerate() {
		let position = (entry.block, entry.extrinsic, entry.place);
		if last.is_some_and(|last| position <= last) {
			sound = false;
			report.problem(format!(
				"{} is not in the order of the blocks",
				entry.describe(number)
			));
		}
		last = Some(position);
		let verdict = judge(bundle, rings, panel, &count, entry, *alias);
		report.marks.push(verdict.is_ok());
		match &verdict {
			Ok(()) => {
				take_in(&mut count, entry, report);
				if count.goal.is_none() && reaches_goal(record, &count.tallies) {
					count.goal = Some(entry.block);
				}
			}
			Err(_) => report.refused += 1,
		}
		if let Some(problem) = disagreement(entry, &verdict) {
			sound = false;
			report.problem(format!("{}: {problem}", entry.describe(number)));
		}
	}
	let detail = format!(
		"{} of {} ballots hold, {} of them re-votes",
		report.counted + report.replaced,
		bundle.ballots.len(),
		report.replaced
	);
	report.check("ballots", sound, detail);
	count
}

/// Whether the ballot counts, by the same rules as the chain.
fn judge(
	bundle: &Bundle,
	rings: &Rings,
	panel: &Panel,
	count: &Count,
	entry: &Entry,
	proven: Option<Alias>,
) -> Result<(), u8> {
	let ballot = entry.ballot.content();
	let record = &bundle.poll.record;
	if ballot.poll != bundle.poll.id {
		return Err(refusal::POLL_UNKNOWN);
	}
	if entry.block < record.opens {
		return Err(refusal::POLL_NOT_OPEN);
	}
	if entry.block >= record.closes {
		return Err(refusal::POLL_CLOSED);
	}
	if ballot.choices.len() != record.questions.len() {
		return Err(refusal::WRONG_ANSWER_COUNT);
	}
	let answers = (record.questions.iter().zip(&ballot.choices))
		.map(|(shape, choice)| (shape.method, shape.options, choice));
	veche_tally::check_paper(answers).map_err(|(_, error)| refusal::of_answer(error))?;
	let before = count
		.counted
		.get(&ballot.alias)
		.map_or(0, |counted| counted.counter);
	if ballot.counter <= before {
		return Err(refusal::STALE_COUNTER);
	}
	panel.check_seat(&ballot.alias, entry.block)?;
	if !rings.contains_key(&ballot.precinct) {
		return Err(refusal::PRECINCT_EMPTY);
	}
	if proven != Some(ballot.alias) {
		return Err(refusal::BAD_PROOF);
	}
	Ok(())
}

/// Count a ballot, in place of an earlier one of the same alias.
fn take_in(count: &mut Count, entry: &Entry, report: &mut Report) {
	let ballot = entry.ballot.content();
	let counted = Counted {
		counter: ballot.counter,
		choices: ballot.choices.clone(),
	};
	let before = count.counted.insert(ballot.alias, counted);
	for (question, tally) in count.tallies.iter_mut().enumerate() {
		let earlier = before
			.as_ref()
			.and_then(|before| before.choices.get(question));
		let result = earlier
			.map_or(Ok(()), |choice| tally.subtract(choice))
			.and_then(|()| {
				ballot
					.choices
					.get(question)
					.map_or(Ok(()), |choice| tally.add(choice))
			});
		if let Err(error) = result {
			report.problem(format!(
				"question {} cannot be counted: {error}",
				question + 1
			));
		}
	}
	count.digest = digest(count.digest, &ballot.alias, ballot.counter, &ballot.choices);
	if before.is_some() {
		report.replaced += 1;
	} else {
		report.counted += 1;
	}
}

/// Whether the count that closes the poll before its time is reached.
fn reaches_goal(record: &Poll<u32>, tallies: &[Tally]) -> bool {
	record.goal.is_some_and(|goal| {
		let tally = tallies.get(usize::from(goal.question));
		let chosen = tally.map_or(0, |tally| tally.count(goal.option));
		chosen >= veche_tally::share_of(record.electors, goal.share)
	})
}

/// What is wrong with a ballot, if the verdict is not what the chain must have found.
fn disagreement(entry: &Entry, verdict: &Result<(), u8>) -> Option<String> {
	match (verdict, entry.counted, entry.place) {
		(Ok(()), Some(false), _) => Some("it holds, but is marked as not counted".into()),
		(Err(code), Some(true), _) => Some(format!(
			"it does not hold, but is marked as counted: {}",
			explain(*code)
		)),
		// The chain lets no single ballot into a block that it does not count.
		(Err(code), None, None) => Some(format!("it does not hold: {}", explain(*code))),
		_ => None,
	}
}

fn explain(code: u8) -> &'static str {
	refusal::explain(code)
}

/// Compare the recount with what the chain claims.
fn compare(bundle: &Bundle, count: &Count, report: &mut Report) {
	let record = &bundle.poll.record;
	report.tallies = count.tallies.clone();
	report.digest = count.digest;

	let questions_fit = bundle.poll.paper.questions.len() == record.questions.len()
		&& (bundle.poll.paper.questions.iter().zip(&record.questions)).all(|(question, shape)| {
			question.method == shape.method && question.options.len() == usize::from(shape.options)
		});
	report.check(
		"paper",
		questions_fit,
		format!("{} question(s)", record.questions.len()),
	);

	for question in 0..count.tallies.len().max(bundle.tallies.len()) {
		if count.tallies.get(question) != bundle.tallies.get(question) {
			report.problem(format!("the tally of question {} differs", question + 1));
		}
	}
	let same = count.tallies == bundle.tallies;
	report.check("tally", same, format!("{} ballots", count.counted.len()));

	let same = count.digest == bundle.digest;
	report.check("digest", same, format!("{:?}", count.digest));
	if !same {
		report.problem(format!(
			"the digest over the paper and all counted ballots differs: the chain has {:?}; the paper was changed, or a ballot left \
			 out, added, changed or moved",
			bundle.digest
		));
	}

	if record.goal.is_some() {
		// Once reached, it stays so, and no ballot of a later block counts.
		let in_time = count
			.goal
			.is_none_or(|block| record.closes <= block.saturating_add(1));
		let same = record.goal_reached == count.goal.is_some() && in_time;
		let detail = match count.goal {
			Some(block) => format!("reached in block {block}"),
			None => "not reached".into(),
		};
		report.check("goal", same, detail);
		if !same {
			report.problem("the goal that closes the poll early is reported wrongly".into());
		}
	}

	if let Some(stored) = &bundle.stored {
		compare_stored(stored, count, report);
	}
	compare_outcome(bundle, count, report);
}

fn compare_stored(stored: &[(Alias, Counted)], count: &Count, report: &mut Report) {
	let claimed: BTreeMap<&Alias, &Counted> = stored.iter().map(|(a, c)| (a, c)).collect();
	let mut sound = claimed.len() == stored.len();
	for (alias, counted) in &claimed {
		let problem = match count.counted.get(*alias) {
			None => "the chain counts it, but no valid ballot of it is in the blocks",
			Some(found) if found != *counted => "the chain counts another ballot of it",
			Some(_) => continue,
		};
		sound = false;
		report.problem(format!("alias 0x{}: {problem}", hex::encode(alias)));
	}
	for alias in count
		.counted
		.keys()
		.filter(|alias| !claimed.contains_key(alias))
	{
		sound = false;
		report.problem(format!(
			"alias 0x{}: a valid ballot is in the blocks, but the chain does not count it",
			hex::encode(alias)
		));
	}
	report.check(
		"counted ballots",
		sound,
		format!("{} in state", stored.len()),
	);
}

fn compare_outcome(bundle: &Bundle, count: &Count, report: &mut Report) {
	let record = &bundle.poll.record;
	let closed = matches!(record.phase, Phase::Closed | Phase::Pruned);
	let Some(outcome) = &bundle.outcome else {
		report.check("outcome", !closed, "the poll is still open".into());
		if closed {
			report.problem("the poll is closed, but has no outcome".into());
		}
		return;
	};
	let mut problems = Vec::new();
	if !closed {
		problems.push("the poll is open, but has an outcome".to_string());
	}
	let ballots = u32::try_from(count.counted.len()).unwrap_or(u32::MAX);
	if outcome.ballots != ballots {
		problems.push(format!(
			"it speaks of {} ballots, {ballots} count",
			outcome.ballots
		));
	}
	if outcome.electors != record.electors {
		problems.push(format!(
			"it speaks of {} electors, the frozen roll had {}",
			outcome.electors, record.electors
		));
	}
	if outcome.quorum_met != veche_tally::quorum_met(ballots, record.electors, record.quorum) {
		problems.push("it is wrong about the quorum".into());
	}
	if outcome.goal_reached != count.goal.is_some() {
		problems.push("it is wrong about the goal".into());
	}
	if outcome.questions.len() != count.tallies.len() {
		problems.push("it does not answer every question".into());
	}
	for (number, (claimed, tally)) in outcome.questions.iter().zip(&count.tallies).enumerate() {
		// The lot is drawn from the chain's randomness, which a bundle does not hold: where it
		// decides, the winner must be one of those who tied.
		let mut expected = veche_tally::decide(tally, record.majority, &[0; 32]);
		if expected.by_lot
			&& claimed
				.winner
				.is_some_and(|winner| expected.tied.contains(&winner))
		{
			expected.winner = claimed.winner;
		}
		if *claimed != expected {
			problems.push(format!(
				"it names the wrong winner of question {}",
				number + 1
			));
		}
	}
	report.check(
		"outcome",
		problems.is_empty(),
		format!("{ballots} of {}", record.electors),
	);
	for problem in problems {
		report.problem(format!("the outcome is wrong: {problem}"));
	}
}
