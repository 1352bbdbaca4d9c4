//! `veche credential verify`: what a verifier learns from the fields a holder has opened.

use super::{holding::print_fields, read_document};
use crate::{
	chain::{
		credentials::{State, Status},
		Standing,
	},
	identity::address,
	output::{hex, Context, Verdict},
};
use anyhow::Result;
use std::{io::Write, path::Path};

/// Check the signature and each field, compare with the commitment in finalised state, and say
/// whether the credential is in force now. An answer of no is no error: it ends with exit code 1.
pub async fn run(file: &Path, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let document = read_document(file)?;
	let subject = document.subject();
	let chain = ctx.chain().await?;
	let at = chain.finalized().await?;
	let schema = at.find_schema(subject.schema).await?;
	let credential = at.credential(subject.holder, subject.schema).await?;
	document.check(
		chain.genesis_hash(),
		schema.as_ref().map(|schema| schema.issuer),
		credential.map(|credential| credential.commitment),
	)?;

	let suspended = at.is_issuer_suspended(&subject.issuer).await?;
	let status = credential.map_or(Status::Lapsed, |one| one.status(suspended, at.number));
	let holder = at.person(subject.holder).await?;
	let standing = holder
		.is_some_and(|holder| holder.standing == Standing::Active && at.number < holder.expires);
	let expires = match credential.map(|credential| credential.state) {
		Some(State::Held { expires, .. }) => Some(expires),
		_ => None,
	};
	let reason = match credential.map(|credential| credential.state) {
		Some(State::Withdrawn { reason, .. }) => Some(reason),
		_ => None,
	};
	let good = status == Status::Held && standing;
	let title = schema.map_or(String::new(), |schema| schema.title.to_string());
	let answer = serde_json::json!({
		"ok": good,
		"status": status,
		"reason": reason,
		"expires": expires,
		"holder": subject.holder,
		"holder_in_standing": standing,
		"schema": subject.schema,
		"title": title,
		"issuer": address(&subject.issuer),
		"commitment": hex(document.commitment()),
		"fields": document.fields(),
		"hidden": document.hidden(),
		"block": at.number,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(out, "credential  {}: {title}", subject.schema)?;
		writeln!(out, "issuer      {}", address(&subject.issuer))?;
		let fallen = if standing {
			""
		} else {
			", NOT in good standing"
		};
		writeln!(out, "holder      person {}{fallen}", subject.holder)?;
		let when = match (expires, reason) {
			(Some(block), _) => format!(", until block {block}"),
			(_, Some(reason)) => format!(", reason {reason}"),
			_ => String::new(),
		};
		writeln!(
			out,
			"status      {}{when} (as of finalised block {})",
			status.words(),
			at.number
		)?;
		print_fields(&document, out)?;
		match good {
			true => writeln!(
				out,
				"Genuine and in force. Whether it is the holder who shows it to you: let them sign \
				 in as person {} (`veche sign-in --as person`).",
				subject.holder
			),
			false => writeln!(out, "Genuine, but NOT in force: do not rely on it."),
		}
	})?;
	Ok(if good { Verdict::Good } else { Verdict::Bad })
}
