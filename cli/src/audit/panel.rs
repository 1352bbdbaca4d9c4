//! The panel of a poll: whose ballots count, in which blocks, and whether it was kept by the rules.

use super::{bundle::Bundle, report::Report};
use crate::chain::Term;
use std::collections::BTreeMap;
use veche_primitives::{
	polls::{Counted, Phase, Poll},
	refusal, Alias,
};

/// All that are or were on the panel; none when everybody on the roll may vote.
pub struct Panel<'a>(Option<BTreeMap<&'a Alias, Term>>);

impl<'a> Panel<'a> {
	/// That of a bundle.
	pub fn of(bundle: &'a Bundle) -> Self {
		let admitted = bundle.admitted.as_ref();
		Self(admitted.map(|list| list.iter().map(|(alias, term)| (alias, *term)).collect()))
	}

	/// Whether ballots of the alias count in this block; if not, the code of the refusal. Reserves are
	/// called before the ballots of a block. One that was never called is not on the list: here it is
	/// like everybody who was not drawn.
	pub fn check_seat(&self, alias: &Alias, block: u32) -> Result<(), u8> {
		let Self(Some(terms)) = self else {
			return Ok(());
		};
		match terms.get(alias) {
			Some(term) if term.covers(block) => Ok(()),
			Some(term) if block < term.since => Err(refusal::ALIAS_STANDS_BY),
			Some(_) => Err(refusal::ALIAS_REPLACED),
			None => Err(refusal::ALIAS_NOT_ADMITTED),
		}
	}

	/// Compare the list with the poll's record and with those whose ballots count.
	pub fn check(&self, bundle: &Bundle, counted: &BTreeMap<Alias, Counted>, report: &mut Report) {
		let record = &bundle.poll.record;
		let (terms, list) = match (&self.0, &bundle.admitted) {
			(Some(terms), Some(list)) if record.panel => (terms, list),
			(None, None) if !record.panel => return,
			_ => {
				let detail = "record and list disagree on whether there is one";
				report.check("panel", false, detail.into());
				report.problem(format!("the panel: {detail}"));
				return;
			}
		};
		let replaced: Vec<_> = terms
			.iter()
			.filter(|(_, term)| term.until.is_some())
			.collect();
		let seats = terms.len().saturating_sub(replaced.len());

		let mut problems = Vec::new();
		if terms.len() != list.len() {
			problems.push("an alias is twice on its list".to_string());
		}
		if u32::try_from(seats) != Ok(record.electors) {
			problems.push(format!(
				"it has {seats} seats, the record speaks of {} electors",
				record.electors
			));
		}
		problems.extend(unpaired(terms.values(), record));
		problems.extend((terms.iter()).filter_map(|(alias, term)| {
			let absurd = absurd(term, record, bundle.as_of)?;
			Some(format!("alias 0x{} {absurd}", hex::encode(alias)))
		}));
		for (alias, _) in &replaced {
			if counted.contains_key(**alias) {
				problems.push(format!(
					"alias 0x{} was replaced, though its ballot counts",
					hex::encode(alias)
				));
			}
		}
		report.check(
			"panel",
			problems.is_empty(),
			format!("{seats} seats, {} replaced by reserves", replaced.len()),
		);
		for problem in problems {
			report.problem(format!("the panel: {problem}"));
		}
	}
}

/// Blocks in which not as many reserves came as others went. The first members were admitted before
/// the poll opened.
fn unpaired<'a>(terms: impl Iterator<Item = &'a Term>, record: &Poll<u32>) -> Vec<String> {
	let mut by_block: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
	for term in terms {
		if term.since >= record.opens {
			let (came, _) = by_block.entry(term.since).or_default();
			*came = came.saturating_add(1);
		}
		if let Some(until) = term.until {
			let (_, went) = by_block.entry(until).or_default();
			*went = went.saturating_add(1);
		}
	}
	(by_block.into_iter())
		.filter(|(_, (came, went))| came != went)
		.map(|(block, (came, went))| format!("in block {block}, {went} went and {came} came"))
		.collect()
}

/// What cannot be about a term, if anything.
fn absurd(term: &Term, record: &Poll<u32>, as_of: u32) -> Option<&'static str> {
	let last = term.until.unwrap_or(term.since).max(term.since);
	let closed = matches!(record.phase, Phase::Closed | Phase::Pruned);
	if term.until.is_some_and(|until| until < term.since) {
		Some("went before it came")
	} else if last > as_of {
		Some("came or went in a block that is yet to come")
	} else if closed && last >= record.closes {
		Some("came or went after the poll had closed")
	} else {
		None
	}
}
