//! What a jurist has to do with a bill at a block, in plain words; and when to say it again.

use super::standing::Standing;
use crate::{chain::jury::Verdict, commands::steps::Now};
use veche_primitives::{BillId, PollId};

/// A bill as one jurist sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
	/// It looks for supporters.
	Petition {
		/// The poll that collects them.
		poll: PollId,
	},
	/// The roll is about to be frozen.
	Waiting,
	/// It is frozen.
	Frozen {
		/// Whether the jurist is on it.
		on_roll: bool,
		/// The earliest block in which the seed is drawn.
		seed_block: u32,
	},
	/// Tickets are taken.
	Claiming {
		/// Where the jurist stands; none when not on the frozen roll.
		standing: Option<Standing>,
		/// The first block in which no ticket is taken.
		until: u32,
	},
	/// The panel votes.
	Trial {
		/// Where the jurist stands.
		standing: Standing,
		/// The poll.
		poll: PollId,
		/// The block of its opening.
		opens: u32,
		/// When reserves take the places of the silent.
		halfway: u32,
		/// The first block without voting.
		closes: u32,
	},
	/// The bill is decided.
	Done(Verdict),
}

/// What is to be done now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
	/// Nothing.
	Nothing,
	/// Hand in a ticket.
	Claim,
	/// Vote.
	Vote,
}

impl Stage {
	/// What the jurist has to do.
	pub const fn task(&self, now: u32) -> Task {
		match self {
			// Tickets of the next block are still in time.
			Self::Claiming {
				standing: Some(Standing::Unclaimed),
				until,
			} if now.saturating_add(1) < *until => Task::Claim,
			Self::Trial {
				standing: Standing::Sits { voted: false, .. },
				opens,
				closes,
				..
			} if now >= *opens && now < *closes => Task::Vote,
			_ => Task::Nothing,
		}
	}

	/// In one word, which changes when there is news.
	pub const fn headline(&self) -> &'static str {
		match self {
			Self::Petition { .. } => "petition",
			Self::Waiting => "waiting",
			Self::Frozen { on_roll: true, .. } => "frozen",
			Self::Frozen { on_roll: false, .. } | Self::Claiming { standing: None, .. } => {
				"not_on_roll"
			}
			Self::Claiming {
				standing: Some(standing),
				..
			} => match standing {
				Standing::Kept { .. } => "claimed",
				Standing::TooHigh => "too_high",
				_ => "to_claim",
			},
			Self::Trial { standing, .. } => match standing {
				Standing::Sits { voted: true, .. } => "voted",
				Standing::Sits { called: true, .. } => "called",
				Standing::Sits { .. } => "drawn",
				Standing::StandsBy { .. } => "stands_by",
				Standing::Replaced => "replaced",
				_ => "not_drawn",
			},
			Self::Done(verdict) => verdict_name(*verdict),
		}
	}

	/// When the window closes in which the jurist can claim.
	const fn window(&self) -> Option<u32> {
		match self {
			Self::Claiming {
				standing: Some(_),
				until,
			} => Some(*until),
			_ => None,
		}
	}

	/// In plain words, with what to do.
	pub fn words(&self, bill: BillId, now: Now) -> String {
		let vote = format!("`veche jury vote {bill} yes|no|abstain --key NAME`");
		match self {
			Self::Petition { poll } => format!(
				"it looks for supporters, whoever may vote in poll {poll}; a panel is drawn only if it \
				 finds them"
			),
			Self::Waiting => "the jurists' roll is frozen within the next blocks".into(),
			Self::Frozen {
				on_roll: true,
				seed_block,
			} => format!(
				"you are on the frozen roll and can be drawn. Nobody knows the seed before block \
				 {seed_block} ({})",
				now.until(*seed_block)
			),
			Self::Frozen { .. } | Self::Claiming { standing: None, .. } => {
				"your voting key is not on the frozen roll that its panel is drawn from: you cannot be \
				 drawn from it. If that is the jurists' and too few of them claim, everybody can in a \
				 second window: `veche jury serve --key NAME` claims then"
					.into()
			}
			Self::Claiming {
				standing: Some(standing),
				until,
			} => claiming(standing, *until, now),
			Self::Trial {
				standing,
				halfway,
				closes,
				..
			} => voting(standing, *halfway, *closes, &vote, now),
			Self::Done(verdict) => format!("decided: {}", verdict_words(*verdict)),
		}
	}

	/// The blocks at which somebody who sits and has not voted is reminded: when half of the time,
	/// and when nine tenths of it are over, before half-time and again before the close.
	fn reminders(&self) -> Vec<u32> {
		let Self::Trial {
			opens,
			halfway,
			closes,
			..
		} = self
		else {
			return Vec::new();
		};
		let parts = [(*opens, *halfway), (*halfway, *closes)];
		let of = |(from, to): (u32, u32)| {
			let length = to.saturating_sub(from);
			[length / 2, length / 10].map(|before| to.saturating_sub(before))
		};
		parts.into_iter().flat_map(of).collect()
	}
}

fn claiming(standing: &Standing, until: u32, now: Now) -> String {
	let when = now.until(until);
	match standing {
		Standing::Kept { place, would_sit } => {
			let role = if *would_sit { "sit" } else { "stand by" };
			format!(
				"your ticket is in: number {place} of those kept so far, so you would {role}. Lower \
				 ones may still come until block {until} ({when})"
			)
		}
		Standing::TooHigh => {
			"you are not drawn: all places are taken by tickets lower than yours".into()
		}
		_ => format!(
			"no ticket of yours is in; one is taken until block {until} ({when}). An earlier one was \
			 dropped if too few jurists had claimed"
		),
	}
}

fn voting(standing: &Standing, halfway: u32, closes: u32, vote: &str, now: Now) -> String {
	let close = format!("block {closes} ({})", now.until(closes));
	match standing {
		Standing::Sits { voted: true, .. } => {
			format!(
				"your ballot is counted; until {close} you may vote anew, and the last one counts"
			)
		}
		Standing::Sits { called: true, .. } => {
			format!("you are called from the reserves to the panel. Vote until {close}: {vote}")
		}
		Standing::Sits { .. } if halfway > now.block => format!(
			"you are drawn to the panel. Vote until block {halfway} ({}), or a reserve takes your \
			 place: {vote}",
			now.until(halfway)
		),
		Standing::Sits { .. } => format!("you sit on the panel. Vote until {close}: {vote}"),
		Standing::StandsBy { place } if halfway > now.block => format!(
			"you stand by as reserve {place}: at block {halfway} ({}) reserves take the places of those \
			 who have not voted",
			now.until(halfway)
		),
		Standing::StandsBy { .. } => "you stood by and were not needed".into(),
		Standing::Replaced => {
			"you had not voted by half-time, and a reserve took your place".into()
		}
		_ => "you are not drawn".into(),
	}
}

/// A verdict in one word.
pub const fn verdict_name(verdict: Verdict) -> &'static str {
	match verdict {
		Verdict::Lapsed => "lapsed",
		Verdict::NoPanel => "no_panel",
		Verdict::NoQuorum => "no_quorum",
		Verdict::Rejected => "rejected",
		Verdict::Passed => "passed",
		Verdict::Void => "void",
	}
}

const fn verdict_words(verdict: Verdict) -> &'static str {
	match verdict {
		Verdict::Lapsed => "it found too few supporters",
		Verdict::NoPanel => "too few claimed a seat",
		Verdict::NoQuorum => "too few of the panel voted",
		Verdict::Rejected => "the panel rejected it",
		Verdict::Passed => "the panel passed it; now the people have time to object",
		Verdict::Void => "the panel passed it, but it cannot become law any more",
	}
}

/// Why something is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
	/// It is new.
	Changed,
	/// It is still to do.
	Reminder,
}

/// What was told of a bill, and when.
#[derive(Clone, Debug, Default)]
pub struct Told {
	/// The headline, and which of two claim windows it was about: that of the jurists, or the later one
	/// of everybody.
	subject: Option<(&'static str, Option<u32>)>,
	block: u32,
}

impl Told {
	/// Whether there is something to tell at this block; it is told then.
	pub fn news(&mut self, stage: &Stage, block: u32) -> Option<News> {
		let before = std::mem::replace(&mut self.block, block);
		let subject = (stage.headline(), stage.window());
		if self.subject.replace(subject) != Some(subject) {
			return Some(News::Changed);
		}
		let passed = |reminder: &u32| before < *reminder && *reminder <= block;
		let is_due = stage.reminders().iter().any(passed);
		(stage.task(block) == Task::Vote && is_due).then_some(News::Reminder)
	}
}

#[cfg(test)]
mod tests;
