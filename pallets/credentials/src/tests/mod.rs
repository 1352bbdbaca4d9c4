//! One behaviour a test.

mod expiry;
mod extend;
mod free;
mod holders;
mod issuers;
mod model;
mod offer;
mod params;
mod queries;
mod roll;
mod schemas;
mod standing;
mod withdraw;

use crate::{mock::*, *};
use frame_support::assert_ok;
use sp_runtime::DispatchResult;

/// The commitment of the tests.
const COMMITMENT: H256 = H256::repeat_byte(7);

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// Whose schema of the genesis it is.
fn issuer_of(schema: SchemaId) -> AccountId {
	Schemas::<Test>::get(schema).unwrap().issuer
}

fn offer(schema: SchemaId, holder: PersonId) -> DispatchResult {
	CredentialsPallet::offer(signed(issuer_of(schema)), schema, holder, COMMITMENT)
}

fn accept(person: PersonId, schema: SchemaId) -> DispatchResult {
	CredentialsPallet::accept(signed(account(person)), schema)
}

fn reject(person: PersonId, schema: SchemaId) -> DispatchResult {
	CredentialsPallet::reject(signed(account(person)), schema)
}

fn seal(person: PersonId, schema: SchemaId) -> DispatchResult {
	CredentialsPallet::seal(signed(account(person)), schema)
}

fn withdraw(schema: SchemaId, holder: PersonId) -> DispatchResult {
	CredentialsPallet::withdraw(signed(issuer_of(schema)), schema, holder, 5)
}

fn extend(schema: SchemaId, holder: PersonId, expires: u64) -> DispatchResult {
	CredentialsPallet::extend(signed(issuer_of(schema)), schema, holder, expires)
}

fn suspend(issuer: AccountId) -> DispatchResult {
	CredentialsPallet::suspend_issuer(RuntimeOrigin::root(), issuer)
}

fn reinstate(issuer: AccountId) -> DispatchResult {
	CredentialsPallet::reinstate_issuer(RuntimeOrigin::root(), issuer)
}

/// The person is offered a credential and accepts it.
fn give(schema: SchemaId, person: PersonId) {
	assert_ok!(offer(schema, person));
	assert_ok!(accept(person, schema));
}

/// The person holds the diploma and is on its roll.
fn give_diploma(person: PersonId) {
	give(DIPLOMA, person);
	MockRolls::turn();
	assert!(is_on_roll(key(person), DIPLOMA));
}

fn state(person: PersonId, schema: SchemaId) -> Option<State<u64>> {
	CredentialsPallet::credential(person, schema).map(|credential| credential.state)
}

fn holds(person: PersonId, schema: SchemaId) -> bool {
	CredentialsPallet::holds(person, schema)
}

/// The event that tells what happened to a credential.
fn told(person: PersonId, schema: SchemaId, change: Change<u64>) -> RuntimeEvent {
	Event::<Test>::Changed {
		person,
		schema,
		change,
	}
	.into()
}
