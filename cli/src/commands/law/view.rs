//! A law as people see it.

use crate::{
	chain::{jury::Class, laws::Law, At},
	commands::{
		bill::{class_name, ShownCall, ShownChange},
		office::unit_name,
	},
	drawing::lines::wrap,
	output::hex,
};
use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write};
use veche_primitives::{BillId, LawId, PollId};

/// Most amendments of a law that are listed, the last ones.
const MAX_AMENDMENTS: usize = 64;

/// An entry of the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Shown {
	/// Its number.
	pub law: LawId,
	/// Whose law it is.
	pub unit: String,
	/// What it may do.
	pub class: Class,
	/// What it is called.
	pub title: String,
	/// Hash of the full text.
	pub text: Option<String>,
	/// The bill it was.
	pub bill: BillId,
	/// Since which block it has been in force.
	pub since: u32,
	/// What was done on the chain then.
	pub call: Option<ShownCall>,
	/// The referendum that let it stand; none when nobody called one.
	pub referendum: Option<PollId>,
	/// The earlier law it changed.
	pub change: Option<ShownChange>,
	/// Its amendments, the first one first.
	pub amendments: Vec<LawId>,
	/// The law that ended it.
	pub repealed_by: Option<LawId>,
	/// Whether it has not been repealed.
	pub in_force: bool,
}

impl Shown {
	/// Read a law; an error when there is no such one.
	pub async fn read(at: &At, id: LawId) -> Result<Self> {
		let law = at.law(id).await?;
		// The bill keeps the call for ever, or its hash.
		let call = match at.bill(law.bill).await?.bill.call {
			Some(kept) => Some(ShownCall::read(at, &kept).await?),
			None => None,
		};
		Ok(Self {
			law: id,
			unit: unit_name(at, law.unit).await?,
			class: law.class,
			text: (!law.text.is_zero()).then(|| hex(law.text)),
			bill: law.bill,
			since: law.since,
			call,
			referendum: law.referendum,
			change: law.change.map(Into::into),
			amendments: amendments(at, &law).await?,
			repealed_by: law.repealed_by,
			in_force: law.is_in_force(),
			title: law.title.0,
		})
	}

	/// Draw it.
	pub fn draw(&self, out: &mut dyn Write) -> io::Result<()> {
		writeln!(
			out,
			"{}",
			wrap(
				&format!("Law {}: ", self.law),
				&format!("{}; {}", self.title, self.unit)
			)
		)?;
		let state = match self.repealed_by {
			Some(by) => format!(
				"in force from block {}, until law {by} repealed it",
				self.since
			),
			None => format!("in force since block {}", self.since),
		};
		writeln!(out, "state    {state}")?;
		writeln!(out, "class    {}", class_name(self.class))?;
		writeln!(
			out,
			"bill     {}; `veche bill show {}`",
			self.bill, self.bill
		)?;
		if let Some(poll) = self.referendum {
			writeln!(
				out,
				"people   asked in poll {poll}; `veche poll show {poll}`"
			)?;
		}
		if let Some(change) = &self.change {
			writeln!(out, "change   {} law {}", change.how, change.law)?;
		}
		if !self.amendments.is_empty() {
			let numbers: Vec<String> = self.amendments.iter().map(ToString::to_string).collect();
			let words = format!("by law {}", numbers.join(", "));
			writeln!(out, "{}", wrap("amended  ", &words))?;
		}
		if let Some(call) = &self.call {
			let words = call.call.as_deref();
			let words = words.unwrap_or("not kept by the chain any more, or not readable");
			writeln!(out, "{}", wrap("call     ", words))?;
			writeln!(out, "  hash   {}", call.hash)?;
		}
		match &self.text {
			Some(text) => {
				writeln!(out, "text     {text}")?;
				writeln!(
					out,
					"Compare a published text with `veche law verify FILE --law {}`.",
					self.law
				)
			}
			None => Ok(()),
		}
	}
}

/// The amendments of a law, found from the last one backwards.
async fn amendments(at: &At, law: &Law) -> Result<Vec<LawId>> {
	let mut all = Vec::new();
	let mut next = law.amended_by;
	while let Some(number) = next.filter(|_| all.len() < MAX_AMENDMENTS) {
		all.push(number);
		next = at.law(number).await?.follows;
	}
	all.reverse();
	Ok(all)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn law() -> Shown {
		Shown {
			law: 4,
			unit: "BY".into(),
			class: Class::Parameter,
			title: "Shorter petitions".into(),
			text: Some(hex([7; 32])),
			bill: 3,
			since: 130,
			call: Some(ShownCall {
				hash: hex([8; 32]),
				call: None,
				bytes: None,
			}),
			referendum: Some(6),
			change: Some(ShownChange {
				how: "amends",
				law: 2,
			}),
			amendments: vec![5, 9],
			repealed_by: None,
			in_force: true,
		}
	}

	fn drawn(law: &Shown) -> String {
		let mut out = Vec::new();
		law.draw(&mut out).unwrap();
		let text = String::from_utf8(out).unwrap();
		assert!(
			text.lines().all(|line| line.chars().count() <= 80),
			"{text}"
		);
		text
	}

	#[test]
	fn draw_shows_state_changes_and_how_to_verify_the_text() {
		let text = drawn(&law());
		for part in [
			"Law 4: Shorter petitions; BY\n",
			"state    in force since block 130\n",
			"people   asked in poll 6; `veche poll show 6`\n",
			"change   amends law 2\n",
			"amended  by law 5, 9\n",
			"call     not kept by the chain any more",
			"`veche law verify FILE --law 4`",
		] {
			assert!(text.contains(part), "{part}:\n{text}");
		}
	}

	#[test]
	fn draw_tells_what_repealed_it() {
		let text = drawn(&Shown {
			repealed_by: Some(6),
			in_force: false,
			text: None,
			referendum: None,
			..law()
		});
		assert!(text.contains("until law 6 repealed it"), "{text}");
		assert!(!text.contains("verify"), "{text}");
		assert!(!text.contains("asked in poll"), "{text}");
	}
}
