//! The paper.

use super::*;
use crate::paper::make;

fn question_about(name: &str) -> String {
	let paper = make(HEAD, 1, &[title(name)]);
	assert_eq!(paper.check(), Ok(()));
	String::from_utf8(paper.questions[0].title.to_vec()).unwrap()
}

#[test]
fn question_has_the_whole_name_when_it_fits() {
	let name = "x".repeat(80);
	assert_eq!(question_about(&name), format!("Do you support {name}?"));
}

#[test]
fn question_loses_the_end_of_a_name_that_is_too_long() {
	let question = question_about(&"x".repeat(96));
	assert_eq!(question, format!("Do you support {}?", "x".repeat(80)));
	assert_eq!(question.len(), 96);
}

#[test]
fn question_cuts_a_name_between_two_characters() {
	// Of three bytes each: 27 of them would take one byte too many.
	let question = question_about(&"€".repeat(32));
	assert_eq!(question, format!("Do you support {}?", "€".repeat(26)));
}

#[test]
fn title_fits_when_the_numbers_are_the_largest() {
	let paper = make(OfficeId::MAX, u32::MAX, &[title("Ales")]);
	let expected = format!("Confidence in office {0}, round {0}", u32::MAX);
	assert_eq!(paper.title, title(&expected));
}
