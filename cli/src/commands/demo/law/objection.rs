//! The delay: what a panel has passed, the people can still stop.

use super::{
	bills::Case,
	genesis::answering,
	house::{name, House, MIKOLA, YANKA},
};
use crate::{
	chain::{
		laws::{self, Passed, Phase, LAWS},
		At, Wait,
	},
	commands::demo::{acts, answers::Count, petition, result, scenes, stage::Stage, voting},
};
use anyhow::{bail, Context as _, Result};
use veche_primitives::{ballot::Choice, PollId};
use veche_tally::{ABSTAIN, NO, YES};

/// Blocks by which a referendum may be called late.
const PATIENCE: u32 = 20;

/// Somebody begins a petition against a bill that has passed. Returns the bill's entry and the poll.
async fn begin(house: &House<'_>, case: &Case) -> Result<(Passed, PollId)> {
	let chain = house.chain;
	let call = laws::petition(chain.best().await?.metadata(), case.id)?;
	let who = house.person(YANKA)?.identity.signer();
	let included = chain.submit_signed(who, &call, Wait::Block).await?;
	let at = chain.at(included.block).await?;
	let passed = pending(&at, case).await?;
	match passed.phase {
		Phase::Petition { poll } => Ok((passed, poll)),
		_ => bail!("a petition was begun and is not on record; look at the node's log"),
	}
}

async fn pending(at: &At, case: &Case) -> Result<Passed> {
	let pending = at.pending(case.id).await?;
	pending.with_context(|| {
		format!(
			"bill {} has passed and does not wait for force; the machine was busy with something \
			 else, run it again",
			case.id
		)
	})
}

/// A petition that the people support: they will decide. Returns the referendum, and the end of the
/// delay, which the bill waits for all the same.
pub async fn supported(
	house: &House<'_>,
	case: &Case,
	stage: &mut Stage<'_>,
) -> Result<(PollId, u32)> {
	let chain = house.chain;
	let (passed, petition) = begin(house, case).await?;
	stage.say(&format!(
		"{} does not like bill {} and asks for a referendum; until block {} supporters may join, \
		 {} blocks after the verdict.",
		name(YANKA),
		case.id,
		passed.due,
		passed.due.saturating_sub(passed.at)
	))?;
	let supporters = petition::support(chain, petition, house.neighbours()).await?;
	let what = "the referendum is called";
	let poll = scenes::wait_for(chain, PATIENCE, what, async |at: At| {
		Ok(match pending(&at, case).await?.phase {
			Phase::Referendum {
				poll,
				required: false,
			} => Some(poll),
			_ => None,
		})
	})
	.await?;
	stage.check(
		passed.bill == case.bill && passed.due == passed.at.saturating_add(house.times.delay),
		&format!(
			"the bill is on hold as it was passed; {supporters} anonymous supporters were enough, \
			 and the people decide in poll {poll}"
		),
	)?;
	Ok((poll, passed.due))
}

/// A petition that nobody supports. Returns when the bill enters into force all the same.
pub async fn unsupported(house: &House<'_>, case: &Case, stage: &mut Stage<'_>) -> Result<u32> {
	let (passed, _) = begin(house, case).await?;
	stage.say(&format!(
		"{} asks for a referendum on bill {} too; nobody joins.",
		name(YANKA),
		case.id
	))?;
	expect(house, case, "PetitionRunning", "a second petition", stage).await?;
	Ok(passed.due)
}

/// A referendum in which votes were cast.
pub struct Referendum {
	poll: PollId,
	count: Count,
}

/// The people vote on a bill.
pub async fn vote(house: &House<'_>, poll: PollId, stage: &mut Stage<'_>) -> Result<Referendum> {
	let booth = scenes::enter_quietly(house.chain, poll).await?;
	let voters = answering(house.people.len());
	let answer = |place: usize| match place % 10 {
		0 | 3 | 6 => NO,
		9 => ABSTAIN,
		_ => YES,
	};
	let wishes = (house.neighbours().iter().take(voters).enumerate())
		.map(|(place, who)| who.wish(voting::choices(&Choice::One(answer(place)))))
		.collect();
	let names = ["Yes", "No", "Abstain"].map(String::from);
	let ballots = voting::cast_all(house.chain, &booth, wishes, &names, stage).await?;
	Ok(Referendum {
		poll,
		count: Count::of(&ballots, 0),
	})
}

/// The referendum closes, and the verdict of the panel stands. Returns the block of the close.
pub async fn stands(
	house: &House<'_>,
	referendum: &Referendum,
	stage: &mut Stage<'_>,
) -> Result<u32> {
	let Referendum { poll, count } = referendum;
	let at = result::close(house.chain, *poll).await?;
	let tally = at.tally(*poll, 0).await?;
	let tally = tally.context("the poll has no count")?;
	let same = [YES, NO, ABSTAIN].map(|option| tally.count(option))
		== [count.yes, count.no, count.abstained];
	stage.check(
		same && count.yes > count.no,
		&format!(
			"{} want the law, {} do not, {} abstained, as they were sent: the verdict stands",
			count.yes, count.no, count.abstained
		),
	)?;
	Ok(at.poll_view(*poll).await?.record.closes)
}

/// It is too late to ask the people.
pub async fn too_late(house: &House<'_>, case: &Case, stage: &mut Stage<'_>) -> Result<()> {
	let what = "a petition against what is law already";
	expect(house, case, "TooLate", what, stage).await
}

/// A petition by somebody else must be refused with this error.
async fn expect(
	house: &House<'_>,
	case: &Case,
	error: &str,
	what: &str,
	stage: &mut Stage<'_>,
) -> Result<()> {
	let chain = house.chain;
	let call = laws::petition(chain.best().await?.metadata(), case.id)?;
	let refused = acts::refusal(chain, house.person(MIKOLA)?, &call).await?;
	acts::expect(refused, LAWS, error, what, stage)
}
