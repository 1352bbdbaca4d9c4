//! Recall on the real runtime: who loses the people's confidence is suspended and acted for, answers,
//! and regains or loses the office; whatever else happens meanwhile.

use crate::common::{confidence::*, politics::*, *};
use pallet_offices::{End, Seat};
use pallet_pledges::{Mark, Plea};
use pallet_recall::Outcome;
use sp_runtime::traits::Dispatchable;
use veche_primitives::{
	confidence::{Rounds as _, Verdict},
	offices::Cause,
	refusal, Ppm, WHOLE,
};
use veche_runtime::{
	constants, Elections, Offices, Pledges, Reputation, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, System,
};

type Error = pallet_recall::Error<Runtime>;

/// The ratings of all rounds in the office that counted, newest first.
fn ratings(office: u32) -> Vec<Ppm> {
	let rounds = Reputation::rounds(office, 256).into_iter();
	rounds
		.filter_map(|(_, round)| round.results.first()?.verdict.rating())
		.collect()
}

#[test]
fn official_is_suspended_explains_recovers_and_is_reinstated() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(4);
		let [anna, boris, vera, gleb] = [0, 1, 2, 3].map(|place| &citizens[place]);
		certify(&[anna, boris, vera]);
		let mandate = seated(0, &[anna, boris, vera], &[anna, gleb], vec![]);
		let all = [anna, boris, vera, gleb];

		// A fine round first: three of four.
		answer(
			0,
			&[
				(anna, &[YES]),
				(boris, &[NO]),
				(vera, &[YES]),
				(gleb, &[YES]),
			],
		);
		assert_eq!(ratings(0), [750_000]);
		assert_eq!(incumbent(0), Some((mandate, person(anna))));
		let early = refused(&anna.pair, explain_call(0, "All is well"));
		assert_eq!(early, Error::NotSuspended.into());

		// Then nobody supports the official any more.
		let last = answer(0, &all.map(|voter| (voter, &[NO][..])));
		let acting = Some(person(boris));
		assert_eq!(seat(0), Seat::Suspended { mandate, acting });
		let (_, open) = case(0);
		assert_eq!((open.rating, open.deadline), (0, now() + RECOVERY));

		// The official answers; nobody else can in the official's name.
		let other = refused(&boris.pair, explain_call(0, "I would rather"));
		assert_eq!(other, Error::NotYours.into());
		let long = refused(&anna.pair, explain_call(0, &"x".repeat(513)));
		assert_eq!(long, Error::ExplanationTooLong.into());
		act(
			&anna.pair,
			explain_call(0, "The bridge waits for its permit"),
		);
		let words = case(0).1.explanation.expect("explained").words;
		assert_eq!(words.to_vec(), b"The bridge waits for its permit");

		// The next round comes sooner and asks about both. A ballot of the last one says nothing here.
		let closed = now();
		let round = asked(0);
		assert!(now() <= closed + FAST + 2, "the rounds do not come faster");
		assert_eq!(record(round.poll).questions.len(), 2);
		let mut replayed = answers(gleb, last, &[NO, NO], 1);
		replayed.poll = round.poll;
		replayed.alias = gleb.alias(round.poll);
		let code = validate(replayed).unwrap_err();
		assert_eq!(
			code,
			sp_runtime::transaction_validity::InvalidTransaction::Custom(refusal::BAD_PROOF).into()
		);

		// All support the suspended again and nobody the one who acts, who steps back all the same
		// with the reinstatement.
		answer(0, &all.map(|voter| (voter, &[YES, NO][..])));
		assert_eq!(incumbent(0), Some((mandate, person(anna))));
		let cases = veche_runtime::Recall::cases_of(person(anna));
		let outcome = cases[0].1.outcome.expect("closed").1;
		assert_eq!(outcome, Outcome::Reinstated(WHOLE));
		assert_eq!(recalls(anna), 0);
	});
}

#[test]
fn acting_official_without_confidence_passes_to_the_next_in_line() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna, boris, vera]);
		let mandate = seated(0, &[anna, boris, vera], &[anna], vec![]);
		let all = [anna, boris, vera];
		answer(0, &all.map(|voter| (voter, &[NO][..])));
		let acting = Some(person(boris));
		assert_eq!(seat(0), Seat::Suspended { mandate, acting });
		answer(0, &all.map(|voter| (voter, &[NO, NO][..])));
		let acting = Some(person(vera));
		assert_eq!(seat(0), Seat::Suspended { mandate, acting });
		answer(0, &all.map(|voter| (voter, &[NO, NO][..])));
		assert_eq!(
			seat(0),
			Seat::Suspended {
				mandate,
				acting: None
			}
		);

		// Nobody acts, and the deadline comes all the same.
		to_block(case(0).1.deadline + 2 * ROUND + 2);
		assert_eq!(seat(0), Seat::Vacant);
		assert_eq!(recalls(anna), 1);
		let election = Elections::under_way(0).expect("called by itself");
		assert_eq!(election_record(election).cause, Cause::Recall);
	});
}

#[test]
fn term_ends_during_a_suspension_when_the_last_round_sinks() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna, boris]);
		let mandate = seated(0, &[anna, boris], &[anna, vera], vec![]);
		let end = mandate_record(mandate).until;
		to_block(end - PERIOD - 2);
		let round = asked(0);
		let closes = record(round.poll).closes;
		assert!(
			closes < end && end < closes + RECOVERY,
			"not the last round"
		);
		for voter in [anna, boris, vera] {
			vote(voter, round.poll, &[NO]);
		}
		over(round.poll);
		let (id, open) = case(0);
		assert!(open.deadline > end);

		to_block(end);
		assert_eq!(mandate_record(mandate).ended, Some((end, End::Term)));
		// Not the suspended one stays until the successor comes, but who acts.
		let acting = Seat::Acting {
			person: person(boris),
		};
		assert_eq!(seat(0), acting);
		let ended = veche_runtime::Recall::case(id).unwrap().outcome;
		assert_eq!(ended, Some((end, Outcome::Ended(End::Term))));
		assert_eq!(recalls(anna), 1);
		next_block();
		let election = Elections::under_way(0).expect("called by itself");
		assert_eq!(election_record(election).cause, Cause::TermEnd);
		// The deadline passes without anything left to happen.
		to_block(open.deadline + 1);
		assert_eq!(recalls(anna), 1);
	});
}

#[test]
fn head_above_stops_acting_below_when_suspended_there() {
	let offices = [VILLAGE, "BY-BR-04"].map(head);
	with_rounds(&offices, || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna]);
		let all = [anna, boris, vera];
		let below = seated(0, &[anna], &[anna, vera], vec![]);
		to_block(mandate_record(below).since + TERM / 2);
		let above = seated(1, &[anna], &[anna, vera], vec![]);
		// Nobody was in line in the village, so the head above acts there.
		assert_eq!(
			seat(0),
			Seat::Acting {
				person: person(anna)
			}
		);

		answer(1, &all.map(|voter| (voter, &[NO][..])));
		let acting = None;
		assert_eq!(
			seat(1),
			Seat::Suspended {
				mandate: above,
				acting
			}
		);
		next_block();
		assert_eq!(seat(0), Seat::Vacant);
		assert!(Elections::under_way(0).is_some());

		to_block(case(1).1.deadline + 2 * ROUND + 2);
		assert_eq!(seat(1), Seat::Vacant);
		assert_eq!(seat(0), Seat::Vacant);
		assert_eq!(mandate_record(above).ended.unwrap().1, End::Recalled);
	});
}

#[test]
fn office_falls_vacant_when_both_in_line_are_revoked_and_is_filled_again() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(5);
		let [anna, boris, vera, gleb, daria] = [0, 1, 2, 3, 4].map(|place| &citizens[place]);
		certify(&[anna, boris, vera, daria]);
		let mandate = seated(0, &[anna, boris, vera], &[anna, gleb], vec![]);
		let line = [boris, vera].map(person);
		assert_eq!(Offices::in_line(0), line);
		line.into_iter().for_each(revoke);
		answer(0, &[(gleb, &[NO]), (daria, &[NO])]);
		let acting = None;
		assert_eq!(seat(0), Seat::Suspended { mandate, acting });
		to_block(case(0).1.deadline + 2 * ROUND + 2);
		assert_eq!(seat(0), Seat::Vacant);

		let next = seated(0, &[daria], &[gleb, daria], vec![]);
		assert_eq!(incumbent(0), Some((next, person(daria))));
		assert_eq!(Offices::history(0, 8).len(), 2);
	});
}

#[test]
fn pledge_is_judged_to_the_end_when_its_official_is_recalled_meanwhile() {
	let long = serde_json::json!({ "pledges": { "params": { "judging": 60 } } });
	let rules = with(short_rounds(), long);
	with_rules(&[ranked(head(VILLAGE))], rules, || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna, boris]);
		let pledges = vec![promise("Well", TERM), promise("Road", TERM)];
		let mandate = seated(0, &[anna, boris], &[anna, vera], pledges);
		let all = [anna, boris, vera];
		// Nobody judges what has not been claimed: there is no such poll.
		let polls = pallet_polls::NextPoll::<Runtime>::get();
		assert!(Pledges::judgements(village()).is_empty());

		answer(0, &all.map(|voter| (voter, &[NO][..])));
		assert!(matches!(seat(0), Seat::Suspended { .. }));
		// Also a suspended official can claim, and only that one.
		let other = refused(&boris.pair, claim_call(mandate, 0));
		assert_eq!(other, pallet_pledges::Error::<Runtime>::NotYours.into());
		act(&anna.pair, claim_call(mandate, 0));
		let Mark::Judging { plea, poll, .. } = Pledges::checklist(mandate)[0].mark else {
			panic!("not judged");
		};
		assert!(plea == Plea::Done && poll > polls);
		next_block();
		for voter in all {
			vote(voter, poll, &[YES]);
		}

		to_block(case(0).1.deadline + 2 * ROUND + 2);
		assert_eq!(mandate_record(mandate).ended.unwrap().1, End::Recalled);
		let late = refused(&anna.pair, claim_call(mandate, 1));
		assert_eq!(late, pallet_pledges::Error::<Runtime>::MandateOver.into());
		over(poll);
		assert_eq!(Pledges::checklist(mandate)[0].mark, Mark::Kept);
		// What nobody can claim any more is broken on its day, and not before.
		assert_eq!(Pledges::checklist(mandate)[1].mark, Mark::Open);
		to_block(Pledges::checklist(mandate)[1].due + 1);
		assert_eq!(Pledges::checklist(mandate)[1].mark, Mark::Broken);
	});
}

/// The engine opens and closes a bounded number of polls a block, so those planned for one block are a
/// queue. None is lost, and none is closed twice.
#[test]
fn thousand_rounds_planned_for_one_block_are_all_concluded() {
	const MANDATES: u32 = 1_000;
	with_rounds(&[head(VILLAGE)], || {
		let citizens = citizens(2);
		let [anna, boris] = [&citizens[0], &citizens[1]];
		// The office of genesis is the first; the others are in as many units as needed. Their
		// holders are nobody in particular: what counts is how many there are.
		let units = pallet_territory::parse_units(pallet_territory::BELARUS).expect("a good file");
		let units = u32::try_from(units.len()).expect("not so many");
		for number in 1..MANDATES {
			let unit = (number / pallet_offices::MAX_OFFICES + village()) % units;
			let call = pallet_offices::Call::establish {
				unit,
				title: title("Member"),
				kind: pallet_offices::OfficeKind::Member,
				method: veche_primitives::ballot::Method::Plurality,
				term: 100_000,
				acting: pallet_offices::ActingRule::NextInLine,
			};
			RuntimeCall::Offices(call)
				.dispatch(parameter_law())
				.expect("established");
		}
		for office in 0..MANDATES {
			let holder = 1_000_000 + office;
			<Offices as veche_primitives::offices::Offices<_>>::install(office, holder, 0, &[])
				.expect("installed");
		}
		for office in 0..MANDATES {
			Reputation::hold(office).expect("called");
		}
		let planned = |office| record(standing(office).round.expect("called").poll).closes;
		let closes = planned(0);
		assert!((0..MANDATES).all(|office| planned(office) == closes));

		// One of them is answered.
		let round = asked(0);
		vote(anna, round.poll, &[NO]);
		vote(boris, round.poll, &[NO]);
		let mut concluded = vec![0u32; MANDATES as usize];
		while concluded.iter().sum::<u32>() < MANDATES {
			next_block();
			assert!(
				now() < closes + 200,
				"rounds are lost: {}",
				concluded.iter().sum::<u32>()
			);
			let mut in_block = 0;
			for event in System::events() {
				let event = event.event;
				if let RuntimeEvent::Reputation(pallet_reputation::Event::Concluded {
					office,
					number: 1,
					..
				}) = event
				{
					concluded[office as usize] += 1;
					in_block += 1;
				}
			}
			assert!(
				in_block <= constants::DUE_PER_BLOCK,
				"{in_block} in one block"
			);
		}
		assert!(concluded.iter().all(|times| *times == 1));
		// It has been suspended, and whatever came of it since.
		assert_eq!(veche_runtime::Recall::cases_of(1_000_000).len(), 1);
		assert!((1..MANDATES).all(|office| matches!(seat(office), Seat::Incumbent { .. })));
	});
}

/// Windows are blocks, so while no blocks are made nothing is lost: not a vote, not a day of the time
/// to recover.
#[test]
fn official_can_still_recover_when_the_chain_stood_still_for_two_rounds() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna, boris]);
		let mandate = seated(0, &[anna, boris], &[anna, vera], vec![]);
		let all = [anna, boris, vera];
		answer(0, &all.map(|voter| (voter, &[NO][..])));
		let (id, before) = case(0);
		let round = asked(0);
		let closes = record(round.poll).closes;

		let slot = pallet_timestamp::Pallet::<Runtime>::get();
		let outage = u64::from(2 * PERIOD) * 1_000;
		pallet_timestamp::Now::<Runtime>::put(slot + outage);
		next_block();
		assert_eq!(record(round.poll).closes, closes);
		assert_eq!(veche_runtime::Recall::case(id), Some(before));
		for voter in all {
			vote(voter, round.poll, &[YES, YES]);
		}
		over(round.poll);
		assert_eq!(now(), closes);
		assert_eq!(incumbent(0), Some((mandate, person(anna))));
	});
}

#[test]
fn people_ask_for_a_round_by_petition_once_in_a_period() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(4);
		let [anna, boris, vera, gleb] = [0, 1, 2, 3].map(|place| &citizens[place]);
		certify(&[anna, boris]);
		seated(0, &[anna, boris], &[anna, vera], vec![]);
		act(&vera.pair, petition_call(0));
		let again = refused(&gleb.pair, petition_call(0));
		assert_eq!(again, Error::PetitionRunning.into());
		let poll = veche_runtime::Recall::petition_of(0).expect("running").poll;
		next_block();

		// Support that is withdrawn does not count: one is not enough.
		vote(vera, poll, &[YES]);
		cast(answers(vera, poll, &[NO], 2));
		vote(gleb, poll, &[YES]);
		assert!(!record(poll).goal_reached);
		cast(answers(vera, poll, &[YES], 3));
		assert!(record(poll).goal_reached);
		over(poll);
		let called = standing(0).round.expect("called at once");
		assert_eq!(called.kind, pallet_reputation::Kind::Extraordinary);
		let soon = refused(&vera.pair, petition_call(0));
		assert_eq!(soon, Error::TooSoon.into());

		let until = veche_runtime::Recall::rest_until(0).expect("a rest");
		over(called.poll);
		to_block(until);
		act(&vera.pair, petition_call(0));
	});
}

/// Only the governing origin may call reputation at all, and what it changes touches no round.
#[test]
fn nobody_opens_closes_or_skips_a_round_by_hand() {
	with_rounds(&[ranked(head(VILLAGE))], || {
		let citizens = citizens(3);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &citizens[place]);
		certify(&[anna, boris]);
		seated(0, &[anna, boris], &[anna, vera], vec![]);
		let round = asked(0);
		let calls = <pallet_reputation::Call<Runtime> as frame_support::traits::GetCallName>::get_call_names();
		assert_eq!(calls, ["set_params"]);
		let params = pallet_reputation::Params {
			voting: 1,
			..Reputation::params(3)
		};
		let level = None;
		let call = RuntimeCall::Reputation(pallet_reputation::Call::set_params { level, params });
		let by_official = call.clone().dispatch(RuntimeOrigin::signed(anna.account()));
		assert_eq!(
			by_official.unwrap_err().error,
			sp_runtime::DispatchError::BadOrigin
		);
		call.dispatch(constitutional_law()).expect("changed");
		assert_eq!(standing(0).round.as_ref(), Some(&round));
		let closes = record(round.poll).closes;
		over(round.poll);
		assert_eq!(now(), closes);
		let (_, past) = standing(0).last.expect("a past round");
		assert_eq!(past.results[0].verdict, Verdict::TooFew);
	});
}
