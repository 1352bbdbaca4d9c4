//! The paper of a confidence round. A pure rule.

use alloc::{format, vec::Vec};
use frame_support::BoundedVec;
use sp_core::H256;
use veche_primitives::{
	ballot::{Paper, Question, Title},
	OfficeId, MAX_TITLE,
};

/// What comes before the name in a question. Clients show it in the reader's language.
pub const BEFORE_NAME: &[u8] = b"Do you support ";
/// What comes after it.
pub const AFTER_NAME: &[u8] = b"?";
/// The answers, in the order that yes/no questions have.
pub const OPTIONS: [&[u8]; 3] = [b"Yes", b"No", b"Abstain"];

/// The paper of a round of an office that asks about those with these names.
pub fn make(office: OfficeId, number: u32, names: &[Title]) -> Paper {
	let title = format!("Confidence in office {office}, round {number}");
	Paper {
		title: text(title.as_bytes()),
		text: H256::zero(),
		questions: BoundedVec::truncate_from(names.iter().map(question).collect()),
	}
}

/// A name that is too long loses its end, so that the question stays one.
fn question(name: &Title) -> Question {
	let most = (MAX_TITLE as usize)
		.saturating_sub(BEFORE_NAME.len())
		.saturating_sub(AFTER_NAME.len());
	let title = text(&[BEFORE_NAME, cut(name, most), AFTER_NAME].concat());
	Question::yes_no(title, OPTIONS)
}

fn text(bytes: &[u8]) -> Title {
	Title::truncate_from(Vec::from(bytes))
}

/// As much of a text as fits, cut between two characters.
fn cut(bytes: &[u8], most: usize) -> &[u8] {
	let end = core::str::from_utf8(bytes).map_or(0, |text| text.floor_char_boundary(most));
	bytes.get(..end).unwrap_or_default()
}
