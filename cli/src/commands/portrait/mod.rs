//! `veche portrait`: what is known of a person in public life. Everybody sees the same.

mod draw;
mod page;
mod view;

pub use view::View;

use super::citizen::person_named;
use crate::output::{Context, Verdict};
use anyhow::{Context as _, Result};
use std::{fs, io::Write, path::PathBuf};

/// Options of `veche portrait`.
#[derive(clap::Args, Debug)]
pub struct Opts {
	/// The person: number or account.
	person: String,
	/// Write the portrait to this file instead, as one page that needs nothing else: for a browser,
	/// a phone, a printer.
	#[arg(long, value_name = "FILE")]
	html: Option<PathBuf>,
}

/// Do it.
pub async fn run(opts: Opts, ctx: &Context, out: &mut dyn Write) -> Result<Verdict> {
	let at = ctx.chain().await?.best().await?;
	let person = person_named(&at, &opts.person).await?;
	let reading = ctx.spinner("reading the portrait");
	let view = View::read(&at, person).await;
	reading.finish_and_clear();
	let view = view?;
	let Some(file) = opts.html else {
		ctx.answer(out, &view, |out| draw::draw(out, &view))?;
		return Ok(Verdict::Good);
	};
	fs::write(&file, page::page(&view)).with_context(|| {
		format!(
			"cannot write {}; check free space and permissions",
			file.display()
		)
	})?;
	let answer = serde_json::json!({
		"person": view.who.person,
		"name": view.who.name,
		"block": view.block,
		"file": file,
	});
	ctx.answer(out, &answer, |out| {
		writeln!(
			out,
			"The portrait of {} at block {} is in {}. It needs nothing else: open it in a browser, send \
			 it, print it.",
			view.who,
			view.block,
			file.display()
		)
	})?;
	Ok(Verdict::Good)
}
