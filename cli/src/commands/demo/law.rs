//! The act `law`: two bills become law, decided by lot among those who understand them.
//!
//! In order of events: `genesis` makes a chain with short periods; the country's `head` is elected,
//! and the `faculty` makes jurists; the `bills` are brought in, one by the head, one by a citizen;
//! for each the seed is drawn (`drawing`), the jurists send `tickets`, and the panel decides in a
//! `trial`; then comes the people's `objection`, and what remains is in `force`. `house` knows who is
//! who, and `lots` works out on its own who must have been drawn.

mod bills;
mod drawing;
mod faculty;
mod force;
mod genesis;
mod head;
mod house;
mod lots;
mod objection;
mod tickets;
mod trial;

use super::{
	node::{self, Node, Start},
	result, scenes,
	stage::{minutes, spinner, Stage},
	Opts, VILLAGE,
};
use crate::{chain::Chain, keystore::random_entropy, output::usage};
use anyhow::Result;
use bills::{Case, BOOKS, NUMBER};
use drawing::Draw;
use force::InForce;
use genesis::{Times, EPOCH, PANEL, RESERVES};
use house::{jurists, House};
use std::sync::Arc;
use trial::{Plan, Trial};
use veche_primitives::ballot::Method;
use veche_tally::{ABSTAIN, NO, YES};

/// Fewest people: so many that some jurists are not drawn.
const LEAST_VOTERS: usize = 24;
/// People, unless somebody asks for another number: few enough for four minutes on two cores.
const VOTERS: usize = 40;

/// What the panels answer, by seat. One juror of the first is silent. Both bills pass whether or not
/// a reserve's yes comes in time, the first with the two thirds that a bill about parameters needs.
const PLANS: [&Plan; 2] = [
	&[
		Some(YES),
		Some(YES),
		None,
		Some(NO),
		Some(YES),
		Some(YES),
		Some(YES),
	],
	&[
		Some(YES),
		Some(NO),
		Some(YES),
		Some(ABSTAIN),
		Some(YES),
		Some(YES),
		Some(NO),
	],
];

/// What is played.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
	/// People of the country.
	voters: usize,
}

impl Piece {
	/// What the options ask for.
	pub fn of(opts: &Opts) -> Result<Self> {
		let voters = opts.voters.map_or(VOTERS, |voters| voters as usize);
		if opts.ballots.is_some() {
			return Err(usage(
				"in this act people answer questions that no recorded election has; leave \
				 --ballots out",
			));
		}
		if opts.on.is_some() {
			return Err(usage(
				"the act needs a chain with short epochs, which it starts itself; leave --on out",
			));
		}
		if opts.method != Method::Schulze {
			return Err(usage(
				"in this act all questions are answered by yes or no; leave --method out",
			));
		}
		if voters < LEAST_VOTERS {
			return Err(usage(format!(
				"three in five are jurists, of whom {} are drawn and some are not; give --voters \
				 {LEAST_VOTERS} or more",
				PANEL + RESERVES
			)));
		}
		Ok(Self { voters })
	}

	/// Proofs of the whole act, about.
	fn proofs(&self) -> usize {
		let ballots = genesis::electing(self.voters)
			+ 2 * genesis::supporting(self.voters)
			+ genesis::answering(self.voters);
		ballots + 2 * (jurists(self.voters) + PANEL)
	}
}

/// Everything in order; whether all checks held.
pub async fn play(opts: &Opts, piece: &Piece, stage: &mut Stage<'_>) -> Result<bool> {
	let seed = random_entropy();
	introduce(piece, stage)?;

	stage.step("A chain of your own")?;
	let (node, chain, times) = start_chain(opts, piece, &seed, stage).await?;

	stage.step("Everybody makes two keys on their own device")?;
	let people = scenes::make_keys(&chain, piece.voters, &seed, stage).await?;

	stage.step("Two registrars attest everybody")?;
	let village = chain.best().await?.unit(super::HOME).await?.id;
	scenes::attest(&chain, &people, village, stage).await?;
	let house = House::meet(&chain, &people, times).await?;

	let cases = bring_in(&house, stage).await?;
	let draws = draw(&house, &cases, stage).await?;
	let before = bills::numbers(&chain.best().await?).await?;
	let trials = sit(&house, &draws, stage).await?;

	stage.step("The verdicts, and what the people say to them")?;
	let laws = decide(&house, &cases, &draws, &trials, stage).await?;

	stage.step("In force")?;
	force::number_changed(&house, before, &laws[NUMBER], stage).await?;
	force::register(&house, &cases, &laws, stage).await?;
	force::verify(&house, &laws, stage).await?;
	objection::too_late(&house, &cases[NUMBER], stage).await?;

	stage.step("Trust nobody: the audit of a verdict")?;
	result::audit(&chain, trials[NUMBER].poll, stage).await?;

	let law = laws[NUMBER].law;
	scenes::leave(Some(node), opts, &format!("law show {law}"), stage)?;
	stage.conclude(&format!(
		"two laws are in force in a country of {} people, decided by jurists whom nobody knows",
		people.len()
	))
}

/// From the school to two bills that wait for a panel.
async fn bring_in(house: &House<'_>, stage: &mut Stage<'_>) -> Result<[Case; 2]> {
	stage.step("The school of governance, and who wants to be head of the country")?;
	let election = head::stand(house, stage).await?;

	stage.step("The faculty of law")?;
	faculty::graduate(house, stage).await?;

	stage.step("The rolls turn, and the people elect the head, anonymously")?;
	scenes::wait_for_roll(house.chain, house.village, house.people.len(), stage).await?;
	let vote = head::vote(house, election, stage).await?;
	faculty::wait_for_roll(house, house.jurists().len(), stage).await?;
	head::in_office(house, &vote, stage).await?;

	stage.step("Two bills: one by the head, one by a citizen with supporters")?;
	// First of all: once bills are brought in, windows pass.
	bills::refused(house, stage).await?;
	bills::bring_in(house, stage).await
}

/// From the frozen roll to the lowest tickets.
async fn draw(
	house: &House<'_>,
	cases: &[Case; 2],
	stage: &mut Stage<'_>,
) -> Result<[Arc<Draw>; 2]> {
	stage.step("The jurists' roll is frozen: nobody can know who will be drawn")?;
	drawing::too_early_or_too_late(house, &cases[BOOKS], stage).await?;

	stage.step("The seed, and the tickets: the lot is drawn in secret")?;
	let number = Arc::new(drawing::seed(house, &cases[NUMBER], stage).await?);
	let ticket = tickets::hand_in(house, &number, stage).await?;
	let books = Arc::new(drawing::seed(house, &cases[BOOKS], stage).await?);
	tickets::hand_in_again(house, &books, &ticket, stage).await?;
	let draws = [number, books];
	tickets::differ(&draws, stage)?;
	Ok(draws)
}

/// Both panels vote, and a reserve steps in.
async fn sit(
	house: &House<'_>,
	draws: &[Arc<Draw>; 2],
	stage: &mut Stage<'_>,
) -> Result<[Trial; 2]> {
	stage.step("The panels sit, each juror at home")?;
	let mut number = trial::open(house, &draws[NUMBER], stage).await?;
	tickets::too_late(house, &draws[NUMBER], stage).await?;
	number.others_try(house, &draws[NUMBER], stage).await?;
	number
		.vote(house, &draws[NUMBER], PLANS[NUMBER], stage)
		.await?;
	let mut books = trial::open(house, &draws[BOOKS], stage).await?;
	books
		.vote(house, &draws[BOOKS], PLANS[BOOKS], stage)
		.await?;

	stage.step("Half-time: a reserve steps in for the silent one")?;
	number.half_time(house, &draws[NUMBER], stage).await?;
	Ok([number, books])
}

/// From the verdicts to the day both are law.
async fn decide(
	house: &House<'_>,
	cases: &[Case; 2],
	draws: &[Arc<Draw>; 2],
	trials: &[Trial; 2],
	stage: &mut Stage<'_>,
) -> Result<[InForce; 2]> {
	let [number, books] = trials;
	number
		.verdict(house, &cases[NUMBER], &draws[NUMBER], stage)
		.await?;
	let (referendum, end_of_delay) = objection::supported(house, &cases[NUMBER], stage).await?;
	books
		.verdict(house, &cases[BOOKS], &draws[BOOKS], stage)
		.await?;
	let due = objection::unsupported(house, &cases[BOOKS], stage).await?;

	stage.step("The referendum")?;
	let referendum = objection::vote(house, referendum, stage).await?;
	let closes = objection::stands(house, &referendum, stage).await?;
	let earliest = closes.max(end_of_delay);
	let number = force::wait(house, &cases[NUMBER], earliest).await?;
	let books = force::wait(house, &cases[BOOKS], due).await?;
	stage.check(
		number.entry.since >= earliest && books.entry.since == due,
		&format!(
			"what was put to the people is law when they have decided and the delay is over, from \
			 block {}; a petition without supporters puts nothing off: from block {due}",
			number.entry.since
		),
	)?;
	Ok([number, books])
}

fn introduce(piece: &Piece, stage: &mut Stage<'_>) -> Result<()> {
	stage.title("Laws by lot: two bills, two secret juries, and the people's last word")?;
	stage.say(&format!(
		"{} people live in {VILLAGE}, which is the whole country today; {} of them have learnt law \
		 or politics. Two bills are brought in: one changes a number of the chain, the other is a \
		 text. On each a panel decides, drawn by lot among the jurists so that nobody knows who \
		 sits, and nobody could know before. What they pass waits for the people's objection, and \
		 is then done by the chain itself: there is no other power that could. All names are made \
		 up; all tickets and ballots are real proofs.",
		piece.voters,
		jurists(piece.voters)
	))
}

async fn start_chain(
	opts: &Opts,
	piece: &Piece,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<(Node, Chain, Times)> {
	let speed = scenes::measure(opts, seed, piece.voters, piece.proofs(), stage).await?;
	let times = Times::new(&speed, piece.voters);
	let starting = spinner("starting a node");
	let node = start_node(opts, piece, &times).await;
	starting.finish_and_clear();
	let node = node?;
	let chain = node.chain().await?;
	scenes::introduce_node(&chain, stage)?;
	stage.say(&format!(
		"An epoch of the consensus lasts {EPOCH} blocks here, so validators put too little chance \
		 into it for a real lot; elsewhere it is hours. Tickets are taken for {} blocks, about {}, \
		 a panel has {}, the people {} to object. Elsewhere these are days and weeks, and panels \
		 have 35 and more seats, not {PANEL}.",
		times.claim,
		minutes(times.claim.into()),
		times.verdict,
		times.delay
	))?;
	Ok((node, chain, times))
}

async fn start_node(opts: &Opts, piece: &Piece, times: &Times) -> Result<Node> {
	let program = node::find(opts.node.as_deref())?;
	let mut changed = Ok(());
	let spec = node::spec(&program, "dev", |patch| {
		changed = genesis::change(patch, times, piece.voters);
	})?;
	changed?;
	let start = Start {
		spec: Some(spec),
		arguments: Vec::new(),
	};
	Node::start(&program, start).await
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn plans_pass_with_a_quorum_whether_or_not_reserves_say_yes() {
		// What acts on the chain needs two thirds, a text one half.
		for (plan, majority) in PLANS.into_iter().zip([666_667, 500_000]) {
			assert_eq!(plan.len(), PANEL);
			let said = |answer: u8| plan.iter().filter(|one| **one == Some(answer)).count();
			let silent = plan.iter().filter(|one| one.is_none()).count();
			assert!(silent <= RESERVES && 2 * (PANEL - silent) > PANEL);
			for reserves in [0, silent] {
				let [yes, no] = [said(YES) + reserves, said(NO)].map(|count| count as u32);
				assert!(veche_tally::majority_met(yes, no, majority));
			}
		}
	}

	#[test]
	fn least_voters_leave_jurists_who_are_not_drawn_and_enough_for_every_petition() {
		let jurists = jurists(LEAST_VOTERS);
		assert!(jurists > PANEL + RESERVES);
		// Four have names, and neither vote nor support.
		let neighbours = LEAST_VOTERS - 4;
		for needed in [
			genesis::electing(LEAST_VOTERS),
			genesis::supporting(LEAST_VOTERS),
			genesis::answering(LEAST_VOTERS),
		] {
			assert!((3..=neighbours).contains(&needed), "{needed}");
		}
	}
}
