//! Worst cases: a bill of the longest title that repeals a law, its call as long as a bill's may be,
//! and its preimage gone with it.
//!
//! The call kills a storage item that is not there: it has to be of the class of upgrades, and hardly
//! weighs anything itself.

use super::*;
use alloc::vec;
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, StorePreimage, UnfilteredDispatchable},
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_core::H256;
use sp_runtime::traits::Saturating;
use veche_primitives::{
	ballot::Title, laws::Change, polls::QuestionOutcome, MAX_TITLE, MAX_UNIT_DEPTH,
};

/// The bill of every benchmark.
const BILL: BillId = 7;
/// The law it repeals.
const EARLIER: LawId = 1;
/// More than the bytes of the call around the key.
const AROUND_THE_KEY: u32 = 16;

fn longest_title() -> Title {
	BoundedVec::truncate_from(vec![b'x'; MAX_TITLE as usize])
}

/// A call of upgrades of about this length, among the preimages.
fn kept_call<T: Config>(size: u32) -> Result<BoundedCallOf<T>, BenchmarkError> {
	let key = vec![0u8; size.saturating_sub(AROUND_THE_KEY) as usize];
	let call: CallOf<T> = frame_system::Call::<T>::kill_storage { keys: vec![key] }.into();
	let bytes = call.encode();
	let len = bytes.len() as u32;
	let hash = T::Preimages::note(bytes.into())?;
	Ok(Bounded::Lookup { hash, len })
}

impl<T: Config> Pallet<T> {
	/// A bill of the country, as costly to check as a bill can be: it repeals a law, and its call is
	/// as long as may be. For benchmarks of whoever holds panels, too.
	pub fn benchmark_bill() -> Result<BillOf<T>, BenchmarkError> {
		Self::bill_of_size(T::MaxCallSize::get())
	}

	fn bill_of_size(size: u32) -> Result<BillOf<T>, BenchmarkError> {
		let unit = T::Country::get();
		if !T::Territory::exists(unit) {
			// The first unit of an empty territory.
			T::Territory::benchmark_unit(None);
		}
		let earlier = Law {
			unit,
			class: Class::Upgrade,
			title: longest_title(),
			text: H256::repeat_byte(1),
			bill: BILL.saturating_add(1),
			since: Self::now(),
			call: Some(Default::default()),
			referendum: Some(1),
			change: None,
			follows: None,
			amended_by: None,
			repealed_by: None,
		};
		Laws::<T>::insert(EARLIER, earlier);
		LawCount::<T>::put(EARLIER);
		Ok(Bill {
			unit,
			class: Class::Upgrade,
			title: longest_title(),
			text: H256::repeat_byte(2),
			change: Some(Change::Repeals(EARLIER)),
			call: Some(kept_call::<T>(size)?),
		})
	}
}

/// A panel has passed a bill with a call of about this length. Its preimage is only held for it. On a
/// chain every upgrade needs a referendum; here it does not, so that there is something to object to.
fn passed<T: Config>(size: u32) -> Result<PassedOf<T>, BenchmarkError> {
	passed_on::<T>(size, false)
}

/// The same, and perhaps a referendum begins at once.
fn passed_on<T: Config>(size: u32, referendum: bool) -> Result<PassedOf<T>, BenchmarkError> {
	let terms = Terms {
		referendum,
		..TermsOf::<T>::of(Class::Upgrade)
	};
	ClassTerms::<T>::insert(Class::Upgrade, terms);
	let bill = Pallet::<T>::bill_of_size(size)?;
	let hash = bill.call.as_ref().and_then(Bounded::lookup_hash);
	Pallet::<T>::hold(BILL, &bill);
	Pallet::<T>::pass(BILL, bill)?;
	if let Some(hash) = hash {
		T::Preimages::unnote(&hash);
	}
	waiting::<T>()
}

/// The bill as it waits.
fn waiting<T: Config>() -> Result<PassedOf<T>, BenchmarkError> {
	Pending::<T>::get(BILL).ok_or(BenchmarkError::Stop("no bill waits"))
}

/// The poll that the bill waits for.
fn poll<T: Config>() -> Result<PollId, BenchmarkError> {
	let poll = waiting::<T>()?.phase.poll();
	poll.ok_or(BenchmarkError::Stop("no poll is waited for"))
}

/// The delay of the bill is over while the people are asked.
fn fall_due_asked<T: Config>() -> Result<(), BenchmarkError> {
	Agenda::<T>::remove(waiting::<T>()?.due, InOrder::from(BILL));
	Ok(())
}

/// Somebody whose home is as deep below the unit as units go.
fn citizen<T: Config>(unit: UnitId) -> OriginFor<T> {
	let home = (1..MAX_UNIT_DEPTH).fold(unit, |above, _| T::Territory::benchmark_unit(Some(above)));
	let account: T::AccountId = account("citizen", 0, 0);
	T::People::benchmark_person(&account, home);
	RawOrigin::Signed(account).into()
}

/// A petition against a bill with the longest call is under way.
fn petitioned<T: Config>() -> Result<PollId, BenchmarkError> {
	let passed = passed::<T>(T::MaxCallSize::get())?;
	Pallet::<T>::petition(citizen::<T>(passed.bill.unit), BILL)?;
	poll::<T>()
}

/// The people decide on it.
fn called<T: Config>() -> Result<PollId, BenchmarkError> {
	let asked = petitioned::<T>()?;
	close::<T>(asked, true, veche_tally::YES);
	poll::<T>()
}

fn close<T: Config>(poll: PollId, goal_reached: bool, winner: u8) {
	let question = QuestionOutcome {
		winner: Some(winner),
		..QuestionOutcome::default()
	};
	let outcome = PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met: true,
		goal_reached,
		questions: BoundedVec::truncate_from(vec![question]),
	};
	Pallet::<T>::on_poll_closed(Institution::Laws, poll, &outcome);
}

/// Whether the bill is the first in the queue.
fn is_queued<T: Config>() -> bool {
	Queue::<T>::get(QueueEnds::<T>::get().0) == Some(BILL)
}

/// How the bill ended.
fn ended<T: Config>() -> Option<Outcome> {
	Outcomes::<T>::get(BILL).map(|(_, outcome)| outcome)
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn petition() -> Result<(), BenchmarkError> {
		let passed = passed::<T>(T::MaxCallSize::get())?;
		let origin = citizen::<T>(passed.bill.unit);
		let call = Call::<T>::petition { bill: BILL };

		// The check whether the call is free is a trial run, which the call must pay for too.
		#[block]
		{
			assert!(call.is_feeless(&origin));
			call.dispatch_bypass_filter(origin)
				.map_err(|error| error.error)?;
		}

		poll::<T>()?;
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let terms = Terms {
			quorum: MAX_SHARE,
			..Pallet::<T>::terms_for(Class::Constitution)
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, Class::Constitution, terms);

		assert_eq!(ClassTerms::<T>::get(Class::Constitution), Some(terms));
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may.
	#[benchmark]
	fn idle() {
		let now = frame_system::Pallet::<T>::block_number().saturating_add(100_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::service(now);
		}

		assert!(AgendaCursor::<T>::get().is_some_and(|cursor| cursor < now));
	}

	#[benchmark]
	fn fall_due() -> Result<(), BenchmarkError> {
		let passed = passed::<T>(T::MaxCallSize::get())?;

		#[block]
		{
			Agenda::<T>::remove(passed.due, InOrder::from(BILL));
			Pallet::<T>::fall_due(BILL);
		}

		assert!(is_queued::<T>());
		Ok(())
	}

	#[benchmark]
	fn enact(n: Linear<0, { T::MaxCallSize::get() }>) -> Result<(), BenchmarkError> {
		let passed = passed::<T>(n)?;
		Agenda::<T>::remove(passed.due, InOrder::from(BILL));
		Pallet::<T>::enqueue(BILL);

		#[block]
		{
			Pallet::<T>::enact_queued();
		}

		let law = EARLIER.saturating_add(1);
		assert_eq!(ended::<T>(), Some(Outcome::InForce { law }));
		Ok(())
	}

	/// The delay is over already.
	#[benchmark]
	fn lapse() -> Result<(), BenchmarkError> {
		let asked = petitioned::<T>()?;
		fall_due_asked::<T>()?;

		#[block]
		{
			close::<T>(asked, false, veche_tally::NO);
		}

		assert!(is_queued::<T>());
		Ok(())
	}

	#[benchmark]
	fn call_referendum() -> Result<(), BenchmarkError> {
		let asked = petitioned::<T>()?;

		#[block]
		{
			close::<T>(asked, true, veche_tally::YES);
		}

		assert!(poll::<T>()? != asked);
		Ok(())
	}

	/// The delay is over already.
	#[benchmark]
	fn confirm() -> Result<(), BenchmarkError> {
		let referendum = called::<T>()?;
		fall_due_asked::<T>()?;

		#[block]
		{
			close::<T>(referendum, false, veche_tally::YES);
		}

		assert!(is_queued::<T>());
		Ok(())
	}

	/// Of a referendum that is required: nobody can vote here in one that is not, and the count is read
	/// in either case.
	#[benchmark]
	fn strike() -> Result<(), BenchmarkError> {
		passed_on::<T>(T::MaxCallSize::get(), true)?;
		let referendum = poll::<T>()?;

		#[block]
		{
			close::<T>(referendum, false, veche_tally::NO);
		}

		assert_eq!(ended::<T>(), Some(Outcome::Struck { poll: referendum }));
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
