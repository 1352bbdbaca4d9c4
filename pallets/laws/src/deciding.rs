//! From the panel's verdict to the end of the people's time: petition, referendum, what they decide.

use super::*;
use frame_support::ensure;
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{
	people::Citizen,
	polls::{Goal, PollRequest},
	rolls::Electorate,
	Stratum, WHOLE,
};

impl<T: Config> Pallet<T> {
	/// A panel has passed the bill: the people's time begins.
	pub(crate) fn take_over(id: BillId, bill: BillOf<T>) -> DispatchResult {
		let is_known = Pending::<T>::contains_key(id) || Outcomes::<T>::contains_key(id);
		ensure!(!is_known, Error::<T>::AlreadyPassed);
		// Much may have changed since it was accepted. What is held for it stays held.
		Self::check_encoding(id, &bill)?;
		Self::check_bill(&bill)?;
		let terms = Self::terms_for(bill.class);
		let at = Self::now();
		let mut passed = Passed {
			bill,
			at,
			due: at.saturating_add(terms.delay),
			terms,
			phase: Phase::Waiting,
		};
		Agenda::<T>::insert(passed.due, InOrder::from(id), ());
		Self::deposit_event(Event::Passed {
			bill: id,
			unit: passed.bill.unit,
			class: passed.bill.class,
			due: passed.due,
		});
		if terms.referendum {
			Self::open_referendum(id, &mut passed, true)?;
		}
		Pending::<T>::insert(id, passed);
		Ok(())
	}

	/// A citizen begins a petition.
	pub(crate) fn do_petition(who: &T::AccountId, id: BillId) -> DispatchResult {
		let (by, mut passed) = Self::check_petition(who, id)?;
		let poll = T::Polls::open(Self::petition_request(&passed))?;
		passed.phase = Phase::Petition { poll };
		Pending::<T>::insert(id, passed);
		ByPoll::<T>::insert(poll, id);
		T::People::spend_free_act(who);
		Self::deposit_event(Event::PetitionOpened { bill: id, poll, by });
		Ok(())
	}

	/// Who may begin one, and when. Returns the person and the bill.
	fn check_petition(who: &T::AccountId, id: BillId) -> Result<(PersonId, PassedOf<T>), Error<T>> {
		let Citizen {
			person,
			home,
			stratum,
		} = T::People::citizen(who).ok_or(Error::<T>::NotACitizen)?;
		ensure!(stratum != Stratum::Observer, Error::<T>::Observer);
		ensure!(!Outcomes::<T>::contains_key(id), Error::<T>::TooLate);
		let passed = Pending::<T>::get(id).ok_or(Error::<T>::UnknownBill)?;
		ensure!(
			T::Territory::is_within(home, passed.bill.unit),
			Error::<T>::OutsideUnit
		);
		match passed.phase {
			Phase::Waiting => (),
			Phase::Petition { .. } => return Err(Error::<T>::PetitionRunning),
			Phase::Referendum { .. } => return Err(Error::<T>::ReferendumRunning),
			Phase::Confirmed { .. } => return Err(Error::<T>::AlreadyConfirmed),
		}
		// It opens in the next block, and must be open for one before the bill is due.
		let opens = Self::now().saturating_add(One::one());
		ensure!(opens < passed.due, Error::<T>::TooLate);
		Ok((person, passed))
	}

	/// Whether to ask the people. It can be supported until the delay is over, so a petition without
	/// supporters puts nothing off, unless the voting engine opens or closes it late: then the bill
	/// waits for it.
	fn petition_request(passed: &PassedOf<T>) -> PollRequest<BlockNumberFor<T>> {
		let opens = Self::now().saturating_add(One::one());
		let goal = Goal {
			question: 0,
			option: veche_tally::YES,
			share: passed.terms.support,
		};
		PollRequest {
			duration: passed.due.saturating_sub(opens),
			quorum: 0,
			goal: Some(goal),
			..Self::request(passed, PETITION_QUESTION)
		}
	}

	/// Whether it becomes law. What needs the people needs the majority of its terms; to strike, more
	/// noes than yeses are enough.
	fn referendum_request(passed: &PassedOf<T>, required: bool) -> PollRequest<BlockNumberFor<T>> {
		let request = Self::request(passed, REFERENDUM_QUESTION);
		if required {
			PollRequest {
				majority: passed.terms.majority,
				..request
			}
		} else {
			request
		}
	}

	/// A yes/no question to the people of the unit, decided by a simple majority.
	fn request(passed: &PassedOf<T>, question: &[u8]) -> PollRequest<BlockNumberFor<T>> {
		PollRequest {
			institution: Institution::Laws,
			electorate: Electorate::Unit(passed.bill.unit),
			paper: passed.bill.paper(question),
			delay: One::one(),
			duration: passed.terms.voting,
			quorum: passed.terms.quorum,
			majority: WHOLE / 2,
			goal: None,
			context: None,
			admitted: None,
		}
	}

	/// The people are asked. Whoever calls keeps `passed`.
	fn open_referendum(id: BillId, passed: &mut PassedOf<T>, required: bool) -> DispatchResult {
		let poll = T::Polls::open(Self::referendum_request(passed, required))?;
		ByPoll::<T>::insert(poll, id);
		passed.phase = Phase::Referendum { poll, required };
		Self::deposit_event(Event::ReferendumOpened {
			bill: id,
			poll,
			required,
		});
		Ok(())
	}

	/// A poll about the bill has closed. Never fails: the bill goes on or ends.
	pub(crate) fn conclude(id: BillId, poll: PollId, outcome: &PollOutcome) -> Weight {
		let Some(passed) = Pending::<T>::get(id).filter(|passed| passed.phase.poll() == Some(poll))
		else {
			log::error!(target: LOG_TARGET, "bill {id} does not wait for poll {poll}");
			return T::WeightInfo::lapse();
		};
		match passed.phase {
			Phase::Referendum { required, .. } if Self::stands(required, poll, outcome) => {
				Self::deposit_event(Event::Confirmed { bill: id, poll });
				Self::go_on(id, passed, Phase::Confirmed { poll });
				T::WeightInfo::confirm()
			}
			Phase::Referendum { .. } => {
				Self::end(id, &passed, Outcome::Struck { poll });
				T::WeightInfo::strike()
			}
			_ if outcome.goal_reached => {
				Self::call_referendum(id, passed);
				T::WeightInfo::call_referendum()
			}
			_ => {
				Self::deposit_event(Event::PetitionLapsed { bill: id });
				Self::go_on(id, passed, Phase::Waiting);
				T::WeightInfo::lapse()
			}
		}
	}

	/// Whether the verdict of the panel stands after a referendum. Where one is required, only a
	/// valid yes makes law. Where a petition has called it, only more noes than yeses of enough people
	/// strike: not a tie, which the voting engine calls a no.
	fn stands(required: bool, poll: PollId, outcome: &PollOutcome) -> bool {
		// Read in either case, so that one weight is right for both.
		let counts = T::Polls::counts(poll, 0);
		let count = |option: u8| counts.get(usize::from(option)).copied().unwrap_or(0);
		let (yes, no) = (count(veche_tally::YES), count(veche_tally::NO));
		if required {
			outcome.quorum_met && outcome.answer() == Some(veche_tally::YES)
		} else {
			!outcome.quorum_met || !veche_tally::majority_met(no, yes, WHOLE / 2)
		}
	}

	/// A petition has found its supporters. If the people cannot be asked now, there is no law: they
	/// wanted to be.
	fn call_referendum(id: BillId, mut passed: PassedOf<T>) {
		// In a storage layer of its own: what a refused poll has written is undone.
		match with_storage_layer(|| Self::open_referendum(id, &mut passed, false)) {
			Ok(()) => Pending::<T>::insert(id, passed),
			Err(error) => Self::end(id, &passed, Outcome::Failed(error)),
		}
	}

	/// The people are asked no more. If the delay is over already, nothing else is waited for.
	fn go_on(id: BillId, mut passed: PassedOf<T>, phase: Phase) {
		let is_still_to_fall_due = Agenda::<T>::contains_key(passed.due, InOrder::from(id));
		passed.phase = phase;
		Pending::<T>::insert(id, passed);
		if !is_still_to_fall_due {
			Self::enqueue(id);
		}
	}

	/// The bill is law or never will be: nothing is left of it but this.
	pub(crate) fn end(id: BillId, passed: &PassedOf<T>, outcome: Outcome) {
		Pending::<T>::remove(id);
		Agenda::<T>::remove(passed.due, InOrder::from(id));
		Self::let_go(id);
		Outcomes::<T>::insert(id, (Self::now(), outcome));
		Self::deposit_event(match outcome {
			Outcome::InForce { law } => Event::InForce { bill: id, law },
			Outcome::Struck { poll } => Event::Struck { bill: id, poll },
			Outcome::Failed(error) => Event::Failed { bill: id, error },
		});
	}
}
