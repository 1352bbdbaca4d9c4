//! Confidence rounds, standings and portraits as a client reads them. Nobody calls, closes or skips
//! a round, so there is nothing to send.

use super::{
	offices::{Mandate, Seat, Text},
	At,
};
use crate::output::usage;
use anyhow::Result;
use codec::Decode;
use serde::Serialize;
pub use veche_primitives::confidence::{
	judge, Answers, Asked, Capacity, ConfidenceRule, Promises, Score, Verdict,
};
use veche_primitives::{MandateId, OfficeId, PersonId, PollId, Ppm, UnitId};

const REPUTATION: &str = "Reputation";

/// Why a round is held.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
	/// Its date came.
	#[codec(index = 0)]
	Regular,
	/// The people asked for it by petition.
	#[codec(index = 1)]
	Extraordinary,
	/// The round before was too close with too few answers.
	#[codec(index = 2)]
	Repeat,
}

/// A round under way.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Round {
	/// Which one of the office, counted from the first.
	pub number: u32,
	/// The poll in which the people answer.
	pub poll: PollId,
	/// Why it is held.
	pub kind: Kind,
	/// The block of the call.
	pub called: u32,
	/// When it counts.
	pub rule: ConfidenceRule,
	/// Whom it asks about, one question each.
	pub asked: Vec<Asked>,
}

/// What a round said about one person.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rated {
	/// Who, as what, and what hangs on it.
	pub asked: Asked,
	/// The count.
	pub answers: Answers,
	/// What it means.
	pub verdict: Verdict,
}

/// A round that is over.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct PastRound {
	/// The poll in which the people answered.
	pub poll: PollId,
	/// Why it was held.
	pub kind: Kind,
	/// The block of the call.
	pub called: u32,
	/// The block of the close.
	pub closed: u32,
	/// When it counted.
	pub rule: ConfidenceRule,
	/// What it said.
	pub results: Vec<Rated>,
}

/// What the rounds of a mandate come to.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
	/// Rounds over.
	pub rounds: u32,
	/// Those of them that counted.
	pub valid: u32,
	/// The last valid rating.
	pub last: Option<Ppm>,
	/// The valid ones, summed up.
	pub score: Score,
}

/// When rounds are held and count.
#[derive(Decode, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Params {
	/// Blocks from one date to the next.
	pub period: u32,
	/// The same while the holder is suspended.
	pub fast_period: u32,
	/// Blocks of a vote.
	pub voting: u32,
	/// Blocks in office before the first regular round.
	pub grace: u32,
	/// When a round counts.
	pub rule: ConfidenceRule,
}

/// How an office stands with the people.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct OfficeStanding {
	/// Whose people are asked.
	pub unit: UnitId,
	/// What the office is called.
	pub title: Text,
	/// Who sits in it.
	pub seat: Seat,
	/// The block of the next date.
	pub next: u32,
	/// Whether another round follows at once on the one under way.
	pub owed: bool,
	/// The round under way.
	pub round: Option<Round>,
	/// Yes and no so far, by question.
	pub live: Vec<(u32, u32)>,
	/// The last round that is over, with its number.
	pub last: Option<(u32, PastRound)>,
	/// The mandate in force, what its rounds come to, and its record.
	pub mandate: Option<(MandateId, Standing, Ppm)>,
}

/// One mandate in a person's portrait.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct MandatePortrait {
	/// Its number.
	pub id: MandateId,
	/// The mandate.
	pub mandate: Mandate,
	/// Whose people elected.
	pub unit: UnitId,
	/// What the office is called.
	pub title: Text,
	/// What its rounds come to.
	pub standing: Standing,
	/// Its judged pledges.
	pub promises: Promises,
	/// Its record.
	pub record: Ppm,
}

/// What is known of a person in public life.
#[derive(Decode, Clone, PartialEq, Eq, Debug)]
pub struct Portrait {
	/// The name on the last paper.
	pub name: Option<Text>,
	/// How often the person lost an office for lack of confidence.
	pub recalls: u32,
	/// The newest first; at most 32.
	pub mandates: Vec<MandatePortrait>,
	/// The rounds that asked about the person, with office and number, the newest first; at most
	/// 256.
	pub rounds: Vec<(OfficeId, u32, PastRound)>,
}

impl At {
	/// How an office stands with the people; an error when there is no such office.
	pub async fn standing(&self, office: OfficeId) -> Result<OfficeStanding> {
		let found: Option<OfficeStanding> = self.view(REPUTATION, "standing", office).await?;
		found.ok_or_else(|| {
			usage(format!(
				"there is no office {office}; `veche office show UNIT` lists those of a unit"
			))
		})
	}

	/// What is known of a person in public life.
	pub async fn portrait(&self, person: PersonId) -> Result<Portrait> {
		self.view(REPUTATION, "portrait", person).await
	}

	/// The rounds of an office that are over, with their numbers, the newest first; at most 256.
	pub async fn rounds(&self, office: OfficeId, limit: u32) -> Result<Vec<(u32, PastRound)>> {
		self.view(REPUTATION, "rounds", (office, limit)).await
	}

	/// The rules for rounds that hold on a level of units.
	pub async fn round_params(&self, level: u8) -> Result<Params> {
		self.view(REPUTATION, "params", level).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use codec::Encode;

	const RULE: ConfidenceRule = ConfidenceRule {
		min_turnout: 100_000,
		sure_turnout: 250_000,
		margin: 50_000,
	};

	fn asked() -> Asked {
		Asked {
			person: 7,
			capacity: Capacity::Incumbent(2),
			threshold: 200_000,
		}
	}

	fn past_round() -> Vec<u8> {
		let answers = Answers {
			yes: 3,
			no: 17,
			electors: 40,
		};
		let results = vec![(asked(), answers, Verdict::Valid(150_000))];
		[(9u32, 1u8, 100u32, 200u32, RULE).encode(), results.encode()].concat()
	}

	#[test]
	fn standing_is_read_as_the_chain_writes_it() {
		let round = (4u32, 12u32, 2u8, 210u32, RULE, vec![asked()]);
		let standing = (3u32, 2u32, Some(150_000u32), Score::default());
		let bytes = [
			(5u32, "Head".to_string()).encode(),
			Seat::Incumbent { mandate: 2 }.encode(),
			(300u32, true).encode(),
			Some(round).encode(),
			vec![(1u32, 2u32)].encode(),
			[vec![1], 3u32.encode(), past_round()].concat(),
			Some((2u32, standing, 400_000u32)).encode(),
		]
		.concat();
		let read = OfficeStanding::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.unit, read.next, read.owed), (5, 300, true));
		let round = read.round.unwrap();
		assert_eq!((round.number, round.kind), (4, Kind::Repeat));
		assert_eq!(round.asked, [asked()]);
		let (number, last) = read.last.unwrap();
		assert_eq!(
			(number, last.kind, last.closed),
			(3, Kind::Extraordinary, 200)
		);
		assert_eq!(last.results[0].verdict.rating(), Some(150_000));
		let (mandate, standing, record) = read.mandate.unwrap();
		assert_eq!((mandate, standing.valid, record), (2, 2, 400_000));
	}

	#[test]
	fn portrait_is_read_as_the_chain_writes_it() {
		let mandate = Mandate {
			office: 1,
			person: 7,
			election: 3,
			since: 10,
			until: 510,
			ended: None,
		};
		let own = [
			2u32.encode(),
			mandate.encode(),
			(5u32, "Head".to_string()).encode(),
			(1u32, 1u32, Some(150_000u32), Score::default()).encode(),
			Promises { kept: 4, broken: 1 }.encode(),
			300_000u32.encode(),
		]
		.concat();
		let bytes = [
			Some("Ann".to_string()).encode(),
			1u32.encode(),
			[vec![4], own].concat(),
			[vec![4], (1u32, 3u32).encode(), past_round()].concat(),
		]
		.concat();
		let read = Portrait::decode(&mut bytes.as_slice()).unwrap();
		assert_eq!((read.name, read.recalls), (Some(Text("Ann".into())), 1));
		assert_eq!(read.mandates[0].mandate, mandate);
		assert_eq!(read.mandates[0].promises.kept, 4);
		assert_eq!((read.rounds[0].0, read.rounds[0].1), (1, 3));
	}
}
