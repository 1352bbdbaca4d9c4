//! Random sequences of acts keep every invariant, and agree with what a credential is: accepted,
//! not ended by anybody, in time, of an issuer in good standing.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;
use veche_primitives::{rolls::Electorate, VotingKey};

#[derive(Clone, Debug)]
enum Act {
	Offer {
		schema: SchemaId,
		person: PersonId,
	},
	Accept {
		schema: SchemaId,
		person: PersonId,
	},
	Reject {
		schema: SchemaId,
		person: PersonId,
	},
	Seal {
		schema: SchemaId,
		person: PersonId,
	},
	Withdraw {
		schema: SchemaId,
		person: PersonId,
	},
	Extend {
		schema: SchemaId,
		person: PersonId,
		by: u64,
	},
	Suspend {
		issuer: AccountId,
	},
	Reinstate {
		issuer: AccountId,
	},
	Lose {
		person: PersonId,
		at_once: bool,
	},
	Renew {
		person: PersonId,
	},
	Rotate {
		person: PersonId,
		seed: u32,
	},
	Full {
		full: bool,
	},
	Wait {
		blocks: u64,
	},
	Turn,
}

fn act() -> impl Strategy<Value = Act> {
	let who = (0..5u32, 0..4u32);
	let issuer = SCHOOL..=GUILD;
	prop_oneof![
		8 => who.clone().prop_map(|(schema, person)| Act::Offer { schema, person }),
		8 => who.clone().prop_map(|(schema, person)| Act::Accept { schema, person }),
		1 => who.clone().prop_map(|(schema, person)| Act::Reject { schema, person }),
		2 => who.clone().prop_map(|(schema, person)| Act::Seal { schema, person }),
		2 => who.clone().prop_map(|(schema, person)| Act::Withdraw { schema, person }),
		2 => (who, 1..100u64)
			.prop_map(|((schema, person), by)| Act::Extend { schema, person, by }),
		1 => issuer.clone().prop_map(|issuer| Act::Suspend { issuer }),
		2 => issuer.prop_map(|issuer| Act::Reinstate { issuer }),
		1 => (0..3u32, any::<bool>())
			.prop_map(|(person, at_once)| Act::Lose { person, at_once }),
		2 => (0..3u32).prop_map(|person| Act::Renew { person }),
		2 => (0..3u32, 1_000..u32::MAX).prop_map(|(person, seed)| Act::Rotate { person, seed }),
		1 => any::<bool>().prop_map(|full| Act::Full { full }),
		4 => (1..40u64).prop_map(|blocks| Act::Wait { blocks }),
		2 => Just(Act::Turn),
	]
}

fn is_good(person: PersonId) -> bool {
	people()[&person].in_good_standing
}

/// Do it; the outcome does not matter, the state after it does.
fn perform(act: Act) {
	let _ = match act {
		Act::Offer { schema, person } => offer(schema, person),
		Act::Accept { schema, person } => accept(person, schema),
		Act::Reject { schema, person } => reject(person, schema),
		Act::Seal { schema, person } => seal(person, schema),
		Act::Withdraw { schema, person } => withdraw(schema, person),
		Act::Extend { schema, person, by } => extend(schema, person, System::block_number() + by),
		Act::Suspend { issuer } => suspend(issuer),
		Act::Reinstate { issuer } => reinstate(issuer),
		other => {
			happen(other);
			Ok(())
		}
	};
}

/// What happens around the pallet.
fn happen(act: Act) {
	match act {
		Act::Lose { person, at_once } if is_good(person) => match at_once {
			true => strike_off(person),
			false => expire_person(person),
		},
		Act::Renew { person } if !is_good(person) => renew(person),
		// Keys are changed by those in good standing, and once between two turns.
		Act::Rotate { person, seed } if is_good(person) && people()[&person].keys.len() == 1 => {
			rotate(person, key(seed));
		}
		Act::Full { full } => MockRolls::set_full(full),
		Act::Wait { blocks } => run_to(System::block_number() + blocks),
		Act::Turn => turn(),
		_ => (),
	}
}

/// The rolls turn; replaced keys are gone.
fn turn() {
	MockRolls::turn();
	for person in people().into_keys() {
		change(person, |someone| someone.keys.truncate(1));
	}
}

/// Whether something due is not done yet.
fn is_late() -> bool {
	let now = System::block_number();
	Agenda::<Test>::iter_keys().any(|(block, _)| block <= now)
}

/// Who should be on which roll when everything has settled.
fn expected() -> BTreeSet<(VotingKey, Electorate)> {
	let anonymous = |id| CredentialsPallet::schema(id).unwrap().publicity == Publicity::Anonymous;
	Credentials::<Test>::iter_keys()
		.filter(|(person, id)| anonymous(*id) && holds(*person, *id) && is_good(*person))
		.map(|(person, id)| (people()[&person].keys[0], Electorate::Group(id)))
		.collect()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn random_acts_keep_the_invariants(acts in prop::collection::vec(act(), 1..60)) {
		let mut builder = ExtBuilder::default().quota(1_000);
		builder = builder.schemas(vec![
			entry(SCHOOL, "Certificate", Publicity::Public),
			entry(SCHOOL, "Marks", Publicity::Private),
			entry(SCHOOL, "Diploma", Publicity::Anonymous),
			entry(GUILD, "Membership", Publicity::Anonymous),
			entry(GUILD, "Mastery", Publicity::Public),
		]);
		builder.build_and_execute(|| {
			for act in acts {
				perform(act);
				CredentialsPallet::do_try_state().unwrap();
				for (person, id, credential) in Credentials::<Test>::iter() {
					let is_in_time = credential.state.is_held_at(System::block_number());
					let issuer = CredentialsPallet::issuer(issuer_of(id)).unwrap();
					assert_eq!(holds(person, id), is_in_time && !issuer.suspended);
				}
			}
			MockRolls::set_full(false);
			run_to(System::block_number() + u64::from(RETRY_AFTER) + 10);
			while is_late() {
				run_to(System::block_number() + 1);
			}
			turn();
			assert_eq!(MockRolls::get().on, expected());
		});
	}
}
