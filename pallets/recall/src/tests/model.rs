//! Random events always agree with a small model of who is suspended until when, who has lost an
//! office, and which petition is under way. The model knows nothing of the pallet; only who acts it
//! takes from the house, for that is for offices to say.

mod expected;

use super::*;
use expected::{Model, OFFICES};
use proptest::prelude::*;

const PEOPLE: [PersonId; 4] = [ALES, BELA, CIM, EWA];

const QUICK: Params<u64> = Params {
	suspend_below: 300_000,
	reinstate_at: 300_000,
	recovery: 7,
	petition_share: 50_000,
	petition_window: 3,
	rest: 0,
};
const STRICT: Params<u64> = Params {
	suspend_below: 100_000,
	reinstate_at: WHOLE,
	recovery: 60,
	petition_share: 150_000,
	petition_window: 10,
	rest: 5,
};

#[derive(Clone, Debug)]
enum Act {
	Elect(OfficeId, PersonId),
	End(OfficeId, End),
	Call(OfficeId),
	Conclude(OfficeId, Vec<Option<Ppm>>),
	Explain(OfficeId, PersonId),
	Petition(OfficeId, PersonId),
	Support(OfficeId, u32),
	Withdraw(OfficeId, u32),
	Change(Option<u8>, Params<u64>),
	Refuse(bool),
	Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
	let office = || prop::sample::select(vec![VILLAGE_HEAD, DISTRICT_HEAD]);
	let person = || prop::sample::select(PEOPLE.to_vec());
	let how = prop::sample::select(vec![End::Term, End::Lost, End::Resigned, End::Rose]);
	let rating = prop::sample::select(vec![
		0, 99_999, LOW, 199_999, 200_000, 299_999, 300_000, MIDDLE, 500_000, HIGH, WHOLE,
	]);
	let ratings = prop::collection::vec(prop::option::weighted(0.9, rating), 2);
	let level = prop::sample::select(vec![None, Some(2), Some(3)]);
	let params = prop::sample::select(vec![PARAMS, QUICK, STRICT]);
	prop_oneof![
		4 => (office(), person()).prop_map(|(office, who)| Act::Elect(office, who)),
		1 => (office(), how).prop_map(|(office, how)| Act::End(office, how)),
		6 => office().prop_map(Act::Call),
		8 => (office(), ratings).prop_map(|(office, ratings)| Act::Conclude(office, ratings)),
		1 => (office(), person()).prop_map(|(office, who)| Act::Explain(office, who)),
		3 => (office(), person()).prop_map(|(office, who)| Act::Petition(office, who)),
		8 => (office(), 0..5u32).prop_map(|(office, elector)| Act::Support(office, elector)),
		1 => (office(), 0..5u32).prop_map(|(office, elector)| Act::Withdraw(office, elector)),
		1 => (level, params).prop_map(|(level, params)| Act::Change(level, params)),
		1 => any::<bool>().prop_map(Act::Refuse),
		8 => prop_oneof![Just(1u64), 1..30u64].prop_map(Act::Wait),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn random_events_agree_with_the_model(acts in prop::collection::vec(act(), 1..80)) {
		ExtBuilder::default().build_and_execute(|| {
			let mut model = Model::new();
			for act in acts {
				model.perform(act);
				model.check();
			}
			// When nobody is asked any more, every case ends by itself.
			model.perform(Act::Refuse(false));
			for _ in 0..2 * STRICT.recovery {
				for (office, ..) in OFFICES {
					model.perform(Act::Conclude(office, vec![None, None]));
				}
				model.perform(Act::Wait(1));
			}
			model.check();
			assert_eq!(OpenCases::<Test>::iter().count(), 0);
			assert_eq!(Agenda::<Test>::iter().count(), 0);
		});
	}
}
