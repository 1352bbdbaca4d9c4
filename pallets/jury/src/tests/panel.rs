//! From tickets to a panel, and what the voting engine is asked for.

use super::*;
use veche_primitives::{ballot::Method, polls::Panel};

#[test]
fn panel_is_the_lowest_tickets_when_the_window_closes() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..POOL);
		let expected = aliases(id, 0..POOL);
		run_to(SEATED - 1);
		assert!(matches!(phase(id), Phase::Claiming { .. }));
		next_block();
		let seated = Phase::Trial {
			poll: 0,
			epoch: roll_epoch(),
			halfway: HALFWAY,
		};
		assert_eq!(phase(id), seated);
		assert_eq!(drawn(id), (expected[..5].to_vec(), expected[5..8].to_vec()));
		System::assert_last_event(
			Event::PanelSeated {
				bill: id,
				poll: 0,
				panel: 5,
				reserves: 3,
			}
			.into(),
		);
	});
}

#[test]
fn request_names_exactly_the_panel_in_the_context_of_its_tickets() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..POOL);
		let drawing = drawing(id);
		let expected = aliases(id, 0..POOL);
		// What the rolls are later is of no account.
		turn_rolls();
		run_to(SEATED);
		let request = request(0);
		let panel = Panel {
			aliases: BoundedVec::truncate_from(expected[..5].to_vec()),
			epoch: drawing.epoch,
		};
		assert_eq!(request.admitted, Some(panel));
		assert_ne!(drawing.epoch, roll_epoch());
		assert_eq!(request.context, Some(drawing.context));
		assert_eq!(request.institution, Institution::Jury);
		assert_eq!(request.electorate, JURISTS);
	});
}

#[test]
fn request_asks_one_yes_no_question_about_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		trial();
		let request = request(0);
		assert_eq!((request.delay, request.duration), (1, PARAMS.verdict));
		assert_eq!(
			(request.quorum, request.majority),
			(PARAMS.quorum, PARAMS.majority)
		);
		assert_eq!(request.goal, None);
		let paper = request.paper;
		assert_eq!(
			(paper.title, paper.text),
			(bill_of(VILLAGE).title, bill_of(VILLAGE).text)
		);
		let [question] = paper.questions.as_slice() else {
			panic!("one question");
		};
		assert_eq!(question.method, Method::YesNo);
		assert_eq!(question.title.to_vec(), TRIAL_QUESTION);
		let options: Vec<&[u8]> = question
			.options
			.iter()
			.map(|text| text.as_slice())
			.collect();
		assert_eq!(options, OPTIONS);
	});
}

#[test]
fn panel_is_smaller_when_fewer_jurists_claim_a_seat() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..4);
		let expected = aliases(id, 0..4);
		run_to(SEATED);
		assert_eq!(drawn(id), (expected.clone(), vec![]));
		assert_eq!(admitted(0), expected);
	});
}

#[test]
fn panel_is_seated_when_it_has_its_least_number() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..PARAMS.least_panel);
		run_to(SEATED);
		assert!(matches!(phase(id), Phase::Trial { .. }));
	});
}

#[test]
fn panel_is_not_seated_when_it_lacks_its_least_number() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..PARAMS.least_panel - 1);
		run_to(SEATED);
		assert!(matches!(phase(id), Phase::Claiming { .. }));
		assert_eq!(polls_opened(), 0);
	});
}

#[test]
fn seating_is_tried_again_when_the_poll_cannot_be_opened() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..POOL);
		let tickets = drawn(id);
		RefusePoll::set(Some(REFUSED));
		for block in SEATED..SEATED + 5 {
			run_to(block);
			let delayed = Event::TrialDelayed {
				bill: id,
				error: REFUSED,
			};
			System::assert_last_event(delayed.into());
			assert!(matches!(phase(id), Phase::Claiming { .. }));
			assert_eq!((polls_opened(), ByPoll::<Test>::iter().count()), (0, 0));
			JuryPallet::do_try_state().unwrap();
		}
		RefusePoll::set(None);
		next_block();
		assert!(matches!(phase(id), Phase::Trial { .. }));
		assert_eq!(drawn(id), tickets, "nobody was drawn anew");
		// The panel has its whole time.
		run_to(SEATED + 5 + PARAMS.verdict);
		assert_eq!(verdict(id), None);
		next_block();
		assert_eq!(verdict(id), Some(Verdict::NoQuorum));
	});
}

#[test]
fn tickets_are_refused_while_the_seating_is_tried_again() {
	ExtBuilder::default().build_and_execute(|| {
		let id = claiming();
		claim_all(id, 0..4);
		let late = ticket(id, 4);
		RefusePoll::set(Some(REFUSED));
		run_to(SEATED + 2);
		assert_refused(late, refusal::TICKETS_CLOSED);
	});
}

#[test]
fn seatings_of_many_bills_are_a_queue() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MaxPerOffice::get() {
			submitted();
		}
		run_to(DRAWN);
		for id in 0..MaxPerOffice::get() {
			claim_all(id, 0..5);
		}
		DuePerBlock::set(1);
		for block in 0..3 {
			run_to(SEATED + block);
			assert_eq!(polls_opened() as u64, block + 1);
			JuryPallet::do_try_state().unwrap();
		}
	});
}
