//! Random sequences of ballots, good and bad, against a plain model.

use super::helpers::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
struct Act {
	voter: u32,
	counter: u32,
	option: u8,
	forge: bool,
	batch: bool,
}

fn act() -> impl Strategy<Value = Act> {
	(
		1u32..6,
		0u32..6,
		0u8..5,
		prop::bool::weighted(0.1),
		any::<bool>(),
	)
		.prop_map(|(voter, counter, option, forge, batch)| Act {
			voter,
			counter,
			option,
			forge,
			batch,
		})
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn tally_equals_the_model_after_any_sequence_of_ballots(
		acts in prop::collection::vec(act(), 1..40),
	) {
		run(|| {
			let poll = open(PollRequest { duration: 500, ..request(&[(Method::Plurality, 4)]) });
			let mut model: BTreeMap<u32, (u32, u8)> = BTreeMap::new();
			for act in acts {
				let choice = [Choice::One(act.option)];
				let mut vote = ballot(poll, act.voter, act.counter, &choice);
				if act.forge {
					vote.proof = BoundedVec::truncate_from(vec![0; 785]);
				}
				let last = model.get(&act.voter).map_or(0, |(counter, _)| *counter);
				let good = !act.forge && act.option < 4 && act.counter > last;
				let sent = if act.batch { cast_batch(vec![vote]) } else { cast(vote) };
				assert_eq!(sent.is_ok(), good);
				if good {
					model.insert(act.voter, (act.counter, act.option));
				}
			}
			let mut expected = vec![0; 4];
			for (_, option) in model.values() {
				expected[*option as usize] += 1;
			}
			assert_eq!(counts(poll), expected);
			assert_eq!(BallotBox::tally(poll)[0].ballots as usize, model.len());
		});
	}
}
