//! Worst cases: anonymous credentials, real keys, a trial run before each free act. Keys wait to
//! join their rolls, which turn only between blocks.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, Get, UnfilteredDispatchable},
};
use frame_system::RawOrigin;
use sp_runtime::{traits::Zero, Saturating};
use veche_primitives::{UnitId, MAX_TITLE};

/// Where the persons of the benchmarks live: the first unit of every territory.
const HOME: UnitId = 0;
/// How long credentials of the benchmarks hold.
const VALIDITY: u32 = 500;

/// Let the person hold a public credential of the schema, which is opened if it does not exist.
pub(crate) fn credential<T: Config>(person: PersonId, id: SchemaId) {
	if !Schemas::<T>::contains_key(id) {
		let schema = Schema {
			issuer: issuer::<T>(),
			title: title(),
			purpose: purpose(),
			validity: VALIDITY.into(),
			publicity: Publicity::Public,
			opened: Zero::zero(),
			closed: false,
		};
		Schemas::<T>::insert(id, schema);
		NextSchema::<T>::mutate(|next| *next = (*next).max(id.saturating_add(1)));
	}
	let since = Pallet::<T>::now();
	let expires = since.saturating_add(VALIDITY.into());
	let state = State::Held { since, expires };
	let held = Credential {
		commitment: H256::repeat_byte(1),
		offered: since,
		state,
	};
	if !Credentials::<T>::contains_key(person, id) {
		CountOf::<T>::mutate(person, |count| *count = count.saturating_add(1));
	}
	Pallet::<T>::keep(person, id, held);
}

fn title() -> Title {
	Title::truncate_from([b'x'].repeat(MAX_TITLE as usize))
}

fn purpose() -> Purpose {
	Purpose::truncate_from([b'x'].repeat(MAX_PURPOSE as usize))
}

/// A block that records events.
fn begin<T: Config>() -> BlockNumberFor<T> {
	let now = Pallet::<T>::now().max(1u32.into());
	frame_system::Pallet::<T>::set_block_number(now);
	now
}

/// An issuer without schemas.
fn issuer<T: Config>() -> T::AccountId {
	begin::<T>();
	let issuer: T::AccountId = account("issuer", 0, 0);
	assert_ok!(Pallet::<T>::do_accredit(&issuer, 1_000));
	issuer
}

/// An anonymous schema of the issuer.
fn schema<T: Config>(issuer: &T::AccountId) -> SchemaId {
	let id = NextSchema::<T>::get();
	assert_ok!(Pallet::<T>::do_open(
		issuer,
		&title(),
		&purpose(),
		VALIDITY.into(),
		Publicity::Anonymous,
	));
	id
}

/// As many anonymous schemas as one issuer may have.
fn schemas<T: Config>(issuer: &T::AccountId) {
	for _ in 0..MAX_ANONYMOUS {
		schema::<T>(issuer);
	}
}

/// A credential of an anonymous schema.
struct Case<AccountId> {
	issuer: AccountId,
	schema: SchemaId,
	holder: AccountId,
	person: PersonId,
}

/// It is offered.
fn offered<T: Config>() -> Case<T::AccountId> {
	let issuer = issuer::<T>();
	let schema = schema::<T>(&issuer);
	let holder: T::AccountId = account("holder", 0, 0);
	let person = T::People::benchmark_person(&holder, HOME);
	assert_ok!(Pallet::<T>::do_offer(
		&issuer,
		schema,
		person,
		H256::repeat_byte(1)
	));
	Case {
		issuer,
		schema,
		holder,
		person,
	}
}

/// It is accepted, and the holder's key waits to join the roll.
fn held<T: Config>() -> Case<T::AccountId> {
	let it = offered::<T>();
	assert_ok!(Pallet::<T>::do_accept(&it.holder, it.schema));
	assert_eq!(Members::<T>::get(it.schema, it.person), Some(true));
	it
}

/// Its time is over, but the calendar has not come to it.
fn expired<T: Config>() -> Case<T::AccountId> {
	let it = held::<T>();
	let record = Credentials::<T>::get(it.person, it.schema).expect("just accepted");
	let since = Pallet::<T>::now();
	let state = State::Held {
		since,
		expires: since,
	};
	Pallet::<T>::restate(it.person, it.schema, record, state);
	it
}

/// Run a free call as the chain does: once for trial, once in earnest.
fn run_free<T: Config>(call: Call<T>, who: T::AccountId) {
	let origin: T::RuntimeOrigin = RawOrigin::Signed(who).into();
	assert!(call.is_feeless(&origin));
	assert_ok!(call.dispatch_bypass_filter(origin));
}

fn admin<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Stop("no origin"))
}

fn state_of<T: Config>(person: PersonId, schema: SchemaId) -> Option<State<BlockNumberFor<T>>> {
	Credentials::<T>::get(person, schema).map(|credential| credential.state)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn accredit_issuer() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let issuer: T::AccountId = account("new", 0, 0);

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, issuer.clone(), 100);

		assert!(Issuers::<T>::contains_key(issuer));
		Ok(())
	}

	#[benchmark]
	fn suspend_issuer() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let issuer = issuer::<T>();
		schemas::<T>(&issuer);

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, issuer.clone());

		assert!(Pallet::<T>::is_suspended(&issuer));
		Ok(())
	}

	#[benchmark]
	fn reinstate_issuer() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let issuer = issuer::<T>();
		schemas::<T>(&issuer);
		assert_ok!(Pallet::<T>::do_suspend(&issuer));

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, issuer.clone());

		assert!(!Pallet::<T>::is_suspended(&issuer));
		Ok(())
	}

	#[benchmark]
	fn open_schema() {
		let issuer = issuer::<T>();
		for _ in 1..MAX_ANONYMOUS {
			schema::<T>(&issuer);
		}
		let id = NextSchema::<T>::get();
		let call = Call::<T>::open_schema {
			title: title(),
			purpose: purpose(),
			validity: VALIDITY.into(),
			publicity: Publicity::Anonymous,
		};

		#[block]
		{
			run_free::<T>(call, issuer);
		}

		assert!(Schemas::<T>::contains_key(id));
	}

	#[benchmark]
	fn close_schema() {
		let issuer = issuer::<T>();
		let schema = schema::<T>(&issuer);
		let call = Call::<T>::close_schema { schema };

		#[block]
		{
			run_free::<T>(call, issuer);
		}

		assert!(Schemas::<T>::get(schema).is_some_and(|schema| schema.closed));
	}

	#[benchmark]
	fn offer() {
		let it = expired::<T>();
		let call = Call::<T>::offer {
			schema: it.schema,
			holder: it.person,
			commitment: H256::repeat_byte(2),
		};

		#[block]
		{
			run_free::<T>(call, it.issuer);
		}

		let state = state_of::<T>(it.person, it.schema);
		assert!(matches!(state, Some(State::Offered { .. })));
	}

	#[benchmark]
	fn withdraw() {
		let it = held::<T>();
		let call = Call::<T>::withdraw {
			schema: it.schema,
			holder: it.person,
			reason: 1,
		};

		#[block]
		{
			run_free::<T>(call, it.issuer);
		}

		let state = state_of::<T>(it.person, it.schema);
		assert!(matches!(state, Some(State::Withdrawn { .. })));
	}

	/// The key has left the roll and joins again.
	#[benchmark]
	fn extend() {
		let it = expired::<T>();
		Pallet::<T>::leave_roll_for_good(it.person, it.schema);
		let expires = Pallet::<T>::now().saturating_add(VALIDITY.into());
		let call = Call::<T>::extend {
			schema: it.schema,
			holder: it.person,
			expires,
		};

		#[block]
		{
			run_free::<T>(call, it.issuer);
		}

		assert_eq!(Members::<T>::get(it.schema, it.person), Some(true));
	}

	#[benchmark]
	fn accept() {
		let it = offered::<T>();
		let call = Call::<T>::accept { schema: it.schema };

		#[block]
		{
			run_free::<T>(call, it.holder);
		}

		assert_eq!(Members::<T>::get(it.schema, it.person), Some(true));
	}

	#[benchmark]
	fn reject() {
		let it = offered::<T>();
		let call = Call::<T>::reject { schema: it.schema };

		#[block]
		{
			run_free::<T>(call, it.holder);
		}

		assert_eq!(state_of::<T>(it.person, it.schema), None);
	}

	#[benchmark]
	fn seal() {
		let it = held::<T>();
		let call = Call::<T>::seal { schema: it.schema };

		#[block]
		{
			run_free::<T>(call, it.holder);
		}

		let state = state_of::<T>(it.person, it.schema);
		assert!(matches!(state, Some(State::Sealed { .. })));
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let admin = admin::<T>()?;
		let params = Params {
			offer_lifetime: 77u32.into(),
			..Params::default()
		};

		#[extrinsic_call]
		_(admin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may; no sweep.
	#[benchmark]
	fn idle() {
		let now = Pallet::<T>::now().saturating_add(1_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::upkeep(now);
		}

		assert!(AgendaCursor::<T>::get().is_some());
	}

	#[benchmark]
	fn lapse() {
		let it = offered::<T>();
		let (person, schema) = (it.person, it.schema);
		let date = state_of::<T>(person, schema).and_then(|state| state.date());
		let date = date.expect("just offered");
		let due = Due::Date { person, schema };

		#[block]
		{
			Agenda::<T>::remove(date, due);
			Pallet::<T>::fall_due(due, date);
		}

		assert_eq!(state_of::<T>(person, schema), None);
	}

	#[benchmark]
	fn expire() {
		let it = held::<T>();
		let (person, schema) = (it.person, it.schema);
		let date = state_of::<T>(person, schema).and_then(|state| state.date());
		let date = date.expect("just accepted");
		let due = Due::Date { person, schema };

		#[block]
		{
			Agenda::<T>::remove(date, due);
			Pallet::<T>::fall_due(due, date);
		}

		assert!(!Members::<T>::contains_key(schema, person));
	}

	#[benchmark]
	fn standing_changed() {
		let (person, now) = (0, begin::<T>());
		// Far above the numbers of a preset's schemas.
		for schema in (1_000_000..).take(T::MaxPerPerson::get() as usize) {
			credential::<T>(person, schema);
			Members::<T>::insert(schema, person, true);
		}
		let due = Due::Standing { person };
		Agenda::<T>::insert(now, due, ());

		#[block]
		{
			Agenda::<T>::remove(now, due);
			Pallet::<T>::fall_due(due, now);
		}

		let next = now.saturating_add(1u32.into());
		let seats = Agenda::<T>::iter_key_prefix(next).count();
		assert_eq!(seats, T::MaxPerPerson::get() as usize);
	}

	/// Both leaving and joining: the person lost the standing and regained it.
	#[benchmark]
	fn reseat() {
		let it = held::<T>();
		let (person, schema) = (it.person, it.schema);
		let now = Pallet::<T>::now();
		let due = Due::Seat { person, schema };
		Agenda::<T>::insert(now, due, ());

		#[block]
		{
			Agenda::<T>::remove(now, due);
			Pallet::<T>::fall_due(due, now);
		}

		assert_eq!(Members::<T>::get(schema, person), Some(true));
	}

	/// A holder leaves and joins: the issuer was suspended and reinstated at once.
	#[benchmark]
	fn sweep_step() {
		let it = held::<T>();
		Sweeps::<T>::insert(it.schema, None::<PersonId>);

		#[block]
		{
			Pallet::<T>::sweep(1);
		}

		assert_eq!(Sweeps::<T>::get(it.schema), Some(Some(it.person)));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
