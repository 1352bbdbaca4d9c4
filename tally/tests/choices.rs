//! What a choice may be, and what a tally does with a wrong one.

use codec::{Decode, Encode, MaxEncodedLen};
use rstest::rstest;
use veche_tally::{
	check, check_paper, Choice, ChoiceError, Method, Ranking, Tally, MAX_MARKS, MAX_OPTIONS,
	MAX_PAIRS, TIED,
};
use Choice::{Approve, Blank, One};
use Method::{Approval, Marks, Plurality, Schulze, YesNo};

fn rank(bytes: &[u8]) -> Choice {
	Choice::Rank(Ranking::from_bytes(bytes.to_vec()).expect("short"))
}

#[rstest]
#[case::yes(YesNo, 3, One(0))]
#[case::abstain(YesNo, 3, One(2))]
#[case::last(Plurality, 32, One(31))]
#[case::approve_one(Approval, 2, Approve(0b10))]
#[case::approve_all(Approval, 32, Approve(u32::MAX))]
#[case::mark_one(Marks, 2, Approve(0b10))]
#[case::mark_three(Marks, 32, Approve(0b111 << 29))]
#[case::rank_one(Schulze, 3, rank(&[2]))]
#[case::rank_tied(Schulze, 3, rank(&[2, TIED | 1, TIED]))]
#[case::rank_all(Schulze, 32, rank(&(0..32).collect::<Vec<_>>()))]
#[case::blank_yes_no(YesNo, 3, Blank)]
#[case::blank_plurality(Plurality, 2, Blank)]
#[case::blank_approval(Approval, 2, Blank)]
#[case::blank_schulze(Schulze, 2, Blank)]
#[case::blank_marks(Marks, 2, Blank)]
fn choice_is_accepted(#[case] method: Method, #[case] options: u8, #[case] choice: Choice) {
	assert_eq!(check(method, options, &choice), Ok(()));
	let mut tally = Tally::new(method, options).expect("fits");
	tally.add(&choice).expect("valid");
	tally.subtract(&choice).expect("it was added");
	assert_eq!(tally, Tally::new(method, options).expect("fits"));
}

#[rstest]
#[case::yes_no_of_two(YesNo, 2, Blank, ChoiceError::OptionCount)]
#[case::yes_no_of_four(YesNo, 4, One(0), ChoiceError::OptionCount)]
#[case::one_option(Plurality, 1, One(0), ChoiceError::OptionCount)]
#[case::no_option(Schulze, 0, Blank, ChoiceError::OptionCount)]
#[case::too_many_options(Approval, 33, Approve(1), ChoiceError::OptionCount)]
#[case::approve_in_yes_no(YesNo, 3, Approve(1), ChoiceError::WrongKind)]
#[case::rank_in_plurality(Plurality, 3, rank(&[1]), ChoiceError::WrongKind)]
#[case::one_in_approval(Approval, 3, One(1), ChoiceError::WrongKind)]
#[case::one_in_schulze(Schulze, 3, One(1), ChoiceError::WrongKind)]
#[case::fourth_answer(YesNo, 3, One(3), ChoiceError::OptionOutOfRange)]
#[case::no_such_option(Plurality, 2, One(2), ChoiceError::OptionOutOfRange)]
#[case::option_255(Plurality, 32, One(255), ChoiceError::OptionOutOfRange)]
#[case::bit_beyond(Approval, 2, Approve(0b101), ChoiceError::OptionOutOfRange)]
#[case::rank_beyond(Schulze, 2, rank(&[0, 2]), ChoiceError::OptionOutOfRange)]
#[case::rank_beyond_all(Schulze, 32, rank(&[0x7f]), ChoiceError::OptionOutOfRange)]
#[case::twice(Schulze, 3, rank(&[0, 1, 0]), ChoiceError::RepeatedOption)]
#[case::twice_tied(Schulze, 3, rank(&[0, TIED]), ChoiceError::RepeatedOption)]
#[case::tied_first(Schulze, 3, rank(&[TIED, 1]), ChoiceError::TiedFirst)]
#[case::ranks_nobody(Schulze, 3, rank(&[]), ChoiceError::Empty)]
#[case::approves_nobody(Approval, 3, Approve(0), ChoiceError::Empty)]
#[case::one_in_marks(Marks, 3, One(1), ChoiceError::WrongKind)]
#[case::mark_beyond(Marks, 3, Approve(0b1000), ChoiceError::OptionOutOfRange)]
#[case::marks_nothing(Marks, 3, Approve(0), ChoiceError::Empty)]
#[case::fourth_mark(Marks, 4, Approve(0b1111), ChoiceError::TooManyMarks)]
#[case::marks_all(Marks, 32, Approve(u32::MAX), ChoiceError::TooManyMarks)]
fn choice_is_refused(
	#[case] method: Method,
	#[case] options: u8,
	#[case] choice: Choice,
	#[case] error: ChoiceError,
) {
	assert_eq!(check(method, options, &choice), Err(error));
	assert!(!error.to_string().is_empty());
	match Tally::new(method, options) {
		Ok(mut tally) => {
			let before = tally.clone();
			assert_eq!(tally.add(&choice), Err(error));
			assert_eq!(tally.subtract(&choice), Err(error));
			assert_eq!(tally, before);
		}
		Err(refused) => assert_eq!(refused, error),
	}
}

#[rstest]
#[case::none(&[])]
#[case::all_blank(&[Blank, Blank, Blank, Blank])]
#[case::three_in_one(&[One(1), Approve(0b1111), Approve(0b111), Blank])]
#[case::three_in_two(&[One(1), Approve(0b1111), Approve(0b1), Approve(0b101)])]
fn paper_is_accepted(#[case] answers: &[Choice]) {
	assert_eq!(check_paper(paper(answers)), Ok(()));
}

#[rstest]
#[case::four_in_one(&[Blank, Blank, Approve(0b1111), Blank], 2, ChoiceError::TooManyMarks)]
#[case::four_in_two(&[Blank, Blank, Approve(0b11), Approve(0b11)], 3, ChoiceError::TooManyMarks)]
#[case::wrong_kind(&[Approve(1), Blank, Blank, Blank], 0, ChoiceError::WrongKind)]
#[case::first_fault(&[Blank, Approve(0b10000), Approve(0b1111)], 1, ChoiceError::OptionOutOfRange)]
fn paper_is_refused(#[case] answers: &[Choice], #[case] place: usize, #[case] error: ChoiceError) {
	assert_eq!(check_paper(paper(answers)), Err((place, error)));
}

/// The answers on a paper of four questions with four options each.
fn paper(answers: &[Choice]) -> impl Iterator<Item = (Method, u8, &Choice)> {
	let methods = [Plurality, Approval, Marks, Marks];
	methods
		.into_iter()
		.zip(answers)
		.map(|(method, choice)| (method, 4, choice))
}

#[test]
fn marks_are_counted_like_approvals() {
	let mut marks = Tally::new(Marks, 4).expect("fits");
	let mut approvals = Tally::new(Approval, 4).expect("fits");
	for choice in [Approve(0b1011), Approve(0b10), Blank, Approve(0b110)] {
		marks.add(&choice).expect("valid");
		approvals.add(&choice).expect("valid");
	}
	assert_eq!(marks.counts.to_vec(), [1, 3, 1, 1]);
	assert_eq!(
		(marks.winners(), marks.ballots, marks.blank),
		(vec![1], 4, 1)
	);
	let as_approvals = Tally {
		method: Approval,
		..marks
	};
	assert_eq!(as_approvals, approvals);
}

#[test]
fn no_more_can_be_marked_than_is_said() {
	let most = (1u32 << MAX_MARKS) - 1;
	assert_eq!(check(Marks, 32, &Approve(most)), Ok(()));
	assert_eq!(
		check(Marks, 32, &Approve(most << 1 | 1)),
		Err(ChoiceError::TooManyMarks)
	);
}

#[test]
fn ranking_is_refused_when_too_long() {
	assert_eq!(
		Ranking::from_bytes(vec![0; 33]),
		Err(ChoiceError::TooManyRanked)
	);
	assert_eq!(
		Ranking::strict((0..32).chain([0])),
		Err(ChoiceError::TooManyRanked)
	);
	assert_eq!(Ranking::strict([32]), Err(ChoiceError::OptionOutOfRange));
	assert!(Ranking::decode(&mut &vec![0u8; 33].encode()[..]).is_err());
	assert!(Ranking::decode(&mut &vec![0u8; 32].encode()[..]).is_ok());
}

#[test]
fn add_changes_nothing_when_a_cell_is_full() {
	let ballot = rank(&[0, 1, 2]);
	let mut tally = Tally::new(Schulze, 3).expect("fits");
	// The last cell that the ballot moves: 1 above 2.
	tally
		.pairwise
		.iter_mut()
		.nth(5)
		.map(|cell| *cell = u32::MAX)
		.expect("a cell");
	let before = tally.clone();
	assert_eq!(tally.add(&ballot), Err(ChoiceError::Overflow));
	assert_eq!(tally, before);
}

#[test]
fn subtract_changes_nothing_when_the_choice_was_not_counted() {
	let mut tally = Tally::new(Schulze, 3).expect("fits");
	assert_eq!(tally.subtract(&Blank), Err(ChoiceError::NotCounted));
	tally.add(&rank(&[0, 1, 2])).expect("valid");
	let before = tally.clone();
	assert_eq!(
		tally.subtract(&rank(&[0, 2, 1])),
		Err(ChoiceError::NotCounted)
	);
	assert_eq!(tally.subtract(&Blank), Err(ChoiceError::NotCounted));
	assert_eq!(tally, before);
}

#[test]
fn malformed_tally_counts_nothing_and_never_panics() {
	let mut tally = Tally::new(Schulze, 3).expect("fits");
	tally.add(&rank(&[0])).expect("valid");
	tally.pairwise.pop();
	let before = tally.clone();
	assert_eq!(tally.add(&rank(&[0])), Err(ChoiceError::MalformedTally));
	assert_eq!(tally, before);
	assert_eq!(tally.winners(), Vec::<u8>::new());
	assert_eq!(tally.pairwise(2, 2), 0);
	tally.counts.clear();
	assert_eq!(tally.count(0), 0);
}

#[test]
fn counts_and_pairs_follow_the_ranking() {
	let mut tally = Tally::new(Schulze, 4).expect("fits");
	tally.add(&rank(&[2, 0, TIED | 1])).expect("valid");
	tally.add(&rank(&[3, TIED | 2])).expect("valid");
	tally.add(&Blank).expect("valid");
	assert_eq!((tally.ballots, tally.blank, tally.expressed()), (3, 1, 2));
	// The second ballot shares its first rank, so it is nobody's first preference.
	assert_eq!(tally.counts.to_vec(), [0, 0, 1, 0]);
	#[rustfmt::skip]
	assert_eq!(tally.pairwise.to_vec(), [
		0, 0, 0, 1,
		0, 0, 0, 1,
		2, 2, 0, 1,
		1, 1, 0, 0,
	]);
	assert_eq!(tally.pairwise(2, 0), 2);
	assert_eq!(tally.pairwise(0, 4), 0);
	assert_eq!(tally.pairwise(4, 0), 0);
}

#[test]
fn largest_values_fit_the_declared_bounds() {
	let ranking = rank(&(0..32).collect::<Vec<_>>());
	assert_eq!(ranking.encoded_size(), Choice::max_encoded_len());
	let tally = Tally::new(Schulze, 32).expect("fits");
	assert_eq!(tally.counts.len() as u32, MAX_OPTIONS);
	assert_eq!(tally.pairwise.len() as u32, MAX_PAIRS);
	assert!(tally.encoded_size() <= Tally::max_encoded_len());
	assert_eq!(Tally::decode(&mut &tally.encode()[..]), Ok(tally));
}

#[test]
fn codes_of_choices_are_fixed() {
	assert_eq!(Blank.encode(), [0]);
	assert_eq!(One(1).encode(), [1, 1]);
	assert_eq!(Approve(5).encode(), [2, 5, 0, 0, 0]);
	assert_eq!(rank(&[1, TIED]).encode(), [3, 8, 1, 0x80]);
	assert_eq!(Method::ALL.encode(), [0, 1, 2, 3, 4]);
	assert_eq!(ChoiceError::MalformedTally.encode(), [9]);
	assert_eq!(ChoiceError::TooManyMarks.encode(), [10]);
}

#[test]
fn method_names_are_the_same_everywhere() {
	for method in Method::ALL {
		assert_eq!(
			serde_json::to_value(method).expect("a string"),
			method.name()
		);
		assert_eq!(method.to_string().parse(), Ok(method));
	}
	assert!("borda".parse::<Method>().is_err());
}

#[test]
fn ranking_tells_its_ranks() {
	let ranking = Ranking::from_ranks([vec![1, 3], vec![], vec![0]]).expect("short");
	assert_eq!(ranking.as_bytes(), [1, TIED | 3, 0]);
	assert_eq!(ranking.ranks(), [0b1010, 0b0001]);
	assert_eq!(ranking.ranked(), 0b1011);
	assert_eq!(ranking.first(), None);
	assert_eq!(ranking.len(), 3);
	assert_eq!(Ranking::strict([2, 1]).expect("short").first(), Some(2));
	assert!(Ranking::empty().is_empty());
}
