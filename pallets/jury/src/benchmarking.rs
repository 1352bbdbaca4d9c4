//! Worst cases: a full list of tickets, as many seats as a poll admits, a citizen whose home is as deep
//! below the unit as units go, and too few jurists, so that everybody is counted too. What a ticket's
//! proof takes is the electorates' to know.

use super::*;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	pallet_prelude::{Authorize, TransactionSource},
	traits::{EnsureOrigin, UnfilteredDispatchable},
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::traits::{BlakeTwo256, Hash, Saturating};
use veche_primitives::{
	ballot::Title,
	laws::SEED_DELAY,
	polls::{QuestionOutcome, MAX_ADMITTED},
	PrecinctId, MAX_TITLE, MAX_UNIT_DEPTH,
};

/// What this pallet cannot do itself.
pub trait BenchmarkHelper<Call> {
	/// A bill of the unit, which is the country, that is as dear to check and to pass as can be.
	fn bill(unit: UnitId) -> Bill<Call> {
		Bill {
			unit,
			class: Class::Statute,
			title: Title::truncate_from([b'x'].repeat(MAX_TITLE as usize)),
			text: H256::repeat_byte(1),
			change: None,
			call: None,
		}
	}

	/// Whoever brought the call of a bill has taken it back: it is there for the bill alone.
	fn take_back(_: &Bill<Call>) {}

	/// The block has just begun: let the voting engine open what is to open on it.
	fn open_polls() {}
}

impl<Call> BenchmarkHelper<Call> for () {}

/// As many seats and reserves as can be.
fn largest<T: Config>(panel: u32) -> ParamsOf<T> {
	Params {
		panel,
		reserves: MAX_ADMITTED.saturating_sub(panel),
		least_panel: 1,
		..Params::of(Class::Constitution)
	}
}

/// The country, which is the first unit. The dearest bills are its alone: those that act on the chain.
fn country<T: Config>() -> UnitId {
	let first = UnitId::default();
	if T::Territory::exists(first) {
		first
	} else {
		T::Territory::benchmark_unit(None)
	}
}

/// The country, and a home as deep below it as units go.
fn country_and_home<T: Config>() -> (UnitId, UnitId) {
	let country = country::<T>();
	let home = (1..MAX_UNIT_DEPTH).fold(country, |above, _| {
		T::Territory::benchmark_unit(Some(above))
	});
	(country, home)
}

/// The country, and a citizen whose home is as deep below it as units go.
fn country_and_citizen<T: Config>() -> (UnitId, T::AccountId) {
	let (country, home) = country_and_home::<T>();
	let account: T::AccountId = account("citizen", 0, 0);
	T::People::benchmark_person(&account, home);
	(country, account)
}

/// An incumbent of the country.
struct Incumbent<T: Config> {
	account: T::AccountId,
	office: OfficeId,
	country: UnitId,
}

impl<T: Config> Incumbent<T> {
	fn new() -> Result<Self, BenchmarkError> {
		let country = country::<T>();
		let account: T::AccountId = account("incumbent", 0, 0);
		let person = T::People::benchmark_person(&account, country);
		let mandate = T::Mandates::benchmark_mandate(person, country);
		let held = T::Mandates::mandate(mandate).ok_or(BenchmarkError::Stop("no mandate"))?;
		Ok(Self {
			account,
			office: held.office,
			country,
		})
	}

	fn signed(&self) -> OriginFor<T> {
		RawOrigin::Signed(self.account.clone()).into()
	}
}

/// A submitted bill whose panel has so many seats, drawn from a roll of real rings; its roll is
/// frozen.
fn frozen<T: Config>(panel: u32) -> Result<(BillId, PrecinctId), BenchmarkError> {
	let (jurists, precincts) = T::Electorates::benchmark_electorate();
	let incumbent = Incumbent::<T>::new()?;
	let bill = T::BenchmarkHelper::bill(incumbent.country);
	Parameters::<T>::insert(bill.class, largest::<T>(panel));
	Pallet::<T>::submit(incumbent.signed(), incumbent.office, bill)?;
	let id = latest::<T>()?;
	Bills::<T>::mutate(id, |record| {
		if let Some(record) = record {
			record.jurists = jurists;
		}
	});
	let precinct = precincts.first().copied();
	Ok((id, precinct.ok_or(BenchmarkError::Stop("no precinct"))?))
}

/// The same with its seed drawn.
fn claiming<T: Config>(panel: u32) -> Result<(BillId, PrecinctId), BenchmarkError> {
	let (id, precinct) = frozen::<T>(panel)?;
	let Phase::Frozen { frozen_in, .. } = record::<T>(id)?.phase else {
		return Err(BenchmarkError::Stop("the roll is not frozen"));
	};
	SeedsDue::<T>::remove(frozen_in.saturating_add(SEED_DELAY), id);
	Pallet::<T>::draw_seed(id);
	Ok((id, precinct))
}

/// The same with all places taken, and the window over.
fn drawn<T: Config>(panel: u32) -> Result<BillId, BenchmarkError> {
	let (id, _) = claiming::<T>(panel)?;
	Tickets::<T>::insert(id, full());
	take_off_agenda::<T>(id);
	Ok(id)
}

/// The same with its panel seated; the poll and its number.
fn tried<T: Config>(panel: u32) -> Result<(BillId, PollId), BenchmarkError> {
	let id = drawn::<T>(panel)?;
	Pallet::<T>::fall_due(id);
	let poll = record::<T>(id)?.trial;
	Ok((id, poll.ok_or(BenchmarkError::Stop("no trial"))?))
}

/// As the calendar does before it acts.
fn take_off_agenda<T: Config>(id: BillId) {
	if let Some(at) = DueAt::<T>::get(id) {
		Agenda::<T>::remove(at, id);
	}
}

/// A full list of tickets.
fn full() -> Kept {
	let mut tickets: Vec<Alias> = (0..MAX_ADMITTED)
		.map(|n| n.using_encoded(BlakeTwo256::hash).0)
		.collect();
	tickets.sort_unstable();
	BoundedVec::truncate_from(tickets)
}

/// The ticket that is lower than all others.
fn lowest<T: Config>(bill: BillId, precinct: PrecinctId) -> Ticket {
	Ticket {
		bill,
		precinct,
		alias: [0; 32],
		proof: BoundedVec::truncate_from(T::Electorates::benchmark_proof(0)),
	}
}

/// There are fewer jurists than the bill's panel needs.
fn need_everybody<T: Config>(id: BillId) {
	Bills::<T>::mutate(id, |record| {
		if let Some(record) = record {
			record.params.least_panel = u32::MAX;
		}
	});
}

fn latest<T: Config>() -> Result<BillId, BenchmarkError> {
	let next = NextBill::<T>::get();
	next.checked_sub(1).ok_or(BenchmarkError::Stop("no bill"))
}

fn record<T: Config>(id: BillId) -> Result<RecordOf<T>, BenchmarkError> {
	Bills::<T>::get(id).ok_or(BenchmarkError::Stop("no bill"))
}

/// A bill that looks for supporters.
fn proposed<T: Config>() -> Result<(BillId, PollId), BenchmarkError> {
	let (country, citizen) = country_and_citizen::<T>();
	let bill = T::BenchmarkHelper::bill(country);
	Pallet::<T>::propose(RawOrigin::Signed(citizen).into(), bill)?;
	let id = latest::<T>()?;
	let poll = record::<T>(id)?.petition;
	Ok((id, poll.ok_or(BenchmarkError::Stop("no petition"))?))
}

fn outcome(goal_reached: bool) -> PollOutcome {
	let question = QuestionOutcome {
		winner: Some(veche_tally::YES),
		..Default::default()
	};
	PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met: true,
		goal_reached,
		questions: BoundedVec::truncate_from(Vec::from([question])),
	}
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn submit() -> Result<(), BenchmarkError> {
		let incumbent = Incumbent::<T>::new()?;
		let bill = T::BenchmarkHelper::bill(incumbent.country);
		let params = Params {
			least_panel: u32::MAX,
			..largest::<T>(1)
		};
		Parameters::<T>::insert(bill.class, params);
		let call = Call::<T>::submit {
			office: incumbent.office,
			bill,
		};
		let origin = incumbent.signed();

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		let submitted = record::<T>(latest::<T>()?)?;
		assert!(matches!(submitted.phase, Phase::Frozen { .. }));
		assert_eq!(submitted.jurists, T::Everybody::get());
		Ok(())
	}

	#[benchmark]
	fn propose() -> Result<(), BenchmarkError> {
		let (country, citizen) = country_and_citizen::<T>();
		let call = Call::<T>::propose {
			bill: T::BenchmarkHelper::bill(country),
		};
		let origin: OriginFor<T> = RawOrigin::Signed(citizen).into();

		// As above.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		let id = latest::<T>()?;
		assert!(record::<T>(id)?.petition.is_some());
		Ok(())
	}

	/// The lowest ticket of all displaces the highest. Rings of real keys are those of a group: what
	/// it takes besides to find the precinct of somebody of everybody is done here.
	#[benchmark]
	fn claim() -> Result<(), BenchmarkError> {
		let (id, precinct) = claiming::<T>(1)?;
		Tickets::<T>::insert(id, full());
		let ticket = lowest::<T>(id, precinct);
		let (country, home) = country_and_home::<T>();
		let origin: OriginFor<T> = RawOrigin::<T::AccountId>::Authorized.into();

		#[block]
		{
			assert!(T::Territory::is_within(home, country));
			Pallet::<T>::claim(origin, ticket)?;
		}

		assert_eq!(Tickets::<T>::get(id).first(), Some(&[0; 32]));
		Ok(())
	}

	/// As above. Everything but the proof: it ends at one that is empty.
	#[benchmark]
	fn authorize_claim() -> Result<(), BenchmarkError> {
		let (id, precinct) = claiming::<T>(1)?;
		Tickets::<T>::insert(id, full());
		let mut ticket = lowest::<T>(id, precinct);
		ticket.proof = BoundedVec::default();
		let call = Call::<T>::claim { ticket };
		let (country, home) = country_and_home::<T>();

		#[block]
		{
			assert!(T::Territory::is_within(home, country));
			let refused = call.authorize(TransactionSource::External);
			assert!(refused.is_some_and(|result| result.is_err()));
		}
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		// A law leaves periods about as long as they are, and shares within reach.
		let present = Pallet::<T>::params_of(Class::Constitution);
		let params = Params {
			quorum: MAX_SHARE,
			majority: MAX_SHARE,
			support: MAX_SUPPORT,
			claim: present.claim,
			verdict: present.verdict,
			petition_window: present.petition_window,
			least_panel: present.least_panel,
			..largest::<T>(present.panel)
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Class::Constitution, params);

		assert_eq!(Parameters::<T>::get(Class::Constitution), Some(params));
		Ok(())
	}

	/// The cursor of blocks passes as many empty ones as it may, as after an outage. That of epochs
	/// passes one: they are counted one by one, and each is looked at when it has just begun.
	#[benchmark]
	fn idle() {
		let now = Pallet::<T>::now().saturating_add(100_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));
		SeedCursor::<T>::put(T::Seeds::epoch());

		#[block]
		{
			Pallet::<T>::service(now);
		}

		assert!(AgendaCursor::<T>::get().is_some_and(|cursor| cursor < now));
		assert_eq!(
			SeedCursor::<T>::get(),
			Some(T::Seeds::epoch().saturating_add(1))
		);
	}

	#[benchmark]
	fn freeze() -> Result<(), BenchmarkError> {
		let (id, _) = frozen::<T>(1)?;
		let mut bill = record::<T>(id)?;
		bill.phase = Phase::Waiting {
			since: Pallet::<T>::now(),
		};
		Bills::<T>::insert(id, bill);
		need_everybody::<T>(id);
		DueAt::<T>::insert(id, Pallet::<T>::next_block());

		#[block]
		{
			Pallet::<T>::fall_due(id);
		}

		let frozen = record::<T>(id)?;
		assert!(matches!(frozen.phase, Phase::Frozen { .. }));
		assert_eq!(frozen.jurists, T::Everybody::get());
		Ok(())
	}

	#[benchmark]
	fn draw_seed() -> Result<(), BenchmarkError> {
		let (id, _) = frozen::<T>(1)?;

		#[block]
		{
			Pallet::<T>::draw_seed(id);
		}

		assert!(Pallet::<T>::open_drawing(id).is_some());
		Ok(())
	}

	/// As many seats as a poll admits.
	#[benchmark]
	fn seat_panel() -> Result<(), BenchmarkError> {
		let id = drawn::<T>(MAX_ADMITTED)?;

		#[block]
		{
			Pallet::<T>::fall_due(id);
		}

		assert!(matches!(record::<T>(id)?.phase, Phase::Trial { .. }));
		Ok(())
	}

	/// Nobody of the panel has voted, and there are as many reserves as seats.
	#[benchmark]
	fn call_reserves() -> Result<(), BenchmarkError> {
		let (id, _) = tried::<T>(MAX_ADMITTED / 2)?;
		frame_system::Pallet::<T>::set_block_number(Pallet::<T>::next_block());
		T::BenchmarkHelper::open_polls();
		take_off_agenda::<T>(id);

		#[block]
		{
			Pallet::<T>::fall_due(id);
		}

		let called = MAX_ADMITTED / 2;
		let event = Event::<T>::ReservesCalled { bill: id, called };
		frame_system::Pallet::<T>::assert_last_event(event.into());
		Ok(())
	}

	#[benchmark]
	fn begin_trial() -> Result<(), BenchmarkError> {
		let (id, poll) = proposed::<T>()?;
		need_everybody::<T>(id);
		let outcome = outcome(true);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Jury, poll, &outcome);
		}

		let frozen = record::<T>(id)?;
		assert!(matches!(frozen.phase, Phase::Frozen { .. }));
		assert_eq!(frozen.jurists, T::Everybody::get());
		Ok(())
	}

	/// Nobody but the bill needs its call, which goes with it.
	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let (id, poll) = proposed::<T>()?;
		T::BenchmarkHelper::take_back(&record::<T>(id)?.bill);
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Jury, poll, &outcome);
		}

		assert_eq!(record::<T>(id)?.phase, Phase::Done(Verdict::Lapsed));
		Ok(())
	}

	/// The bill passes before its reserves were called.
	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		let (id, poll) = tried::<T>(MAX_ADMITTED / 2)?;
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Jury, poll, &outcome);
		}

		assert_eq!(record::<T>(id)?.phase, Phase::Done(Verdict::Passed));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
