//! Confidence rounds as people see them.

use crate::{
	chain::{
		reputation::{Answers, Asked, Capacity, ConfidenceRule, Kind, PastRound, Rated, Verdict},
		At,
	},
	commands::citizen::{Named, Names},
	drawing::{percent, Bar, Height},
	output::Context,
};
use anyhow::Result;
use serde::Serialize;
use std::io::Write;
use veche_primitives::{MandateId, OfficeId, PersonId, PollId, Ppm};

/// What the people said or say about one person.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Answered {
	/// About whom.
	#[serde(flatten)]
	pub who: Named,
	/// incumbent, suspended or acting.
	pub capacity: &'static str,
	/// The mandate; none for who only acts.
	pub mandate: Option<MandateId>,
	/// The rating on which something hangs, in parts per million.
	pub threshold: Ppm,
	/// How many support.
	pub yes: u32,
	/// How many do not.
	pub no: u32,
	/// Electors on the frozen roll.
	pub electors: u32,
	/// The share of them who answered, in parts per million.
	pub turnout: Ppm,
	/// The share of yes, in parts per million; none without answers.
	pub rating: Option<Ppm>,
	/// too_few, unclear or valid.
	pub verdict: &'static str,
}

impl Answered {
	/// With the verdict that is or would be.
	pub fn new(who: Named, asked: &Asked, answers: &Answers, verdict: &Verdict) -> Self {
		Self {
			who,
			capacity: match asked.capacity {
				Capacity::Incumbent(_) => "incumbent",
				Capacity::Suspended(_) => "suspended",
				Capacity::Acting => "acting",
			},
			mandate: asked.capacity.mandate(),
			threshold: asked.threshold,
			yes: answers.yes,
			no: answers.no,
			electors: answers.electors,
			turnout: answers.turnout(),
			rating: answers.rating(),
			verdict: match verdict {
				Verdict::TooFew => "too_few",
				Verdict::Unclear(_) => "unclear",
				Verdict::Valid(_) => "valid",
			},
		}
	}

	/// How many answered.
	pub fn count(&self) -> u32 {
		self.yes.saturating_add(self.no)
	}

	/// How it is drawn; `counts` says whether its round counts.
	fn height(&self, counts: bool) -> Height {
		match (self.verdict, self.rating) {
			("valid", Some(rating)) if counts => Height::Valid(rating),
			("valid" | "unclear", Some(rating)) => Height::Unclear(rating),
			_ => Height::TooFew,
		}
	}
}

/// When a round counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Rule {
	/// Share of the electors who must answer.
	pub min_turnout: Ppm,
	/// Share of the electors from which a result counts however close it is.
	pub sure_turnout: Ppm,
	/// How close to a threshold a result is close.
	pub margin: Ppm,
}

impl From<ConfidenceRule> for Rule {
	fn from(rule: ConfidenceRule) -> Self {
		Self {
			min_turnout: rule.min_turnout,
			sure_turnout: rule.sure_turnout,
			margin: rule.margin,
		}
	}
}

/// A round that is over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Held {
	/// The office.
	pub office: OfficeId,
	/// Which round of the office.
	pub round: u32,
	/// The poll in which the people answered.
	pub poll: PollId,
	/// Why it was held.
	pub kind: Kind,
	/// The block of the call.
	pub called: u32,
	/// The block of the close.
	pub closed: u32,
	/// Whether it counts. One with an unclear result does not: it is repeated.
	pub counts: bool,
	/// When it counted.
	pub rule: Rule,
	/// What it said.
	pub results: Vec<Answered>,
}

impl Held {
	/// The round that has this number in this office.
	pub async fn read(
		at: &At,
		office: OfficeId,
		number: u32,
		past: &PastRound,
		names: &mut Names,
	) -> Result<Self> {
		let mut results = Vec::new();
		for Rated {
			asked,
			answers,
			verdict,
		} in &past.results
		{
			let who = names.named(at, asked.person).await?;
			results.push(Answered::new(who, asked, answers, verdict));
		}
		Ok(Self {
			office,
			round: number,
			poll: past.poll,
			kind: past.kind,
			called: past.called,
			closed: past.closed,
			counts: results.iter().all(|result| result.verdict != "unclear"),
			rule: past.rule.into(),
			results,
		})
	}

	/// What it said about a person, if it asked.
	pub fn about(&self, person: PersonId) -> Option<&Answered> {
		let mut results = self.results.iter();
		results.find(|result| result.who.person == person)
	}

	/// How it is drawn in the chart of a person, if it asked about that one.
	pub fn bar(&self, person: PersonId) -> Option<Bar> {
		let result = self.about(person)?;
		Some(Bar {
			round: self.round,
			height: result.height(self.counts),
		})
	}

	/// What it said about a person, in words.
	pub fn words(&self, result: &Answered) -> String {
		let said = result.height(self.counts).words();
		format!(
			"{said} ({} yes, {} no, turnout {})",
			result.yes,
			result.no,
			percent(result.turnout)
		)
	}
}

/// Why a round is held, in a word.
pub fn kind_word(kind: Kind) -> &'static str {
	match kind {
		Kind::Regular => "regular",
		Kind::Extraordinary => "by petition",
		Kind::Repeat => "repeat",
	}
}

/// The rounds of an office that are over, the newest first.
pub(super) async fn read(
	at: &At,
	office: OfficeId,
	limit: u32,
	names: &mut Names,
) -> Result<Vec<Held>> {
	let mut all = Vec::new();
	for (number, past) in at.rounds(office, limit).await? {
		all.push(Held::read(at, office, number, &past, names).await?);
	}
	Ok(all)
}

/// `veche office rounds`.
pub(super) async fn list(
	at: &At,
	office: OfficeId,
	limit: u32,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<()> {
	let (record, _) = at.office(office).await?;
	let all = read(at, office, limit, &mut Names::default()).await?;
	ctx.answer(out, &all, |out| {
		if all.is_empty() {
			return writeln!(
				out,
				"No round about {} is over yet; `veche office watch {office}` tells when the next \
				 is.",
				record.title
			);
		}
		writeln!(
			out,
			"{:>5}  {:<11}  {:>9}  {:>6}  result",
			"round", "kind", "closed", "poll"
		)?;
		for held in &all {
			let kind = kind_word(held.kind);
			writeln!(
				out,
				"{:>5}  {kind:<11}  {:>9}  {:>6}",
				held.round, held.closed, held.poll
			)?;
			for result in &held.results {
				let capacity = match result.capacity {
					"incumbent" => "",
					"suspended" => ", suspended",
					_ => ", acting",
				};
				let words = held.words(result);
				writeln!(out, "       {}{capacity}: {words}", result.who)?;
			}
		}
		Ok(())
	})
}

#[cfg(test)]
pub(crate) mod tests {
	use super::*;

	/// An answer about person 7, known as Ann, as one in this capacity.
	pub(crate) fn answered(capacity: Capacity, yes: u32, no: u32, verdict: Verdict) -> Answered {
		let who = Named {
			person: 7,
			name: Some("Ann".into()),
		};
		let asked = Asked {
			person: 7,
			capacity,
			threshold: 200_000,
		};
		let answers = Answers {
			yes,
			no,
			electors: 40,
		};
		Answered::new(who, &asked, &answers, &verdict)
	}

	pub(crate) const RULE: Rule = Rule {
		min_turnout: 100_000,
		sure_turnout: 250_000,
		margin: 50_000,
	};

	pub(crate) fn held(round: u32, results: Vec<Answered>) -> Held {
		Held {
			office: 3,
			round,
			poll: round + 10,
			kind: Kind::Regular,
			called: round * 100,
			closed: round * 100 + 50,
			counts: results.iter().all(|result| result.verdict != "unclear"),
			rule: RULE,
			results,
		}
	}

	const HOLDER: Capacity = Capacity::Incumbent(2);

	#[test]
	fn answered_has_turnout_and_rating_of_those_who_answered() {
		let one = answered(HOLDER, 3, 17, Verdict::Valid(150_000));
		assert_eq!(
			(one.count(), one.turnout, one.rating),
			(20, 500_000, Some(150_000))
		);
		assert_eq!((one.capacity, one.mandate), ("incumbent", Some(2)));
		let nobody = answered(Capacity::Acting, 0, 0, Verdict::TooFew);
		assert_eq!((nobody.rating, nobody.mandate), (None, None));
	}

	#[test]
	fn bar_counts_only_when_the_whole_round_does() {
		let valid = answered(HOLDER, 3, 17, Verdict::Valid(150_000));
		let counts = held(1, vec![valid.clone()]);
		assert_eq!(counts.bar(7).unwrap().height, Height::Valid(150_000));
		assert_eq!(counts.bar(8), None);
		let mut other = answered(Capacity::Acting, 9, 11, Verdict::Unclear(450_000));
		other.who.person = 8;
		let repeated = held(2, vec![valid, other]);
		assert_eq!(repeated.bar(7).unwrap().height, Height::Unclear(150_000));
		let few = held(3, vec![answered(HOLDER, 1, 0, Verdict::TooFew)]);
		assert_eq!(few.bar(7).unwrap().height, Height::TooFew);
		assert!(few
			.words(few.about(7).unwrap())
			.starts_with("too few answered (1 yes"));
	}
}
