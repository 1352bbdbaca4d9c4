//! The act `recall`: two officials of a village answer to its people; one recovers, one does not.
//!
//! In order of events: `genesis` makes a chain with two offices and short rounds; in `choosing`
//! both are filled; a `promise` is claimed and judged; `rounds` ask the people again and again, once
//! by `petition`; `fall` is how both are suspended and explain themselves, `end` how each case ends;
//! `portraits` shows what stays. `council` knows who is who, and `count` adds up on its own what
//! was sent.

mod choosing;
mod council;
mod count;
mod end;
mod fall;
mod genesis;
mod petition;
mod portraits;
mod promise;
mod rounds;

use super::{
	acts,
	node::{self, Node, Start},
	scenes, school,
	stage::{minutes, spinner, Stage},
	Opts, VILLAGE,
};
use crate::{chain::Chain, keystore::random_entropy, output::usage};
use anyhow::Result;
use choosing::{Contest, Elected};
use council::{name, Council, ALENA, BARYS, DARYA, HEAD, HLEB, TREASURER, VERA};
use genesis::Times;
use rounds::{Plan, Rounds};
use veche_primitives::{ballot::Method, MandateId};

/// Fewest people: those who stand, and others who rate them.
const LEAST_VOTERS: usize = 12;
/// People, unless somebody asks for another number: few enough that nine votes fit into five
/// minutes on two cores.
const VOTERS: usize = 40;

/// Both offices.
const BOTH: [usize; 2] = [HEAD, TREASURER];
/// All is well.
const FINE: [&Plan; 2] = [&[(ALENA, 75)], &[(VERA, 65)]];
/// Many are not content.
const SINKING: [&Plan; 2] = [&[(ALENA, 40)], &[(VERA, 35)]];
/// Hardly anybody supports them any more.
const LOW: [&Plan; 2] = [&[(ALENA, 14)], &[(VERA, 12)]];
/// One has convinced the people, the other has not.
const AFTERWARDS: [&Plan; 2] = [&[(ALENA, 60), (BARYS, 55)], &[(VERA, 30), (HLEB, 65)]];

/// What is played.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
	/// People of the village.
	voters: usize,
	/// How the people choose between those who stand.
	method: Method,
}

impl Piece {
	/// What the options ask for.
	pub fn of(opts: &Opts) -> Result<Self> {
		let voters = opts.voters.map_or(VOTERS, |voters| voters as usize);
		if opts.ballots.is_some() {
			return Err(usage(
				"in this act the people answer questions that no recorded election has; leave \
				 --ballots out",
			));
		}
		if opts.on.is_some() {
			return Err(usage(
				"the act needs a chain with short rounds, which it starts itself; leave --on out",
			));
		}
		if voters < LEAST_VOTERS {
			return Err(usage(format!(
				"some stand for office and others rate them; give --voters {LEAST_VOTERS} or more"
			)));
		}
		if matches!(opts.method, Method::Marks | Method::YesNo) {
			return Err(usage(
				"offices are not filled so; choose --method schulze, plurality or approval",
			));
		}
		Ok(Self {
			voters,
			method: opts.method,
		})
	}

	/// Ballots of the whole act, about.
	fn ballots(&self) -> usize {
		let round = count::answering(self.voters) + count::abstaining(self.voters);
		3 * count::electing(self.voters) + 9 * round
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
	let unit = chain.best().await?.unit(super::HOME).await?.id;
	scenes::attest(&chain, &people, unit, stage).await?;
	let council = Council::meet(&chain, &people, times).await?;

	stage.step("The school of governance")?;
	let schema = school::certificate(&chain).await?;
	school::certify(&chain, schema, &council.players(), stage).await?;

	stage.step("Two offices, and two who stand for each")?;
	let contests = [
		contest(&council, HEAD, [ALENA, BARYS]).await?,
		contest(&council, TREASURER, [VERA, HLEB]).await?,
	];
	choosing::stand(&council, &contests, stage).await?;
	scenes::wait_for_roll(&chain, unit, people.len(), stage).await?;

	stage.step("The people fill both offices, anonymously")?;
	let elected = fill(&council, contests, stage).await?;
	let mandates = [elected[0].mandate, elected[1].mandate];

	let mut rounds = Rounds::new(&council);
	good_times(&council, &mut rounds, mandates, stage).await?;

	stage.step("Under the line: both are suspended")?;
	rounds.answer(&BOTH, LOW, stage).await?;
	rounds.close(HEAD, stage).await?;
	let at = rounds.close(TREASURER, stage).await?;
	petition::brought_one_round(&rounds, stage)?;
	let cases = fall::suspended(&council, &at, &rounds, mandates, stage).await?;
	fall::explain(&council, cases, stage).await?;

	stage.step("The rounds come faster, and ask about those who act too")?;
	rounds.answer(&BOTH, AFTERWARDS, stage).await?;
	let at = rounds.close(HEAD, stage).await?;
	end::on_fast_dates(&council, &rounds, &at, stage).await?;
	end::reinstated(&council, &rounds, &at, cases[HEAD], mandates[HEAD], stage).await?;
	let at = rounds.close(TREASURER, stage).await?;
	let case = cases[TREASURER];
	end::not_yet(&council, &rounds, &at, case, stage).await?;

	stage.step("The deadline: recalled")?;
	let mandate = mandates[TREASURER];
	let election = end::recalled(&council, &mut rounds, case, mandate, AFTERWARDS, stage).await?;

	stage.step("A new election")?;
	let contest = Contest {
		post: TREASURER,
		election,
		stand: [DARYA, HLEB],
	};
	choosing::stand(&council, &[contest], stage).await?;
	let vote = choosing::vote(&council, &contest, stage).await?;
	choosing::decide(&council, &contest, &vote, stage).await?;

	stage.step("What stays on record")?;
	portraits::show(&council, &rounds, &elected, opts.html.as_deref(), stage).await?;

	let office = council.office(TREASURER)?;
	scenes::leave(Some(node), opts, &format!("office watch {office}"), stage)?;
	stage.conclude(&format!(
		"{} people of {VILLAGE} gave {} their confidence again, recalled {}, and elected {}",
		people.len(),
		name(ALENA),
		name(VERA),
		name(DARYA)
	))
}

/// From the claim of a pledge to a rating that falls, but not under the line.
async fn good_times(
	council: &Council<'_>,
	rounds: &mut Rounds<'_>,
	mandates: [MandateId; 2],
	stage: &mut Stage<'_>,
) -> Result<()> {
	stage.step("A pledge is claimed, and the people judge")?;
	let judgement = promise::claim(council, mandates[HEAD], stage).await?;

	stage.step("The first confidence rounds come by themselves")?;
	rounds.answer(&BOTH, FINE, stage).await?;

	stage.step("Before they are over, a rumour: neighbours ask for rounds out of turn")?;
	petition::ask(council, stage).await?;
	let at = rounds.close(HEAD, stage).await?;
	stage.check(
		rounds.is_on_date(&at, HEAD, council.times.period).await?,
		"the round was called at a date of the unit, and nobody chose it",
	)?;
	let at = rounds.close(TREASURER, stage).await?;
	fall::both_in_office(council, &at, mandates, stage).await?;
	promise::judged(council, &judgement, stage).await?;

	stage.step("The next rounds: confidence sinks")?;
	rounds.answer(&BOTH, SINKING, stage).await?;
	rounds.replay(HEAD, stage).await?;
	petition::granted(council, stage).await?;
	fall::explains_too_early(council, stage).await?;
	rounds.close(HEAD, stage).await?;
	let at = rounds.close(TREASURER, stage).await?;
	fall::both_in_office(council, &at, mandates, stage).await
}

/// The election under way for an office.
async fn contest(council: &Council<'_>, post: usize, stand: [usize; 2]) -> Result<Contest> {
	let election = acts::under_way(council.chain, council.office(post)?).await?;
	Ok(Contest {
		post,
		election,
		stand,
	})
}

/// Both offices are filled at the same time.
async fn fill(
	council: &Council<'_>,
	contests: [Contest; 2],
	stage: &mut Stage<'_>,
) -> Result<[Elected; 2]> {
	let head = choosing::vote(council, &contests[0], stage).await?;
	let treasurer = choosing::vote(council, &contests[1], stage).await?;
	Ok([
		choosing::decide(council, &contests[0], &head, stage).await?,
		choosing::decide(council, &contests[1], &treasurer, stage).await?,
	])
}

fn introduce(piece: &Piece, stage: &mut Stage<'_>) -> Result<()> {
	stage.title("Answering to the people: confidence, suspension, recall")?;
	stage.say(&format!(
		"The {} people of {VILLAGE} elect a head and a treasurer, judge what was promised, and are \
		 asked again and again whether they still support them. Both lose the people's confidence, \
		 step aside at once and explain themselves. One finds it again and is back in office; the \
		 other does not, is recalled, and somebody else is elected. Nobody starts, stops or delays \
		 any of it. All names are made up; all ballots are cast with real proofs.",
		piece.voters
	))
}

async fn start_chain(
	opts: &Opts,
	piece: &Piece,
	seed: &[u8; 32],
	stage: &mut Stage<'_>,
) -> Result<(Node, Chain, Times)> {
	let speed = scenes::measure(opts, seed, piece.voters, piece.ballots(), stage).await?;
	let times = Times::new(&speed, piece.voters);
	let starting = spinner("starting a node");
	let node = start_node(opts, piece, &times).await;
	starting.finish_and_clear();
	let node = node?;
	let chain = node.chain().await?;
	scenes::introduce_node(&chain, stage)?;
	stage.say(&format!(
		"A confidence round is held every {} blocks here, about {}, and every {} while somebody is \
		 suspended; who is suspended has {} to recover. Elsewhere these are weeks and months. Shares \
		 are those of every Veche chain.",
		times.period,
		minutes(times.period.into()),
		times.fast,
		times.recovery
	))?;
	Ok((node, chain, times))
}

async fn start_node(opts: &Opts, piece: &Piece, times: &Times) -> Result<Node> {
	let program = node::find(opts.node.as_deref())?;
	let mut changed = Ok(());
	let spec = node::spec(&program, "dev", |patch| {
		changed = genesis::change(patch, times, piece.method, piece.voters);
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
	use count::{answering, part};

	/// The rating that a plan gives to a player.
	fn rating(voters: usize, plan: &Plan, player: usize) -> usize {
		let (_, percent) = plan.iter().find(|(known, _)| *known == player).unwrap();
		let answering = answering(voters);
		part(answering, *percent) * 1_000 / answering
	}

	#[test]
	fn plans_lie_on_their_side_of_the_lines_for_any_number_of_voters() {
		for voters in LEAST_VOTERS..300 {
			for (post, player) in [(HEAD, ALENA), (TREASURER, VERA)] {
				assert!(rating(voters, FINE[post], player) >= 500);
				let sinking = rating(voters, SINKING[post], player);
				assert!((200..500).contains(&sinking), "{voters}: {sinking}");
				assert!(rating(voters, LOW[post], player) < 200, "{voters}");
			}
			assert!(rating(voters, AFTERWARDS[HEAD], ALENA) >= 500);
			assert!(rating(voters, AFTERWARDS[TREASURER], VERA) < 500);
			for (post, acting) in [(HEAD, BARYS), (TREASURER, HLEB)] {
				assert!(rating(voters, AFTERWARDS[post], acting) >= 200);
			}
		}
	}
}
