use crate::mock::*;
use frame_support::assert_ok;
use std::collections::BTreeSet;
use veche_primitives::{
	people::{Citizen, People},
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
