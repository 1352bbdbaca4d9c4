//! What becomes of a round whose poll has closed.

use super::*;
use crate::types::is_unclear;
use veche_primitives::take_place;

impl<T: Config> Pallet<T> {
	/// The round that waited for the poll; it waits no longer.
	pub(crate) fn take_round(poll: PollId) -> Option<(OfficeId, RoundOf<T>)> {
		let office = ByPoll::<T>::take(poll)?;
		let round = Current::<T>::take(office);
		if round.is_none() {
			log::error!(target: LOG_TARGET, "office {office} does not wait for poll {poll}");
		}
		Some((office, round?))
	}

	/// What the people answered to each question of the round.
	pub(crate) fn answers(round: &RoundOf<T>, electors: u32) -> Vec<Answers> {
		let count = |(yes, no)| Answers { yes, no, electors };
		Self::yes_and_no(round).into_iter().map(count).collect()
	}

	/// Yes and no to each question of the round so far.
	pub(crate) fn yes_and_no(round: &RoundOf<T>) -> Vec<(u32, u32)> {
		let questions = (0u8..).zip(&round.asked);
		let count = |question| {
			let counts = T::Polls::counts(round.poll, question);
			let of = |option: u8| counts.get(usize::from(option)).copied().unwrap_or(0);
			(of(YES), of(NO))
		};
		questions.map(|(question, _)| count(question)).collect()
	}

	/// Make of the answers what they are. Never fails: whatever happens, the calendar goes on.
	pub(crate) fn settle(office: OfficeId, round: RoundOf<T>, answers: &[Answers]) -> Weight {
		let is_repeat = round.kind == Kind::Repeat;
		let rate = |(asked, answers): (&Asked, &Answers)| Rated {
			asked: *asked,
			answers: *answers,
			verdict: judge(answers, &round.rule, asked.stake(), is_repeat),
		};
		let results: Vec<Rated> = round.asked.iter().zip(answers).map(rate).collect();
		let results = Results::truncate_from(results);
		Self::keep(office, &round, &results);
		let weight = T::WeightInfo::settle();
		let is_final = !is_unclear(&results);
		Self::take_in(&round.rule, &results, is_final);
		if is_final {
			let told = Self::tell(office, &results, |rated| rated.verdict.rating());
			return weight
				.saturating_add(told)
				.saturating_add(Self::finish(office));
		}
		let weight = weight.saturating_add(T::WeightInfo::call_round());
		match Self::call_again(office, round) {
			Ok(true) => {
				Self::put_date(office);
				weight
			}
			Ok(false) => weight.saturating_add(Self::finish(office)),
			Err(error) => {
				Self::deposit_event(Event::NotOpened { office, error });
				let told = Self::tell(office, &results, |_| None);
				weight
					.saturating_add(told)
					.saturating_add(Self::finish(office))
			}
		}
	}

	/// Keep the round for ever.
	fn keep(office: OfficeId, round: &RoundOf<T>, results: &Results) {
		let number = round.number;
		let past = PastRound {
			poll: round.poll,
			kind: round.kind,
			called: round.called,
			closed: frame_system::Pallet::<T>::block_number(),
			rule: round.rule,
			results: results.clone(),
		};
		RoundsIn::<T>::insert(office, number, past);
		for rated in results {
			let person = rated.asked.person;
			let place = CountOf::<T>::mutate(person, take_place);
			RoundsOf::<T>::insert(person, place, (office, number));
		}
		Self::deposit_event(Event::Concluded {
			office,
			number,
			results: results.clone(),
		});
	}

	/// Take a round into the standing of the mandates it was about. One that is repeated has no
	/// consequences, but what the people said belongs to the record.
	fn take_in(rule: &ConfidenceRule, results: &[Rated], is_final: bool) {
		for rated in results {
			if let Some(mandate) = rated.heard_of(is_final) {
				Standings::<T>::mutate(mandate, |standing| standing.add(rated, rule, is_final));
			}
		}
	}

	/// Tell what hangs on the ratings, in the order of the questions.
	fn tell(office: OfficeId, results: &[Rated], rating: impl Fn(&Rated) -> Option<Ppm>) -> Weight {
		results.iter().fold(Weight::zero(), |weight, rated| {
			let told = T::Confidence::rated(office, &rated.asked, rating(rated));
			weight.saturating_add(told)
		})
	}

	/// The round and its repeat are over: put the next date, for the seat may have changed, and hold
	/// the round that is owed.
	fn finish(office: OfficeId) -> Weight {
		Self::put_date(office);
		if Owed::<T>::take(office).is_none() {
			return Weight::zero();
		}
		if let Err(error) = Self::hold(office) {
			Self::deposit_event(Event::NotOpened { office, error });
		}
		T::WeightInfo::call_round()
	}
}
