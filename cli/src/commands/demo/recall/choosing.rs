//! An office is filled: two stand and promise, the people choose and mark pledges.

use super::{
	council::{name, promises, title, Council},
	count::electing,
};
use crate::{
	chain::{elections, elections::Phase, offices::Seat, pledges},
	commands::demo::{
		acts::{self, hash},
		result, scenes,
		stage::Stage,
		voting::{self, Booth},
	},
};
use anyhow::{bail, Context as _, Result};
use std::sync::Arc;
use veche_primitives::{
	ballot::{Ballot, Choice, Choices, Method, Paper, Ranking},
	ElectionId, MandateId,
};

/// Blocks of nomination that must be left for what happens in it.
const LEAST: u32 = 8;

/// An office to be filled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Contest {
	/// Which of the two.
	pub post: usize,
	/// The election.
	pub election: ElectionId,
	/// Who stands: the one whom most prefer, and the other.
	pub stand: [usize; 2],
}

/// A vote on who shall hold an office, with all its ballots.
pub struct Vote {
	booth: Arc<Booth>,
	ballots: Vec<Ballot>,
	/// The options of those who stand, in the order of [`Contest::stand`].
	options: [u8; 2],
	/// The candidate's place and the pledge's place of each option of the pledge question.
	pledges: Vec<(u8, u8)>,
}

/// Who was elected.
pub struct Elected {
	/// The mandate's number.
	pub mandate: MandateId,
	/// What each of the pledges weighs, as counted here.
	pub weights: Vec<u32>,
}

/// All stand and promise.
pub async fn stand(
	council: &Council<'_>,
	contests: &[Contest],
	stage: &mut Stage<'_>,
) -> Result<()> {
	let chain = council.chain;
	for contest in contests {
		acts::nomination(chain, contest.election, LEAST).await?;
	}
	let at = chain.best().await?;
	let (mut candidacies, mut pledged) = (Vec::new(), Vec::new());
	for contest in contests {
		for player in contest.stand {
			let (who, election) = (council.person(player)?, contest.election);
			let programme = hash(&format!("programme of {}", name(player)));
			let call = elections::stand(at.metadata(), election, &title(player), programme)?;
			candidacies.push((who, call));
			let call = pledges::enter(at.metadata(), election, &promises(player))?;
			pledged.push((who, call));
		}
	}
	acts::all(chain, &candidacies).await?;
	acts::all(chain, &pledged).await?;

	let at = chain.best().await?;
	let (mut lines, mut as_sent) = (String::new(), true);
	for contest in contests {
		lines += &format!(
			"{}: election {}\n",
			council.title(contest.post),
			contest.election
		);
		let stood = at.candidates(contest.election).await?;
		as_sent &= stood.len() == contest.stand.len();
		for player in contest.stand {
			let id = council.id(player)?;
			let entered = at.entered(contest.election, id).await?;
			as_sent &= entered == promises(player);
			as_sent &= stood
				.iter()
				.any(|(known, candidacy)| *known == id && candidacy.name == title(player));
			lines += &format!("  {}\n", name(player));
			for promise in &entered {
				lines += &format!("    - {}, within {} blocks\n", promise.title, promise.due);
			}
		}
	}
	stage.lines(&lines)?;
	stage.check(
		as_sent,
		"all of them stand, and what they promise is on record",
	)
}

/// Everybody votes.
pub async fn vote(council: &Council<'_>, contest: &Contest, stage: &mut Stage<'_>) -> Result<Vote> {
	let chain = council.chain;
	let poll = acts::called(chain, contest.election).await?;
	let at = chain.best().await?;
	let paper = at.poll_view(poll).await?.paper;
	let slate = at.slate(contest.election).await?;
	let mut options = [0; 2];
	for (option, player) in options.iter_mut().zip(contest.stand) {
		let id = council.id(player)?;
		let place = slate.candidates.iter().position(|known| *known == id);
		let place = place.and_then(|place| u8::try_from(place).ok());
		*option = place.with_context(|| format!("{} is not on the paper", name(player)))?;
	}
	let mut wishes = Vec::new();
	let voters = electing(council.people.len());
	for (voter, who) in council.people.iter().take(voters).enumerate() {
		wishes.push(who.wish(answers(&paper, options, voter)?));
	}
	stage.say(&format!(
		"{}: poll {poll} asks {voters} of the {} people who come to vote.",
		council.title(contest.post),
		council.people.len()
	))?;
	let booth = scenes::enter_quietly(chain, poll).await?;
	let first = paper.questions.first().context("the paper asks nothing")?;
	let names: Vec<String> = first
		.options
		.iter()
		.map(|option| crate::output::text(option))
		.collect();
	let ballots = voting::cast_all(chain, &booth, wishes, &names, stage).await?;
	Ok(Vote {
		booth,
		ballots,
		options,
		pledges: slate.pledges,
	})
}

/// What a voter answers: three of five prefer the first, and two of three mark a pledge.
fn answers(paper: &Paper, options: [u8; 2], voter: usize) -> Result<Choices> {
	let [first, second] = options;
	let order = match voter % 5 {
		0 | 2 | 3 => [first, second],
		_ => [second, first],
	};
	let mut answers = Vec::new();
	for (number, question) in paper.questions.iter().enumerate() {
		let marked = match voter % 3 {
			0 => None,
			_ => (voter / 3).checked_rem(question.options.len()),
		};
		answers.push(match (number, marked) {
			(0, _) => prefer(question.method, order)?,
			(_, Some(option)) => Choice::Approve(1u32 << option),
			(_, None) => Choice::Blank,
		});
	}
	Choices::try_from(answers).map_err(|_| anyhow::anyhow!("the paper has too many questions"))
}

fn prefer(method: Method, order: [u8; 2]) -> Result<Choice> {
	Ok(match method {
		Method::Approval => Choice::Approve(1u32 << order[0]),
		Method::Schulze => Choice::Rank(
			Ranking::strict(order).map_err(|error| anyhow::anyhow!("a bad ranking: {error}"))?,
		),
		_ => Choice::One(order[0]),
	})
}

/// Whom a ballot prefers.
fn preferred(ballot: &Ballot) -> Option<u8> {
	match ballot.content().choices.first()? {
		Choice::One(option) => Some(*option),
		Choice::Approve(set) => u8::try_from(set.trailing_zeros()).ok(),
		Choice::Rank(ranking) => ranking.first(),
		Choice::Blank => None,
	}
}

impl Vote {
	/// How many prefer an option, by the ballots sent.
	fn count(&self, option: u8) -> usize {
		let prefer = |ballot: &&Ballot| preferred(ballot) == Some(option);
		self.ballots.iter().filter(prefer).count()
	}

	/// What the pledges of the candidate at this place weigh, by the ballots sent: one, and one
	/// more for each voter who marked it.
	fn weights(&self, place: u8, pledges: usize) -> Vec<u32> {
		let mut weights = vec![1; pledges];
		for ballot in &self.ballots {
			let Some(Choice::Approve(set)) = ballot.content().choices.get(1) else {
				continue;
			};
			for (option, (candidate, pledge)) in self.pledges.iter().enumerate() {
				if *candidate == place && *set & (1u32 << option) != 0 {
					if let Some(weight) = weights.get_mut(usize::from(*pledge)) {
						*weight += 1;
					}
				}
			}
		}
		weights
	}
}

/// Wait for the close, and compare what came of it.
pub async fn decide(
	council: &Council<'_>,
	contest: &Contest,
	vote: &Vote,
	stage: &mut Stage<'_>,
) -> Result<Elected> {
	let at = result::close(council.chain, vote.booth.poll.id).await?;
	let tally = vote.booth.tally(&at).await?;
	let counted = vote.options.map(|option| vote.count(option));
	let same = vote.options.map(|option| tally.count(option) as usize) == counted;
	let [winner, second] = contest.stand;
	stage.check(
		same && tally.ballots as usize == vote.ballots.len(),
		&format!(
			"{} voted: {} prefer {}, {} prefer {}, as they were sent",
			tally.ballots,
			counted[0],
			name(winner),
			counted[1],
			name(second)
		),
	)?;

	let Phase::Done { mandate, .. } = at.election(contest.election).await?.phase else {
		bail!("the vote is over, but nobody was elected; look at the node's log");
	};
	let office = council.office(contest.post)?;
	let (_, seat) = at.office(office).await?;
	let record = at.mandate(mandate).await?;
	let line = at.in_line(office).await?;
	stage.check(
		counted[0] > counted[1]
			&& record.person == council.id(winner)?
			&& seat == Seat::Incumbent { mandate }
			&& line == [council.id(second)?],
		&format!(
			"{} is {} from block {} on (mandate {mandate}), and {} is next in line",
			name(winner),
			council.title(contest.post),
			record.since,
			name(second)
		),
	)?;
	let weights = vote.weights(vote.options[0], promises(winner).len());
	let checklist = at.checklist(mandate).await?;
	let as_counted = checklist
		.iter()
		.map(|pledge| pledge.weight)
		.eq(weights.iter().copied());
	stage.check(
		as_counted,
		&format!(
			"what was promised is the mandate's checklist, with the weights {weights:?}: one, and \
			 one more for each voter who marked it"
		),
	)?;
	Ok(Elected { mandate, weights })
}
