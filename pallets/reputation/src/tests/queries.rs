//! What everybody may ask.

use super::*;
use veche_primitives::confidence::{Promises, Score};

#[test]
fn standing_shows_the_round_under_way_with_its_live_count() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		suspend(HEAD);
		let round = asked(HEAD);
		count(round.poll, &[(3, 4), (5, 6)]);
		assert_ok!(ReputationPallet::hold(HEAD));
		let acting = Some(DEPUTY);
		assert_eq!(
			ReputationPallet::standing(HEAD),
			Some(OfficeStanding {
				unit: VILLAGE,
				title: title("Office 0"),
				seat: Seat::Suspended { mandate, acting },
				next: 43,
				owed: true,
				round: Some(round),
				live: vec![(3, 4), (5, 6)],
				last: None,
				mandate: Some((mandate, Standing::default(), WHOLE / 2)),
			})
		);
	});
}

#[test]
fn standing_shows_what_came_of_the_last_round() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[FEW]);
		asked(HEAD);
		let past = close(HEAD, &[GOOD]);
		asked(HEAD);
		let shown = ReputationPallet::standing(HEAD).unwrap();
		assert_eq!(shown.last, Some((2, past)));
		assert_eq!(shown.round, current(HEAD));
		assert_eq!(shown.live, [(0, 0)]);
		let record = ReputationPallet::record(mandate);
		assert_eq!(shown.mandate, Some((mandate, standing(mandate), record)));
	});
}

#[test]
fn standing_of_a_vacant_office_has_a_next_date_only() {
	ExtBuilder::default().build_and_execute(|| {
		let shown = ReputationPallet::standing(HEAD).unwrap();
		assert_eq!((shown.seat, shown.next), (Seat::Vacant, 3));
		assert_eq!((shown.round, shown.last, shown.mandate), (None, None, None));
		assert!(shown.live.is_empty() && !shown.owed);
	});
}

#[test]
fn unknown_numbers_lead_to_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(ReputationPallet::standing(UNKNOWN), None);
		assert!(ReputationPallet::rounds(UNKNOWN, 10).is_empty());
		assert_eq!(
			ReputationPallet::portrait(ALES),
			Portrait {
				name: None,
				recalls: 0,
				mandates: vec![],
				rounds: vec![],
			}
		);
		assert_eq!(ReputationPallet::rating(7), None);
		assert_eq!(ReputationPallet::record(7), WHOLE / 2);
	});
}

#[test]
fn rounds_are_listed_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		for _ in 0..3 {
			asked(HEAD);
			close(HEAD, &[GOOD]);
		}
		asked(HEAD);
		let numbers = |limit| -> Vec<u32> {
			let rounds = ReputationPallet::rounds(HEAD, limit).into_iter();
			rounds.map(|(number, _)| number).collect()
		};
		assert_eq!(
			numbers(u32::MAX),
			[3, 2, 1],
			"the one under way is not over"
		);
		assert_eq!(numbers(2), [3, 2]);
		assert!(numbers(0).is_empty());
	});
}

#[test]
fn rounds_are_listed_up_to_a_limit() {
	ExtBuilder::default().build_and_execute(|| {
		install(HEAD, ALES);
		for _ in 0..MAX_ROUNDS + 2 {
			assert_ok!(ReputationPallet::hold(HEAD));
			close_poll(current(HEAD).unwrap().poll, &[GOOD]);
		}
		let rounds = ReputationPallet::rounds(HEAD, u32::MAX);
		assert_eq!(rounds.len() as u32, MAX_ROUNDS);
		assert_eq!(rounds.last().unwrap().0, 3);
		let shown = ReputationPallet::portrait(ALES).rounds;
		assert_eq!(shown.len() as u32, MAX_ROUNDS);
		assert_eq!(shown.last().unwrap().1, 3);
	});
}

#[test]
fn portrait_shows_every_mandate_with_its_record_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		Known::mutate(|known| known.insert(ALES, title("Ales")));
		Recalled::mutate(|recalled| recalled.insert(ALES, 1));
		let first = install(HEAD, ALES);
		let promises = Promises {
			kept: 30,
			broken: 10,
		};
		Kept::mutate(|kept| kept.insert(first, promises));
		asked(HEAD);
		let past = close(HEAD, &[GOOD]);
		vacate(HEAD, None);
		let second = install(DISTRICT_HEAD, ALES);
		let portrait = ReputationPallet::portrait(ALES);
		assert_eq!((portrait.name, portrait.recalls), (Some(title("Ales")), 1));
		assert_eq!(portrait.rounds, [(HEAD, 1, past)]);
		let shown = |id: MandateId, office: OfficeId, unit: UnitId, promises| MandatePortrait {
			id,
			mandate: MockMandates::mandate(id).unwrap(),
			unit,
			title: title(&format!("Office {office}")),
			standing: standing(id),
			promises,
			record: ReputationPallet::record(id),
		};
		assert_eq!(
			portrait.mandates,
			[
				shown(second, DISTRICT_HEAD, DISTRICT, Promises::default()),
				shown(first, HEAD, VILLAGE, promises),
			]
		);
	});
}

#[test]
fn portrait_shows_mandates_up_to_a_limit() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MAX_MANDATES + 3 {
			install(HEAD, ALES);
		}
		let mandates = ReputationPallet::portrait(ALES).mandates;
		assert_eq!(mandates.len() as u32, MAX_MANDATES);
		assert_eq!(mandates[0].id, MAX_MANDATES + 2);
	});
}

#[test]
fn portrait_shows_rounds_in_every_capacity_newest_first() {
	ExtBuilder::default().build_and_execute(|| {
		vacate(HEAD, Some(ALES));
		asked(HEAD);
		close(HEAD, &[GOOD]);
		install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[SUNK]);
		asked(HEAD);
		close(HEAD, &[GOOD, GOOD]);
		let shown = ReputationPallet::portrait(ALES).rounds;
		let of = |(office, number, past): &(OfficeId, u32, PastRound<u64>)| {
			(*office, *number, past.results[0].asked.capacity)
		};
		let shown: Vec<_> = shown.iter().map(of).collect();
		assert_eq!(
			shown,
			[
				(HEAD, 3, Capacity::Suspended(0)),
				(HEAD, 2, Capacity::Incumbent(0)),
				(HEAD, 1, Capacity::Acting),
			]
		);
	});
}

#[test]
fn record_is_one_half_when_nothing_is_known() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		assert_eq!(ReputationPallet::record(mandate), WHOLE / 2);
	});
}

#[test]
fn record_is_made_of_ratings_pledges_and_recalls() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = install(HEAD, ALES);
		asked(HEAD);
		close(HEAD, &[GOOD]);
		let promises = Promises { kept: 5, broken: 1 };
		Kept::mutate(|kept| kept.insert(mandate, promises));
		let mut score = Score::default();
		score.add(800_000, 500_000, PARAMS.rule.min_turnout);
		let record = veche_tally::record(&score, &promises, 0);
		assert!(record > WHOLE / 2);
		assert_eq!(ReputationPallet::record(mandate), record);
		Recalled::mutate(|recalled| recalled.insert(ALES, 1));
		assert_eq!(ReputationPallet::record(mandate), record / 2);
	});
}
