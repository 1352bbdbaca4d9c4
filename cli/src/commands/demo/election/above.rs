//! One level up: a term below is served first, then the elected rises.

use super::{
	nomination,
	outcome::Elected,
	town::{Town, DISTRICT_NAME, TERM},
};
use crate::{
	chain::{
		elections::{self, Phase},
		offices::{ending, End, Seat},
		At,
	},
	commands::demo::{
		acts::{self, hash},
		result, scenes,
		stage::Stage,
		voting::{self, Booth},
		VILLAGE,
	},
	ring::Ring,
};
use anyhow::{bail, Context as _, Result};
use veche_primitives::{
	ballot::{Choice, Method},
	offices::Cause,
	ElectionId, OfficeId, PersonId,
};
use veche_tally::{ABSTAIN, NO, YES};

/// Blocks of nomination that must be left for one act.
const LEAST: u32 = 8;
/// Blocks by which the chain may be late.
const PATIENCE: u32 = 60;
/// Fewest of the village's people who vote in the district.
const FEW: usize = 24;

/// Who has not served below cannot stand above.
pub async fn without_record(
	town: &Town<'_>,
	elected: &Elected,
	stage: &mut Stage<'_>,
) -> Result<ElectionId> {
	let chain = town.chain;
	let election = acts::under_way(chain, town.above).await?;
	let second = town.candidate(elected.second)?;
	stage.say(&format!(
		"{DISTRICT_NAME} is without a head too. Its election {election} has been open for \
		 nomination since the chain began; nobody has a record, so nomination is extended round \
		 after round. {}, second in the village, tries to stand:",
		town.name(elected.second)
	))?;
	acts::lend(chain, &[second]).await?;
	let until = acts::nomination(chain, election, LEAST).await?;
	let at = chain.best().await?;
	let number = town.number(elected.second)?;
	let call = nomination::standing(town, &at, election, number)?;
	let refused = acts::refusal(chain, second, &call).await?;
	acts::expect(
		refused,
		"Elections",
		"NoRecord",
		"who has held no office below",
		stage,
	)?;
	stage.check(
		!elected.at.may_stand(elected.person, town.above).await?,
		&format!(
			"{} may not stand there yet either: the term in the village must be served first",
			town.name(elected.person)
		),
	)?;
	let round = match at.election(election).await?.phase {
		Phase::Nomination { round, .. } => round,
		_ => bail!("the district's election is in nomination no more"),
	};
	stage.check(
		round > 1,
		&format!(
			"nomination in the district is in round {round}, until block {until}: without a \
			 candidate it is extended by itself"
		),
	)?;
	Ok(election)
}

/// The term ends by itself: the outgoing goes on as acting, and an election is called.
pub async fn term_ends(
	town: &Town<'_>,
	elected: &Elected,
	before: ElectionId,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let name = town.name(elected.person);
	let id = elected.mandate;
	let patience = TERM.saturating_add(PATIENCE);
	let ended = scenes::wait_for(
		town.chain,
		patience,
		"the end of the term",
		async |at: At| {
			let ended = at.mandate(id).await?.ended;
			Ok(ended.map(|(block, end)| (block, end, at.clone())))
		},
	);
	let (block, end, at) = ended.await?;
	stage.check(
		end == End::Term && block >= elected.record.until,
		&format!(
			"in block {block} the mandate of {name} ends, nobody did anything: {}",
			ending(end)
		),
	)?;
	let (_, seat) = at.office(town.office).await?;
	let acting = Seat::Acting {
		person: elected.person,
	};
	stage.check(
		seat == acting,
		&format!("{name} stays as acting caretaker until somebody is elected"),
	)?;
	let next = acts::under_way(town.chain, town.office).await?;
	let called = town.chain.best().await?.election(next).await?;
	stage.check(
		next != before && called.cause == Cause::TermEnd && called.office == town.office,
		&format!("election {next} of the village's head is called by itself"),
	)
}

/// The one with a record stands for the district and is elected. Returns the title of the office.
pub async fn rise(
	town: &Town<'_>,
	elected: &Elected,
	election: ElectionId,
	village: &[Ring],
	stage: &mut Stage<'_>,
) -> Result<String> {
	let chain = town.chain;
	let name = town.name(elected.person);
	let until = acts::nomination(chain, election, LEAST).await?;
	let at = chain.best().await?;
	let programme = hash(&format!("programme of {name} for the district"));
	let title = town.title(town.number(elected.person)?);
	let call = elections::stand(at.metadata(), election, &title, programme)?;
	acts::all(chain, &[(town.candidate(elected.person)?, call)]).await?;
	let candidates = chain.best().await?.candidates(election).await?;
	stage.check(
		candidates.len() == 1 && candidates[0].0 == elected.person,
		&format!(
			"with a term served, {name} stands for the district, and nobody else until block \
			 {until}"
		),
	)?;

	let poll = acts::called(chain, election).await?;
	let booth = scenes::enter(chain, poll, stage).await?;
	let asked = booth.poll.paper.questions.first();
	let asked = asked.context("the paper asks nothing")?;
	stage.check(
		asked.method == Method::YesNo,
		&format!(
			"of a single candidate the people are asked yes or no: \"{}\"",
			crate::output::text(&asked.title)
		),
	)?;
	stage.check(
		serves(&booth, village),
		&format!(
			"the district votes through the precincts of its villages: the ring of {VILLAGE} is \
			 the very same, and a proof in it is all that a ballot needs"
		),
	)?;
	let answers = answers(town.people.len());
	let wishes = (town.people.iter().zip(&answers))
		.map(|(who, answer)| who.wish(voting::choices(&Choice::One(*answer))))
		.collect();
	let names = ["Yes", "No", "Abstain"].map(String::from);
	let cast = voting::cast_all(chain, &booth, wishes, &names, stage).await?;

	let at = result::close(chain, poll).await?;
	let outcome = result::outcome(&at, poll, stage).await?;
	let tally = booth.tally(&at).await?;
	let expected = [YES, NO, ABSTAIN].map(|option| {
		let same = answers.iter().filter(|answer| **answer == option);
		same.count()
	});
	let counted = [YES, NO, ABSTAIN].map(|option| tally.count(option) as usize);
	stage.check(
		counted == expected && tally.ballots as usize == cast.len(),
		&format!(
			"{} of {} electors of the district voted: {} yes, {} no, {} abstained, as they were \
			 sent",
			outcome.ballots, outcome.electors, counted[0], counted[1], counted[2]
		),
	)?;
	let Phase::Done { mandate, .. } = at.election(election).await?.phase else {
		bail!("the district's vote is over, but nobody was elected; look at the node's log");
	};
	let (office, seat) = at.office(town.above).await?;
	let record = at.mandate(mandate).await?;
	stage.check(
		seat == Seat::Incumbent { mandate } && record.person == elected.person,
		&format!("{name} is {}, until block {}", office.title, record.until),
	)?;
	Ok(office.title.0)
}

/// Whether these rings, keys and commitment, are among those of the poll.
fn serves(booth: &Booth, rings: &[Ring]) -> bool {
	let known = |ring: &Ring| {
		booth.rings.iter().any(|served| {
			served.precinct == ring.precinct
				&& served.keys == ring.keys
				&& served.commitment == ring.commitment
		})
	};
	!rings.is_empty() && rings.iter().all(known)
}

/// What those who vote in the district answer: a sixth of the village, for the most part yes.
fn answers(people: usize) -> Vec<u8> {
	let voters = people.div_ceil(6).max(FEW).min(people);
	(0..voters)
		.map(|voter| match voter % 8 {
			3 => NO,
			6 => ABSTAIN,
			_ => YES,
		})
		.collect()
}

/// Show who held the offices.
pub async fn history(town: &Town<'_>, elected: &Elected, stage: &mut Stage<'_>) -> Result<()> {
	let at = town.chain.best().await?;
	let village = held(town, &at, town.office, stage).await?;
	let district = held(town, &at, town.above, stage).await?;
	stage.check(
		village == [(elected.person, Some(End::Term))] && district == [(elected.person, None)],
		"the record of both offices stays for ever",
	)
}

/// Show one office's mandates; who held it and how each ended.
async fn held(
	town: &Town<'_>,
	at: &At,
	office: OfficeId,
	stage: &mut Stage<'_>,
) -> Result<Vec<(PersonId, Option<End>)>> {
	let (post, _) = at.office(office).await?;
	let mut lines = format!("{} (`veche office history {office}`)\n", post.title);
	let mut held = Vec::new();
	for (id, mandate) in at.office_history(office, 16).await? {
		let ended = match mandate.ended {
			Some((block, end)) => format!("ended in block {block}: {}", ending(end)),
			None => "in force".into(),
		};
		lines += &format!(
			"  mandate {id}: {}, blocks {} to {}, {ended}\n",
			town.name(mandate.person),
			mandate.since,
			mandate.until
		);
		held.push((mandate.person, mandate.ended.map(|(_, end)| end)));
	}
	stage.lines(&lines)?;
	Ok(held)
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn answers_are_mostly_yes_and_enough_for_the_quorum() {
		use super::super::genesis::QUORUM;
		for people in [8, 12, 240, 2_131] {
			let answers = answers(people);
			let yes = answers.iter().filter(|answer| **answer == YES).count();
			assert!(yes * 2 > answers.len() && answers.len() <= people);
			let (ballots, electors) = (answers.len() as u32, people as u32 + 1);
			assert!(veche_tally::quorum_met(ballots, electors, QUORUM));
		}
		assert_eq!(answers(240).len(), 40);
		assert_eq!(answers(8)[3], NO);
	}
}
