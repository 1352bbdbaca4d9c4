//! `veche law petition`: the people's objection to what a panel has passed.

use crate::{
	chain::{
		laws::{self, Phase, LAWS},
		At,
	},
	commands::{
		bill::View,
		citizen::{act, citizen, refusal, Citizen},
		office::unit_name,
		steps::Now,
	},
	drawing::percent,
	output::{text, Context},
};
use anyhow::{Context as _, Result};
use std::{collections::HashMap, io::Write};
use veche_primitives::{BillId, PollId, Stratum};

/// Do it.
pub(super) async fn begin(
	at: &At,
	bill: BillId,
	key: &str,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let identity = ctx.identity(key)?;
	let citizen = citizen(at, &identity, LAWS).await?;
	check(at, bill, &citizen).await?;

	let call = laws::petition(at.metadata(), bill)?;
	let included = act(at, &identity, &call, "opening the petition", ctx).await?;
	let (_, poll): (BillId, PollId) = included
		.event(LAWS, "PetitionOpened")
		.context("the chain does not tell its poll; look with `veche bill show`")?;
	let view = View::read(&at.chain().at(included.block).await?, bill).await?;
	let closes = view
		.objection
		.as_ref()
		.and_then(|objection| objection.count)
		.map(|count| count.closes);
	let share = view
		.objection
		.as_ref()
		.map(|objection| objection.terms.support);
	let answer = serde_json::json!({
		"bill": bill,
		"poll": poll,
		"by": citizen.person,
		"closes": closes,
		"share": share,
		"block": included.number,
	});
	ctx.answer(out, &answer, |out| {
		if let (Some(closes), Some(share)) = (closes, share) {
			let now = Now {
				block: included.number,
				millis: view.block_millis,
			};
			writeln!(
				out,
				"The petition collects supporters in poll {poll} until block {closes} ({}).",
				now.until(closes)
			)?;
			writeln!(
				out,
				"As soon as {} of the electors of {} support it, the people decide on the bill.",
				percent(share),
				view.unit
			)?;
		}
		writeln!(out, "Supporters type: veche vote {poll} --key NAME yes")
	})
}

/// What the chain would say, found out before it is asked.
async fn check(at: &At, bill: BillId, citizen: &Citizen) -> Result<()> {
	let refused = |error: &str, advice: String| Err(refusal(LAWS, error, advice));
	if citizen.stratum == Stratum::Observer {
		let advice = "observers take no part in decisions; ask a citizen of the unit".into();
		return refused("Observer", advice);
	}
	if at.law_outcome(bill).await?.is_some() {
		let advice = format!(
			"the time to object to bill {bill} is over (`veche bill show {bill}`); propose to repeal \
			 it, if it is law"
		);
		return refused("TooLate", advice);
	}
	let Some(passed) = at.pending(bill).await? else {
		// An error of its own if there is no such bill at all.
		let title = text(&at.bill(bill).await?.bill.title);
		let advice = format!(
			"no panel has passed bill {bill} ({title}), so there is nothing to object to; `veche bill \
			 show {bill}` tells how far it is"
		);
		return refused("UnknownBill", advice);
	};
	let unit = passed.bill.unit;
	if !at
		.is_within(citizen.home, unit, &mut HashMap::new())
		.await?
	{
		let (home, unit) = (
			unit_name(at, citizen.home).await?,
			unit_name(at, unit).await?,
		);
		let advice = format!("you are registered in {home}, and {unit} decides on its laws itself");
		return refused("OutsideUnit", advice);
	}
	match passed.phase {
		Phase::Waiting => (),
		Phase::Petition { poll } => {
			let advice = format!(
				"a petition against bill {bill} is under way; support it: `veche vote {poll} --key \
				 NAME yes`"
			);
			return refused("PetitionRunning", advice);
		}
		Phase::Referendum { poll, .. } => {
			let advice = format!(
				"the people decide on bill {bill} already: `veche vote {poll} --key NAME yes|no`"
			);
			return refused("ReferendumRunning", advice);
		}
		Phase::Confirmed { .. } => {
			let advice = format!(
				"the people have decided on bill {bill}; propose to repeal it when it is law"
			);
			return refused("AlreadyConfirmed", advice);
		}
	}
	if !passed.can_be_petitioned(at.number) {
		let advice = format!(
			"bill {bill} enters into force at block {}, now is block {}, and a petition must open and \
			 close before; propose to repeal it",
			passed.due, at.number
		);
		return refused("TooLate", advice);
	}
	Ok(())
}
