//! Very many nominations that end on one block.

use super::*;
use frame_support::traits::Hooks;

const ELECTIONS: u32 = 1_000;

/// A thousand elections for a thousand offices, called on one block.
fn call_a_thousand() -> Vec<ElectionId> {
	let method = veche_primitives::ballot::Method::Approval;
	Posts::set(
		(0..ELECTIONS)
			.map(|office| (office, post(DISTRICT, method)))
			.collect(),
	);
	(0..ELECTIONS).map(call).collect()
}

fn votes() -> usize {
	ByPoll::<Test>::iter().count()
}

#[test]
fn thousand_nominations_of_one_block_all_end_within_the_limit_per_block() {
	ExtBuilder::default().build_and_execute(|| {
		let elections = call_a_thousand();
		run_to(1 + PARAMS.notice);
		for (who, id) in crowd(ELECTIONS.into()).into_iter().zip(&elections) {
			stand(who, *id);
		}
		let end = until(0);
		run_to(end - 1);
		assert_eq!(votes(), 0);

		let most = <() as WeightInfo>::idle().saturating_add(
			<() as WeightInfo>::close_nomination().saturating_mul(DuePerBlock::get().into()),
		);
		let limit = u64::from(DuePerBlock::get());
		let blocks = u64::from(ELECTIONS).div_ceil(limit);
		for passed in 1..=blocks {
			let block = end + passed - 1;
			System::set_block_number(block);
			let weight = ElectionsPallet::on_initialize(block);
			assert!(weight.all_lte(most), "overweight on block {block}");
			let served = (limit * passed).min(ELECTIONS.into());
			assert_eq!(votes() as u64, served, "block {block}");
		}
		let is_voted_on = |id: &ElectionId| matches!(stored(*id).phase, Phase::Voting { .. });
		assert!(elections.iter().all(is_voted_on), "nothing was skipped");
		assert_eq!(opened(), ELECTIONS);
	});
}

#[test]
fn waiting_nomination_takes_nobody_any_more() {
	ExtBuilder::default().build_and_execute(|| {
		let elections = call_a_thousand();
		run_to(1 + PARAMS.notice + PARAMS.nomination);
		let waiting = |id: &&ElectionId| {
			let end = 1 + PARAMS.notice + PARAMS.nomination;
			Agenda::<Test>::contains_key(end, **id)
		};
		let id = *elections.iter().find(waiting).unwrap();
		frame_support::assert_noop!(
			ElectionsPallet::stand(RuntimeOrigin::signed(ALES), id, title("Ales"), H256::zero()),
			Error::<Test>::NominationOver
		);
	});
}

#[test]
fn thousand_nominations_without_candidates_go_on_round_after_round() {
	ExtBuilder::default().build_and_execute(|| {
		let elections = call_a_thousand();
		// To serve all takes longer than a nomination lasts, so that the calendar never catches up,
		// and yet everybody's turn comes.
		let blocks = u64::from(ELECTIONS.div_ceil(DuePerBlock::get()));
		run_to(1 + PARAMS.notice + PARAMS.nomination + 3 * blocks);
		for id in elections {
			let Phase::Nomination { round, .. } = stored(id).phase else {
				panic!("nobody stood")
			};
			assert!(
				(4..=5).contains(&round),
				"election {id} is in round {round}"
			);
		}
	});
}

#[test]
fn weight_is_that_of_an_idle_block_when_nothing_is_due() {
	ExtBuilder::default().build_and_execute(|| {
		call(HEAD);
		assert_eq!(
			ElectionsPallet::on_initialize(2),
			<() as WeightInfo>::idle()
		);
	});
}
