use crate::{
	mock::*, AttestationOf, AttestedBy, Error, Event, KeyOwner, NextPerson, Pending, Standing,
	TagOwner,
};
use frame_support::{assert_noop, assert_ok};
use rstest::rstest;
use sp_runtime::DispatchError;
use veche_primitives::{
	people::People, rolls::Electorate, PersonId, Possession, Stratum, VotingKey,
};
use verifiable::ring::ark_vrf::{
	reexports::ark_serialize::CanonicalSerialize, suites::bandersnatch::AffinePoint,
};

/// Change the honest attestation of applicant 0.
fn with(change: impl FnOnce(&mut AttestationOf<Test>)) -> AttestationOf<Test> {
	let mut attestation = applicant(0);
	change(&mut attestation);
	attestation
}

#[test]
fn attest_waits_for_the_second_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_eq!(Identity::citizen(&account(0)), None);
		assert_eq!(Pending::<Test>::iter().count(), 1);
		let attestation = applicant(0).hash();
		System::assert_last_event(
			Event::Attested {
				registrar: 1,
				attestation,
				count: 1,
			}
			.into(),
		);
	});
}

#[test]
fn attest_makes_a_person_at_the_second_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let person = record(id);
		assert_eq!(
			(person.standing, person.home, person.key),
			(Standing::Active, 1, key(0))
		);
		assert_eq!(
			Identity::citizen(&account(0)).map(|citizen| citizen.person),
			Some(id)
		);
		assert_eq!(System::providers(&account(0)), 1);
		assert_eq!(
			MemberLists::get().members.get(&key(0)),
			Some(&Electorate::Unit(1))
		);
		assert_eq!(Pending::<Test>::iter().count(), 0);
		assert!(AttestedBy::<Test>::contains_key(1, id) && AttestedBy::<Test>::contains_key(2, id));
		System::assert_last_event(
			Event::PersonCreated {
				person: id,
				account: account(0),
				home: 1,
				stratum: Stratum::Home,
			}
			.into(),
		);
	});
}

#[test]
fn attest_enrols_the_diaspora_too() {
	ExtBuilder::default().build_and_execute(|| {
		become_person(0, with(|what| what.stratum = Stratum::Diaspora));
		assert!(MemberLists::get().members.contains_key(&key(0)));
	});
}

#[test]
fn attest_does_not_enrol_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		become_person(0, with(|what| what.stratum = Stratum::Observer));
		assert!(Identity::citizen(&account(0)).is_some());
		assert!(MemberLists::get().members.is_empty());
	});
}

#[test]
fn attest_counts_only_the_same_content_together() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_ok!(attest_this(2, 0, with(|what| what.home = 2)));
		assert_eq!(Identity::citizen(&account(0)), None);
		assert_eq!(Pending::<Test>::iter().count(), 2);
	});
}

#[test]
fn attest_fails_when_unsigned() {
	ExtBuilder::default().build_and_execute(|| {
		let proof = possession(0, account(0));
		assert_noop!(
			Identity::attest(RuntimeOrigin::none(), applicant(0), proof),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn attest_fails_when_not_a_registrar() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(attest(9, 0), Error::<Test>::NotRegistrar);
	});
}

#[test]
fn attest_fails_when_registrar_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(Identity::suspend_registrar(RuntimeOrigin::root(), 1));
		assert_noop!(attest(1, 0), Error::<Test>::RegistrarSuspended);
	});
}

#[test]
fn attest_fails_when_quota_is_used_up_until_the_next_day() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_noop!(attest(1, 1), Error::<Test>::QuotaExhausted);
		run_to(9);
		assert_noop!(attest(1, 1), Error::<Test>::QuotaExhausted);
		run_to(10);
		assert_ok!(attest(1, 1));
	});
}

#[test]
fn attest_fails_when_unit_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		let what = with(|what| what.home = 10);
		assert_noop!(attest_this(1, 0, what), Error::<Test>::UnknownUnit);
	});
}

#[rstest]
#[case::past(0)]
#[case::now(1)]
#[case::too_far(10_002)]
fn attest_fails_when_expiry_is_bad(#[case] expires: u64) {
	ExtBuilder::default().build_and_execute(|| {
		let what = with(|what| what.expires = expires);
		assert_noop!(attest_this(1, 0, what), Error::<Test>::BadExpiry);
	});
}

#[test]
fn attest_accepts_the_furthest_expiry() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest_this(1, 0, with(|what| what.expires = 10_001)));
	});
}

#[test]
fn attest_fails_when_account_is_a_person() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let what = AttestationOf::<Test> {
			account: account(0),
			..applicant(1)
		};
		assert_noop!(attest_this(1, 1, what), Error::<Test>::AlreadyPerson);
	});
}

#[test]
fn attest_fails_when_tag_is_taken() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let what = AttestationOf::<Test> {
			tag: applicant(0).tag,
			..applicant(1)
		};
		assert_noop!(attest_this(1, 1, what), Error::<Test>::DuplicateTag);
		assert_eq!(TagOwner::<Test>::get(applicant(0).tag), Some(id));
	});
}

#[test]
fn attest_fails_when_another_attestation_of_the_tag_came_first() {
	ExtBuilder::default().build_and_execute(|| {
		let twin = AttestationOf::<Test> {
			tag: applicant(0).tag,
			..applicant(1)
		};
		assert_ok!(attest_this(1, 1, twin.clone()));
		person(0);
		assert_noop!(attest_this(2, 1, twin), Error::<Test>::DuplicateTag);
	});
}

fn identity_point() -> VotingKey {
	let mut bytes = [0xff; 32];
	AffinePoint::zero()
		.serialize_compressed(&mut bytes[..])
		.unwrap();
	bytes
}

#[test]
fn identity_point_is_encoded_as_one() {
	let mut one = [0; 32];
	one[0] = 1;
	assert_eq!(identity_point(), one);
}

#[rstest]
#[case::identity_point(identity_point())]
#[case::identity_point_with_the_other_sign({
	let mut bytes = identity_point();
	bytes[31] |= 0x80;
	bytes
})]
#[case::all_zero([0; 32])]
#[case::all_ones([0xff; 32])]
#[case::garbage([0xab; 32])]
fn attest_fails_when_key_is_invalid(#[case] bad: VotingKey) {
	ExtBuilder::default().build_and_execute(|| {
		let what = with(|what| what.key = bad);
		assert_noop!(attest_this(1, 0, what), Error::<Test>::InvalidKey);
	});
}

#[test]
fn attest_fails_when_key_is_in_use() {
	ExtBuilder::default().build_and_execute(|| {
		person(0);
		let what = AttestationOf::<Test> {
			key: key(0),
			..applicant(1)
		};
		assert_noop!(attest_this(1, 0, what), Error::<Test>::DuplicateKey);
	});
}

#[test]
fn attest_fails_when_key_was_in_use_once() {
	ExtBuilder::default().build_and_execute(|| {
		let id = person(0);
		let proof = possession(50, account(0));
		assert_ok!(Identity::rotate_key(
			RuntimeOrigin::signed(account(0)),
			key(50),
			proof
		));
		let what = AttestationOf::<Test> {
			key: key(0),
			..applicant(1)
		};
		assert_noop!(attest_this(1, 0, what), Error::<Test>::DuplicateKey);
		assert_eq!(KeyOwner::<Test>::get(key(0)), Some(id));
	});
}

fn signed_for_another_account() -> Possession {
	possession(0, account(1))
}

fn signed_by_another_key() -> Possession {
	possession(1, account(0))
}

fn signed_on_another_chain() -> Possession {
	use codec::Encode;
	let genesis = sp_core::H256::repeat_byte(7);
	assert_ne!(genesis, genesis_hash());
	sign(
		0,
		&veche_primitives::ballot::possession_message(genesis, &account(0).encode()),
	)
}

fn all_zero() -> Possession {
	[0; 64]
}

#[rstest]
#[case(signed_for_another_account)]
#[case(signed_by_another_key)]
#[case(signed_on_another_chain)]
#[case(all_zero)]
fn attest_fails_when_applicant_does_not_hold_the_key(#[case] proof: fn() -> Possession) {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			Identity::attest(RuntimeOrigin::signed(1), applicant(0), proof()),
			Error::<Test>::NotKeyHolder
		);
	});
}

#[test]
fn attest_fails_when_same_registrar_attests_twice() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		assert_noop!(attest(1, 0), Error::<Test>::AlreadyAttested);
	});
}

#[test]
fn attest_fails_when_the_roll_takes_nobody() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		MemberLists::set_full(true);
		assert_noop!(attest(2, 0), DispatchError::Other("rolls"));
		MemberLists::set_full(false);
		assert_ok!(attest(2, 0));
	});
}

#[test]
fn attest_fails_when_ids_are_used_up() {
	ExtBuilder::default().build().execute_with(|| {
		NextPerson::<Test>::put(PersonId::MAX);
		assert_ok!(attest(1, 0));
		assert_noop!(attest(2, 0), Error::<Test>::TooManyPersons);
	});
}

#[test]
fn attest_needs_as_many_as_the_parameters_say() {
	ExtBuilder::default()
		.params(|params| params.attesters_needed = 3)
		.build_and_execute(|| {
			for (registrar, is_person) in [(1, false), (2, false), (3, true)] {
				assert_ok!(attest(registrar, 0));
				assert_eq!(Identity::citizen(&account(0)).is_some(), is_person);
			}
		});
}

#[test]
fn attest_begins_anew_when_an_earlier_round_lapsed() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(attest(1, 0));
		run_to(21);
		System::assert_has_event(
			Event::AttestationDropped {
				attestation: applicant(0).hash(),
			}
			.into(),
		);
		assert_ok!(attest(2, 0));
		assert_eq!(Identity::citizen(&account(0)), None);
		assert_ok!(attest(1, 0));
		assert!(Identity::citizen(&account(0)).is_some());
	});
}
