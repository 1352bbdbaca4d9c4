//! `veche law upgrade`: the new code that a law has authorised, compared and brought by anybody.

mod code;

use crate::{
	calls::{self, Written},
	chain::{
		upgrade::{self, Authorization, Version, SYSTEM},
		At, Chain, Included, Refused, Wait,
	},
	commands::citizen::refusal,
	drawing::lines::wrap,
	output::{hex, parse_hex32, usage, Context, Verdict},
};
use anyhow::{Context as _, Result};
use code::{Code, Fault};
use serde::Serialize;
use std::{
	io::{self, Write},
	path::PathBuf,
};
use veche_primitives::BillId;

/// What to do once new code is in force.
const NEXT: &str = "\
Nodes go on without a restart. `veche` reads by itself how the chain describes itself now; other \
programs may have to be started again, or brought up to date.";

/// How many blocks code that others have sent is waited for.
const PATIENCE: u32 = 5;

/// Options of `veche law upgrade`.
#[derive(clap::Args, Debug)]
pub struct Upgrade {
	/// The code as it was built, veche_runtime.compact.compressed.wasm: the law has the hash of the
	/// very file, compressed or not.
	file: PathBuf,
	/// Only compare it with the code that a law has authorised. Sends nothing; ends with 1 if it is
	/// another, or the chain would refuse it, and with 0 if it is in force already.
	#[arg(long)]
	check: bool,
	/// Compare it with the code that this bill is about, however far the bill has come.
	#[arg(long, value_name = "BILL", requires = "check")]
	bill: Option<BillId>,
}

/// Do it.
pub(super) async fn run(
	at: &At,
	opts: Upgrade,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<Verdict> {
	let code = Code::read(&opts.file)?;
	if opts.check {
		return check(at, &code, opts.bill, ctx, out).await;
	}
	bring(at, &code, ctx, out).await?;
	Ok(Verdict::Good)
}

/// How code compares with what a law has authorised, or with what a bill is about.
#[derive(Serialize, Clone, PartialEq, Eq, Debug)]
struct Checked {
	file: PathBuf,
	bill: Option<BillId>,
	/// Whether it is the very code.
	same: bool,
	/// Whether it is the chain's code already.
	in_force: bool,
	hash: String,
	size: usize,
	/// The hash of the law or the bill.
	authorized: Option<String>,
	/// Whether the chain looks at its version.
	check_version: Option<bool>,
	spec_version: Option<u32>,
	chain_spec_version: u32,
	/// Why the chain would refuse it nevertheless.
	fault: Option<Fault>,
}

impl Checked {
	fn new(
		code: &Code,
		bill: Option<BillId>,
		wanted: Option<Authorization>,
		chain: &Version,
		current: [u8; 32],
	) -> Self {
		let same = wanted.filter(|wanted| code.is(wanted));
		let in_force = code.hash == current;
		Self {
			file: code.file.clone(),
			bill,
			same: same.is_some(),
			in_force,
			hash: hex(code.hash),
			size: code.bytes.len(),
			authorized: wanted.map(|wanted| hex(wanted.code_hash)),
			check_version: wanted.map(|wanted| wanted.check_version),
			spec_version: code.version.as_ref().map(|version| version.spec_version),
			chain_spec_version: chain.spec_version,
			fault: same
				.filter(|_| !in_force)
				.and_then(|wanted| code.fault(&wanted, chain)),
		}
	}

	/// Look at the chain.
	async fn now(at: &At, code: &Code, bill: Option<BillId>) -> Result<Self> {
		let wanted = match bill {
			Some(bill) => Some(of_bill(at, bill).await?),
			None => at.authorized_upgrade().await?,
		};
		let version = at.chain().version(at.hash).await?;
		let current = at.chain().code_hash(at.hash).await?;
		Ok(Self::new(code, bill, wanted, &version, current))
	}

	/// Whether it is in force and nothing is left to do: no other code is asked about, or authorised.
	const fn settled(&self) -> bool {
		self.in_force && (self.same || self.authorized.is_none())
	}

	const fn verdict(&self) -> Verdict {
		if self.settled() || (self.same && self.fault.is_none()) {
			Verdict::Good
		} else {
			Verdict::Bad
		}
	}

	fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		let is = if self.same { "is" } else { "is NOT" };
		let (which, whose) = match self.bill {
			Some(bill) => (format!("that bill {bill} is about"), "the bill's  "),
			None => ("that a law has authorised".into(), "authorised  "),
		};
		let file = self.file.display();
		if self.settled() {
			writeln!(out, "{file} is the chain's code already.")?;
		} else {
			writeln!(out, "{file} {is} the code {which}.")?;
		}
		writeln!(out, "its hash    {}", self.hash)?;
		let wanted = self.authorized.as_deref();
		writeln!(out, "{whose}{}", wanted.unwrap_or("no new code now"))?;
		writeln!(out, "size        {} bytes", self.size)?;
		let says = self
			.spec_version
			.map_or("unknown".into(), |version| version.to_string());
		let chain = self.chain_spec_version;
		writeln!(out, "version     {says}; the chain's is {chain}")?;
		self.advice()
			.iter()
			.try_for_each(|text| writeln!(out, "{}", wrap("", text)))
	}

	/// What to know about it, and what to do.
	fn advice(&self) -> Vec<String> {
		let mut advice = Vec::new();
		if self.settled() {
			return advice;
		}
		if let Some(fault) = self.fault {
			let why = words(fault.name()).unwrap_or_default();
			advice.push(format!("The chain would refuse it now: {why}."));
		}
		if self.check_version == Some(false) {
			advice.push("The chain would take it whatever version it says: ask why.".into());
		} else if self.same && self.spec_version.is_none() {
			advice.push("Its version cannot be read here: the chain may refuse it.".into());
		}
		match (self.same, self.authorized.is_some()) {
			(true, _) if self.bill.is_none() && self.fault.is_none() => advice.push(format!(
				"Anybody can bring it: `veche law upgrade {}`",
				self.file.display()
			)),
			(false, true) if self.in_force => {
				advice.push("It is the code that the chain has now.".into());
			}
			(false, true) => advice.push(
				"One changed byte is enough. Build it again from the same commit, as docs/build.md \
				 says."
					.into(),
			),
			_ => (),
		}
		advice
	}
}

async fn check(
	at: &At,
	code: &Code,
	bill: Option<BillId>,
	ctx: &Context,
	out: &mut dyn Write,
) -> Result<Verdict> {
	let checked = Checked::now(at, code, bill).await?;
	ctx.answer(out, &checked, |out| checked.draw(out))?;
	Ok(checked.verdict())
}

/// The code that a bill is about.
async fn of_bill(at: &At, bill: BillId) -> Result<Authorization> {
	let call = match &at.bill(bill).await?.bill.call {
		Some(kept) => at.call_of(kept).await?,
		None => None,
	};
	let written = call
		.map(|call| calls::read(at.metadata(), &call))
		.transpose()?;
	written.as_ref().and_then(authorized_by).ok_or_else(|| {
		usage(format!(
			"bill {bill} authorises no new code; `veche bill show {bill}` tells what it does"
		))
	})
}

/// The code that a call authorises.
fn authorized_by(call: &Written) -> Option<Authorization> {
	let check_version = match call.name.as_str() {
		"System.authorize_upgrade" => true,
		"System.authorize_upgrade_without_checks" => false,
		_ => return None,
	};
	let (_, hash) = call
		.arguments
		.iter()
		.find(|(name, _)| name == "code_hash")?;
	Some(Authorization {
		code_hash: parse_hex32(hash.as_str()?).ok()?,
		check_version,
	})
}

async fn bring(at: &At, code: &Code, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	let chain = at.chain();
	let before = chain.version(at.hash).await?;
	let wanted = at.authorized_upgrade().await?;
	let current = chain.code_hash(at.hash).await?;
	let checked = Checked::new(code, None, wanted, &before, current);
	if checked.settled() {
		return ctx.answer(out, &checked, |out| checked.draw(out));
	}
	may_be_brought(code, wanted, &before)?;
	let call = upgrade::apply(at.metadata(), &code.bytes)?;
	let waiting = ctx.spinner("bringing the code");
	let sent = chain.submit_bare(&call, Wait::Block).await;
	let by_others = match &sent {
		Err(error) if is_known(error) => brought_by_others(chain, code).await,
		_ => Ok(None),
	};
	waiting.finish_and_clear();
	if let Some(checked) = by_others? {
		return ctx.answer(out, &checked, |out| checked.draw(out));
	}
	let included = sent?;
	taken(at, &included)?;
	// The state that the block leaves has the new code already; the next block is made by it.
	let after = chain.version(included.block).await?;
	let (from, to) = (before.spec_version, after.spec_version);
	let answer = serde_json::json!({
		"file": code.file,
		"hash": hex(code.hash),
		"size": code.bytes.len(),
		"block": included.number,
		"spec_version_before": from,
		"spec_version": to,
	});
	ctx.answer(out, &answer, |out| {
		let (file, block) = (code.file.display(), included.number);
		writeln!(
			out,
			"{file} is the chain's code: brought in block {block}, in force from the next."
		)?;
		writeln!(out, "hash     {}", hex(code.hash))?;
		writeln!(out, "version  {to}, before {from}")?;
		writeln!(out, "{}", wrap("", NEXT))
	})
}

/// Whether the node has the very code from somebody else: whoever brings it sends the same bytes.
fn is_known(error: &anyhow::Error) -> bool {
	matches!(error.downcast_ref::<Refused>(), Some(Refused::Known))
}

/// Wait until code that somebody else has sent is in force; none if it is not after a few blocks.
async fn brought_by_others(chain: &Chain, code: &Code) -> Result<Option<Checked>> {
	let mut at = chain.best().await?;
	let last = at.number + PATIENCE;
	loop {
		let checked = Checked::now(&at, code, None).await?;
		if checked.settled() {
			return Ok(Some(checked));
		}
		if at.number >= last {
			return Ok(None);
		}
		at = chain.wait_for_block(at.number + 1).await?;
	}
}

/// Whether the chain would take the code. What is sent and refused for its version ends the
/// authorisation, so that is not tried.
fn may_be_brought(code: &Code, wanted: Option<Authorization>, chain: &Version) -> Result<()> {
	let (file, hash) = (code.file.display(), hex(code.hash));
	let Some(wanted) = wanted else {
		return Err(usage(format!(
			"no law has authorised new code that is still to be brought. A bill of the class upgrade \
			 does, with the call of `veche bill call System.authorize_upgrade code_hash={hash}`; \
			 `veche law list` shows the laws"
		)));
	};
	if !code.is(&wanted) {
		return Err(usage(format!(
			"{file} is not the code that the law has authorised: its hash is {hash}, the law's {}; \
			 build it again from the same commit (docs/build.md), or get it from elsewhere",
			hex(wanted.code_hash)
		)));
	}
	let Some(fault) = code.fault(&wanted, chain) else {
		return Ok(());
	};
	let why = words(fault.name()).unwrap_or_default();
	let advice = format!(
		"{why}; the chain would refuse it and end the authorisation, so nothing was sent. Other code \
		 needs another law"
	);
	Err(refusal(SYSTEM, fault.name(), advice))
}

/// Whether the chain has taken the code. If not, its transaction is no failure all the same.
fn taken(at: &At, included: &Included) -> Result<()> {
	if let Some(why) = included.rejected_code() {
		return Err(rejected(why.explain(at.metadata())));
	}
	included.updated_code().map(|_| ()).with_context(|| {
		format!(
			"the chain does not tell what it has done with the code in block {}; look with \
			 `veche law upgrade FILE --check`",
			included.number
		)
	})
}

/// Why the chain has refused the code, and what that means.
fn rejected(why: Refused) -> anyhow::Error {
	const GONE: &str =
		"the chain has refused the code, and with that the authorisation is over: it takes another law";
	match why {
		Refused::Failed(pallet, error, documented) => {
			let why = words(&error).unwrap_or(&documented);
			refusal(&pallet, &error, format!("{why}; {GONE}"))
		}
		other => anyhow::Error::from(other).context(GONE),
	}
}

/// The chain's errors about code, in words for those who bring it.
fn words(error: &str) -> Option<&'static str> {
	Some(match error {
		"InvalidSpecName" => "it is code for another chain",
		"SpecVersionNeedsToIncrease" => "the version it says is not higher than the chain's",
		"FailedToExtractRuntimeVersion" => "no version can be read from it, as if it were no code",
		_ => return None,
	})
}

#[cfg(test)]
mod tests;
