//! Confidence rounds: they come by themselves, the people answer, and what the chain makes of it is
//! compared with what was sent.

use super::{
	council::{name, Council},
	count::{abstaining, answering, part, percent, Count},
};
use crate::{
	ballots::Wish,
	chain::{
		reputation::{Asked, Capacity, Kind, PastRound, Round, Verdict},
		At,
	},
	commands::demo::{people::Person, refused, result, scenes, stage::Stage, voting},
};
use anyhow::{anyhow, Context as _, Result};
use std::collections::BTreeSet;
use veche_primitives::{
	ballot::{Ballot, Choice, Choices},
	refusal, Alias, PersonId, PollId,
};
use veche_tally::{ABSTAIN, NO, YES};

/// How many in a hundred support each player who is asked about.
pub type Plan = [(usize, usize)];

/// A round that was answered.
pub struct Held {
	/// Which of the two offices.
	pub post: usize,
	/// Which round of it.
	pub number: u32,
	/// Its poll.
	pub poll: PollId,
	/// Why it is held.
	pub kind: Kind,
	/// Whom it asks about.
	pub asked: Vec<Asked>,
	/// What was answered, by question, as counted here.
	pub counts: Vec<Count>,
	/// The ballots.
	pub ballots: Vec<Ballot>,
}

impl Held {
	/// What was answered about a person.
	pub fn count(&self, person: PersonId) -> Option<Count> {
		let place = self.asked.iter().position(|asked| asked.person == person);
		place.and_then(|place| self.counts.get(place).copied())
	}
}

/// All rounds that were answered, in order.
pub struct Rounds<'a> {
	council: &'a Council<'a>,
	/// The rounds.
	pub held: Vec<Held>,
}

impl<'a> Rounds<'a> {
	/// None yet.
	pub fn new(council: &'a Council<'a>) -> Self {
		Self {
			council,
			held: Vec::new(),
		}
	}

	/// The last round of an office that was answered.
	pub fn last(&self, post: usize) -> Option<&Held> {
		self.held.iter().rfind(|held| held.post == post)
	}

	/// The round of an office that is under way, if it was not answered yet.
	pub async fn new_round(&self, at: &At, post: usize) -> Result<Option<Round>> {
		let answered = self.last(post).map(|held| held.number);
		let round = at.standing(self.council.office(post)?).await?.round;
		Ok(round.filter(|round| Some(round.number) > answered))
	}

	/// Wait for the next round of each of these offices, and let the people answer it: those of the
	/// round that was called first come first.
	pub async fn answer(
		&mut self,
		posts: &[usize],
		plans: [&Plan; 2],
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let mut left = posts.to_vec();
		while !left.is_empty() {
			let (post, round) = self.next(&left).await?;
			let plan = plans.get(post).context("there are two offices")?;
			let held = self.cast(post, round, plan, stage).await?;
			self.held.push(held);
			left.retain(|waiting| *waiting != post);
		}
		Ok(())
	}

	/// Wait for a new round of one of these offices.
	async fn next(&self, posts: &[usize]) -> Result<(usize, Round)> {
		let patience = self.council.times.period.saturating_mul(3);
		scenes::wait_for(
			self.council.chain,
			patience,
			"the next confidence round",
			async |at: At| {
				let mut found = Vec::new();
				for post in posts {
					let round = self.new_round(&at, *post).await?;
					found.extend(round.map(|round| (*post, round)));
				}
				Ok(found.into_iter().min_by_key(|(_, round)| round.called))
			},
		)
		.await
	}

	async fn cast(
		&self,
		post: usize,
		round: Round,
		plan: &Plan,
		stage: &mut Stage<'_>,
	) -> Result<Held> {
		let chain = self.council.chain;
		let booth = scenes::enter_quietly(chain, round.poll).await?;
		let questions: Vec<String> = (booth.poll.paper.questions.iter())
			.map(|question| format!("\"{}\"", crate::output::text(&question.title)))
			.collect();
		stage.say(&format!(
			"{}, round {}, {}: poll {} asks {}",
			self.council.title(post),
			round.number,
			why(round.kind),
			round.poll,
			questions.join(" and ")
		))?;
		let wishes = self.wishes(&round, plan)?;
		let names = ["Yes", "No", "Abstain"].map(String::from);
		let ballots = voting::cast_all(chain, &booth, wishes, &names, stage).await?;
		let counts = (0..round.asked.len()).map(|question| Count::of(&ballots, question));
		Ok(Held {
			post,
			number: round.number,
			poll: round.poll,
			kind: round.kind,
			counts: counts.collect(),
			asked: round.asked,
			ballots,
		})
	}

	/// Who answers what: other people in every round, and some abstain.
	fn wishes(&self, round: &Round, plan: &Plan) -> Result<Vec<Wish>> {
		let people = self.council.people;
		let answering = answering(people.len());
		let mut support = Vec::new();
		for asked in &round.asked {
			let planned = plan
				.iter()
				.find(|(player, _)| self.council.id(*player).ok() == Some(asked.person));
			let (_, percent) = planned.with_context(|| {
				format!(
					"the round asks about {}, nobody knows why",
					self.council.name(asked.person)
				)
			})?;
			support.push(part(answering, *percent));
		}
		let first = usize::try_from(round.number)? * 7;
		let voters = answering + abstaining(people.len());
		let voters = people
			.iter()
			.cycle()
			.skip(first % people.len())
			.take(voters);
		let wish = |(place, who): (usize, &Person)| -> Result<Wish> {
			let answers: Vec<Choice> = (support.iter().enumerate())
				.map(|(question, yes)| Choice::One(answer(place, question, answering, *yes)))
				.collect();
			let answers = Choices::try_from(answers);
			let answers = answers.map_err(|_| anyhow!("the round asks about too many"))?;
			Ok(who.wish(answers))
		};
		voters.enumerate().map(wish).collect()
	}

	/// Wait for the close of an office's last round, and compare.
	pub async fn close(&self, post: usize, stage: &mut Stage<'_>) -> Result<At> {
		let council = self.council;
		let held = self.last(post).context("no round was answered")?;
		let at = result::close(council.chain, held.poll).await?;
		let past = past(&at, council, held).await?;
		let electors = council.people.len();
		let mut same = past.results.len() == held.counts.len();
		let mut words = Vec::new();
		for (rated, count) in past.results.iter().zip(&held.counts) {
			let rating = count.rating().context("nobody answered")?;
			same &= (rated.answers.yes, rated.answers.no) == (count.yes, count.no)
				&& rated.answers.electors as usize == electors
				&& rated.verdict == Verdict::Valid(rating);
			words.push(format!(
				"{}{}: {} yes, {} no, {} abstained: {} of {} answers support",
				council.name(rated.asked.person),
				capacity(rated.asked.capacity),
				count.yes,
				count.no,
				count.abstained,
				percent(rating),
				count.answers()
			));
		}
		let turnout = held
			.counts
			.first()
			.map_or(0, |count| count.turnout(electors));
		stage.check(
			same,
			&format!(
				"{}; turnout {}. The chain counts the same",
				words.join("; "),
				percent(turnout)
			),
		)?;
		Ok(at)
	}

	/// Whether the last regular round of an office was called at a date of the unit.
	pub async fn is_on_date(&self, at: &At, post: usize, period: u32) -> Result<bool> {
		let held = self.last(post).context("no round was answered")?;
		let past = past(at, self.council, held).await?;
		let date = self.council.unit.checked_rem(period);
		Ok(held.kind == Kind::Regular && past.called.checked_rem(period) == date)
	}

	/// The rating of a person in the last round of an office, as counted here.
	pub fn rating(&self, post: usize, player: usize) -> Result<u32> {
		let held = self.last(post).context("no round was answered")?;
		let count = held.count(self.council.id(player)?);
		let rating = count.and_then(|count| count.rating());
		rating.with_context(|| format!("{} was not asked about", name(player)))
	}

	/// A ballot of an earlier round of an office, sent as one of the last.
	pub async fn replay(&self, post: usize, stage: &mut Stage<'_>) -> Result<()> {
		let mut of_office = self.held.iter().filter(|held| held.post == post);
		let earlier = of_office.next().context("no round was answered")?;
		let last = self.last(post).context("no round was answered")?;
		let mut ballot = earlier.ballots.first().context("nobody voted")?.clone();
		let Ballot::V1(content) = &mut ballot;
		content.poll = last.poll;
		refused::expect(
			self.council.chain,
			&ballot,
			refusal::BAD_PROOF,
			"a ballot of the last round, sent once more in this one,",
			stage,
		)
		.await?;
		let (before, now) = (aliases(earlier), aliases(last));
		stage.check(
			before.is_disjoint(&now),
			&format!(
				"of the {} pseudonyms of that round none comes back among the {} of this one: \
				 nobody can join a person's answers over time",
				before.len(),
				now.len()
			),
		)
	}
}

/// The round as it stands in the chain's records.
async fn past(at: &At, council: &Council<'_>, held: &Held) -> Result<PastRound> {
	let past = at.rounds(council.office(held.post)?, 64).await?;
	let found = past.into_iter().find(|(number, _)| *number == held.number);
	let (_, past) = found.context("a round has closed and is not on record")?;
	Ok(past)
}

fn aliases(held: &Held) -> BTreeSet<Alias> {
	let aliases = held.ballots.iter().map(|ballot| ballot.content().alias);
	aliases.collect()
}

/// What the voter at this place answers. Those after the ones who answer abstain.
fn answer(place: usize, question: usize, answering: usize, yes: usize) -> u8 {
	if place >= answering {
		return ABSTAIN;
	}
	// Who supports one does not always support the other too.
	if (place + question * 3) % answering < yes {
		YES
	} else {
		NO
	}
}

fn why(kind: Kind) -> &'static str {
	match kind {
		Kind::Regular => "because its date has come",
		Kind::Extraordinary => "because the people asked for it",
		Kind::Repeat => "because the last one was too close",
	}
}

fn capacity(capacity: Capacity) -> &'static str {
	match capacity {
		Capacity::Incumbent(_) => "",
		Capacity::Suspended(_) => " (suspended)",
		Capacity::Acting => " (acting)",
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn answer_gives_as_much_support_as_planned_to_each() {
		for (answering, yes) in [(10, 1), (20, 13), (20, 20)] {
			for question in 0..2 {
				let support = (0..answering + 2)
					.filter(|place| answer(*place, question, answering, yes) == YES);
				assert_eq!(support.count(), yes);
				assert_eq!(answer(answering, question, answering, yes), ABSTAIN);
			}
		}
	}
}
