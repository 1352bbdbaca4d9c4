//! Pledges on the real runtime: entered while nomination is open, weighed by voters on the paper of
//! the election, and kept as the checklist of the mandate.

use crate::common::{politics::*, *};
use pallet_elections::PledgeOption;
use pallet_pledges::Mark;
use sp_runtime::transaction_validity::{InvalidTransaction, TransactionValidityError};
use veche_primitives::{
	ballot::{Choice, Method, Title},
	offices::MAX_PLEDGES,
	refusal, MandateId, PollId,
};
use veche_runtime::{Elections, Pledges, Polls, Runtime};

type Error = pallet_pledges::Error<Runtime>;

/// Titles and weights of a mandate's checklist.
fn weights(mandate: MandateId) -> Vec<(Title, u32)> {
	let pledges = Pledges::checklist(mandate).into_iter();
	pledges
		.map(|pledge| (pledge.title, pledge.weight))
		.collect()
}

/// Methods and numbers of options of a paper.
fn shapes(poll: PollId) -> Vec<(Method, u8)> {
	let questions = record(poll).questions.into_iter();
	questions
		.map(|shape| (shape.method, shape.options))
		.collect()
}

#[test]
fn marks_of_voters_become_the_weights_of_the_elected_ones_pledges() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		certify(&[anna, boris]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		stand(boris, election, "Boris");
		// The first list is replaced as a whole.
		enter(anna, election, promises(5));
		let entered = ["Well", "Road", "Lamp"].map(|text| promise(text, 50));
		enter(anna, election, entered.to_vec());
		enter(boris, election, vec![promise("School", TERM)]);
		assert_eq!(Pledges::entered(election, person(anna)), entered);

		let poll = voting(election);
		assert_eq!(shapes(poll), [(Method::Plurality, 2), (Method::Marks, 4)]);
		// The first pledge of each candidate, then the second, and so on.
		let options: Vec<_> = Polls::paper(poll).unwrap().questions[1].options.to_vec();
		assert_eq!(options, ["Well", "School", "Road", "Lamp"].map(title));
		let slate = Elections::slate(election).unwrap();
		assert_eq!(slate.candidates.to_vec(), [person(anna), person(boris)]);
		let [candidate, pledge] = [0, 1];
		assert_eq!(slate.pledges[2], PledgeOption { candidate, pledge });

		vote(anna, poll, &[YES, marks(&[0, 1, 2])]);
		// Who votes for one may find a pledge of another important.
		vote(boris, poll, &[NO, marks(&[0, 1])]);
		// And who votes for somebody may mark nothing.
		vote(vera, poll, &[YES, Choice::Blank]);
		let mandate = elected(election);

		assert_eq!(incumbent(0), Some((mandate, person(anna))));
		let expected = [("Well", 3), ("Road", 2), ("Lamp", 1)];
		assert_eq!(
			weights(mandate),
			expected.map(|(text, weight)| (title(text), weight))
		);
		for pledge in Pledges::checklist(mandate) {
			assert_eq!((pledge.due, pledge.mark), (now() + 50, Mark::Open));
		}
		// Promises are nothing without the office.
		assert!(Pledges::entered(election, person(anna)).is_empty());
		assert!(Pledges::entered(election, person(boris)).is_empty());
	});
}

#[test]
fn ballot_is_refused_when_more_than_three_pledges_of_the_paper_are_marked() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(3);
		certify(&[&citizens[0], &citizens[1], &citizens[2]]);
		let election = nomination(0);
		for (citizen, name) in citizens.iter().zip(["Anna", "Boris", "Vera"]) {
			stand(citizen, election, name);
			enter(citizen, election, promises(11));
		}
		let poll = voting(election);
		// One more than fits a question, and no question with a single option.
		let expected = [
			(Method::Plurality, 3),
			(Method::Marks, 31),
			(Method::Marks, 2),
		];
		assert_eq!(shapes(poll), expected);

		let voter = &citizens[0];
		let too_many = InvalidTransaction::Custom(refusal::TOO_MANY_MARKS);
		let refused = TransactionValidityError::from(too_many);
		let four_in_one = [YES, marks(&[0, 1, 2, 3]), Choice::Blank];
		let four_in_two = [YES, marks(&[0, 30]), marks(&[0, 1])];
		for choices in [four_in_one, four_in_two] {
			let ballot = answers(voter, poll, &choices, 1);
			assert_eq!(validate(ballot.clone()), Err(refused));
			assert_eq!(send(cast_call(ballot)), Err(refused));
		}
		assert_eq!(counts(poll), [0, 0, 0]);

		// Three over both questions: the first pledge, and the last of the last two candidates.
		vote(voter, poll, &[YES, marks(&[0]), marks(&[0, 1])]);
		let tallies = Polls::tally(poll);
		assert_eq!(
			(tallies[1].count(0), tallies[2].counts.to_vec()),
			(1, vec![1, 1])
		);
		let options = Elections::slate(election).unwrap().pledges;
		let last = options[31..]
			.iter()
			.map(|from| (from.candidate, from.pledge));
		assert_eq!(last.collect::<Vec<_>>(), [(1, 10), (2, 10)]);

		let mandate = elected(election);
		let mut expected = [1; 11];
		expected[0] = 2;
		let found = weights(mandate).into_iter().map(|(_, weight)| weight);
		assert_eq!(found.collect::<Vec<_>>(), expected);
	});
}

#[test]
fn pledges_need_no_question_when_there_is_only_one() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		certify(&[&citizens[0]]);
		let election = nomination(0);
		stand(&citizens[0], election, "Anna");
		enter(&citizens[0], election, vec![promise("Well", 1)]);
		let poll = voting(election);
		assert_eq!(shapes(poll), [(Method::YesNo, 3)]);
		let asked = Polls::paper(poll).unwrap().questions[0].title.clone();
		assert_eq!(asked, title("Elect Anna"));
		vote(&citizens[1], poll, &[YES]);
		let mandate = elected(election);
		assert_eq!(weights(mandate), [(title("Well"), 1)]);
	});
}

#[test]
fn enter_is_refused_with_its_own_reason_when_something_is_wrong() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let (anna, boris) = (&citizens[0], &citizens[1]);
		certify(&[anna, boris]);
		let election = nomination(0);
		let enters =
			|citizen: &Citizen, pledges| refused(&citizen.pair, enter_call(election, pledges));
		assert_eq!(enters(anna, promises(1)), Error::NotNominating.into());
		let stranger = Citizen::new(999);
		assert_eq!(enters(&stranger, promises(1)), Error::NotACitizen.into());

		stand(anna, election, "Anna");
		let most = MAX_PLEDGES;
		assert_eq!(
			enters(anna, promises(most + 1)),
			Error::TooManyPledges.into()
		);
		assert_eq!(enters(anna, vec![promise("", 1)]), Error::BadTitle.into());
		for due in [0, TERM + 1] {
			let outside = enters(anna, vec![promise("Well", due)]);
			assert_eq!(outside, Error::DueOutsideTerm.into());
		}
		enter(anna, election, promises(most));
		// Nobody promises in the name of another.
		assert_eq!(enters(boris, promises(1)), Error::NotNominating.into());

		// What voters see is what was promised.
		voting(election);
		assert_eq!(enters(anna, promises(1)), Error::NotNominating.into());
		assert_eq!(
			Pledges::entered(election, person(anna)).len(),
			most as usize
		);
	});
}

#[test]
fn pledges_are_forgotten_when_the_candidate_withdraws() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		certify(&[anna]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		enter(anna, election, promises(3));
		act(&anna.pair, leave_call(election));
		assert!(Pledges::entered(election, person(anna)).is_empty());
		// Who stands again begins anew.
		stand(anna, election, "Anna");
		let poll = voting(election);
		assert_eq!(shapes(poll), [(Method::YesNo, 3)]);
	});
}
