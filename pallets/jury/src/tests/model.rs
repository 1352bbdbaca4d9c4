//! Random events always agree with a small model of how far each bill has come, whose tickets are kept,
//! and who sits. The model knows the rules, and nothing of the pallet.

mod expected;

use super::*;
use expected::Model;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Act {
	Submit(OfficeId),
	Propose(PersonId, UnitId),
	Support(u32, u32),
	Claim(u32, Jurist),
	Vote(u32, Jurist, u8),
	/// A jurist joins the roll, or leaves it.
	Turn(Jurist),
	/// A precinct is emptied, or rebuilt.
	Settle(bool),
	RefusePolls(bool),
	RefusePass(bool),
	Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
	let office = prop::sample::select(vec![DISTRICT_HEAD, VILLAGE_HEAD]);
	let person = prop::sample::select(vec![CIM, DANA, EWA]);
	let unit = prop::sample::select(vec![DISTRICT, VILLAGE]);
	// The last of them are no jurists.
	let jurist = || prop_oneof![3 => 0..10u32, 1 => 20..24u32, 1 => POOL..POOL + 3];
	let bill = || 0..4u32;
	prop_oneof![
		3 => office.prop_map(Act::Submit),
		3 => (person, unit).prop_map(|(person, unit)| Act::Propose(person, unit)),
		8 => (bill(), 0..6u32).prop_map(|(bill, elector)| Act::Support(bill, elector)),
		24 => (bill(), jurist()).prop_map(|(bill, jurist)| Act::Claim(bill, jurist)),
		16 => (bill(), jurist(), 0..3u8)
			.prop_map(|(bill, jurist, option)| Act::Vote(bill, jurist, option)),
		2 => (0..10u32).prop_map(Act::Turn),
		2 => any::<bool>().prop_map(Act::Settle),
		1 => any::<bool>().prop_map(Act::RefusePolls),
		1 => any::<bool>().prop_map(Act::RefusePass),
		10 => prop_oneof![Just(1u64), 1..9u64].prop_map(Act::Wait),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(128))]

	#[test]
	fn random_events_agree_with_the_model(acts in prop::collection::vec(act(), 1..160)) {
		ExtBuilder::default().build_and_execute(|| {
			DuePerBlock::set(64);
			let mut model = Model::new();
			for act in acts {
				model.perform(act);
				model.check();
			}
			// When nobody does anything any more, every bill is decided.
			for act in [Act::Settle(true), Act::RefusePolls(false), Act::Wait(2 * DECIDED)] {
				model.perform(act);
			}
			model.check();
			assert!(model.is_over());
			assert!(pins().is_empty());
			assert_eq!(OpenIn::<Test>::iter().count(), 0);
			assert_eq!(PetitionsIn::<Test>::iter().count(), 0);
			assert_eq!(Agenda::<Test>::iter().count(), 0);
			assert_eq!(SeedsDue::<Test>::iter().count(), 0);
			assert_eq!(Tickets::<Test>::iter().count(), 0);
		});
	}
}
