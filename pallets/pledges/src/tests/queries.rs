//! Lists and sums for those who ask.

use super::*;

fn kept_and_broken(mandate: MandateId) -> (u64, u64) {
	let promises = PledgesPallet::promises(mandate);
	(promises.kept, promises.broken)
}

#[test]
fn promises_weigh_what_was_kept_and_broken_and_nothing_else() {
	ExtBuilder::default()
		.params(Params {
			open_per_unit: 8,
			..PARAMS
		})
		.build_and_execute(|| {
			in_office(MANDATE, 8);
			Checklist::<Test>::mutate(MANDATE, |checklist| {
				for (pledge, weight) in checklist.iter_mut().zip([1, 10, 100, 1_000, 1, 1, 1, 1]) {
					pledge.weight = weight;
				}
			});
			(0..5).for_each(|place| claim(MANDATE, place));
			(5..7).for_each(|place| ask_excuse(MANDATE, place));
			judge(MANDATE, 0, YES_ALL);
			judge(MANDATE, 1, NO_ALL);
			judge(MANDATE, 2, YES_ALL);
			judge(MANDATE, 3, NO_ALL);
			judge(MANDATE, 4, ABSTAIN_ALL);
			judge(MANDATE, 5, YES_ALL);
			judge(MANDATE, 6, NO_ALL);
			assert_eq!(kept_and_broken(MANDATE), (101, 1_010));
			run_to(pledge(MANDATE, 7).due);
			assert_eq!(kept_and_broken(MANDATE), (101, 1_012), "two were open");
		});
}

#[test]
fn promises_are_none_when_nothing_was_promised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(kept_and_broken(MANDATE), (0, 0));
		assert_eq!(kept_and_broken(MandateId::MAX), (0, 0));
	});
}

#[test]
fn promises_never_overflow() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 16);
		Checklist::<Test>::mutate(MANDATE, |checklist| {
			checklist
				.iter_mut()
				.for_each(|pledge| pledge.weight = u32::MAX);
		});
		run_to(pledge(MANDATE, 0).due + 1);
		assert_eq!(kept_and_broken(MANDATE), (0, 16 * u64::from(u32::MAX)));
	});
}

#[test]
fn judgements_are_those_open_and_then_those_that_wait() {
	ExtBuilder::default().build_and_execute(|| {
		in_office(MANDATE, 4);
		in_office(OTHER_MANDATE, 1);
		in_office(TOWN_MANDATE, 1);
		claim(MANDATE, 3);
		ask_excuse(OTHER_MANDATE, 0);
		claim(MANDATE, 1);
		claim(MANDATE, 0);
		claim(TOWN_MANDATE, 0);
		assert_eq!(
			PledgesPallet::judgements(VILLAGE),
			[(MANDATE, 3), (OTHER_MANDATE, 0), (MANDATE, 1), (MANDATE, 0)]
		);
		assert_eq!(PledgesPallet::judgements(TOWN), [(TOWN_MANDATE, 0)]);
		assert!(PledgesPallet::judgements(99).is_empty());
	});
}

#[test]
fn judgements_are_cut_when_too_many_wait() {
	ExtBuilder::default().build_and_execute(|| {
		for mandate in 100..105 {
			begin(mandate, MAYOR, ALES);
			in_office(mandate, 16);
			(0..16).for_each(|place| claim(mandate, place));
		}
		let judgements = PledgesPallet::judgements(VILLAGE);
		assert_eq!(judgements.len(), MAX_PAGE as usize);
		assert_eq!((judgements[0], judgements[63]), ((100, 0), (103, 15)));
	});
}
