//! The paper: what holds for any slate, and examples.

use super::*;
use crate::paper::{make, pledge_questions, Listed};
use proptest::prelude::*;
use std::collections::BTreeSet;
use veche_primitives::{
	ballot::{Method, Paper, MAX_OPTIONS, MAX_QUESTIONS},
	MAX_TITLE,
};

/// Candidates with so many pledges each, every text another one.
fn listed(pledges: &[usize]) -> Vec<Listed> {
	let candidate = |(number, count): (usize, &usize)| Listed {
		name: title(&format!("candidate {number}")),
		pledges: (0..*count)
			.map(|pledge| title(&format!("pledge {pledge} of {number}")))
			.collect(),
	};
	pledges.iter().enumerate().map(candidate).collect()
}

fn paper(candidates: &[Listed]) -> (Paper, Vec<PledgeOption>) {
	let (paper, pledges) = make(title("Election 1"), Method::Schulze, candidates);
	(paper, pledges.into_inner())
}

/// How many options each pledge question has.
fn sizes(pledges: &[usize]) -> Vec<usize> {
	let questions = paper(&listed(pledges)).0.questions.into_iter();
	questions
		.skip(1)
		.map(|question| question.options.len())
		.collect()
}

/// Any slate: the number of pledges of each candidate.
fn any_slate() -> impl Strategy<Value = Vec<usize>> {
	let extreme = prop::sample::select(vec![0usize, 1, 16]);
	let pledges = prop_oneof![0..=16usize, extreme];
	prop::collection::vec(pledges, 1..=MAX_CANDIDATES as usize)
}

/// Slates whose pledges are about as many as whole questions hold, where the cuts are difficult.
fn slate_at_a_cut() -> impl Strategy<Value = Vec<usize>> {
	(0..=8usize, -2..=2i32).prop_map(|(questions, off)| {
		let total = (questions * MAX_OPTIONS as usize).saturating_add_signed(off as isize);
		(0..MAX_CANDIDATES as usize)
			.map(|candidate| (candidate..total).step_by(MAX_CANDIDATES as usize).count())
			.collect()
	})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn paper_can_be_voted_on_whatever_the_slate(
		pledges in prop_oneof![any_slate(), slate_at_a_cut()],
	) {
		let (paper, _) = paper(&listed(&pledges));
		prop_assert_eq!(paper.check(), Ok(()));
		prop_assert!((1..=MAX_QUESTIONS as usize).contains(&paper.questions.len()));
		for question in &paper.questions {
			prop_assert!((2..=MAX_OPTIONS as usize).contains(&question.options.len()));
		}
		for question in paper.questions.iter().skip(1) {
			prop_assert_eq!(question.method, Method::Marks);
		}
	}

	#[test]
	fn every_pledge_option_leads_back_to_its_candidate_and_pledge(
		pledges in prop_oneof![any_slate(), slate_at_a_cut()],
	) {
		let candidates = listed(&pledges);
		let (paper, options) = paper(&candidates);
		let asked = paper.questions.iter().skip(1);
		let cut = pledge_questions(&options);
		prop_assert_eq!(asked.len(), cut.len());
		for (question, part) in asked.zip(&cut) {
			prop_assert_eq!(question.options.len(), part.len());
			for (text, option) in question.options.iter().zip(*part) {
				let candidate = &candidates[usize::from(option.candidate)];
				prop_assert_eq!(text, &candidate.pledges[usize::from(option.pledge)]);
			}
		}
		prop_assert_eq!(cut.concat(), options, "cut in order, nothing lost");
	}

	#[test]
	fn pledges_find_their_places_in_turn(
		pledges in prop_oneof![any_slate(), slate_at_a_cut()],
	) {
		let (_, options) = paper(&listed(&pledges));
		let total: usize = pledges.iter().sum();
		let expected = match total {
			1 => 0,
			total => total.min(MAX_PLEDGE_OPTIONS as usize),
		};
		prop_assert_eq!(options.len(), expected);
		let places: BTreeSet<_> = options.iter().collect();
		prop_assert_eq!(places.len(), options.len(), "none twice");
		// First all first pledges, in the order of candidates, then all second ones, and so on.
		let in_turn = options.windows(2).all(|pair| {
			let key = |option: &PledgeOption| (option.pledge, option.candidate);
			key(&pair[0]) < key(&pair[1])
		});
		prop_assert!(in_turn);
		if total > 1 {
			let last = options[options.len() - 1].pledge;
			for (candidate, count) in (0u8..).zip(&pledges) {
				let own = options.iter().filter(|option| option.candidate == candidate);
				let found = own.count();
				prop_assert!(found >= usize::from(last).min(*count), "an earlier one left out");
			}
		}
	}

	#[test]
	fn questions_are_as_few_as_hold_all_pledges(
		pledges in prop_oneof![any_slate(), slate_at_a_cut()],
	) {
		let (paper, options) = paper(&listed(&pledges));
		let needed = options.len().div_ceil(MAX_OPTIONS as usize);
		prop_assert_eq!(paper.questions.len(), needed + 1);
	}

	#[test]
	fn single_candidate_is_named_in_the_question_whatever_the_name(name in "\\PC{1,40}") {
		let name = Title::truncate_from(cut_at(&name, MAX_TITLE as usize).into());
		let single = Listed { name: name.clone(), pledges: Vec::new() };
		let (paper, _) = paper(&[single]);
		let asked = &paper.questions[0].title;
		prop_assert!(core::str::from_utf8(asked).is_ok());
		let shown = asked.strip_prefix(SINGLE_QUESTION).unwrap();
		prop_assert!(name.starts_with(shown));
		// At most one character does not fit, besides what the words before the name take.
		prop_assert!(shown.len() + SINGLE_QUESTION.len() + 3 >= name.len().min(MAX_TITLE as usize));
	}
}

/// The text up to the last whole character within so many bytes.
fn cut_at(text: &str, bytes: usize) -> &[u8] {
	&text.as_bytes()[..text.floor_char_boundary(bytes)]
}

#[test]
fn paper_has_no_pledge_question_when_there_are_no_pledges() {
	assert_eq!(sizes(&[0, 0, 0]), Vec::<usize>::new());
}

#[test]
fn paper_has_no_pledge_question_when_there_is_a_single_pledge() {
	assert_eq!(sizes(&[0, 1, 0]), Vec::<usize>::new());
	assert_eq!(sizes(&[1]), Vec::<usize>::new());
}

#[test]
fn paper_asks_about_the_pledges_of_a_single_candidate() {
	assert_eq!(sizes(&[2]), [2]);
	assert_eq!(sizes(&[16]), [16]);
}

#[test]
fn pledge_left_over_does_not_stay_alone() {
	assert_eq!(sizes(&[16, 16]), [32]);
	assert_eq!(sizes(&[16, 16, 1]), [31, 2]);
	assert_eq!(sizes(&[16, 16, 2]), [32, 2]);
	assert_eq!(sizes(&[16, 16, 16, 16, 1]), [32, 31, 2]);
}

#[test]
fn full_slate_fills_the_paper() {
	let slate = [16; MAX_CANDIDATES as usize];
	assert_eq!(sizes(&slate), [32; 7]);
	let (_, options) = paper(&listed(&slate));
	// Seven pledges of each candidate find a place.
	assert!(options.iter().all(|option| option.pledge < 7));
}

#[test]
fn name_is_cut_between_characters_when_the_question_is_too_long() {
	let name = title(&"я".repeat(48));
	let single = Listed {
		name,
		pledges: Vec::new(),
	};
	let (paper, _) = paper(&[single]);
	let expected = format!("Elect {}", "я".repeat(45));
	assert_eq!(paper.questions[0].title, title(&expected));
}
