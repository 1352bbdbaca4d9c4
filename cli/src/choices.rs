//! What a voter types, read as answers to the questions of a paper.
//!
//! One word per question, options counted from 1 or named by their title:
//!
//! | method | word | meaning |
//! |---|---|---|
//! | any | `blank` | no answer; counts for the turnout |
//! | yes/no | `yes`, `no`, `abstain` | |
//! | plurality | `2` | the second option |
//! | approval | `1,3,4` | all of these |
//! | Schulze | `2>1=3` | the second option best, the first and third equal after it |
//! | marks | `1,3` | these; at most 3 over all such questions of the paper |

use crate::output::{text, usage};
use anyhow::Result;
use veche_primitives::ballot::{Choice, Choices, Method, Paper, Question, Ranking};
use veche_tally::{check, check_paper};

/// Read one word per question of the paper.
pub fn parse(paper: &Paper, words: &[impl AsRef<str>]) -> Result<Choices> {
	if words.len() != paper.questions.len() {
		return Err(usage(format!(
			"the paper has {} question(s) and {} answer(s) were given; answer each one, `blank` \
			 for those you leave open",
			paper.questions.len(),
			words.len()
		)));
	}
	let choices: Vec<Choice> = (paper.questions.iter().zip(words))
		.map(|(question, word)| parse_one(question, word.as_ref()))
		.collect::<Result<_>>()?;
	let answers = (paper.questions.iter().zip(&choices))
		.map(|(question, choice)| (question.method, count(question), choice));
	if let Err((place, error)) = check_paper(answers) {
		return Err(match (paper.questions.get(place), words.get(place)) {
			(Some(question), Some(word)) => refuse(question, word.as_ref(), error),
			_ => usage(error.to_string()),
		});
	}
	Choices::try_from(choices).map_err(|_| usage("a paper has at most 8 questions"))
}

/// Read the answer to one question.
pub fn parse_one(question: &Question, word: &str) -> Result<Choice> {
	let word = word.trim();
	let choice = match question.method {
		_ if word.eq_ignore_ascii_case("blank") => Choice::Blank,
		Method::YesNo => Choice::One(yes_no(word)?),
		Method::Plurality => Choice::One(option(question, word)?),
		Method::Approval | Method::Marks => {
			let mut set = 0u32;
			for part in word.split(',') {
				set |= 1 << option(question, part)?;
			}
			Choice::Approve(set)
		}
		Method::Schulze => {
			let ranks = word
				.split('>')
				.map(|rank| rank.split('=').map(|part| option(question, part)).collect())
				.collect::<Result<Vec<Vec<u8>>>>()?;
			Choice::Rank(Ranking::from_ranks(ranks).map_err(|error| refuse(question, word, error))?)
		}
	};
	check(question.method, count(question), &choice)
		.map_err(|error| refuse(question, word, error))?;
	Ok(choice)
}

/// How many options the question has.
fn count(question: &Question) -> u8 {
	u8::try_from(question.options.len()).unwrap_or(u8::MAX)
}

/// How to type an answer to a question of this method.
pub fn hint(method: Method) -> &'static str {
	match method {
		Method::YesNo => "type yes, no, abstain or blank",
		Method::Plurality => "type the number of one option, or blank",
		Method::Approval => "type the numbers of all options you approve, as 1,3, or blank",
		Method::Schulze => "type option numbers in your order, as '2>1=3', or blank",
		Method::Marks => {
			"type the numbers of what matters most to you, as 1,3, at most 3 on the whole paper, or \
			 blank"
		}
	}
}

/// A choice in the words of [`parse_one`].
pub fn describe(method: Method, choice: &Choice) -> String {
	match (method, choice) {
		(_, Choice::Blank) => "blank".into(),
		(Method::YesNo, Choice::One(0)) => "yes".into(),
		(Method::YesNo, Choice::One(1)) => "no".into(),
		(Method::YesNo, Choice::One(_)) => "abstain".into(),
		(_, Choice::One(option)) => number(*option),
		(_, Choice::Approve(set)) => {
			let chosen = (0..32)
				.filter(|option| set & (1 << option) != 0)
				.map(number);
			chosen.collect::<Vec<_>>().join(",")
		}
		(_, Choice::Rank(ranking)) => {
			let mut words = String::new();
			for (option, tied) in ranking.entries() {
				if !words.is_empty() {
					words.push(if tied { '=' } else { '>' });
				}
				words.push_str(&number(option));
			}
			words
		}
	}
}

fn number(option: u8) -> String {
	(u32::from(option) + 1).to_string()
}

fn refuse(question: &Question, word: &str, why: impl std::fmt::Display) -> anyhow::Error {
	usage(format!(
		"{word:?} does not answer {:?}: {why}; {}",
		text(&question.title),
		hint(question.method)
	))
}

fn yes_no(word: &str) -> Result<u8> {
	match word.to_lowercase().as_str() {
		"yes" | "1" => Ok(0),
		"no" | "2" => Ok(1),
		"abstain" | "3" => Ok(2),
		_ => Err(usage(format!(
			"{word:?} is no answer to a yes/no question; {}",
			hint(Method::YesNo)
		))),
	}
}

/// The place of an option given by its number from 1 or by its title.
fn option(question: &Question, word: &str) -> Result<u8> {
	let word = word.trim();
	let place = match word.parse::<usize>() {
		Ok(number) => number.checked_sub(1),
		Err(_) => {
			let wanted = word.to_lowercase();
			question
				.options
				.iter()
				.position(|title| text(title).to_lowercase() == wanted)
		}
	};
	place
		.filter(|place| *place < question.options.len())
		.and_then(|place| u8::try_from(place).ok())
		.ok_or_else(|| {
			let count = question.options.len();
			refuse(question, word, format!("there are options 1 to {count}"))
		})
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::output::Usage;
	use veche_primitives::ballot::Title;

	fn title(text: &str) -> Title {
		text.as_bytes().to_vec().try_into().unwrap()
	}

	fn question(method: Method, options: &[&str]) -> Question {
		let options: Vec<Title> = options.iter().map(|option| title(option)).collect();
		Question {
			title: title("Which?"),
			method,
			options: options.try_into().unwrap(),
		}
	}

	fn four(method: Method) -> Question {
		question(method, &["Ann", "Bob", "Cid", "Dan"])
	}

	fn yes_no_question() -> Question {
		question(Method::YesNo, &["yes", "no", "abstain"])
	}

	#[test]
	fn parse_one_reads_words_when_question_is_yes_no() {
		for (word, expected) in [("yes", 0), ("No", 1), ("abstain", 2), ("1", 0)] {
			assert_eq!(
				parse_one(&yes_no_question(), word).unwrap(),
				Choice::One(expected)
			);
		}
		assert!(parse_one(&yes_no_question(), "maybe")
			.unwrap_err()
			.is::<Usage>());
	}

	#[test]
	fn parse_one_counts_options_from_one() {
		assert_eq!(
			parse_one(&four(Method::Plurality), "4").unwrap(),
			Choice::One(3)
		);
		for word in ["0", "5", "-1", "", "1,2"] {
			assert!(
				parse_one(&four(Method::Plurality), word)
					.unwrap_err()
					.is::<Usage>(),
				"{word}"
			);
		}
	}

	#[test]
	fn parse_one_takes_titles_in_any_case() {
		assert_eq!(
			parse_one(&four(Method::Plurality), "cid").unwrap(),
			Choice::One(2)
		);
	}

	#[test]
	fn parse_one_reads_a_set_when_question_is_approval() {
		assert_eq!(
			parse_one(&four(Method::Approval), "1, 3").unwrap(),
			Choice::Approve(0b101)
		);
		assert!(parse_one(&four(Method::Approval), "1,,3").is_err());
	}

	#[test]
	fn parse_one_reads_a_set_when_question_is_marks() {
		assert_eq!(
			parse_one(&four(Method::Marks), "4,1,dan,2").unwrap(),
			Choice::Approve(0b1011)
		);
		let error = parse_one(&four(Method::Marks), "1,2,3,4").unwrap_err();
		assert!(error.is::<Usage>(), "{error}");
		assert!(error.to_string().contains("more than 3"), "{error}");
	}

	#[test]
	fn parse_fails_when_more_than_three_are_marked_over_the_paper() {
		let paper = Paper {
			title: title("Paper"),
			text: Default::default(),
			questions: vec![
				four(Method::Marks),
				four(Method::Approval),
				four(Method::Marks),
			]
			.try_into()
			.unwrap(),
		};
		assert!(parse(&paper, &["1,2", "1,2,3,4", "3"]).is_ok());
		let error = parse(&paper, &["1,2", "blank", "3,4"]).unwrap_err();
		assert!(error.is::<Usage>(), "{error}");
		assert!(error.to_string().contains("\"3,4\""), "{error}");
	}

	#[test]
	fn parse_one_reads_ranks_when_question_is_schulze() {
		let expected = Ranking::from_ranks([vec![1], vec![0, 2]]).unwrap();
		assert_eq!(
			parse_one(&four(Method::Schulze), "2>1=3").unwrap(),
			Choice::Rank(expected)
		);
	}

	#[test]
	fn parse_one_fails_when_ranking_repeats_an_option() {
		let error = parse_one(&four(Method::Schulze), "2>1>2").unwrap_err();
		assert!(error.to_string().contains("ranked twice"), "{error}");
	}

	#[test]
	fn parse_one_reads_blank_for_every_method() {
		for method in Method::ALL {
			let question = if method == Method::YesNo {
				yes_no_question()
			} else {
				four(method)
			};
			assert_eq!(parse_one(&question, "blank").unwrap(), Choice::Blank);
		}
	}

	#[test]
	fn parse_fails_when_answers_are_too_few_or_too_many() {
		let paper = Paper {
			title: title("Paper"),
			text: Default::default(),
			questions: vec![yes_no_question()].try_into().unwrap(),
		};
		assert!(parse(&paper, &[] as &[&str]).is_err());
		assert!(parse(&paper, &["yes", "no"]).is_err());
		assert_eq!(
			parse(&paper, &["no"]).unwrap().to_vec(),
			vec![Choice::One(1)]
		);
	}

	#[test]
	fn describe_undoes_parse_one() {
		for (question, word) in [
			(yes_no_question(), "abstain"),
			(four(Method::Plurality), "3"),
			(four(Method::Approval), "1,4"),
			(four(Method::Schulze), "4>1=3>2"),
			(four(Method::Schulze), "blank"),
			(four(Method::Marks), "1,2,4"),
		] {
			let choice = parse_one(&question, word).unwrap();
			assert_eq!(describe(question.method, &choice), word);
		}
	}
}
