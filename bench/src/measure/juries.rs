//! What juries cost: tickets, and the ballots of those who sit on a panel.
//!
//! The bill that is drawn for is written into the state as it stands when its seed is known; all that
//! follows is the runtime's own work. Panel and list of tickets are as long as they can be.

use super::{
	bytes::bytes_of,
	group,
	probe::{median, one_thread, Probe},
	proofs,
	stage::{self, Stage},
	table::{Group, Row, Unit},
};
use crate::executor::Wasm;
use anyhow::{anyhow, Result};
use frame_system::RawOrigin;
use pallet_jury::{BillRecord, Bills, Params, Phase, OPTIONS, TRIAL_QUESTION};
use sp_core::{storage::Storage, H256};
use sp_state_machine::BasicExternalities;
use veche_cli::{
	ballots::{self, PollView, Prover},
	ring,
};
use veche_primitives::{
	ballot::{Choice, Choices, Paper, Proof, Question, Title},
	laws::{jury_context, ticket_message, Bill, Class, Ticket},
	polls::{Institution, Panel, PollRequest, MAX_ADMITTED},
	refusal, Alias, BillId,
};
use veche_runtime::{AccountId, BlockNumber, Jury, Runtime, RuntimeCall};

/// The bill that is drawn for.
const BILL: BillId = 0;
/// Its seed.
const SEED: H256 = H256::repeat_byte(0x5e);
/// Whose ticket and whose ballot are measured.
const JUROR: u32 = 0;
/// The bytes of aliases that are higher than those of people, as good as certainly.
const HIGH: u8 = u8::MAX;

/// What juries cost in the stage's ring.
pub fn measure(wasm: &Wasm, stage: &Stage, repeat: usize) -> Result<Group> {
	let thread = one_thread()?;
	let making = thread.install(|| median(repeat.min(5), || ticket(stage).map(drop)))?;
	let good = ticket(stage)?;
	let native = thread.install(|| native(stage, &good, repeat))?;
	let probe = Probe::new(wasm, claiming(stage)?);
	let time = |ticket: Ticket, code| probe.time(&claim(ticket), code, repeat);
	let checking = time(good, None)?;
	let refusing = time(lot(stage, HIGH), Some(refusal::TICKET_TOO_HIGH))?;

	let (state, poll) = panel(stage)?;
	let probe = Probe::new(wasm, state);
	let time = |voter: u32, code| -> Result<f64> {
		let (entropy, yes) = (stage::voter(voter), yes()?);
		let ballot = ballots::make(&entropy, &poll, &stage.ring, yes, 1, stage.genesis)?;
		probe.time(&stage::single(&ballot), code, repeat)
	};
	let juror = time(JUROR, None)?;
	let other = time(JUROR.saturating_add(1), Some(refusal::ALIAS_NOT_ADMITTED))?;

	let ms = |what: &str, value: f64| Row::new(what, value, Unit::Ms);
	let rows = vec![
		ms("make a ticket: open the ring and prove", making),
		ms("check a ticket, native", native),
		ms("check a ticket, Wasm", checking),
		ms(
			"a ticket higher than all that are kept, refused before its proof is looked at, Wasm",
			refusing,
		),
		ms(
			&format!("check a juror's ballot, {MAX_ADMITTED} on the panel, Wasm"),
			juror,
		),
		ms(
			"the ballot of somebody not on the panel, refused before its proof is looked at, Wasm",
			other,
		),
	];
	let keys = stage.size.capacity();
	Ok(group(format!("Juries in a ring of {keys}"), rows))
}

/// Bytes of tickets and of seats.
pub fn bytes(stage: &Stage) -> Result<Vec<Row>> {
	let each = f64::from(MAX_ADMITTED);
	let tickets = bytes_of(&claiming(stage)?, "Jury", "Tickets") / each;
	let seats = bytes_of(&panel(stage)?.0, "Polls", "Admitted") / each;
	let bytes = |what: &str, value: f64| Row::new(what, value, Unit::Bytes);
	Ok(vec![
		bytes(
			"transaction of a ticket",
			claim(ticket(stage)?).len() as f64,
		),
		bytes(
			&format!("state of a kept ticket until the verdict, {MAX_ADMITTED} of a bill"),
			tickets,
		),
		bytes(
			"state of a seat on a panel until its poll is pruned, key and value",
			seats,
		),
	])
}

fn context(stage: &Stage) -> [u8; 32] {
	jury_context(stage.genesis, BILL, SEED)
}

fn message(stage: &Stage) -> [u8; 32] {
	let epoch = stage.poll.record.epoch;
	ticket_message(stage.genesis, BILL, epoch, stage.ring.precinct)
}

/// A jurist's ticket, made as the client makes it.
fn ticket(stage: &Stage) -> Result<Ticket> {
	let prover = Prover::new(&stage.ring)?;
	let (proof, alias) = prover.prove(&stage::voter(JUROR), &context(stage), &message(stage))?;
	Ok(Ticket {
		bill: BILL,
		precinct: stage.ring.precinct,
		alias,
		proof,
	})
}

/// An alias that nobody has.
fn high(last: u8) -> Alias {
	let mut alias = [HIGH; 32];
	if let Some(byte) = alias.last_mut() {
		*byte = last;
	}
	alias
}

/// A ticket without a proof.
fn lot(stage: &Stage, last: u8) -> Ticket {
	Ticket {
		bill: BILL,
		precinct: stage.ring.precinct,
		alias: high(last),
		proof: Proof::default(),
	}
}

/// As many of them as are kept.
fn places() -> impl Iterator<Item = u8> {
	(0..HIGH).take(MAX_ADMITTED as usize)
}

/// The transaction with a ticket.
fn claim(ticket: Ticket) -> Vec<u8> {
	stage::transaction(RuntimeCall::Jury(pallet_jury::Call::claim { ticket }))
}

/// The check of the proof that the chain makes, without the chain.
fn native(stage: &Stage, ticket: &Ticket, repeat: usize) -> Result<f64> {
	let members = stage.ring.check()?;
	let (context, message) = (context(stage), message(stage));
	let item = proofs::item(stage, &members, &ticket.proof, context, message)?;
	median(repeat, || proofs::check_one(&item))
}

/// Tickets are taken, and all places have one that is higher than any jurist's.
fn claiming(stage: &Stage) -> Result<Storage> {
	let record = BillRecord {
		bill: Bill {
			unit: 0,
			class: Class::Statute,
			title: Title::default(),
			text: SEED,
			change: None,
			call: None,
		},
		by: 0,
		office: None,
		since: 1,
		jurists: stage::ELECTORATE,
		params: Params {
			panel: MAX_ADMITTED / 2,
			reserves: MAX_ADMITTED / 2,
			..Params::of(Class::Statute)
		},
		petition: None,
		trial: None,
		phase: Phase::Claiming {
			epoch: stage.poll.record.epoch,
			seed: SEED,
			context: context(stage),
			until: BlockNumber::MAX,
		},
	};
	let mut chain = BasicExternalities::new(stage.storage.clone());
	chain.execute_with(|| {
		Bills::<Runtime>::insert(BILL, record);
		places().try_for_each(|last| {
			Jury::claim(RawOrigin::<AccountId>::Authorized.into(), lot(stage, last))
				.map_err(|error| anyhow!("a ticket is not kept: {error:?}"))
		})
	})?;
	Ok(chain.into_storages())
}

/// The largest panel there can be is asked: the juror, and others who do not vote.
fn panel(stage: &Stage) -> Result<(Storage, PollView)> {
	let context = context(stage);
	let mut aliases: Vec<Alias> = places().skip(1).map(high).collect();
	aliases.push(ring::alias(&stage::voter(JUROR), &context)?);
	let request = PollRequest {
		institution: Institution::Jury,
		paper: paper(),
		context: Some(context),
		admitted: Some(Panel {
			aliases: aliases
				.try_into()
				.map_err(|_| anyhow!("more than {MAX_ADMITTED} sit on a panel"))?,
			epoch: stage.poll.record.epoch,
		}),
		..stage::request()
	};
	let mut chain = BasicExternalities::new(stage.storage.clone());
	let poll = chain.execute_with(|| stage::open_poll(request))?;
	Ok((chain.into_storages(), poll))
}

/// What every panel is asked.
fn paper() -> Paper {
	let title = |text: &[u8]| Title::truncate_from(text.to_vec());
	let question = Question::yes_no(title(TRIAL_QUESTION), OPTIONS);
	Paper {
		title: title(b"Well"),
		text: SEED,
		questions: vec![question].try_into().unwrap_or_default(),
	}
}

fn yes() -> Result<Choices> {
	Choices::try_from(vec![Choice::One(0)]).map_err(|_| anyhow!("too many answers"))
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn all_places_are_taken_by_tickets_lower_than_the_one_that_is_refused() {
		let kept: Vec<Alias> = places().map(high).collect();
		assert_eq!(kept.len(), MAX_ADMITTED as usize);
		assert!(kept.is_sorted() && kept.iter().all(|alias| *alias < high(HIGH)));
	}

	#[test]
	fn the_panel_is_asked_what_people_can_read() {
		let paper = paper();
		assert_eq!(paper.check(), Ok(()));
		assert_eq!(paper.questions[0].options.len(), OPTIONS.len());
	}
}
