//! The paper of an election: who is which option, and a voter's answers to all its questions.

use super::{count, town::Town};
use crate::chain::elections::Slate;
use anyhow::{anyhow, ensure, Context as _, Result};
use veche_primitives::{
	ballot::{Choice, Choices, Method, Paper},
	PersonId,
};
use veche_tally::Tally;

/// A paper, read with the numbers that candidates have in the file.
pub struct Sheet {
	/// The option of each candidate of the file.
	option_of: Vec<u8>,
	/// The candidate of the file of each option.
	candidate_of: Vec<u8>,
	/// The pledges on the paper: whose, by number in the file, and which of that candidate.
	pledges: Vec<(u8, usize)>,
	/// How many of them each question has.
	sizes: Vec<usize>,
}

impl Sheet {
	/// Read the paper; `ids` are the candidates in the order of the file.
	pub fn read(slate: &Slate, ids: &[PersonId], paper: &Paper) -> Result<Self> {
		let place = |list: &[PersonId], id: &PersonId| {
			let found = list.iter().position(|known| known == id);
			let found = found.and_then(|place| u8::try_from(place).ok());
			found.context(
				"not all candidates are on the paper; the machine was busy with something else. \
				 Run it again",
			)
		};
		let option_of: Vec<u8> = ids
			.iter()
			.map(|id| place(&slate.candidates, id))
			.collect::<Result<_>>()?;
		let candidate_of: Vec<u8> = slate
			.candidates
			.iter()
			.map(|id| place(ids, id))
			.collect::<Result<_>>()?;
		let pledges: Vec<(u8, usize)> = slate
			.pledges
			.iter()
			.filter_map(|(option, pledge)| {
				let candidate = candidate_of.get(usize::from(*option))?;
				Some((*candidate, usize::from(*pledge)))
			})
			.collect();
		let (first, further) = paper
			.questions
			.split_first()
			.context("the paper asks nothing")?;
		let sizes: Vec<usize> = further
			.iter()
			.filter(|question| question.method == Method::Marks)
			.map(|question| question.options.len())
			.collect();
		ensure!(
			first.options.len() == ids.len()
				&& sizes.len() == further.len()
				&& sizes.iter().sum::<usize>() == pledges.len(),
			"the paper has another shape than its slate; build node and `veche` together"
		);
		Ok(Self {
			option_of,
			candidate_of,
			pledges,
			sizes,
		})
	}

	/// How many pledges can be marked.
	pub fn pledges(&self) -> usize {
		self.pledges.len()
	}

	/// The candidate of the file that an option is.
	pub fn candidate(&self, option: u8) -> Option<u8> {
		self.candidate_of.get(usize::from(option)).copied()
	}

	/// The candidates' names in the order of the paper.
	pub fn names(&self, town: &Town<'_>) -> Vec<String> {
		let names = self.candidate_of.iter();
		names
			.map(|candidate| town.source.name(*candidate).to_string())
			.collect()
	}

	/// All answers of a voter with this choice in the file who marks these pledges.
	pub fn answers(&self, choice: &Choice, marks: &[usize]) -> Result<Choices> {
		let mut answers = vec![count::renumber(choice, &self.option_of)?];
		let mut first = 0;
		for size in &self.sizes {
			let here = marks
				.iter()
				.filter_map(|mark| mark.checked_sub(first))
				.filter(|place| place < size);
			let set = here.fold(0u32, |set, place| set | (1u32 << place));
			answers.push(match set {
				0 => Choice::Blank,
				set => Choice::Approve(set),
			});
			first += size;
		}
		Choices::try_from(answers).map_err(|_| anyhow!("the paper has more than 8 questions"))
	}

	/// The count of the first question with the candidates in the order of the file.
	pub fn in_file(&self, tally: &Tally) -> Result<Tally> {
		count::reordered(tally, &self.option_of)
	}

	/// How often each pledge was marked, by the counts of all questions.
	pub fn counted(&self, tallies: &[Tally]) -> Vec<u32> {
		let further = tallies.iter().skip(1);
		further.flat_map(|tally| tally.counts.to_vec()).collect()
	}

	/// How often the pledges of a candidate of the file were marked, in the candidate's order.
	pub fn marks_of(&self, candidate: u8, pledges: usize, counted: &[u32]) -> Vec<u32> {
		let mut marks = vec![0; pledges];
		for ((whose, pledge), count) in self.pledges.iter().zip(counted) {
			if let (true, Some(mark)) = (*whose == candidate, marks.get_mut(*pledge)) {
				*mark = *count;
			}
		}
		marks
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use veche_primitives::ballot::{Question, Ranking, Title};

	fn question(method: Method, options: usize) -> Question {
		let title = |text: &str| Title::truncate_from(text.as_bytes().to_vec());
		let options: Vec<Title> = (0..options).map(|_| title("option")).collect();
		Question {
			title: title("Which?"),
			method,
			options: options.try_into().unwrap(),
		}
	}

	/// Persons 7, 8, 9 are candidates 0, 1, 2 of the file and stood in the order 9, 7, 8.
	fn sheet() -> Sheet {
		let slate = Slate {
			candidates: vec![9, 7, 8],
			pledges: vec![(0, 0), (1, 0), (2, 0), (1, 1)],
		};
		let paper = Paper {
			title: Title::truncate_from(b"Election 0".to_vec()),
			text: Default::default(),
			questions: vec![
				question(Method::Schulze, 3),
				question(Method::Marks, 2),
				question(Method::Marks, 2),
			]
			.try_into()
			.unwrap(),
		};
		Sheet::read(&slate, &[7, 8, 9], &paper).unwrap()
	}

	#[test]
	fn answers_name_the_options_of_the_paper() {
		let ranking = |options: [u8; 2]| Choice::Rank(Ranking::strict(options).unwrap());
		let answers = sheet().answers(&ranking([0, 2]), &[1, 2, 3]).unwrap();
		let expected = [
			ranking([1, 0]),
			Choice::Approve(0b10),
			Choice::Approve(0b11),
		];
		assert_eq!(answers.to_vec(), expected);
		let answers = sheet().answers(&Choice::Blank, &[0]).unwrap();
		let expected = [Choice::Blank, Choice::Approve(1), Choice::Blank];
		assert_eq!(answers.to_vec(), expected);
	}

	#[test]
	fn marks_come_back_to_the_pledges_of_their_candidate() {
		let sheet = sheet();
		assert_eq!(sheet.marks_of(0, 3, &[4, 5, 6, 7]), [5, 7, 0]);
		assert_eq!(sheet.marks_of(2, 1, &[4, 5, 6, 7]), [4]);
		assert_eq!((sheet.candidate(0), sheet.candidate(3)), (Some(2), None));
	}

	#[test]
	fn read_fails_when_somebody_who_stood_is_not_on_the_paper() {
		let slate = Slate {
			candidates: vec![9, 7],
			pledges: Vec::new(),
		};
		let paper = Paper {
			title: Title::truncate_from(b"Election 0".to_vec()),
			text: Default::default(),
			questions: vec![question(Method::Schulze, 2)].try_into().unwrap(),
		};
		assert!(Sheet::read(&slate, &[7, 8, 9], &paper).is_err());
	}
}
