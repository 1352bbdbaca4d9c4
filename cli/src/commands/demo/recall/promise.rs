//! A pledge is claimed, and the people judge it.

use super::{
	council::{name, promises, Council, ALENA, BARYS},
	count::{abstaining, answering, part, Count},
};
use crate::{
	chain::{
		call::Call,
		pledges::{self, Mark, Plea},
		At, Wait,
	},
	commands::demo::{
		acts::{self, hash},
		result, scenes,
		stage::Stage,
		voting,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::{ballot::Choice, MandateId, PollId};
use veche_tally::{ABSTAIN, NO, YES};

/// The pledge that is claimed.
const PLEDGE: u8 = 0;
/// How many in a hundred of those who judge say that it is kept.
const KEPT: usize = 75;

/// A judgement that was cast.
pub struct Judgement {
	mandate: MandateId,
	poll: PollId,
	count: Count,
}

/// The head of the village claims a pledge, and the people vote on it.
pub async fn claim(
	council: &Council<'_>,
	mandate: MandateId,
	stage: &mut Stage<'_>,
) -> Result<Judgement> {
	let chain = council.chain;
	let at = chain.best().await?;
	let evidence = hash("photographs of the road, and the bill of the quarry");
	let call: Call = pledges::claim(at.metadata(), mandate, PLEDGE, evidence)?;
	stage.say(
		"What citizens do is free, but only what is sure to succeed. So that the chain itself says \
		 why it refuses, Eve lends those who try the impossible some coins for the fee.",
	)?;
	let borrowers = [
		council.person(ALENA)?,
		council.person(BARYS)?,
		council.neighbour(0)?,
	];
	acts::lend(chain, &borrowers).await?;
	let refused = acts::refusal(chain, council.person(BARYS)?, &call).await?;
	acts::expect(
		refused,
		"Pledges",
		"NotYours",
		&format!("{}, who claims a pledge that is not his,", name(BARYS)),
		stage,
	)?;
	let claimant = council.person(ALENA)?.identity.signer();
	let included = chain.submit_signed(claimant, &call, Wait::Block).await?;
	let promised = promises(ALENA);
	let promise = promised.first().context("nothing was promised")?;
	stage.say(&format!(
		"In block {} {} says that this is done: \"{}\". The hash of the evidence is on record; \
		 whether it is true the people say.",
		included.number,
		name(ALENA),
		promise.title
	))?;

	let poll = scenes::wait_for(chain, 20, "the judgement is called", async |at: At| {
		let pledge = at.checklist(mandate).await?.into_iter().next();
		Ok(match pledge.map(|pledge| pledge.mark) {
			Some(Mark::Judging {
				plea: Plea::Done,
				poll,
				..
			}) => Some(poll),
			_ => None,
		})
	});
	let poll = poll.await?;
	let booth = scenes::enter_quietly(chain, poll).await?;
	let answering = answering(council.people.len());
	let answers = |place: usize| match place {
		place if place < part(answering, KEPT) => YES,
		place if place < answering => NO,
		_ => ABSTAIN,
	};
	let judges = council.people.iter().rev();
	let judges = judges.take(answering + abstaining(council.people.len()));
	let wishes = judges
		.enumerate()
		.map(|(place, who)| who.wish(voting::choices(&Choice::One(answers(place)))))
		.collect();
	let names = ["Kept", "Not kept", "Abstain"].map(String::from);
	let ballots = voting::cast_all(chain, &booth, wishes, &names, stage).await?;
	Ok(Judgement {
		mandate,
		poll,
		count: Count::of(&ballots, 0),
	})
}

/// The judgement closes.
pub async fn judged(
	council: &Council<'_>,
	judgement: &Judgement,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let Judgement {
		mandate,
		poll,
		count,
	} = judgement;
	let at = result::close(council.chain, *poll).await?;
	let tally = at.tally(*poll, 0).await?.context("the poll has no count")?;
	let same = [YES, NO, ABSTAIN].map(|option| tally.count(option))
		== [count.yes, count.no, count.abstained];
	let pledge = at.checklist(*mandate).await?.into_iter().next();
	let pledge = pledge.context("the mandate has no pledges")?;
	stage.check(
		same && count.yes > count.no && pledge.mark == Mark::Kept,
		&format!(
			"the people have judged: {} say kept, {} not kept, {} abstained, as they were sent; \
			 \"{}\" is kept and counts {}",
			count.yes, count.no, count.abstained, pledge.title, pledge.weight
		),
	)
}
