//! Confidence rounds that begin and end as the test says, with the results it gives.

use super::*;
use codec::{Decode, Encode};
use frame_support::dispatch::DispatchResult;
use veche_primitives::confidence::{Asked, Capacity, Confidence};

const ROUNDS: &[u8] = b"mock/rounds";

#[derive(Encode, Decode, Default)]
struct Desk {
	under_way: BTreeMap<OfficeId, Vec<Asked>>,
	owed: BTreeSet<OfficeId>,
	held: Vec<OfficeId>,
}

impl Desk {
	fn get() -> Self {
		unhashed::get_or_default(ROUNDS)
	}

	fn change<R>(change: impl FnOnce(&mut Self) -> R) -> R {
		let mut desk = Self::get();
		let result = change(&mut desk);
		unhashed::put(ROUNDS, &desk);
		result
	}
}

/// The extraordinary rounds that were asked for, in order.
pub fn extraordinary() -> Vec<OfficeId> {
	Desk::get().held
}

/// Whom the round under way asks about.
pub fn asked(office: OfficeId) -> Option<Vec<Asked>> {
	Desk::get().under_way.remove(&office)
}

/// Whom a round called now would ask about.
fn to_ask(office: OfficeId) -> Vec<Asked> {
	let ask = |person, capacity| Asked {
		person,
		capacity,
		threshold: RecallPallet::threshold(office, capacity),
	};
	let acts = |person| ask(person, Capacity::Acting);
	match seat(office) {
		Seat::Incumbent { mandate } => {
			vec![ask(held(mandate).person, Capacity::Incumbent(mandate))]
		}
		Seat::Suspended { mandate, acting } => {
			let holder = ask(held(mandate).person, Capacity::Suspended(mandate));
			[holder].into_iter().chain(acting.map(acts)).collect()
		}
		Seat::Acting { person } => vec![acts(person)],
		Seat::Vacant => Vec::new(),
	}
}

/// A round about the office begins; nothing if there is nobody to ask about.
pub fn call_round(office: OfficeId) {
	let asked = to_ask(office);
	if !asked.is_empty() {
		Desk::change(|desk| desk.under_way.insert(office, asked));
	}
}

/// The round under way is over, with these ratings of those asked about in their order; none where
/// too few answered or the test gives none. A round that is owed begins at once.
pub fn conclude(office: OfficeId, ratings: &[Option<Ppm>]) -> Weight {
	let asked = Desk::change(|desk| desk.under_way.remove(&office)).expect("a round is under way");
	let mut weight = Weight::zero();
	for (place, asked) in asked.iter().enumerate() {
		let rating = ratings.get(place).copied().flatten();
		weight = weight.saturating_add(RecallPallet::rated(office, asked, rating));
	}
	if Desk::change(|desk| desk.owed.remove(&office)) {
		call_round(office);
	}
	weight
}

/// A whole round with these ratings.
pub fn rate(office: OfficeId, ratings: &[Ppm]) {
	call_round(office);
	let ratings: Vec<_> = ratings.iter().copied().map(Some).collect();
	conclude(office, &ratings);
}

/// Rounds as recall sees them.
pub struct MockRounds;

impl Rounds for MockRounds {
	fn hold(office: OfficeId) -> DispatchResult {
		Desk::change(|desk| desk.held.push(office));
		if asked(office).is_some() {
			Desk::change(|desk| desk.owed.insert(office));
		} else {
			call_round(office);
			asked(office).ok_or(DispatchError::CannotLookup)?;
		}
		RefuseRound::get().map_or(Ok(()), Err)
	}

	fn is_under_way(office: OfficeId) -> bool {
		let desk = Desk::get();
		desk.under_way.contains_key(&office) || desk.owed.contains(&office)
	}
}
