//! The panel decides: those drawn vote, others cannot, and a reserve steps in for one who is silent.

use super::{
	bills::{is_passed, Case},
	drawing::Draw,
	house::House,
	lots::{aliases, Lot},
};
use crate::{
	ballots::Wish,
	chain::{jury::Phase, At, Term},
	commands::demo::{
		answers::Count,
		refused, result, scenes,
		stage::Stage,
		voting::{self, Booth},
	},
};
use anyhow::{Context as _, Result};
use std::{collections::BTreeMap, sync::Arc};
use veche_primitives::{
	ballot::{Ballot, Choice},
	refusal, Alias, PollId,
};
use veche_tally::{majority_met, ABSTAIN, NO, YES};

/// Blocks by which the opening of a panel's poll may be late.
const PATIENCE: u32 = 20;

/// What each of a panel answers, by seat; none says nothing until it is too late.
pub type Plan = [Option<u8>];

/// A panel at work.
pub struct Trial {
	/// The poll in which it decides.
	pub poll: PollId,
	/// When reserves are called.
	halfway: u32,
	booth: Arc<Booth>,
	ballots: Vec<Ballot>,
	/// Seats whose holders are silent.
	silent: Vec<usize>,
}

/// Wait until the panel sits, and compare it with the one drawn here.
pub async fn open(house: &House<'_>, draw: &Draw, stage: &mut Stage<'_>) -> Result<Trial> {
	let chain = house.chain;
	let left = draw.until.saturating_sub(chain.best().await?.number);
	let what = format!("the panel of bill {}", draw.bill);
	let patience = left.saturating_add(PATIENCE);
	let (at, poll, halfway) = scenes::wait_for(chain, patience, &what, async |at: At| {
		let phase = at.bill(draw.bill).await?.phase;
		Ok(match phase {
			Phase::Trial { poll, halfway, .. } => Some((at, poll, halfway)),
			_ => None,
		})
	})
	.await?;
	let mut seated = at.admitted(poll).await?;
	seated.sort_unstable();
	let booth = scenes::enter_quietly(chain, poll).await?;
	let record = &booth.poll.record;
	stage.check(
		seated == aliases(draw.lots.panel())
			&& record.electors as usize == seated.len()
			&& (record.context, record.epoch) == (draw.context, draw.epoch),
		&format!(
			"bill {}: poll {poll} admits exactly the {} lowest, in the rings of the frozen roll and \
			 under the same pseudonyms as their tickets",
			draw.bill,
			seated.len()
		),
	)?;
	Ok(Trial {
		poll,
		halfway,
		booth,
		ballots: Vec::new(),
		silent: Vec::new(),
	})
}

impl Trial {
	/// What a jurist wants, in a first ballot.
	fn wish(&self, house: &House<'_>, lot: &Lot, answer: u8) -> Result<Wish> {
		let who = house.jurists().get(lot.jurist);
		let who = who.context("there is no such jurist")?;
		Ok(who.wish(voting::choices(&Choice::One(answer))))
	}

	/// A ballot of a jurist.
	async fn ballot(&self, house: &House<'_>, lot: &Lot, answer: u8) -> Result<Ballot> {
		let (booth, wish) = (self.booth.clone(), self.wish(house, lot, answer)?);
		tokio::task::spawn_blocking(move || booth.ballot(&wish)).await?
	}

	/// A jurist who may not vote tries to, and is told why with this code.
	async fn expect_refused(
		&self,
		house: &House<'_>,
		lots: &[Lot],
		code: u8,
		who: &str,
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let lot = lots.first().context("there is nobody to try it")?;
		let ballot = self.ballot(house, lot, YES).await?;
		let what = format!("the vote of {who}");
		refused::expect(house.chain, &ballot, code, &what, stage).await
	}

	/// Those who may not vote try to.
	pub async fn others_try(
		&self,
		house: &House<'_>,
		draw: &Draw,
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let (others, reserves) = (draw.lots.others(), draw.lots.reserves());
		let (code, who) = (refusal::ALIAS_NOT_ADMITTED, "a jurist who was not drawn");
		self.expect_refused(house, others, code, who, stage).await?;
		let (code, who) = (
			refusal::ALIAS_STANDS_BY,
			"a reserve who has not been called",
		);
		self.expect_refused(house, reserves, code, who, stage).await
	}

	/// The panel votes, each at home and unknown to the others.
	pub async fn vote(
		&mut self,
		house: &House<'_>,
		draw: &Draw,
		plan: &Plan,
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let mut wishes = Vec::new();
		for (seat, lot) in draw.lots.panel().iter().enumerate() {
			match plan.get(seat).copied().flatten() {
				Some(answer) => wishes.push(self.wish(house, lot, answer)?),
				None => self.silent.push(seat),
			}
		}
		let names = ["Yes", "No", "Abstain"].map(String::from);
		self.ballots = voting::cast_all(house.chain, &self.booth, wishes, &names, stage).await?;
		let count = Count::of(&self.ballots, 0);
		stage.say(&format!(
			"Bill {}: {} of the {} on the panel have voted.",
			draw.bill,
			count.answers() + count.abstained,
			draw.lots.panel().len()
		))
	}

	/// At half-time a reserve takes the place of whoever was silent, and votes.
	pub async fn half_time(
		&mut self,
		house: &House<'_>,
		draw: &Draw,
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let chain = house.chain;
		let at = chain.wait_for_block(self.halfway).await?;
		let terms: BTreeMap<Alias, Term> = at.terms(self.poll).await?.into_iter().collect();
		let (panel, reserves) = (draw.lots.panel(), draw.lots.reserves());
		let silent: Vec<Lot> = (self.silent.iter())
			.filter_map(|seat| panel.get(*seat).copied())
			.collect();
		let called = reserves.get(..silent.len()).unwrap_or(reserves);
		let went = |lot: &Lot| terms.get(&lot.alias).and_then(|term| term.until);
		let came = |lot: &Lot| terms.get(&lot.alias).map(|term| term.since);
		let is_silent = |lot: &&Lot| silent.contains(lot);
		let as_due = (panel.iter().filter(is_silent)).all(|lot| went(lot) == Some(self.halfway))
			&& (panel.iter().filter(|lot| !is_silent(lot))).all(|lot| went(lot).is_none())
			&& (called.iter()).all(|lot| came(lot) == Some(self.halfway));
		stage.check(
			as_due && terms.len() == panel.len() + called.len(),
			&format!(
				"bill {}: half-time in block {}; {} on the panel had not voted, and the first \
				 reserve has the seat; nobody else moved",
				draw.bill,
				self.halfway,
				silent.len()
			),
		)?;
		let (code, who) = (refusal::ALIAS_REPLACED, "the one who was silent too long");
		self.expect_refused(house, &silent, code, who, stage)
			.await?;
		for lot in called {
			let ballot = self.ballot(house, lot, YES).await?;
			refused::send(chain, &ballot).await?;
			self.ballots.push(ballot);
		}
		Ok(())
	}

	/// The verdict.
	pub async fn verdict(
		&self,
		house: &House<'_>,
		case: &Case,
		draw: &Draw,
		stage: &mut Stage<'_>,
	) -> Result<()> {
		let at = result::close(house.chain, self.poll).await?;
		let tally = at.tally(self.poll, 0).await?;
		let tally = tally.context("the poll has no count")?;
		let outcome = at.outcome(self.poll).await?;
		let outcome = outcome.context("the poll closed without an outcome")?;
		let count = Count::of(&self.ballots, 0);
		let same = [YES, NO, ABSTAIN].map(|option| tally.count(option))
			== [count.yes, count.no, count.abstained];
		let nobody_left =
			at.terms(self.poll).await?.len() == draw.lots.panel().len() + self.silent.len();
		stage.check(
			same && nobody_left
				&& outcome.ballots as usize == self.ballots.len()
				&& outcome.electors as usize == draw.lots.panel().len()
				&& outcome.quorum_met
				&& majority_met(count.yes, count.no, self.booth.poll.record.majority)
				&& is_passed(&at, case.id).await?,
			&format!(
				"bill {} is passed: {} yes, {} no, {} abstained, as they were sent; {} reserve(s) \
				 had to step in",
				case.id,
				count.yes,
				count.no,
				count.abstained,
				self.silent.len()
			),
		)
	}
}
