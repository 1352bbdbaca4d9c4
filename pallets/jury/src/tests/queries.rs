//! What can be asked.

use super::*;

#[test]
fn bill_is_none_when_the_number_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(JuryPallet::bill(0), None);
		assert_eq!(JuryPallet::drawing(0), None);
		assert_eq!(drawn(0), (vec![], vec![]));
	});
}

#[test]
fn drawing_tells_all_that_a_ticket_needs() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let seed = seed_of(&(b"veche/jury/seed", id).encode(), 1);
		let expected = Drawing {
			jurists: JURISTS,
			epoch: roll_epoch(),
			seed,
			context: jury_context(GENESIS, id, seed),
			until: SEATED,
			places: 8,
			kept: 0,
			highest: None,
		};
		assert_eq!(drawing(id), expected);
	});
}

#[test]
fn drawing_names_the_highest_kept_ticket_when_all_places_are_taken() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		let lowest = by_ticket(id);
		for jurist in &lowest[1..8] {
			assert_ok!(claim(ticket(id, *jurist)));
			assert_eq!(drawing(id).highest, None);
		}
		assert_ok!(claim(ticket(id, lowest[8])));
		assert_eq!(drawing(id).highest, Some(ticket(id, lowest[8]).alias));
		assert_ok!(claim(ticket(id, lowest[0])));
		assert_eq!(drawing(id).highest, Some(ticket(id, lowest[7]).alias));
		assert_eq!(drawing(id).kept, 8);
	});
}

#[test]
fn drawing_is_none_before_the_seed_and_after_the_seating() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		assert_eq!(JuryPallet::drawing(id), None);
		run_to(DRAWN);
		claim_all(id, 0..5);
		run_to(SEATED);
		assert_eq!(JuryPallet::drawing(id), None);
	});
}

#[test]
fn tickets_are_shown_until_the_bill_is_decided() {
	ExtBuilder::default().build_and_execute(|| {
		let (id, _) = trial();
		run_to(DECIDED - 1);
		assert_eq!(drawn(id).0.len(), 5);
		next_block();
		assert_eq!(drawn(id), (vec![], vec![]));
	});
}

#[test]
fn bills_of_a_unit_are_its_own_oldest_first() {
	ExtBuilder::default().build_and_execute(|| {
		submitted();
		assert_ok!(submit(ALES, DISTRICT_HEAD, bill_of(DISTRICT)));
		assert_ok!(propose(CIM, bill_of(VILLAGE)));
		let listed = |unit, from, limit| {
			let bills = JuryPallet::bills_of(unit, from, limit);
			assert!(bills.iter().all(|(id, bill)| record(*id) == *bill));
			bills.into_iter().map(|(id, _)| id).collect::<Vec<_>>()
		};
		assert_eq!(listed(VILLAGE, 0, 9), [0, 2]);
		assert_eq!(listed(VILLAGE, 1, 9), [2]);
		assert_eq!(listed(VILLAGE, 0, 1), [0]);
		assert_eq!(listed(DISTRICT, 0, u32::MAX), [1]);
		assert!(listed(VILLAGE, 2, 9).is_empty());
		assert!(listed(VILLAGE, u32::MAX, u32::MAX).is_empty());
		assert!(listed(NO_UNIT, 0, 9).is_empty());
	});
}

#[test]
fn bills_of_a_unit_are_at_most_a_page() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..=MAX_PAGE {
			submitted();
			// Room for one more.
			let record = record(latest());
			JuryPallet::conclude(latest(), record, Verdict::NoPanel);
			let _ = SeedsDue::<Test>::clear(1, None);
		}
		let bills = JuryPallet::bills_of(VILLAGE, 0, u32::MAX);
		assert_eq!(bills.len() as u32, MAX_PAGE);
	});
}
