//! The same election as that of a panel. Voter 5 is a reserve, called in block 14 instead of
//! somebody silent; somebody else never votes.

use super::*;
use crate::{audit::bundle::Entry, chain::Term};
use veche_primitives::Alias;

/// Who was silent and replaced, and who was silent to the end.
const REPLACED: Alias = [1; 32];
const SILENT: Alias = [2; 32];

const FIRST: Term = Term {
	since: 3,
	until: None,
};

fn alias(bundle: &Bundle, ballot: usize) -> Alias {
	bundle.ballots[ballot].ballot.content().alias
}

fn make_panel(bundle: &mut Bundle) {
	let mut terms: Vec<_> = (0..5).map(|voter| (alias(bundle, voter), FIRST)).collect();
	let reserve = Term {
		since: 14,
		until: None,
	};
	let replaced = Term {
		since: 3,
		until: Some(14),
	};
	terms.push((alias(bundle, 5), reserve));
	terms.push((REPLACED, replaced));
	terms.push((SILENT, FIRST));
	bundle.admitted = Some(terms);
	bundle.poll.record.panel = true;
}

fn audit_panel(change: impl FnOnce(&mut Bundle)) -> Report {
	audit(|bundle| {
		make_panel(bundle);
		change(bundle);
	})
}

/// The term of an alias on the panel's list.
fn term(bundle: &mut Bundle, alias: Alias) -> &mut Term {
	let terms = bundle.admitted.as_mut().unwrap();
	let found = terms.iter_mut().find(|(listed, _)| *listed == alias);
	&mut found.unwrap().1
}

/// Put a batch with one more ballot, a copy of another, behind the first `place` ballots.
fn insert_copy(bundle: &mut Bundle, of: usize, place: usize) {
	let batched = Entry {
		extrinsic: 2,
		place: Some(0),
		block: bundle.ballots[place - 1].block,
		ballot: bundle.ballots[of].ballot.clone(),
		counted: None,
	};
	bundle.ballots.insert(place, batched);
}

#[test]
fn recount_passes_when_a_silent_member_of_the_panel_was_replaced() {
	let report = audit_panel(|_| ());
	assert!(report.ok, "{:#?}", report.problems);
	assert!(check(&report, "panel"));
	assert_eq!((report.counted, report.replaced, report.refused), (6, 1, 1));
}

#[test]
fn recount_says_nothing_of_a_panel_when_there_is_none() {
	let report = audit(|_| ());
	assert!(report.checks.iter().all(|check| check.name != "panel"));
}

#[test]
fn recount_passes_when_a_batch_held_a_ballot_of_a_reserve_not_yet_called() {
	// In block 12; the same ballot counts in block 15.
	let report = audit_panel(|bundle| insert_copy(bundle, 5, 3));
	assert!(report.ok, "{:#?}", report.problems);
	assert_eq!(report.refused, 2);
}

#[test]
fn recount_passes_when_the_ballot_stands_in_the_block_of_the_call() {
	let report = audit_panel(|bundle| {
		let reserve = alias(bundle, 5);
		term(bundle, reserve).since = 15;
		term(bundle, REPLACED).until = Some(15);
	});
	assert!(report.ok, "{:#?}", report.problems);
}

#[test]
fn recount_fails_when_an_alias_is_not_admitted() {
	let report = audit_panel(|bundle| {
		let first = alias(bundle, 0);
		bundle
			.admitted
			.as_mut()
			.unwrap()
			.retain(|(alias, _)| *alias != first);
	});
	assert_named(&report, "only the drawn panel");
	assert_named(&report, "6 seats, the record speaks of 7 electors");
}

#[test]
fn recount_fails_when_a_ballot_counts_from_before_the_reserve_was_called() {
	let report = audit_panel(|bundle| {
		let reserve = alias(bundle, 5);
		term(bundle, reserve).since = 16;
		term(bundle, REPLACED).until = Some(16);
	});
	assert_named(&report, "ballot 5 (block 15");
	assert_named(&report, "a reserve that has not been called");
}

#[test]
fn recount_fails_when_a_ballot_counts_of_somebody_replaced() {
	let report = audit_panel(|bundle| {
		// The ballot is of block 10, before the term ends.
		let voted = alias(bundle, 0);
		term(bundle, voted).until = Some(14);
		*term(bundle, REPLACED) = FIRST;
	});
	assert_named(&report, "was replaced, though its ballot counts");
	assert!(!check(&report, "panel"));
}

#[test]
fn recount_fails_when_a_ballot_was_refused_though_its_alias_was_still_admitted() {
	let report = audit_panel(|bundle| {
		// Left out of the count, and its alias replaced as if it were silent.
		let voted = alias(bundle, 0);
		bundle.ballots[0].counted = Some(false);
		term(bundle, voted).until = Some(14);
		*term(bundle, REPLACED) = FIRST;
	});
	assert_named(&report, "it holds, but is marked as not counted");
}

#[test]
fn recount_fails_when_not_as_many_came_as_went() {
	let report = audit_panel(|bundle| *term(bundle, REPLACED) = FIRST);
	assert_named(&report, "8 seats, the record speaks of 7 electors");
	assert_named(&report, "in block 14, 0 went and 1 came");

	let report = audit_panel(|bundle| term(bundle, REPLACED).until = Some(13));
	assert_named(&report, "in block 13, 1 went and 0 came");
}

#[test]
fn recount_fails_when_an_alias_is_listed_twice() {
	let report = audit_panel(|bundle| bundle.admitted.as_mut().unwrap().push((SILENT, FIRST)));
	assert_named(&report, "an alias is twice on its list");
}

#[test]
fn recount_fails_when_a_term_cannot_be() {
	let swapped = |bundle: &mut Bundle, block| {
		let reserve = alias(bundle, 5);
		term(bundle, reserve).since = block;
		term(bundle, REPLACED).until = Some(block);
	};
	let report = audit_panel(|bundle| swapped(bundle, 20));
	assert_named(&report, "came or went after the poll had closed");
	let report = audit_panel(|bundle| swapped(bundle, 31));
	assert_named(&report, "came or went in a block that is yet to come");
	let report = audit_panel(|bundle| term(bundle, REPLACED).until = Some(2));
	assert_named(&report, "went before it came");
}

#[test]
fn recount_fails_when_record_and_list_disagree_on_the_panel() {
	let report = audit_panel(|bundle| bundle.admitted = None);
	assert_named(&report, "disagree on whether there is one");
	let report = audit_panel(|bundle| bundle.poll.record.panel = false);
	assert_named(&report, "disagree on whether there is one");
}

#[test]
fn bundle_of_a_panel_reads_back_what_was_written() {
	let folder = tempfile::tempdir().unwrap();
	let path = folder.path().join("bundle.json");
	let mut bundle = HONEST.clone();
	make_panel(&mut bundle);
	bundle.write(&path).unwrap();
	assert_eq!(Bundle::read(&path).unwrap(), bundle);
}
