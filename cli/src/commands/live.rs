//! Watching: a picture drawn anew at every block.

use crate::{
	chain::{At, Chain},
	output::Context,
};
use anyhow::Result;
use serde::Serialize;
use std::{
	io::{self, IsTerminal, Write},
	ops::ControlFlow,
};

/// What can be watched.
pub trait Picture: Serialize {
	/// Draw it for people.
	fn draw(&self, out: &mut dyn Write) -> io::Result<()>;

	/// Whether nothing will change any more.
	fn is_over(&self) -> bool;
}

/// Draw what `read` finds at the best block, and unless it is only wanted once, again at each new
/// one, until nothing changes any more or the user stops it.
pub async fn watch<P: Picture>(
	chain: &Chain,
	once: bool,
	ctx: &Context,
	out: &mut dyn Write,
	mut read: impl AsyncFnMut(At) -> Result<P>,
) -> Result<()> {
	let picture = read(chain.best().await?).await?;
	frame(&picture, once, ctx, out)?;
	if once || picture.is_over() {
		return Ok(());
	}
	chain
		.follow(async |at| {
			let picture = read(at).await?;
			frame(&picture, once, ctx, out)?;
			Ok(if picture.is_over() {
				ControlFlow::Break(())
			} else {
				ControlFlow::Continue(())
			})
		})
		.await
}

/// One picture: over the last one on a terminal, a line of JSON for scripts.
fn frame<P: Picture>(picture: &P, once: bool, ctx: &Context, out: &mut dyn Write) -> Result<()> {
	if ctx.json {
		serde_json::to_writer(&mut *out, picture).map_err(io::Error::from)?;
		writeln!(out)?;
	} else {
		if !once && io::stdout().is_terminal() {
			write!(out, "\x1b[H\x1b[2J")?;
		}
		picture.draw(out)?;
	}
	out.flush()?;
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	#[derive(Serialize)]
	struct Count {
		yes: u32,
	}

	impl Picture for Count {
		fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
			writeln!(out, "{} said yes", self.yes)
		}

		fn is_over(&self) -> bool {
			false
		}
	}

	fn framed(json: bool) -> String {
		let ctx = Context {
			url: String::new(),
			json,
			home: Default::default(),
			passphrase_file: None,
		};
		let mut out = Vec::new();
		frame(&Count { yes: 3 }, true, &ctx, &mut out).unwrap();
		String::from_utf8(out).unwrap()
	}

	#[test]
	fn frame_is_a_picture_or_a_line_of_json() {
		assert_eq!(framed(false), "3 said yes\n");
		assert_eq!(framed(true), "{\"yes\":3}\n");
	}
}
