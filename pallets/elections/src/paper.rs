//! The paper of an election, from the names and pledges of its candidates. A pure rule.
//!
//! The first question fills the office. The others, if there are pledges to choose among, ask which
//! of them matter most.

use crate::types::{PledgeOption, PledgeOptions, MAX_CANDIDATES};
use alloc::vec::Vec;
use frame_support::BoundedVec;
use sp_core::H256;
use veche_primitives::{
	ballot::{Method, Paper, Question, Title, MAX_OPTIONS},
	offices::MAX_PLEDGES,
	MAX_TITLE,
};

/// What the people are asked when several stand. Clients show it in the reader's language.
pub const OFFICE_QUESTION: &[u8] = b"Who shall hold the office?";
/// What comes before the name when they are asked about a single candidate.
pub const SINGLE_QUESTION: &[u8] = b"Elect ";
/// The answers to that, in the order that yes/no questions have.
pub const SINGLE_OPTIONS: [&[u8]; 3] = [b"Yes", b"No", b"Abstain"];
/// What every pledge question asks.
pub const PLEDGES_QUESTION: &[u8] = b"Which pledges matter most?";

/// A candidate, as far as the paper shows one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
	/// The name.
	pub name: Title,
	/// The titles of the pledges, in the candidate's order.
	pub pledges: Vec<Title>,
}

/// The paper for these candidates, and where the options of its pledge questions come from.
pub fn make(title: Title, method: Method, candidates: &[Listed]) -> (Paper, PledgeOptions) {
	let pledges = line_up(candidates);
	let mut questions = Vec::from([office_question(method, candidates)]);
	let asked = pledge_questions(&pledges).into_iter();
	questions.extend(asked.map(|options| pledge_question(options, candidates)));
	let paper = Paper {
		title,
		text: H256::zero(),
		questions: BoundedVec::truncate_from(questions),
	};
	(paper, pledges)
}

/// Cut the options into questions: as few as hold them all, and none with a single option.
///
/// Whoever counts the marks cuts in the same way, so that the questions need not be stored.
pub fn pledge_questions(options: &[PledgeOption]) -> Vec<&[PledgeOption]> {
	let most = MAX_OPTIONS as usize;
	let mut rest = options;
	let mut questions = Vec::new();
	while rest.len() > 1 {
		let size = if rest.len() == most.saturating_add(1) {
			most.saturating_sub(1)
		} else {
			most.min(rest.len())
		};
		let (question, others) = rest.split_at(size);
		questions.push(question);
		rest = others;
	}
	questions
}

/// The pledges that find a place, the first of every candidate before the second of any: so what
/// does not fit is what candidates themselves put last. A pledge alone has nothing to be weighed
/// against and is left out.
fn line_up(candidates: &[Listed]) -> PledgeOptions {
	let candidates = candidates.iter().take(MAX_CANDIDATES as usize);
	let mut options = Vec::new();
	for pledge in 0..MAX_PLEDGES as u8 {
		for (candidate, listed) in (0u8..).zip(candidates.clone()) {
			if listed.pledges.len() > usize::from(pledge) {
				options.push(PledgeOption { candidate, pledge });
			}
		}
	}
	if options.len() == 1 {
		options.clear();
	}
	PledgeOptions::truncate_from(options)
}

fn office_question(method: Method, candidates: &[Listed]) -> Question {
	match candidates {
		[single] => {
			let title = cut([SINGLE_QUESTION, &single.name[..]].concat());
			Question::yes_no(title, SINGLE_OPTIONS)
		}
		several => Question {
			title: text(OFFICE_QUESTION),
			method,
			options: BoundedVec::truncate_from(
				several.iter().map(|listed| listed.name.clone()).collect(),
			),
		},
	}
}

fn pledge_question(options: &[PledgeOption], candidates: &[Listed]) -> Question {
	let title = |option: &PledgeOption| {
		let listed = candidates.get(usize::from(option.candidate))?;
		listed.pledges.get(usize::from(option.pledge)).cloned()
	};
	Question {
		title: text(PLEDGES_QUESTION),
		method: Method::Marks,
		options: BoundedVec::truncate_from(options.iter().filter_map(title).collect()),
	}
}

fn text(bytes: &[u8]) -> Title {
	Title::truncate_from(bytes.to_vec())
}

/// As much of a text as a title holds, cut between two characters.
fn cut(mut bytes: Vec<u8>) -> Title {
	let most = MAX_TITLE as usize;
	let end = core::str::from_utf8(&bytes).map_or(0, |text| text.floor_char_boundary(most));
	bytes.truncate(end);
	Title::truncate_from(bytes)
}
