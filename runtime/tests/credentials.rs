//! Credentials on the real runtime: what a certificate is worth before and during a candidacy, and
//! a diploma that is shown by ring proof without saying whose it is.

use crate::common::{politics::*, *};
use frame_support::BoundedVec;
use pallet_credentials::{Change, Publicity, State};
use pallet_elections::Lost;
use serde_json::json;
use sp_keyring::Sr25519Keyring;
use sp_runtime::transaction_validity::InvalidTransaction;
use veche_primitives::{
	ballot::{BallotV1, Choice, Method},
	polls::Phase,
	refusal,
	rolls::Electorate,
	PersonId, PollId, SchemaId,
};
use veche_runtime::{
	Credentials, Elections, Polls, Rolls, Runtime, RuntimeCall, RuntimeEvent, System,
};

type Error = pallet_credentials::Error<Runtime>;
type ElectionError = pallet_elections::Error<Runtime>;

/// What happened to credentials in this block: whose, of which schema, what.
fn changes() -> Vec<(PersonId, SchemaId, Change<u32>)> {
	let events = System::events().into_iter();
	events
		.filter_map(|record| match record.event {
			RuntimeEvent::Credentials(pallet_credentials::Event::Changed {
				person,
				schema,
				change,
			}) => Some((person, schema, change)),
			_ => None,
		})
		.collect()
}

/// Who was struck off the list of candidates in this block, and why.
fn struck() -> Option<(PersonId, Lost)> {
	System::events()
		.into_iter()
		.find_map(|record| match record.event {
			RuntimeEvent::Elections(pallet_elections::Event::Struck { person, lost, .. }) => {
				Some((person, lost))
			}
			_ => None,
		})
}

/// The state of a person's certificate of governance.
fn certificate(person: PersonId) -> State<u32> {
	Credentials::credential(person, GOVERNANCE)
		.expect("offered once")
		.state
}

#[test]
fn stand_is_refused_when_the_certificate_was_withdrawn_before() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		let holder = person(anna);
		let election = nomination(0);
		let stands = || refused(&anna.pair, stand_call(election, "Anna"));
		assert_eq!(stands(), ElectionError::NoCertificate.into());
		// An offer alone is worth nothing.
		act(&school(), offer_call(GOVERNANCE, holder));
		assert_eq!(stands(), ElectionError::NoCertificate.into());

		act(&anna.pair, accept_call(GOVERNANCE));
		assert!(Credentials::holds(holder, GOVERNANCE));
		act(&school(), withdraw_call(GOVERNANCE, holder));
		assert!(!Credentials::holds(holder, GOVERNANCE), "at once");
		assert_eq!(stands(), ElectionError::NoCertificate.into());
		let at = now();
		assert_eq!(certificate(holder), State::Withdrawn { at, reason: 3 });

		// Offered anew, and accepted anew.
		grant(GOVERNANCE, anna);
		stand(anna, election, "Anna");
	});
}

#[test]
fn candidate_is_struck_when_the_certificate_is_withdrawn_during_nomination() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [&citizens[0], &citizens[1], &citizens[2]];
		certify(&[anna, boris]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		stand(boris, election, "Boris");
		enter(anna, election, promises(2));
		act(&school(), withdraw_call(GOVERNANCE, person(anna)));
		assert_eq!(candidates(election).len(), 2, "until nomination ends");

		assert_eq!(wait(struck), (person(anna), Lost::Certificate));
		assert_eq!(candidates(election), [person(boris)]);
		assert_eq!(Elections::candidacy_of(person(anna)), None);
		// One is left, so the people are asked yes or no, and nothing is asked about pledges.
		let poll = voting(election);
		let shapes = record(poll).questions;
		assert_eq!((shapes.len(), shapes[0].method), (1, Method::YesNo));
		vote(vera, poll, &[YES]);
		assert_eq!(incumbent(0), None);
		let mandate = elected(election);
		assert_eq!(incumbent(0), Some((mandate, person(boris))));
	});
}

#[test]
fn withdrawal_during_the_vote_changes_nothing() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		certify(&[anna]);
		let election = nomination(0);
		stand(anna, election, "Anna");
		let poll = voting(election);
		act(&school(), withdraw_call(GOVERNANCE, person(anna)));
		vote(&citizens[1], poll, &[YES]);
		let mandate = elected(election);
		assert_eq!(incumbent(0), Some((mandate, person(anna))));
	});
}

#[test]
fn certificate_holds_no_longer_when_expired_and_again_when_extended() {
	let brief = json!({
		"issuer": Sr25519Keyring::One.to_account_id(),
		"title": "School of governance",
		"purpose": "Needed to stand",
		"validity": 60,
		"publicity": "public",
	});
	let diploma = json!({
		"issuer": Sr25519Keyring::Two.to_account_id(),
		"title": "Jurist",
		"purpose": "Needed to be drawn",
		"validity": 1_000_000,
		"publicity": "anonymous",
	});
	let schemas = json!({ "schemas": [brief, diploma] });
	let patch = json!({ "credentials": schemas });
	with_rules(&[head(VILLAGE)], patch, || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		let holder = person(anna);
		certify(&[anna]);
		let State::Held { expires, .. } = certificate(holder) else {
			panic!("just accepted");
		};
		to_block(expires - 1);
		assert!(Credentials::holds(holder, GOVERNANCE));
		next_block();
		assert!(!Credentials::holds(holder, GOVERNANCE));
		assert_eq!(changes(), [(holder, GOVERNANCE, Change::Expired)]);
		let election = nomination(0);
		let expired = refused(&anna.pair, stand_call(election, "Anna"));
		assert_eq!(expired, ElectionError::NoCertificate.into());

		let extend = |expires| {
			RuntimeCall::Credentials(pallet_credentials::Call::extend {
				schema: GOVERNANCE,
				holder,
				expires,
			})
		};
		let too_far = refused(&school(), extend(now() + 61));
		assert_eq!(too_far, Error::BadExpiry.into());
		act(&school(), extend(now() + 60));
		stand(anna, election, "Anna");
	});
}

#[test]
fn certificate_holds_no_longer_while_the_issuer_is_suspended() {
	with_offices(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let anna = &citizens[0];
		certify(&[anna]);
		let election = nomination(0);
		let issuer = Sr25519Keyring::One.to_account_id();
		Credentials::suspend_issuer(parameter_law(), issuer.clone()).unwrap();
		let suspended = refused(&anna.pair, stand_call(election, "Anna"));
		assert_eq!(suspended, ElectionError::NoCertificate.into());
		let idle = refused(&school(), offer_call(GOVERNANCE, person(&citizens[1])));
		assert_eq!(idle, Error::IssuerSuspended.into());
		Credentials::reinstate_issuer(parameter_law(), issuer).unwrap();
		stand(anna, election, "Anna");
	});
}

#[test]
fn credential_is_refused_with_its_own_reason_when_consent_or_accreditation_is_missing() {
	with_offices(&[], || {
		let citizens = citizens(2);
		let (anna, boris) = (&citizens[0], &citizens[1]);
		let holder = person(anna);
		let offer = || offer_call(GOVERNANCE, holder);
		let accept = || accept_call(GOVERNANCE);

		assert_eq!(refused(&boris.pair, offer()), Error::NotIssuer.into());
		assert_eq!(refused(&anna.pair, accept()), Error::NoOffer.into());
		act(&school(), offer());
		assert_eq!(refused(&school(), offer()), Error::AlreadyOffered.into());
		// What is offered to one cannot be accepted by another.
		assert_eq!(refused(&boris.pair, accept()), Error::NoOffer.into());
		act(&anna.pair, accept());
		assert_eq!(refused(&anna.pair, accept()), Error::AlreadyHeld.into());
		act(&school(), withdraw_call(GOVERNANCE, holder));
		let withdrawn = refused(&anna.pair, accept());
		assert_eq!(withdrawn, Error::CredentialWithdrawn.into());
	});
}

// Anonymous credentials.

/// The schema of a diploma that is shown without saying who: its roll is the group of this number.
fn diploma() -> SchemaId {
	let call = pallet_credentials::Call::open_schema {
		title: title("Jurist"),
		purpose: BoundedVec::truncate_from(b"Sits on panels".to_vec()),
		validity: 1_000_000,
		publicity: Publicity::Anonymous,
	};
	act(&school(), RuntimeCall::Credentials(call));
	let (schema, _) = Credentials::schemas(0, 10).pop().expect("just opened");
	schema
}

/// These citizens hold the diploma, and their keys are on its roll.
fn graduate(schema: SchemaId, citizens: &[Citizen]) {
	for citizen in citizens {
		grant(schema, citizen);
	}
	turn();
	assert_eq!(
		Rolls::electors(Electorate::Group(schema)),
		citizens.len() as u32
	);
}

/// A poll of those who hold the diploma, open.
fn group_poll(schema: SchemaId) -> PollId {
	let poll = open_poll(Electorate::Group(schema), Method::YesNo, 3);
	wait(|| (record(poll).phase == Phase::Open).then_some(poll))
}

/// A ballot proven among those who hold the diploma, in the ring of the one named.
fn shown(citizen: &Citizen, ring_of: &Citizen, schema: SchemaId, poll: PollId) -> Option<BallotV1> {
	let group = Electorate::Group(schema);
	let precinct = Rolls::precinct_of(ring_of.key, group).expect("on the roll");
	ballot_in(citizen, poll, precinct, Choice::One(0), 1)
}

#[test]
fn holders_vote_in_the_group_without_saying_who_and_nobody_else_does() {
	with_offices(&[], || {
		let citizens = citizens(4);
		let schema = diploma();
		graduate(schema, &citizens[..3]);
		let poll = group_poll(schema);
		assert_eq!(record(poll).electors, 3);
		for holder in &citizens[..3] {
			cast(shown(holder, holder, schema, poll).expect("a holder"));
		}
		assert_eq!(counts(poll), [3, 0, 0]);
		// Neither a place in the ring nor a vote by the precinct of the village.
		assert!(shown(&citizens[3], &citizens[0], schema, poll).is_none());
		let home = precinct(&citizens[3], village());
		let foreign = ballot_in(&citizens[3], poll, home, Choice::One(0), 1).expect("a villager");
		let outside = InvalidTransaction::Custom(refusal::PRECINCT_OUTSIDE);
		assert_eq!(validate(foreign), Err(outside.into()));
		// Of a person's aliases in village and group none leads to the other.
		let own = village_poll();
		assert_ne!(citizens[0].alias(own), citizens[0].alias(poll));
	});
}

#[test]
fn holder_leaves_the_group_at_once_when_the_diploma_is_withdrawn() {
	with_offices(&[], || {
		let citizens = citizens(4);
		let schema = diploma();
		graduate(schema, &citizens);
		let open = group_poll(schema);
		let struck = &citizens[0];
		act(&school(), withdraw_call(schema, person(struck)));
		assert_eq!(Rolls::electors(Electorate::Group(schema)), 3);

		// The frozen electorate of the open poll does not change.
		cast(shown(struck, &citizens[1], schema, open).expect("on the frozen roll"));
		let later = group_poll(schema);
		assert_eq!(record(later).electors, 3);
		assert!(shown(struck, &citizens[1], schema, later).is_none());
		cast(shown(&citizens[1], &citizens[1], schema, later).expect("still a holder"));
		// As a citizen the holder votes on.
		cast(ballot(struck, village_poll(), Choice::One(0), 1));
		assert_eq!(Polls::outcome(open), None);
	});
}

#[test]
fn holder_leaves_the_group_with_the_next_turn_when_the_diploma_is_sealed() {
	with_offices(&[], || {
		let citizens = citizens(3);
		let schema = diploma();
		graduate(schema, &citizens);
		let seal = pallet_credentials::Call::seal { schema };
		act(&citizens[0].pair, RuntimeCall::Credentials(seal));
		assert!(!Credentials::holds(person(&citizens[0]), schema));
		turn();
		let poll = group_poll(schema);
		assert_eq!(record(poll).electors, 2);
		assert!(shown(&citizens[0], &citizens[1], schema, poll).is_none());
	});
}

#[test]
fn diploma_follows_the_holder_to_a_new_voting_key() {
	with_offices(&[], || {
		let mut citizens = citizens(3);
		let schema = diploma();
		graduate(schema, &citizens);
		let renewed = Citizen::new(555);
		let rotate = pallet_identity::Call::rotate_key {
			new_key: renewed.key,
			possession: possession(&renewed.secret, &citizens[0].account()),
		};
		act(&citizens[0].pair, RuntimeCall::Identity(rotate));
		turn();

		let poll = group_poll(schema);
		assert_eq!(record(poll).electors, 3);
		assert!(shown(&citizens[0], &citizens[1], schema, poll).is_none());
		citizens[0].secret = renewed.secret.clone();
		citizens[0].key = renewed.key;
		cast(shown(&citizens[0], &citizens[1], schema, poll).expect("the key in use"));
		// Withdrawal finds the new key.
		act(&school(), withdraw_call(schema, person(&citizens[0])));
		let later = group_poll(schema);
		assert!(shown(&citizens[0], &citizens[1], schema, later).is_none());
	});
}

#[test]
fn diploma_is_worth_nothing_when_its_holder_is_revoked() {
	with_offices(&[], || {
		let citizens = citizens(3);
		let schema = diploma();
		graduate(schema, &citizens);
		revoke(person(&citizens[0]));
		let poll = group_poll(schema);
		assert_eq!(record(poll).electors, 2);
		assert!(shown(&citizens[0], &citizens[1], schema, poll).is_none());
	});
}
