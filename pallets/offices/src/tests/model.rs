//! Random events always leave each office in exactly one state, and agree with a small model of who
//! holds what and who is set aside where.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [PersonId; 6] = [ALES, BELA, CIM, DANA, EWA, FILIP];
/// No mandate ever has this number.
const NO_MANDATE: MandateId = MandateId::MAX;

#[derive(Clone, Debug)]
enum Act {
	Elect {
		office: OfficeId,
		person: PersonId,
		in_line: Vec<PersonId>,
	},
	Resign {
		person: PersonId,
	},
	Lose {
		person: PersonId,
	},
	Regain {
		person: PersonId,
	},
	Suspend {
		office: OfficeId,
	},
	Reinstate {
		office: OfficeId,
	},
	Recall {
		office: OfficeId,
	},
	PassOn {
		office: OfficeId,
	},
	Establish {
		unit: UnitId,
		acting: ActingRule,
	},
	Refuse {
		refuse: bool,
	},
	Wait {
		blocks: u64,
	},
}

fn person() -> impl Strategy<Value = PersonId> {
	prop::sample::select(PEOPLE.to_vec())
}

fn act() -> impl Strategy<Value = Act> {
	let office = 0..6u32;
	let rule = prop::sample::select(vec![
		ActingRule::NextInLine,
		ActingRule::HeadAbove,
		ActingRule::Nobody,
	]);
	prop_oneof![
		8 => (office.clone(), person(), prop::collection::vec(person(), 0..5))
			.prop_map(|(office, person, in_line)| Act::Elect { office, person, in_line }),
		2 => person().prop_map(|person| Act::Resign { person }),
		2 => person().prop_map(|person| Act::Lose { person }),
		2 => person().prop_map(|person| Act::Regain { person }),
		4 => office.clone().prop_map(|office| Act::Suspend { office }),
		2 => office.clone().prop_map(|office| Act::Reinstate { office }),
		2 => office.clone().prop_map(|office| Act::Recall { office }),
		3 => office.prop_map(|office| Act::PassOn { office }),
		1 => (COUNTRY..=OTHER_REGION, rule)
			.prop_map(|(unit, acting)| Act::Establish { unit, acting }),
		1 => any::<bool>().prop_map(|refuse| Act::Refuse { refuse }),
		7 => prop_oneof![Just(1u64), 1..2 * TERM].prop_map(|blocks| Act::Wait { blocks }),
	]
}

/// What the model knows of an office that somebody holds.
#[derive(Debug)]
struct Held {
	person: PersonId,
	mandate: MandateId,
	is_suspended: bool,
	until: u64,
}

/// Who holds what, and who does not act where before the next election.
#[derive(Default)]
struct Model {
	held: BTreeMap<OfficeId, Held>,
	aside: BTreeMap<OfficeId, BTreeSet<PersonId>>,
}

impl Model {
	fn perform(&mut self, act: Act) {
		match act {
			Act::Elect {
				office,
				person,
				in_line,
			} => {
				// Elections install only persons in good standing, in offices that exist.
				if office < NextOffice::<Test>::get() && is_citizen(person) {
					let mandate = elect(office, person, &in_line);
					self.leave(|held| held.person == person);
					self.aside.remove(&office);
					let held = Held {
						person,
						mandate,
						is_suspended: false,
						until: System::block_number() + TERM,
					};
					self.held.insert(office, held);
				}
			}
			Act::Resign { person } => {
				let holds = |(_, held): &(&OfficeId, &Held)| held.person == person;
				let office = self.held.iter().find(holds).map(|(office, _)| *office);
				let origin = RuntimeOrigin::signed(account(person));
				let done = OfficesPallet::resign(origin, office.unwrap_or(VILLAGE_HEAD));
				assert_eq!(done.is_ok(), office.is_some() && is_citizen(person));
				if done.is_ok() {
					self.leave(|held| held.person == person);
				}
			}
			Act::Lose { person } => lose(person),
			Act::Regain { person } => regain(person),
			Act::Suspend { office } => {
				let held = self.held.get(&office);
				let may = held.is_some_and(|held| !held.is_suspended);
				let done = OfficesPallet::suspend(self.mandate(office));
				assert_eq!(done.is_ok(), may);
				self.mark(office, |held| held.is_suspended = true);
			}
			Act::Reinstate { office } => {
				let done = OfficesPallet::reinstate(self.mandate(office));
				assert_eq!(done.is_ok(), self.is_suspended(office));
				self.mark(office, |held| held.is_suspended = false);
			}
			Act::Recall { office } => {
				let may = self.is_suspended(office);
				let mandate = self.mandate(office);
				assert_eq!(OfficesPallet::recall(mandate).is_ok(), may);
				if may {
					self.leave(|held| held.mandate == mandate);
				}
			}
			Act::PassOn { office } => {
				let acting = |office: OfficeId| Seats::<Test>::get(office)?.acting();
				let before = acting(office);
				let done = OfficesPallet::pass_on(office);
				assert_eq!(done.is_ok(), before.is_some());
				if let Some(person) = before {
					self.aside.entry(office).or_default().insert(person);
					assert_eq!(done, Ok(acting(office)));
				}
			}
			Act::Establish { unit, acting } => {
				establish(unit, OfficeKind::Member, acting);
			}
			Act::Refuse { refuse } => Refuse::set(refuse.then_some(DispatchError::Unavailable)),
			Act::Wait { blocks } => {
				for _ in 0..blocks {
					next_block();
					self.pass_block();
				}
			}
		}
	}

	/// At the beginning of a block those leave whose term is over or who have lost standing.
	fn pass_block(&mut self) {
		let now = System::block_number();
		self.leave(|held| held.until <= now || !is_citizen(held.person));
	}

	/// These hold their offices no longer. Who was suspended is set aside.
	fn leave(&mut self, is_leaving: impl Fn(&Held) -> bool) {
		let aside = &mut self.aside;
		self.held.retain(|office, held| {
			let leaves = is_leaving(held);
			if leaves && held.is_suspended {
				aside.entry(*office).or_default().insert(held.person);
			}
			!leaves
		});
	}

	fn mandate(&self, office: OfficeId) -> MandateId {
		let held = self.held.get(&office);
		held.map_or(NO_MANDATE, |held| held.mandate)
	}

	fn is_suspended(&self, office: OfficeId) -> bool {
		let held = self.held.get(&office);
		held.is_some_and(|held| held.is_suspended)
	}

	fn mark(&mut self, office: OfficeId, change: impl FnOnce(&mut Held)) {
		if let Some(held) = self.held.get_mut(&office) {
			change(held);
		}
	}

	/// Each office is in the one state that the model expects.
	fn check(&self) {
		OfficesPallet::do_try_state().unwrap();
		for office in 0..NextOffice::<Test>::get() {
			let is_expected = match (seat(office), self.held.get(&office)) {
				(Seat::Incumbent { mandate }, Some(held)) => {
					mandate == held.mandate && !held.is_suspended
				}
				(Seat::Suspended { mandate, .. }, Some(held)) => {
					mandate == held.mandate && held.is_suspended
				}
				(Seat::Acting { .. } | Seat::Vacant, None) => true,
				_ => false,
			};
			assert!(is_expected, "{office}: {:?}, {:?}", seat(office), self.held);
			let aside = self.aside.get(&office).cloned().unwrap_or_default();
			let stored = BTreeSet::from_iter(OfficesPallet::set_aside(office));
			assert_eq!(stored, aside, "{office}");
			if let Some(acting) = seat(office).acting() {
				assert!(!aside.contains(&acting), "{office}: {acting} is set aside");
			}
		}
		let next = System::block_number() + 1;
		for (office, held) in &self.held {
			assert_eq!(OfficesPallet::held_by(held.person), Some(*office));
			// Who is suspended acts elsewhere for no longer than there are offices to hand on.
			if held.is_suspended && ActingIn::<Test>::iter_prefix(held.person).next().is_some() {
				assert_eq!(Stepping::<Test>::get(held.person), Some(next));
			}
		}
	}
}

fn is_citizen(person: PersonId) -> bool {
	Citizens::get().contains_key(&person)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn random_events_leave_each_office_in_exactly_one_state(
		acts in prop::collection::vec(act(), 1..50),
	) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(200);
			let mut model = Model::default();
			for act in acts {
				model.perform(act);
				model.check();
			}
			// When all terms are over, every office has its election, and whoever acts is a person
			// in good standing.
			model.perform(Act::Refuse { refuse: false });
			model.perform(Act::Wait { blocks: TERM + 60 });
			model.check();
			for office in 0..NextOffice::<Test>::get() {
				assert_eq!(seat(office).mandate(), None);
				assert!(seat(office).acting().is_none_or(is_citizen));
				assert!(MockElections::under_way(office).is_some());
			}
			assert_eq!(Agenda::<Test>::iter().count(), 0);
		});
	}

	#[test]
	fn random_events_keep_the_invariants_when_the_agenda_lags(
		acts in prop::collection::vec(act(), 1..50),
	) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(1);
			for act in acts {
				lagging(act);
				OfficesPallet::do_try_state().unwrap();
			}
			Refuse::set(None);
			DuePerBlock::set(8);
			run_to(System::block_number() + 2 * TERM);
			for office in 0..NextOffice::<Test>::get() {
				assert_eq!(seat(office).mandate(), None);
				assert!(MockElections::under_way(office).is_some());
			}
		});
	}
}

/// Do it; what comes of it does not matter, the state after it does.
fn lagging(act: Act) {
	let mandate = |office: OfficeId| {
		let seat = Seats::<Test>::get(office);
		seat.and_then(|seat| seat.mandate()).unwrap_or(NO_MANDATE)
	};
	let _ = match act {
		Act::Suspend { office } => OfficesPallet::suspend(mandate(office)),
		Act::Reinstate { office } => OfficesPallet::reinstate(mandate(office)),
		Act::Recall { office } => OfficesPallet::recall(mandate(office)),
		Act::PassOn { office } => OfficesPallet::pass_on(office).map(|_| ()),
		Act::Resign { person } => {
			let office = HeldBy::<Test>::get(person).unwrap_or(VILLAGE_HEAD);
			OfficesPallet::resign(RuntimeOrigin::signed(account(person)), office)
		}
		// These cannot fail, or are checked before.
		other => {
			Model::default().perform(other);
			Ok(())
		}
	};
}
