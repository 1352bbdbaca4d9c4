use crate::mock::*;
use frame_support::assert_ok;
use std::collections::BTreeSet;
use veche_primitives::{
	people::{Citizen, People, VotingKeys},
	Stratum,
};

#[test]
fn person_and_person_of_find_the_same() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_eq!(Identity::person_of(account(0)), Some((id, record(id))));
		assert_eq!(Identity::person(id), Some(record(id)));
		assert_eq!(Identity::person(id + 1), None);
		assert_eq!(Identity::person_of(account(1)), None);
	});
}

#[test]
fn citizen_tells_home_and_stratum() {
	ExtBuilder::default().build_and_execute(|| {
		let person = person(0);
		let citizen = Citizen {
			person,
			home: 1,
			stratum: Stratum::Home,
		};
		assert_eq!(Identity::citizen(&account(0)), Some(citizen));
		assert_eq!(Identity::citizen_by_id(person), Some(citizen));
	});
}

#[test]
fn registrars_lists_all() {
	ExtBuilder::default().build_and_execute(|| {
		let all: BTreeSet<_> = Identity::registrars()
			.into_iter()
			.map(|(who, _)| who)
			.collect();
		assert_eq!(all, BTreeSet::from([1, 2, 3]));
		assert!(Identity::registrar(1).is_some());
		assert!(Identity::registrar(9).is_none());
	});
}

#[test]
fn attested_by_pages_through_the_audit_list() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 1)
		.build_and_execute(|| {
			for seed in 0..7 {
				assert_ok!(attest(1, seed));
			}
			let mut seen = BTreeSet::new();
			let mut last = None;
			loop {
				let page = Identity::attested_by(1, last, 3);
				assert!(page.len() <= 3);
				last = page.last().copied();
				if page.is_empty() {
					break;
				}
				seen.extend(page);
			}
			assert_eq!(seen, (0..7).collect());
			assert_eq!(Identity::attested_by(2, None, 3), Vec::<u32>::new());
		});
}

#[test]
fn voting_keys_are_the_new_and_the_replaced_when_key_was_changed() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		assert_eq!(Identity::voting_keys(id), [key(0)]);
		let proof = possession(50, account(0));
		assert_ok!(Identity::rotate_key(
			RuntimeOrigin::signed(account(0)),
			key(50),
			proof
		));
		assert_eq!(Identity::voting_keys(id), [key(50), key(0)]);
		assert_eq!(Identity::voting_keys(id + 1), Vec::<[u8; 32]>::new());
	});
}

#[test]
fn voting_keys_are_none_when_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.stratum = Stratum::Observer;
		let id = become_person(0, what);
		assert_eq!(Identity::voting_keys(id), Vec::<[u8; 32]>::new());
	});
}

#[test]
fn account_is_known_whatever_the_standing() {
	ExtBuilder::default().build_and_execute(|| {
		let mut what = applicant(0);
		what.expires = 5;
		let id = become_person(0, what);
		run_to(5);
		assert_eq!(<Identity as People<u64>>::account(id), Some(account(0)));
		assert_eq!(<Identity as People<u64>>::account(id + 1), None);
	});
}
