//! The act `election`: the people of a village fill its office, and the elected rises.
//!
//! In order of events: `genesis` makes a chain on which a term is short; people make keys and are
//! attested; in `nomination` the school gives certificates, candidates stand and promise, and who
//! may not is refused; the voters cast real rankings on the `sheet` and mark pledges; `outcome`
//! compares the result and shows the mandate; in `above` the term ends, and the one with a record
//! is elected in the district. `promises` are made up, `count` knows candidates by the numbers of
//! the file and of the paper, and `town` who is who.

mod above;
mod count;
mod genesis;
mod keeping;
mod nomination;
mod outcome;
mod promises;
mod sheet;
mod town;

use super::{
	acts,
	ballots::Source,
	node::{self, Node, Start},
	people::{self, Person},
	result, scenes, school,
	stage::{minutes, spinner, Stage},
	voting::{self, Booth},
	Opts, HOME, VILLAGE,
};
use crate::{chain::Chain, keystore::random_entropy, output::usage};
use anyhow::{Context as _, Result};
use genesis::Times;
use indicatif::ProgressBar;
use sheet::Sheet;
use std::sync::Arc;
use town::{Town, DISTRICT_NAME, NEXT, NEXT_NAME, TERM};
use veche_primitives::{ballot::Method, ElectionId, WHOLE};

/// Whether the election can be held with these ballots.
pub fn check(source: &Source) -> Result<()> {
	let least = source.names.len() + 1;
	if source.method == Method::Marks {
		return Err(usage(
			"offices are not filled by marks; choose --method schulze, plurality or approval",
		));
	}
	if source.voters < least {
		return Err(usage(format!(
			"the {} candidates and one who may not stand live in the village too; give --voters \
			 {least} or more",
			source.names.len()
		)));
	}
	let (ballots, voters) = (source.choices.len() as u64, source.voters as u64);
	if ballots * u64::from(WHOLE) < voters * u64::from(genesis::QUORUM) {
		return Err(usage(format!(
			"with {ballots} ballots for {voters} voters there is no quorum; give --voters {} or \
			 fewer",
			ballots * u64::from(WHOLE / genesis::QUORUM)
		)));
	}
	if source.winners.is_empty() {
		return Err(usage(format!(
			"the ballots of {} elect nobody; name another file, or give more --voters",
			source.file
		)));
	}
	Ok(())
}

/// Everything in order; whether all checks held.
pub async fn play(opts: &Opts, source: &Source, stage: &mut Stage<'_>) -> Result<bool> {
	let seed = random_entropy();
	introduce(source, stage)?;

	stage.step("A chain of your own")?;
	let (node, chain) = start_chain(opts, source, &seed, stage).await?;

	stage.step("Everybody makes two keys on their own device")?;
	let mut people =
		scenes::make_keys(&chain, source.voters.saturating_add(1), &seed, stage).await?;
	let outsider = people.pop().context("nobody has keys")?;

	stage.step("Two registrars attest everybody")?;
	attest(&chain, &people, &outsider, stage).await?;
	let town = Town::meet(&chain, source, &people, &outsider).await?;
	let election = acts::under_way(&chain, town.office).await?;

	stage.step("The school of governance")?;
	let schema = school::certificate(&chain).await?;
	school::certify(&chain, schema, &town.schooled(), stage).await?;

	stage.step("Candidates stand, with promises on record")?;
	nomination::stand(&town, election, stage).await?;

	stage.step("The electoral roll turns")?;
	scenes::wait_for_roll(&chain, town.unit, people.len(), stage).await?;

	stage.step("Nomination closes, everybody votes, anonymously")?;
	let (booth, sheet, marks) = vote(&town, election, stage).await?;

	stage.step("The vote closes, and a mandate begins")?;
	let elected = outcome::show(&town, election, &booth.poll, &sheet, &marks, stage).await?;

	stage.step("What was promised is judged")?;
	let closes = keeping::claim(&town, &elected, stage).await?;

	stage.step("Trust nobody: the audit")?;
	result::audit(&chain, booth.poll.id, stage).await?;

	stage.step("One level up: not without a record")?;
	let district = above::without_record(&town, &elected, stage).await?;

	stage.step("The term ends by itself")?;
	above::term_ends(&town, &elected, election, stage).await?;

	stage.step("The one with a record rises")?;
	keeping::judged(&town, &elected, closes, stage).await?;
	let title = above::rise(&town, &elected, district, &booth.rings, stage).await?;

	stage.step("What stays on record")?;
	above::history(&town, &elected, stage).await?;

	let name = town.name(elected.person);
	scenes::leave(
		Some(node),
		opts,
		&format!("office show {}", town.above),
		stage,
	)?;
	stage.conclude(&format!(
		"{} voters elected {name}, who served a term and is now {title}",
		source.choices.len()
	))
}

fn introduce(source: &Source, stage: &mut Stage<'_>) -> Result<()> {
	stage.title(&format!("From the village upward: {}", source.title))?;
	stage.say(&format!(
		"These are {} ballots of a recorded election ({}) with {} candidates. On a real chain with \
		 real proofs the people of {VILLAGE} now elect their head with them: candidates are \
		 trained, stand and promise; the voters rank them and mark the promises that matter most; \
		 the elected serves a term and only then may stand for {DISTRICT_NAME}. Counting rule: {}.",
		source.which(),
		source.file,
		source.names.len(),
		source.method
	))
}

async fn start_chain(
	opts: &Opts,
	source: &Source,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<(Node, Chain)> {
	let ballots = source.choices.len();
	let speed = scenes::measure(opts, seed, source.voters, ballots, stage).await?;
	let times = Times::new(&speed, source);
	let starting = spinner("starting a node");
	let node = start_node(opts, source, &times).await;
	starting.finish_and_clear();
	let node = node?;
	let chain = node.chain().await?;
	scenes::introduce_node(&chain, stage)?;
	stage.say(&format!(
		"Votes stay open for {} blocks here, about {}; a round of nomination lasts {} blocks, a term \
		 in the village {TERM}. Elsewhere these are days, weeks and years.",
		times.election,
		minutes(times.election.into()),
		genesis::NOMINATION
	))?;
	Ok((node, chain))
}

async fn start_node(opts: &Opts, source: &Source, times: &Times) -> Result<Node> {
	let program = node::find(opts.node.as_deref())?;
	let mut changed = Ok(());
	let spec = node::spec(&program, "dev", |patch| {
		changed = genesis::change(patch, source, times);
	})?;
	changed?;
	let start = Start {
		spec: Some(spec),
		arguments: Vec::new(),
	};
	Node::start(&program, start).await
}

/// Have everybody attested, and one more in the next village.
async fn attest(
	chain: &Chain,
	people: &[Person],
	outsider: &Person,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let at = chain.best().await?;
	let (home, next) = (at.unit(HOME).await?.id, at.unit(NEXT).await?.id);
	scenes::attest(chain, people, home, stage).await?;
	let hidden = ProgressBar::hidden();
	let alone = std::slice::from_ref(outsider);
	people::attest(chain, alone, next, &hidden, &hidden).await?;
	stage.say(&format!(
		"One more lives in the next village, {NEXT_NAME} ({NEXT}). Nobody has a coin, and nobody \
		 needs one."
	))
}

/// Wait for the vote, and let everybody rank the candidates and mark pledges. Returns the ballot
/// box, the paper, and how often each pledge was marked.
async fn vote(
	town: &Town<'_>,
	election: ElectionId,
	stage: &mut Stage<'_>,
) -> Result<(Arc<Booth>, Sheet, Vec<u32>)> {
	let chain = town.chain;
	let poll = acts::called(chain, election).await?;
	let at = chain.best().await?;
	let view = at.poll_view(poll).await?;
	let slate = at.slate(election).await?;
	let sheet = Sheet::read(&slate, &town.ids, &view.paper)?;
	let stood = at.candidates(election).await?;
	let in_order = stood.is_sorted_by_key(|(_, candidacy)| candidacy.stood)
		&& stood.iter().map(|(id, _)| id).eq(&slate.candidates);
	stage.check(
		in_order,
		&format!(
			"the paper names the candidates in the order in which they stood: {}",
			sheet.names(town).join(", ")
		),
	)?;
	stage.say(&format!(
		"Poll {poll} asks {} question(s): who shall hold the office, and which of {} pledges \
		 matter most. Each voter ranks as on the real ballot and marks up to three pledges of any \
		 candidates, all under one proof.",
		view.paper.questions.len(),
		sheet.pledges()
	))?;

	let mut marks = vec![0u32; sheet.pledges()];
	let mut wishes = Vec::new();
	for (voter, (who, choice)) in town.people.iter().zip(&town.source.choices).enumerate() {
		let marked = promises::marks(voter, sheet.pledges());
		for pledge in &marked {
			marks[*pledge] = marks[*pledge].saturating_add(1);
		}
		wishes.push(who.wish(sheet.answers(choice, &marked)?));
	}
	let booth = scenes::enter(chain, poll, stage).await?;
	stage.check(
		booth.poll.record.electors as usize == town.people.len(),
		&format!(
			"{} electors are on the frozen roll: the people of {VILLAGE}, the candidates among \
			 them, and nobody from {NEXT_NAME}",
			booth.poll.record.electors
		),
	)?;
	let cast = voting::cast_all(chain, &booth, wishes, &sheet.names(town), stage).await?;
	stage.check(
		cast.len() == town.source.choices.len(),
		&format!("{} ballots are counted, one for each voter", cast.len()),
	)?;
	Ok((booth, sheet, marks))
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{commands::demo::ballots::BY_ELECTION, output::Usage};

	fn source(method: Method, voters: u32) -> Source {
		Source::read(None, &BY_ELECTION, method, Some(voters)).unwrap()
	}

	#[test]
	fn check_fails_as_usage_when_the_election_cannot_be_held() {
		for (method, voters, words) in [
			(Method::Marks, 20, "--method"),
			(Method::Schulze, 7, "--voters 8"),
			(Method::Schulze, 30_000, "--voters 21310"),
		] {
			let error = check(&source(method, voters)).unwrap_err();
			assert!(error.is::<Usage>(), "{error}");
			assert!(error.to_string().contains(words), "{error}");
		}
		for method in [Method::Schulze, Method::Plurality, Method::Approval] {
			check(&source(method, 8)).unwrap();
		}
	}
}
