//! Worst cases: as many pledges as can be, with the longest titles and reasons, and as many open
//! judgements in the unit as can be.
//!
//! No votes can be cast here, so the outcomes of judgements are made up.

use super::*;
use alloc::vec;
use frame_benchmarking::v2::*;
use frame_support::{
	dispatch::CheckIfFeeless,
	traits::{EnsureOrigin, UnfilteredDispatchable},
	BoundedVec,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::traits::Saturating;
use veche_primitives::{offices::MAX_PLEDGES, polls::QuestionOutcome, MAX_TITLE, WHOLE};

/// The first unit of every preset.
const HOME: UnitId = 0;

fn title() -> Title {
	Title::truncate_from(vec![b'x'; MAX_TITLE as usize])
}

/// As many promises as can be, with the longest titles; not due yet on the block that is measured.
pub(crate) fn longest<T: Config>() -> Promises<BlockNumberFor<T>> {
	let promise = Promise {
		title: title(),
		text: H256::repeat_byte(1),
		due: 2u32.into(),
	};
	Promises::truncate_from(vec![promise; MAX_PLEDGES as usize])
}

/// Somebody in office.
struct Holder<T: Config> {
	account: T::AccountId,
	mandate: MandateId,
	unit: UnitId,
}

/// Somebody in office with the longest checklist, on which only the first two pledges are open. As
/// many judgements are open in the unit as can be, but for `room`.
fn in_office<T: Config>(room: u32) -> Result<Holder<T>, BenchmarkError> {
	let holder: T::AccountId = account("holder", 0, 0);
	let person = T::People::benchmark_person(&holder, HOME);
	let mandate = T::Mandates::benchmark_mandate(person, HOME);
	let (held, unit) = Pallet::<T>::mandate_and_unit(mandate).ok_or("no mandate")?;
	Entered::<T>::insert(held.election, person, longest::<T>());
	Pallet::<T>::do_adopt(held.election, person, mandate, &[]);
	let at = frame_system::Pallet::<T>::block_number();
	Checklist::<T>::mutate(mandate, |checklist| {
		for pledge in checklist.iter_mut().skip(2) {
			pledge.mark = Mark::Kept;
			pledge.claim = Some(Claim {
				evidence: H256::repeat_byte(1),
				at,
			});
			pledge.excuse = Some(Excuse {
				reason: title(),
				text: H256::repeat_byte(1),
				at,
			});
		}
	});
	let params = Params {
		open_per_unit: MAX_OPEN_PER_UNIT,
		..Params::default()
	};
	Parameters::<T>::put(params);
	let open = (room..MAX_OPEN_PER_UNIT).map(|n| PollId::MAX.saturating_sub(n));
	OpenIn::<T>::insert(unit, Judgements::truncate_from(open.collect()));
	Ok(Holder {
		account: holder,
		mandate,
		unit,
	})
}

/// The judgement of the wish to be excused from the first pledge, in the last place there is. The
/// claim of the second waits.
fn judged<T: Config>() -> Result<(Holder<T>, PollId), BenchmarkError> {
	let holder = in_office::<T>(1)?;
	let Holder {
		account, mandate, ..
	} = &holder;
	Pallet::<T>::do_ask_excuse(account, *mandate, 0, title(), H256::repeat_byte(1))?;
	Pallet::<T>::do_claim(account, *mandate, 1, H256::repeat_byte(1))?;
	let Mark::Judging { poll, .. } = first::<T>(*mandate)?.mark else {
		return Err(BenchmarkError::Stop("no judgement"));
	};
	Ok((holder, poll))
}

/// The first pledge on the checklist.
fn first<T: Config>(mandate: MandateId) -> Result<PledgeOf<T>, BenchmarkError> {
	let checklist = Checklist::<T>::get(mandate).into_iter().next();
	checklist.ok_or(BenchmarkError::Stop("no pledge"))
}

/// The people have answered with a no.
fn outcome(quorum_met: bool) -> PollOutcome {
	let question = QuestionOutcome {
		winner: Some(veche_tally::NO),
		..Default::default()
	};
	PollOutcome {
		ballots: 1,
		electors: 1,
		quorum_met,
		goal_reached: false,
		questions: BoundedVec::truncate_from(vec![question]),
	}
}

/// Run a free call as the chain does: once for trial, once in earnest.
fn run_free<T: Config>(call: Call<T>, who: T::AccountId) -> Result<(), BenchmarkError> {
	let origin: OriginFor<T> = RawOrigin::Signed(who).into();
	let is_free = call.is_feeless(&origin);
	call.dispatch_bypass_filter(origin)
		.map_err(|error| error.error)?;
	if !is_free {
		return Err(BenchmarkError::Stop("the call is not free"));
	}
	Ok(())
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn enter() -> Result<(), BenchmarkError> {
		let candidate: T::AccountId = account("candidate", 0, 0);
		let person = T::People::benchmark_person(&candidate, HOME);
		let election = T::Candidacies::benchmark_candidacy(person);
		Pallet::<T>::benchmark_pledges(election, person)?;
		let call = Call::<T>::enter {
			election,
			pledges: Sent::truncate_from(longest::<T>().into_inner()),
		};

		#[block]
		{
			run_free::<T>(call, candidate)?;
		}

		assert_eq!(Entered::<T>::get(election, person), longest::<T>());
		Ok(())
	}

	/// In the last place there is.
	#[benchmark]
	fn claim() -> Result<(), BenchmarkError> {
		let Holder {
			account, mandate, ..
		} = in_office::<T>(1)?;
		let call = Call::<T>::claim {
			mandate,
			pledge: 0,
			evidence: H256::repeat_byte(1),
		};

		#[block]
		{
			run_free::<T>(call, account)?;
		}

		assert!(matches!(first::<T>(mandate)?.mark, Mark::Judging { .. }));
		Ok(())
	}

	/// In the last place there is.
	#[benchmark]
	fn ask_excuse() -> Result<(), BenchmarkError> {
		let Holder {
			account, mandate, ..
		} = in_office::<T>(1)?;
		let call = Call::<T>::ask_excuse {
			mandate,
			pledge: 0,
			reason: title(),
			text: H256::repeat_byte(1),
		};

		#[block]
		{
			run_free::<T>(call, account)?;
		}

		assert!(matches!(first::<T>(mandate)?.mark, Mark::Judging { .. }));
		Ok(())
	}

	#[benchmark]
	fn set_params() -> Result<(), BenchmarkError> {
		let origin =
			T::AdminOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let params = Params {
			quorum: WHOLE,
			..Params::default()
		};

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, params);

		assert_eq!(Parameters::<T>::get(), params);
		Ok(())
	}

	/// The cursor passes as many empty blocks as it may.
	#[benchmark]
	fn idle() {
		let now = frame_system::Pallet::<T>::block_number().saturating_add(1_000u32.into());
		AgendaCursor::<T>::put(now.saturating_sub(500u32.into()));

		#[block]
		{
			Pallet::<T>::keep_agenda(now);
		}

		assert!(AgendaCursor::<T>::get().is_some_and(|cursor| cursor < now));
	}

	#[benchmark]
	fn close_pledge() -> Result<(), BenchmarkError> {
		let Holder { mandate, .. } = in_office::<T>(1)?;
		let due = first::<T>(mandate)?.due;
		frame_system::Pallet::<T>::set_block_number(due);

		#[block]
		{
			Agenda::<T>::remove(due, Due::Pledge(mandate, 0));
			Pallet::<T>::fall_due(Due::Pledge(mandate, 0));
		}

		assert_eq!(first::<T>(mandate)?.mark, Mark::Broken);
		Ok(())
	}

	/// Two wait, and there is room for both.
	#[benchmark]
	fn open_judgement() -> Result<(), BenchmarkError> {
		let Holder {
			account,
			mandate,
			unit,
		} = in_office::<T>(0)?;
		for pledge in [0, 1] {
			Pallet::<T>::do_claim(&account, mandate, pledge, H256::repeat_byte(1))?;
		}
		for _ in [0, 1] {
			OpenIn::<T>::mutate(unit, |open| open.remove(0));
		}
		let now = frame_system::Pallet::<T>::block_number();

		#[block]
		{
			Agenda::<T>::remove(now, Due::Queue(unit));
			Pallet::<T>::fall_due(Due::Queue(unit));
		}

		assert!(matches!(first::<T>(mandate)?.mark, Mark::Judging { .. }));
		assert!(Queues::<T>::get(unit).due.is_some());
		Ok(())
	}

	#[benchmark]
	fn judge_again() -> Result<(), BenchmarkError> {
		let (Holder { mandate, .. }, poll) = judged::<T>()?;
		let outcome = outcome(false);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Pledges, poll, &outcome);
		}

		assert!(matches!(
			first::<T>(mandate)?.mark,
			Mark::Judging { attempt: 2, .. }
		));
		Ok(())
	}

	/// Of a refused excuse when the pledge is due.
	#[benchmark]
	fn conclude() -> Result<(), BenchmarkError> {
		let (Holder { mandate, unit, .. }, poll) = judged::<T>()?;
		let due = first::<T>(mandate)?.due;
		frame_system::Pallet::<T>::set_block_number(due);
		let outcome = outcome(true);

		#[block]
		{
			Pallet::<T>::on_poll_closed(Institution::Pledges, poll, &outcome);
		}

		assert_eq!(first::<T>(mandate)?.mark, Mark::Broken);
		assert!(Queues::<T>::get(unit).due.is_some());
		Ok(())
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::ExtBuilder::default().build(),
		crate::mock::Test
	);
}
