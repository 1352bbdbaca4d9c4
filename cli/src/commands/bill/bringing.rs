//! `veche bill submit`: a bill brought in, and why it cannot be.

use super::{
	making,
	state::class_name,
	view::{ShownChange, View},
};
use crate::{
	calls,
	chain::{
		call::Call,
		jury::{self, Bill, Change, Class, KeptCall, Sponsor, JURY, PREIMAGE},
		laws::LAWS,
		offices::Seat,
		At, Refused, Wait,
	},
	commands::{
		citizen::{act, citizen, refusal, title, Citizen},
		initiative::hash_of_file,
		office::unit_name,
		steps,
	},
	identity::Identity,
	output::{hex, parse_hex32, usage, Context},
};
use anyhow::{Context as _, Result};
use sp_core::H256;
use std::{
	collections::HashMap,
	io::Write,
	path::{Path, PathBuf},
};
use veche_primitives::{ballot::Title, BillId, LawId, OfficeId, Stratum, UnitId};

/// Options of `veche bill submit`.
#[derive(clap::Args, Debug)]
pub struct Submit {
	/// Submit it by right of this office, which you hold: its trial begins at once.
	#[arg(
		long,
		value_name = "NUMBER",
		required_unless_present = "propose",
		conflicts_with = "propose"
	)]
	office: Option<OfficeId>,
	/// Propose it as a citizen: it looks for supporters first.
	#[arg(long)]
	propose: bool,
	/// Whose law it would be: a unit's code or number [default: the office's unit].
	#[arg(long, required_unless_present = "office")]
	unit: Option<String>,
	/// What it may do: statute (a text, nothing on the chain), parameter (other numbers, issuers,
	/// units, offices), upgrade (the chain's code) or constitution (the rules by which people keep
	/// power over those who hold it, and who is registrar).
	#[arg(long, value_parser = class)]
	class: Class,
	/// What it is called, in at most 96 bytes.
	#[arg(long)]
	title: String,
	/// The full text, published elsewhere: a file, whose hash goes on chain, or the hash itself in 64
	/// hexadecimal digits. Every bill needs one, also one that makes a call: it says why.
	#[arg(long, value_name = "FILE|HASH")]
	text: Option<String>,
	/// The law that it changes and that goes on.
	#[arg(long, value_name = "LAW", conflicts_with = "repeals")]
	amends: Option<LawId>,
	/// The law that it ends.
	#[arg(long, value_name = "LAW")]
	repeals: Option<LawId>,
	/// The call that is made when it enters into force, as `veche bill call` prints it. Every class
	/// but statute needs one.
	#[arg(long, value_name = "HEX", conflicts_with = "call_file")]
	call: Option<String>,
	/// The same from a file.
	#[arg(long, value_name = "FILE")]
	call_file: Option<PathBuf>,
	/// Your key.
	#[arg(long)]
	key: String,
}

/// Read a class by its name.
pub fn class(name: &str) -> Result<Class, String> {
	let found = Class::ALL
		.into_iter()
		.find(|class| class_name(*class) == name);
	found.ok_or_else(|| {
		let all = Class::ALL.map(class_name).join(", ");
		format!("there is no class {name:?}; it is one of: {all}")
	})
}

/// The hash that goes on chain for a text: of a file, or as given.
fn text_hash(given: &str) -> Result<H256> {
	if let Ok(hash) = parse_hex32(given) {
		return Ok(H256(hash));
	}
	let path = Path::new(given);
	if !path.is_file() {
		return Err(usage(format!(
			"{given:?} is neither a file nor a hash in 64 hexadecimal digits; publish the text, then \
			 name its file with --text"
		)));
	}
	hash_of_file(path)
}

impl Submit {
	/// What does not depend on the chain: title, text, change and call.
	fn bill(&self, unit: UnitId, call: Option<&[u8]>) -> Result<Bill> {
		let words = title("the title", &self.title)?;
		let text = self.text.as_deref().map(text_hash).transpose()?;
		let bill = Bill {
			unit,
			class: self.class,
			title: Title::truncate_from(words.0.into_bytes()),
			text: text.unwrap_or_default(),
			change: match (self.amends, self.repeals) {
				(Some(law), _) => Some(Change::Amends(law)),
				(None, Some(law)) => Some(Change::Repeals(law)),
				(None, None) => None,
			},
			call: call.map(KeptCall::new).transpose()?,
		};
		let class = class_name(bill.class);
		let refused = |error: &str, advice: String| Err(refusal(LAWS, error, advice));
		match (bill.class, &bill.call) {
			(Class::Statute, Some(_)) => refused(
				"StatuteWithCall",
				"a statute is a text and makes no call; leave --call away, or choose the class of the \
				 call"
					.into(),
			),
			(Class::Parameter | Class::Upgrade | Class::Constitution, None) => refused(
				"MissingCall",
				format!(
					"a bill of class {class} makes a call when it enters into force; make one with \
					 `veche bill call` and give it with --call, or make it a statute"
				),
			),
			_ if bill.text.is_zero() => refused(
				"MissingText",
				"every law says in words what it is for, also one that makes a call; name the file of \
				 its text with --text"
					.into(),
			),
			_ => Ok(bill),
		}
	}
}

/// Do it.
pub(super) async fn submit(opts: Submit, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let bytes = making::given(opts.call.as_deref(), opts.call_file.as_deref())?;
	let at = ctx.chain().await?.best().await?;
	let unit = match (&opts.unit, opts.office) {
		(Some(unit), _) => at.unit(unit).await?.id,
		(None, Some(office)) => at.office(office).await?.0.unit,
		(None, None) => return Err(usage("name the unit with --unit")),
	};
	let bill = opts.bill(unit, bytes.as_deref())?;
	check_bill(&at, &bill, bytes.as_deref()).await?;
	let identity = ctx.identity(&opts.key)?;
	let by = citizen(&at, &identity, JURY).await?;
	let sponsor = check_sponsor(&at, &opts, &by, unit).await?;
	check_room(&at, sponsor, unit).await?;
	if let (Some(kept), Some(bytes)) = (&bill.call, &bytes) {
		upload(&at, &identity, kept, bytes, ctx).await?;
	}

	let (call, doing, event) = match sponsor {
		Sponsor::Office(office) => (
			jury::submit(at.metadata(), office, &bill)?,
			"submitting the bill",
			"Submitted",
		),
		Sponsor::Person(_) => (
			jury::propose(at.metadata(), &bill)?,
			"proposing the bill",
			"Proposed",
		),
	};
	let included = act(&at, &identity, &call, doing, ctx).await;
	let included = included.map_err(|error| explain(error, &at, &bill, bytes.as_deref()))?;
	let (id, _): (BillId, UnitId) = included
		.event(JURY, event)
		.context("the chain does not tell its number; look with `veche bill list`")?;
	let view = View::read(&at.chain().at(included.block).await?, id).await?;
	let answer = serde_json::json!({
		"bill": id,
		"unit": view.unit,
		"class": view.class,
		"state": view.state,
		"text": view.text,
		"change": view.change,
		"call": view.call,
		"petition": view.petition.map(|petition| petition.poll),
		"block": included.number,
		"next": view.next,
	});
	ctx.answer(out, &answer, |out| {
		let change = view.change.map_or(String::new(), |change: ShownChange| {
			format!(", which {} law {}", change.how, change.law)
		});
		writeln!(
			out,
			"Bill {id}: {} ({}) of {}{change}, since block {}.",
			view.title,
			class_name(view.class),
			view.unit,
			included.number
		)?;
		if let Some(text) = &view.text {
			writeln!(
				out,
				"Publish its text, so that everybody can check the hash:"
			)?;
			writeln!(out, "  {text}")?;
		}
		steps::draw(out, &view.next)?;
		writeln!(out, "\nFollow it with `veche bill watch {id}`.")
	})
}

/// What the chain would say to the bill, found out before it is asked.
async fn check_bill(at: &At, bill: &Bill, bytes: Option<&[u8]>) -> Result<()> {
	let refused = |error: &str, advice: String| Err(refusal(LAWS, error, advice));
	let country = at.country()?;
	if bill.call.is_some() && bill.unit != country {
		let advice = format!(
			"laws that act on the chain are made by the whole country, {}, and not by {}; name it with \
			 --unit, or make the bill a statute",
			unit_name(at, country).await?,
			unit_name(at, bill.unit).await?
		);
		return refused("WrongUnit", advice);
	}
	if let Some(change) = bill.change {
		check_change(at, bill, change).await?;
	}
	let Some(bytes) = bytes else { return Ok(()) };
	let most = at.max_call_size()?;
	if bytes.len() > usize::try_from(most)? {
		let advice = format!(
			"the call has {} bytes and may have {most}; divide it, or authorise new code by its hash",
			bytes.len()
		);
		return refused("OversizedCall", advice);
	}
	if let Err(error) = calls::read(at.metadata(), bytes) {
		let advice = format!(
			"the bytes of --call are no call of this chain ({error}); make one with `veche bill call`"
		);
		return refused("BadCall", advice);
	}
	Ok(())
}

/// Whether the bill may change that law.
async fn check_change(at: &At, bill: &Bill, change: Change) -> Result<()> {
	let refused = |error: &str, advice: String| Err(refusal(LAWS, error, advice));
	let number = change.law();
	if number == 0 || number > at.law_count().await? {
		let advice = format!("there is no law {number}; `veche law list` shows those that exist");
		return refused("UnknownLaw", advice);
	}
	let law = at.law(number).await?;
	if law.unit != bill.unit {
		let advice = format!(
			"law {number} is a law of {}, and each unit changes its own; name that unit",
			unit_name(at, law.unit).await?
		);
		return refused("OfOtherUnit", advice);
	}
	if let Some(by) = law.repealed_by {
		let advice = format!("law {number} was repealed by law {by}; propose a new one instead");
		return refused("NotInForce", advice);
	}
	if law.class != bill.class && bill.class != Class::Constitution {
		let advice = format!(
			"law {number} is of class {}: only a bill of that class changes it, or a constitutional \
			 one",
			class_name(law.class)
		);
		return refused("OfOtherClass", advice);
	}
	Ok(())
}

/// Whether this person may bring it in, and who answers for it.
async fn check_sponsor(at: &At, opts: &Submit, by: &Citizen, unit: UnitId) -> Result<Sponsor> {
	let refused = |error: &str, advice: String| Err(refusal(JURY, error, advice));
	if by.stratum == Stratum::Observer {
		let advice = "observers take no part in decisions; ask a citizen of the unit".into();
		return refused("Observer", advice);
	}
	let Some(office) = opts.office else {
		if !at.is_within(by.home, unit, &mut HashMap::new()).await? {
			let (home, unit) = (unit_name(at, by.home).await?, unit_name(at, unit).await?);
			let advice = format!(
				"you are registered in {home}, outside {unit}; propose it there or in a unit above it"
			);
			return refused("OutsideUnit", advice);
		}
		return Ok(Sponsor::Person(by.person));
	};
	let (record, seat) = at.office(office).await?;
	if record.unit != unit {
		let (serves, unit) = (
			unit_name(at, record.unit).await?,
			unit_name(at, unit).await?,
		);
		let advice = format!(
			"office {office} ({}) serves {serves}, not {unit}; leave --unit away, or propose it as a \
			 citizen with --propose",
			record.title
		);
		return refused("OfficeOfAnotherUnit", advice);
	}
	let holder = match seat {
		Seat::Incumbent { mandate } => Some(at.mandate(mandate).await?.person),
		_ => None,
	};
	if holder != Some(by.person) {
		let advice = format!(
			"person {} is not the incumbent of office {office} ({}), or is suspended or only acts \
			 (`veche office show {office}`); propose it as a citizen with --propose",
			by.person, record.title
		);
		return refused("NotIncumbent", advice);
	}
	Ok(Sponsor::Office(office))
}

/// Whether one more bill may be under way.
async fn check_room(at: &At, sponsor: Sponsor, unit: UnitId) -> Result<()> {
	let limits = at.bill_limits()?;
	let (most, error, whose) = match sponsor {
		Sponsor::Office(office) => (
			limits.per_office,
			"TooManyOfOffice",
			format!("by right of office {office}"),
		),
		Sponsor::Person(_) => (limits.per_person, "TooManyOfPerson", "of yours".into()),
	};
	let open = at.open_of(sponsor).await?;
	if open >= most {
		let advice = format!(
			"{open} bills {whose} are under way, and more than {most} are not allowed; wait until one \
			 is decided"
		);
		return Err(refusal(JURY, error, advice));
	}
	match sponsor {
		Sponsor::Office(_) => {
			let open = at.trials_in(unit).await?;
			if open >= limits.trials_in_unit {
				let advice = format!(
					"{open} bills of officials are under trial in the unit, and they submit no more \
					 then; wait until one is decided, or propose it as a citizen with --propose"
				);
				return Err(refusal(JURY, "TooManyInUnit", advice));
			}
		}
		Sponsor::Person(_) => {
			let open = at.petitions_in(unit).await?;
			if open >= limits.petitions_in_unit {
				let advice = format!(
					"{open} petitions for bills are under way in the unit, and more are not allowed; \
					 support one of them (`veche bill list`), or wait until one has ended"
				);
				return Err(refusal(JURY, "TooManyPetitions", advice));
			}
		}
	}
	Ok(())
}

/// A call that is too long to stand in the bill must be on the chain before the bill.
async fn upload(
	at: &At,
	identity: &Identity,
	kept: &KeptCall,
	bytes: &[u8],
	ctx: &Context,
) -> Result<()> {
	let KeptCall::Lookup { hash, len } = kept else {
		return Ok(());
	};
	if at.preimage(*hash, *len).await?.is_some() {
		return Ok(());
	}
	let call: Call = jury::note_preimage(at.metadata(), bytes)?;
	let uploading = ctx.spinner("uploading the call");
	let sent = at
		.chain()
		.submit_signed(identity.signer(), &call, Wait::Block)
		.await;
	uploading.finish_and_clear();
	sent.map(|_| ()).map_err(|error| {
		error.context(format!(
			"the call has {len} bytes, too many to stand in the bill, and must be uploaded first \
			 ({PREIMAGE}.note_preimage, hash {}). That takes a fee and a deposit in tokens, which can be \
			 taken back once the bill is brought in; any account may do it for you, then submit again",
			hex(hash)
		))
	})
}

/// Why a bill that looked possible was refused: the table of classes is known to the chain alone.
fn explain(error: anyhow::Error, at: &At, bill: &Bill, bytes: Option<&[u8]>) -> anyhow::Error {
	let is_payment = matches!(error.downcast_ref(), Some(Refused::Payment));
	let written = bytes.and_then(|bytes| calls::read(at.metadata(), bytes).ok());
	match written {
		Some(written) if is_payment => error.context(format!(
			"perhaps laws of class {} may not make the call {}, or it is too heavy: see the table of \
			 classes in docs/architecture.md. Calls that make other calls, such as batches, are for no \
			 law",
			class_name(bill.class),
			written.name
		)),
		_ => error,
	}
}

#[cfg(test)]
mod tests;
