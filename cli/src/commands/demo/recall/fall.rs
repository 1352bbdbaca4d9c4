//! Under the line: suspension, somebody acts, and the suspended explain themselves.

use super::{
	council::{name, Council, ALENA, BARYS, HEAD, HLEB, TREASURER, VERA},
	count::percent,
	rounds::Rounds,
};
use crate::{
	chain::{
		offices::Seat,
		recall::{self, CaseId, Words},
		At,
	},
	commands::demo::{
		acts::{self, hash},
		stage::Stage,
	},
};
use anyhow::{Context as _, Result};
use veche_primitives::MandateId;

/// What the suspended say.
const WORDS: [(usize, &str, &str); 2] = [
	(
		HEAD,
		"The gravel is paid from the money for next year, and I should have asked you first. On \
		 Thursday the council sits in the open, with all the books on the table.",
		"the books of the road, page by page",
	),
	(
		TREASURER,
		"I have nothing to add to my last report.",
		"the last report",
	),
];

/// Who holds each office, and who comes next.
pub const SEATED: [(usize, usize); 2] = [(ALENA, BARYS), (VERA, HLEB)];

/// Nothing hangs on a rating above the line: both go on.
pub async fn both_in_office(
	council: &Council<'_>,
	at: &At,
	mandates: [MandateId; 2],
	stage: &mut Stage<'_>,
) -> Result<()> {
	let mut in_office = true;
	for (post, mandate) in mandates.into_iter().enumerate() {
		let (_, seat) = at.office(council.office(post)?).await?;
		in_office &= seat == Seat::Incumbent { mandate };
	}
	stage.check(in_office, "both stay in office")
}

/// Who is not suspended has nothing to explain.
pub async fn explains_too_early(council: &Council<'_>, stage: &mut Stage<'_>) -> Result<()> {
	let chain = council.chain;
	let at = chain.best().await?;
	let call = recall::explain(
		at.metadata(),
		council.office(HEAD)?,
		hash("early"),
		"Too early",
	)?;
	let refused = acts::refusal(chain, council.person(ALENA)?, &call).await?;
	acts::expect(
		refused,
		"Recall",
		"NotSuspended",
		&format!("an explanation of {}, who is in office,", name(ALENA)),
		stage,
	)
}

/// Both are suspended, and who came next acts. Returns the cases.
pub async fn suspended(
	council: &Council<'_>,
	at: &At,
	rounds: &Rounds<'_>,
	mandates: [MandateId; 2],
	stage: &mut Stage<'_>,
) -> Result<[CaseId; 2]> {
	let mut cases = [0; 2];
	for (post, ((holder, next), mandate)) in SEATED.into_iter().zip(mandates).enumerate() {
		let office = council.office(post)?;
		let params = at.recall_params(at.unit_level(council.unit).await?).await?;
		let rating = rounds.rating(post, holder)?;
		let (_, seat) = at.office(office).await?;
		let acting = Some(council.id(next)?);
		stage.check(
			rating < params.suspend_below && seat == Seat::Suspended { mandate, acting },
			&format!(
				"{} with {} is under {}: suspended in the same block, and {} acts as {}",
				name(holder),
				percent(rating),
				percent(params.suspend_below),
				name(next),
				council.title(post)
			),
		)?;
		let (id, case) = at.open_case(office).await?.context("there is no case")?;
		stage.check(
			case.mandate == mandate
				&& case.person == council.id(holder)?
				&& case.rating == rating
				&& case.reinstate_at == params.reinstate_at
				&& case.deadline == case.since.saturating_add(council.times.recovery),
			&format!(
				"case {id}: {} has until block {} to find the support of {}",
				name(holder),
				case.deadline,
				percent(case.reinstate_at)
			),
		)?;
		cases[post] = id;
	}
	Ok(cases)
}

/// The suspended explain themselves; nobody can in their name.
pub async fn explain(
	council: &Council<'_>,
	cases: [CaseId; 2],
	stage: &mut Stage<'_>,
) -> Result<()> {
	let chain = council.chain;
	let at = chain.best().await?;
	let false_words = recall::explain(
		at.metadata(),
		council.office(HEAD)?,
		hash("none"),
		"I admit everything",
	)?;
	let mut said = Vec::new();
	for (post, words, text) in WORDS {
		let (holder, _) = SEATED[post];
		let call = recall::explain(at.metadata(), council.office(post)?, hash(text), words)?;
		said.push((council.person(holder)?, call));
	}
	let (refused, ()) = futures::try_join!(
		acts::refusal(chain, council.person(BARYS)?, &false_words),
		acts::all(chain, &said),
	)?;
	acts::expect(
		refused,
		"Recall",
		"NotYours",
		&format!("{}, who only acts and explains in her name,", name(BARYS)),
		stage,
	)?;
	let at = chain.best().await?;
	let mut as_said = true;
	for (post, words, text) in WORDS {
		let (holder, _) = SEATED[post];
		stage.say(&format!("{} explains: \"{words}\"", name(holder)))?;
		let explanation = at.case(cases[post]).await?.explanation;
		as_said &= explanation
			.is_some_and(|said| said.words == Words::new(words) && said.text == hash(text));
	}
	stage.check(
		as_said,
		"their words are on record, each with the hash of a longer text",
	)
}
