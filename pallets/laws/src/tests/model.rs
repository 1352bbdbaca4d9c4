//! Random events always agree with a small model of what waits, what the people say to it, and what
//! is law. The model knows nothing of the pallet but the weights.

mod expected;

use super::*;
use expected::Model;
use proptest::prelude::*;

const PEOPLE: [PersonId; 4] = [ALES, BELA, EWA, OBSERVER];
const UNITS: [UnitId; 2] = [COUNTRY, VILLAGE];

const QUICK: Terms<u64> = Terms {
	delay: 3,
	referendum: false,
	support: 50_000,
	voting: 2,
	quorum: 0,
	majority: 600_000,
};
const QUICK_AND_STRICT: Terms<u64> = Terms {
	referendum: true,
	..QUICK
};
/// Too far from the quick ones for one law.
const SLOW: Terms<u64> = Terms { delay: 40, ..TERMS };
const SLOW_AND_STRICT: Terms<u64> = Terms {
	voting: 21,
	..STRICT
};

/// What a bill does.
#[derive(Clone, Copy, Debug)]
enum Deed {
	Text,
	Ring(u32),
	Crack,
	/// Takes most of a block.
	Toll(u32),
	Recast,
	/// New code.
	Kill,
}

impl Deed {
	fn class(self) -> Class {
		match self {
			Self::Text => Class::Statute,
			Self::Ring(_) | Self::Crack | Self::Toll(_) => Class::Parameter,
			Self::Recast => Class::Constitution,
			Self::Kill => Class::Upgrade,
		}
	}

	fn call(self) -> Option<RuntimeCall> {
		match self {
			Self::Text => None,
			Self::Ring(tone) => Some(ring(tone)),
			Self::Crack => Some(crack()),
			Self::Toll(tone) => Some(toll(tone, Weight::from_parts(90_000_000_000, 0))),
			Self::Recast => Some(recast()),
			Self::Kill => Some(kill()),
		}
	}
}

#[derive(Clone, Debug)]
enum Act {
	/// A panel passes a bill of this unit; it may change a law.
	Pass(UnitId, Deed, Option<Change>),
	/// A bill is accepted, and no panel has decided on it yet.
	Hold(Deed),
	/// Such a one, counted round, ends without being passed; some are told twice.
	Release(usize, bool),
	/// New code encodes calls in another way.
	Encode,
	/// The bill at this place, counted round.
	Petition(usize, PersonId),
	Vote(usize, [u32; 3]),
	Change(Class, Terms<u64>),
	Refuse(bool),
	/// From now on polls open so many blocks late.
	Late(u64),
	Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
	let unit = prop::sample::select(UNITS.to_vec());
	let person = prop::sample::select(PEOPLE.to_vec());
	let class = prop::sample::select(Class::ALL.to_vec());
	let terms = prop::sample::select(vec![
		TERMS,
		STRICT,
		QUICK,
		QUICK_AND_STRICT,
		SLOW,
		SLOW_AND_STRICT,
	]);
	let votes = prop::array::uniform3(0..6u32);
	let deed = prop_oneof![
		4 => Just(Deed::Text),
		2 => (1..9u32).prop_map(Deed::Ring),
		1 => Just(Deed::Crack),
		2 => (1..9u32).prop_map(Deed::Toll),
		2 => Just(Deed::Recast),
		1 => Just(Deed::Kill),
	];
	let change = prop_oneof![
		(0..12u32).prop_map(Change::Amends),
		(0..12u32).prop_map(Change::Repeals),
	];
	let change = prop::option::weighted(0.6, change);
	prop_oneof![
		10 => (unit, deed.clone(), change)
			.prop_map(|(unit, deed, change)| Act::Pass(unit, deed, change)),
		6 => (any::<usize>(), person).prop_map(|(place, who)| Act::Petition(place, who)),
		12 => (any::<usize>(), votes).prop_map(|(place, votes)| Act::Vote(place, votes)),
		3 => deed.prop_map(Act::Hold),
		2 => (any::<usize>(), any::<bool>()).prop_map(|(place, twice)| Act::Release(place, twice)),
		1 => Just(Act::Encode),
		2 => (class, terms).prop_map(|(class, terms)| Act::Change(class, terms)),
		1 => prop::bool::weighted(0.2).prop_map(Act::Refuse),
		1 => (0..4u64).prop_map(Act::Late),
		9 => prop_oneof![Just(1u64), 1..12u64].prop_map(Act::Wait),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(256))]

	#[test]
	fn random_events_agree_with_the_model(acts in prop::collection::vec(act(), 1..80)) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(2);
			let mut model = Model::new();
			for act in acts {
				model.perform(act);
				model.check();
			}
			// When nobody does anything any more, every bill ends by itself.
			model.perform(Act::Refuse(false));
			model.perform(Act::Wait(250));
			model.check();
			assert_eq!(Pending::<Test>::iter().count(), 0);
			assert_eq!(Agenda::<Test>::iter().count(), 0);
			assert_eq!(Queue::<Test>::iter().count(), 0);
			assert_eq!(ByPoll::<Test>::iter().count(), 0);
			model.release_all();
			model.check();
			assert_eq!(Holds::<Test>::iter().count(), 0);
		});
	}
}
