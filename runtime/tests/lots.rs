//! The lot is fair on the chain itself: over many bills whose seeds the chain draws, and whose tickets
//! come in by its own call and into its own storage, everybody is drawn about as often as everybody
//! else. Only the tickets' proofs are left out, which decide who may come and not who is lowest.

use crate::common::{laws::*, *};
use frame_system::RawOrigin;
use pallet_jury::{Agenda, BillRecord, Bills, Drawn, DueAt, Phase, RecordOf, SeedsDue, Tickets};
use sp_runtime::traits::Dispatchable;
use veche_primitives::{
	laws::{Class, Ticket, SEED_DELAY},
	rolls::{Electorates, RollEpoch},
	Alias, BillId,
};
use veche_runtime::{timing, Jury, Rolls, Runtime, RuntimeOrigin};

const BILLS: BillId = 200;
const JURISTS: u32 = 16;

/// Bills whose roll is frozen now, without the story of how they were brought in.
fn freeze(epoch: RollEpoch, by: &Citizen) {
	let frozen_in = timing::FreshEpochs::<Runtime>::get();
	let record: RecordOf<Runtime> = BillRecord {
		bill: statute("On wells"),
		by: person(by),
		office: Some(0),
		since: now(),
		jurists: jurists_roll(),
		params: Jury::params(Class::Statute),
		petition: None,
		trial: None,
		phase: Phase::Frozen { epoch, frozen_in },
	};
	for bill in 0..BILLS {
		Bills::<Runtime>::insert(bill, record.clone());
		SeedsDue::<Runtime>::insert(frozen_in + SEED_DELAY, bill, ());
	}
}

/// Tickets with these aliases come in for a bill, each time another one first. Returns who is drawn.
fn draw(bill: BillId, aliases: &[Alias]) -> Drawn {
	let first = bill as usize % aliases.len();
	let (later, sooner) = aliases.split_at(first);
	for alias in sooner.iter().chain(later) {
		let ticket = Ticket {
			bill,
			precinct: jurists_precinct(),
			alias: *alias,
			proof: Default::default(),
		};
		// As the chain makes the call when the proof holds. Refused is what is too high.
		let _ = claim_seat_call(ticket).dispatch(RuntimeOrigin::from(RawOrigin::Authorized));
	}
	Jury::tickets(bill)
}

/// Nothing is left of a bill that was never brought in.
fn forget(bill: BillId) {
	Bills::<Runtime>::remove(bill);
	Tickets::<Runtime>::remove(bill);
	if let Some(at) = DueAt::<Runtime>::take(bill) {
		Agenda::<Runtime>::remove(at, bill);
	}
}

/// How far counts are from even, for `places` of all jurists in each of [`BILLS`] draws without
/// putting back: distributed as chi-square with one degree of freedom less than there are jurists.
fn chi_square(counts: &[u32], places: u32) -> f64 {
	let jurists = f64::from(JURISTS);
	let share = f64::from(places) / jurists;
	let expected = f64::from(BILLS) * share;
	let squares = counts
		.iter()
		.map(|count| (f64::from(*count) - expected).powi(2));
	squares.sum::<f64>() / (expected * (1.0 - share)) * (jurists - 1.0) / jurists
}

#[test]
fn everybody_is_drawn_about_as_often_by_the_chain_itself() {
	with_laws(|| {
		let jurists = jurists(JURISTS);
		let pinned = Rolls::pin().expect("a pin is free");
		freeze(pinned, &jurists[0]);
		let (mut seats, mut places) = (vec![0; jurists.len()], vec![0; jurists.len()]);
		let mut left: Vec<BillId> = (0..BILLS).collect();
		let mut contexts = std::collections::BTreeSet::new();
		epochs_pass(SEED_DELAY);
		while !left.is_empty() {
			let before = left.len();
			next_block();
			left.retain(|bill| {
				let Some(open) = Jury::drawing(*bill) else {
					return true;
				};
				contexts.insert(open.context);
				let tickets = jurists
					.iter()
					.map(|jurist| alias_for(jurist, &open.context));
				let tickets: Vec<Alias> = tickets.collect();
				let Drawn { panel, reserves } = draw(*bill, &tickets);
				assert_eq!((panel.len(), reserves.len()), (3, 2));
				for (jurist, ticket) in tickets.iter().enumerate() {
					let sits = panel.contains(ticket);
					seats[jurist] += u32::from(sits);
					places[jurist] += u32::from(sits || reserves.contains(ticket));
				}
				forget(*bill);
				false
			});
			assert!(left.len() < before, "no seed is drawn in block {}", now());
			// The next seeds come from other contributions.
			epochs_pass(1);
		}
		Rolls::unpin(pinned);
		assert_eq!(contexts.len(), BILLS as usize, "each bill has its own");
		// Fifteen degrees of freedom: a fair lot exceeds 44.26 once in ten thousand times, and is
		// below 2.40 as rarely; that even would be no lot.
		for (counts, drawn) in [(&seats, PANEL), (&places, PANEL + RESERVES)] {
			assert_eq!(counts.iter().sum::<u32>(), BILLS * drawn);
			let found = chi_square(counts, drawn);
			assert!((2.40..44.26).contains(&found), "{found}: {counts:?}");
		}
	});
}
