//! Whom a round asks about, and how it is called.

use super::*;
use alloc::format;
use frame_support::storage::with_storage_layer;
use sp_runtime::traits::{One, Saturating};
use veche_primitives::{ballot::Title, is_readable, polls::PollRequest, rolls::Electorate, WHOLE};

impl<T: Config> Pallet<T> {
	/// Call a round about whoever sits in the office. Whether there was anybody.
	pub(crate) fn call_about_seat(office: OfficeId, kind: Kind) -> Result<bool, DispatchError> {
		let Some(unit) = T::Mandates::unit(office) else {
			return Ok(false);
		};
		let params = Self::params_in(unit);
		let asked = Self::whom_to_ask(office, kind, params.grace);
		if asked.is_empty() {
			return Ok(false);
		}
		Self::call_round(office, unit, kind, asked, params.rule, params.voting)?;
		Ok(true)
	}

	/// Call the round again about those who are still what they were. Whether there was anybody.
	pub(crate) fn call_again(office: OfficeId, round: RoundOf<T>) -> Result<bool, DispatchError> {
		let Some(unit) = T::Mandates::unit(office) else {
			return Ok(false);
		};
		let seat = T::Mandates::seat(office).unwrap_or(Seat::Vacant);
		let mut asked = round.asked;
		asked.retain(|asked| is_still(asked, &seat));
		if asked.is_empty() {
			return Ok(false);
		}
		let voting = Self::params_in(unit).voting;
		Self::call_round(office, unit, Kind::Repeat, asked, round.rule, voting)?;
		Ok(true)
	}

	/// Whom a round of this kind asks about now: who holds the office, then who acts in it. By the
	/// calendar, nobody who took office less than `grace` blocks ago and was not suspended since.
	fn whom_to_ask(office: OfficeId, kind: Kind, grace: BlockNumberFor<T>) -> AskedAbout {
		let now = frame_system::Pallet::<T>::block_number();
		let holder = |mandate: MandateId, capacity| {
			let held = T::Mandates::mandate(mandate)?;
			let is_spared = kind == Kind::Regular
				&& matches!(capacity, Capacity::Incumbent(_))
				&& now.saturating_sub(held.since) < grace;
			(!is_spared).then_some((held.person, capacity))
		};
		let acts = |person: PersonId| (person, Capacity::Acting);
		let about = match T::Mandates::seat(office).unwrap_or(Seat::Vacant) {
			Seat::Incumbent { mandate } => [holder(mandate, Capacity::Incumbent(mandate)), None],
			Seat::Suspended { mandate, acting } => [
				holder(mandate, Capacity::Suspended(mandate)),
				acting.map(acts),
			],
			Seat::Acting { person } => [Some(acts(person)), None],
			Seat::Vacant => [None, None],
		};
		let asked = about.into_iter().flatten().map(|(person, capacity)| Asked {
			person,
			capacity,
			threshold: T::Confidence::threshold(office, capacity),
		});
		AskedAbout::truncate_from(asked.collect())
	}

	/// Ask the people of the unit. In a storage layer of its own: what a failed opening has written
	/// is undone.
	fn call_round(
		office: OfficeId,
		unit: UnitId,
		kind: Kind,
		asked: AskedAbout,
		rule: ConfidenceRule,
		voting: BlockNumberFor<T>,
	) -> DispatchResult {
		let number = CountIn::<T>::get(office)
			.checked_add(1)
			.ok_or(Error::<T>::NoMoreNumbers)?;
		let names: Vec<Title> = asked.iter().map(|asked| name::<T>(asked.person)).collect();
		let request = PollRequest {
			institution: Institution::Reputation,
			electorate: Electorate::Unit(unit),
			paper: paper::make(office, number, &names),
			delay: One::one(),
			duration: voting,
			// Whether enough have answered is judged here, by each question.
			quorum: 0,
			majority: WHOLE / 2,
			goal: None,
			// The poll's own: answers of one person cannot be joined over time.
			context: None,
			admitted: None,
		};
		let poll = with_storage_layer(|| T::Polls::open(request))?;
		let round = Round {
			number,
			poll,
			kind,
			called: frame_system::Pallet::<T>::block_number(),
			rule,
			asked,
		};
		CountIn::<T>::insert(office, number);
		ByPoll::<T>::insert(poll, office);
		Current::<T>::insert(office, round);
		Self::deposit_event(Event::Called {
			office,
			number,
			poll,
			kind,
		});
		Ok(())
	}
}

/// Whether the one asked about still is in the office what the question says.
fn is_still(asked: &Asked, seat: &Seat) -> bool {
	match (asked.capacity, seat) {
		(Capacity::Incumbent(then), Seat::Incumbent { mandate })
		| (Capacity::Suspended(then), Seat::Suspended { mandate, .. }) => then == *mandate,
		(Capacity::Acting, seat) => seat.acting() == Some(asked.person),
		_ => false,
	}
}

/// What the paper calls the person.
fn name<T: Config>(person: PersonId) -> Title {
	T::Names::name(person)
		.filter(|name| is_readable(name))
		.unwrap_or_else(|| Title::truncate_from(format!("person {person}").into_bytes()))
}
