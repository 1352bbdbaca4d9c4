//! Random sequences of acts keep every invariant, and agree with a small model of who counts.

use crate::{mock::*, Motion, PersonOf, Persons, Standing};
use proptest::prelude::*;
use sp_runtime::DispatchResult;
use veche_primitives::people::People;

#[derive(Clone, Debug)]
enum Act {
	Attest {
		registrar: u64,
		seed: u32,
		until: u64,
	},
	Suspend {
		registrar: u64,
	},
	Reinstate {
		registrar: u64,
	},
	Revoke {
		registrar: u64,
		seed: u32,
	},
	Renew {
		registrar: u64,
		seed: u32,
		until: u64,
	},
	Rotate {
		seed: u32,
		to: u32,
	},
	Move {
		seed: u32,
		unit: u32,
	},
	Wait {
		blocks: u64,
	},
	Turn,
}

fn act() -> impl Strategy<Value = Act> {
	let registrar = 1..=4u64;
	let seed = 0..4u32;
	// Few dates, so that registrars often agree.
	let until = prop_oneof![Just(40u64), Just(120), Just(900)];
	prop_oneof![
		8 => (registrar.clone(), seed.clone(), until.clone())
			.prop_map(|(registrar, seed, until)| Act::Attest { registrar, seed, until }),
		1 => registrar.clone().prop_map(|registrar| Act::Suspend { registrar }),
		2 => registrar.clone().prop_map(|registrar| Act::Reinstate { registrar }),
		1 => (registrar.clone(), seed.clone())
			.prop_map(|(registrar, seed)| Act::Revoke { registrar, seed }),
		4 => (registrar, seed.clone(), until)
			.prop_map(|(registrar, seed, until)| Act::Renew { registrar, seed, until }),
		2 => (seed.clone(), 10..14u32).prop_map(|(seed, to)| Act::Rotate { seed, to }),
		2 => (seed, 0..4u32).prop_map(|(seed, unit)| Act::Move { seed, unit }),
		3 => (1..15u64).prop_map(|blocks| Act::Wait { blocks }),
		1 => Just(Act::Turn),
	]
}

fn confirm(registrar: u64, seed: u32, motion: Motion<u64>) -> DispatchResult {
	let person = PersonOf::<Test>::get(account(seed)).unwrap_or(u32::MAX);
	Identity::confirm(RuntimeOrigin::signed(registrar), person, motion)
}

/// Do it; the outcome does not matter, the state after it does.
fn perform(act: Act) {
	let root = RuntimeOrigin::root;
	let _ = match act {
		Act::Attest {
			registrar,
			seed,
			until,
		} => {
			let mut what = applicant(seed);
			what.expires = until;
			attest_this(registrar, seed, what)
		}
		Act::Suspend { registrar } => Identity::suspend_registrar(root(), registrar),
		Act::Reinstate { registrar } => Identity::reinstate_registrar(root(), registrar),
		Act::Revoke { registrar, seed } => confirm(registrar, seed, Motion::Revoke { reason: 0 }),
		Act::Renew {
			registrar,
			seed,
			until,
		} => confirm(registrar, seed, Motion::Renew { expires: until }),
		Act::Rotate { seed, to } => {
			let proof = possession(to, account(seed));
			Identity::rotate_key(RuntimeOrigin::signed(account(seed)), key(to), proof)
		}
		Act::Move { seed, unit } => Identity::move_home(RuntimeOrigin::signed(account(seed)), unit),
		Act::Wait { blocks } => {
			run_to(System::block_number() + blocks);
			Ok(())
		}
		Act::Turn => {
			MemberLists::turn();
			Ok(())
		}
	};
}

/// The standing changes only in the ways it may.
fn check_steps(before: &[(u32, Standing)]) {
	for (id, old) in before {
		let new = record(*id).standing;
		let is_allowed = match old {
			Standing::Revoked => new == Standing::Revoked,
			Standing::Suspended => new != Standing::Expired,
			Standing::Active | Standing::Expired => true,
		};
		assert!(is_allowed, "person {id}: {old:?} became {new:?}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	#[test]
	fn random_acts_keep_the_invariants(acts in prop::collection::vec(act(), 1..50)) {
		let registrars = [(1, 30), (2, 30), (3, 30), (4, 30)];
		ExtBuilder::default().registrars(&registrars).build_and_execute(|| {
			for act in acts {
				let before: Vec<_> = Persons::<Test>::iter()
					.map(|(id, person)| (id, person.standing))
					.collect();
				perform(act);
				check_state();
				check_steps(&before);
				assert!(Identity::in_good_standing() >= 2, "nobody could be renewed");
			}
			// When all sweeps have come round, a person counts only by the word of somebody good.
			run_to(System::block_number() + 5);
			for (id, person) in Persons::<Test>::iter() {
				let is_attested = person.attesters.iter().any(Identity::counts);
				assert!(Identity::citizen_by_id(id).is_none() || is_attested);
			}
		});
	}
}
