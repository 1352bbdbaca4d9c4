//! Laws on the real runtime: from a bill to force, with real tickets, ballots and referendums; what the
//! people strike, and what fails.

use crate::common::{confidence::over, laws::*, politics::*, *};
use frame_support::{
	traits::{Bounded, QueryPreimage as _},
	BoundedVec,
};
use pallet_jury::{Phase, Verdict};
use pallet_laws::Outcome;
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::{BlakeTwo256, Hash as _};
use veche_primitives::{
	ballot::Choice,
	laws::{Change, Class},
	BillId, PollId, Ppm,
};
use veche_runtime::{constants, Jury, Laws, Preimage, Recall, Runtime, RuntimeCall};

type Error = pallet_laws::Error<Runtime>;

/// How many must support an initiative: a number for a parameter law to change.
fn support_needed() -> Ppm {
	pallet_initiatives::Parameters::<Runtime>::get().support
}

fn set_support(support: Ppm) -> RuntimeCall {
	let params = pallet_initiatives::Params {
		support,
		..pallet_initiatives::Parameters::<Runtime>::get()
	};
	RuntimeCall::Initiatives(pallet_initiatives::Call::set_params { params })
}

/// Below what rating an official is suspended: a number for a constitutional law to change.
fn suspend_below() -> Ppm {
	Recall::params(0).suspend_below
}

fn set_suspend_below(suspend_below: Ppm) -> RuntimeCall {
	let params = pallet_recall::Params {
		suspend_below,
		..Recall::params(0)
	};
	let level = None;
	RuntimeCall::Recall(pallet_recall::Call::set_params { level, params })
}

fn nothing_is_law() {
	assert_eq!(pallet_laws::LawCount::<Runtime>::get(), 0);
	assert_eq!(Laws::law(1), None);
}

#[test]
fn parameter_bill_of_an_incumbent_changes_a_number_when_its_delay_is_over() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let bill = submit(&jurists[0], act_of(Class::Parameter, &set_support(30_000)));
		assert!(matches!(phase(bill), Phase::Frozen { .. }));
		let before = support_needed();

		let poll = drawn(bill, &jurists);
		assert_eq!(record(poll).electors, PANEL);
		let (jurors, reserves) = panel(bill, &jurists);
		assert_eq!((jurors.len(), reserves.len()), (3, 2));
		judge(&jurors[..2], poll, YES);
		judge(&jurors[2..], poll, NO);
		assert_eq!(verdict(bill), Verdict::Passed);

		// The people's time: nothing has changed yet.
		let passed = Laws::pending(bill).expect("passed");
		assert_eq!((passed.at, passed.due), (now(), now() + DELAY));
		to_block(passed.due - 1);
		assert_eq!(support_needed(), before);
		assert_ne!(before, 30_000);
		nothing_is_law();

		next_block();
		assert_eq!(support_needed(), 30_000);
		assert_eq!(in_force(bill), 1);
		let law = Laws::law(1).expect("in the register");
		assert_eq!((law.unit, law.class), (unit(COUNTRY), Class::Parameter));
		assert_eq!((law.bill, law.since), (bill, now()));
		let encoded = codec::Encode::encode(&set_support(30_000));
		assert_eq!(law.call, Some(BlakeTwo256::hash(&encoded)));
		assert_eq!(Laws::pending(bill), None);
		// The trial leaves nothing but its verdict.
		assert!(Jury::tickets(bill).panel.is_empty());
	});
}

#[test]
fn statute_of_the_people_enters_the_register_of_their_unit_and_is_repealed_by_another() {
	with_laws(|| {
		let jurists = jurists(5);
		let [anna, boris, vera] = [0, 1, 2].map(|place| &jurists[place]);
		let bill = propose(anna, statute("On wells"), &[anna, boris, vera]);
		let record = Jury::bill(bill).expect("known");
		assert_eq!((record.by, record.office), (person(anna), None));
		pass(bill, &jurists);
		let first = in_force(bill);
		let law = Laws::law(first).expect("in the register");
		assert_eq!((law.unit, law.class), (village(), Class::Statute));
		assert_eq!((law.title, law.text), (record.bill.title, record.bill.text));
		assert_eq!((law.call, law.repealed_by), (None, None));

		let repeal = changing(statute("No more on wells"), Change::Repeals(first));
		let bill = propose(boris, repeal.clone(), &[anna, boris, vera]);
		pass(bill, &jurists);
		let second = in_force(bill);
		assert_eq!((first, second), (1, 2));
		assert_eq!(Laws::law(1).and_then(|law| law.repealed_by), Some(2));
		let numbers = Laws::laws_of(village(), 0, 10).into_iter();
		assert_eq!(numbers.map(|(law, _)| law).collect::<Vec<_>>(), [1, 2]);
		// What is not in force cannot be changed again.
		let again = refused(&vera.pair, propose_call(repeal));
		assert_eq!(again, Error::NotInForce.into());
	});
}

/// Two thirds, as in production: of those who say yes or no to parameters, of the seats on panels for
/// statutes.
fn two_thirds() -> serde_json::Value {
	let mut rules = short_laws();
	let classes = rules["jury"]["params"].as_array_mut().expect("a list");
	for (class, rule) in [("parameter", "majority"), ("statute", "quorum")] {
		let found = classes.iter_mut().find(|params| params[0] == class);
		found.expect("a class")[1][rule] = 666_667.into();
	}
	rules
}

/// One bill after the other, each judged by two who say yes and by `third`: the verdicts.
fn verdicts(third: Option<Choice>) -> [Verdict; 2] {
	let jurists = jurists(5);
	lead(&jurists[0]);
	let judged = |bill: BillId| {
		let poll = drawn(bill, &jurists);
		let (jurors, _) = panel(bill, &jurists);
		judge(&jurors[..2], poll, YES);
		if let Some(choice) = &third {
			judge(&jurors[2..], poll, choice.clone());
		}
		verdict(bill)
	};
	let parameter = act_of(Class::Parameter, &set_support(30_000));
	let parameter = judged(submit(&jurists[0], parameter));
	let supporters = [0, 1, 2].map(|place| &jurists[place]);
	let statute = judged(propose(&jurists[0], statute("On wells"), &supporters));
	[parameter, statute]
}

#[test]
fn bill_is_rejected_when_more_than_half_say_yes_but_its_class_asks_for_two_thirds() {
	with_rules(&[head(COUNTRY)], two_thirds(), || {
		assert_eq!(verdicts(Some(NO)), [Verdict::Rejected, Verdict::Passed]);
	});
}

#[test]
fn bill_fails_when_more_than_half_vote_but_its_class_asks_for_two_thirds() {
	with_rules(&[head(COUNTRY)], two_thirds(), || {
		assert_eq!(verdicts(None), [Verdict::Passed, Verdict::NoQuorum]);
	});
}

#[test]
fn bill_lapses_when_too_few_support_it() {
	with_laws(|| {
		let jurists = jurists(5);
		let bill = propose(&jurists[0], statute("On wells"), &[&jurists[0]]);
		assert_eq!(phase(bill), Phase::Done(Verdict::Lapsed));
		nothing_is_law();
	});
}

// The people.

/// These call a referendum against the bill, and it is open.
fn object(bill: BillId, objectors: &[&Citizen]) -> PollId {
	act(&objectors[0].pair, object_call(bill));
	let petition = asked_about(bill);
	support(petition, objectors);
	wait(|| {
		let phase = Laws::pending(bill)?.phase;
		matches!(phase, pallet_laws::Phase::Referendum { .. }).then_some(())
	});
	let referendum = asked_about(bill);
	open(referendum);
	referendum
}

#[test]
fn referendum_strikes_a_law_when_the_people_say_no_in_time() {
	with_laws(|| {
		let jurists = jurists(5);
		let all: Vec<&Citizen> = jurists.iter().collect();
		let bill = propose(all[0], statute("On wells"), &all[..3]);
		pass(bill, &jurists);
		let due = Laws::pending(bill).expect("passed").due;
		let referendum = object(bill, &all[2..]);
		for (citizen, choice) in all.iter().zip([NO, NO, YES]) {
			vote(citizen, referendum, &[choice]);
		}
		// While the people are asked, the delay may end: force waits.
		over(referendum);
		assert_eq!(outcome(bill), Outcome::Struck { poll: referendum });
		to_block(due + 2);
		nothing_is_law();
		let late = refused(&all[4].pair, object_call(bill));
		assert_eq!(late, Error::TooLate.into());
	});
}

#[test]
fn law_is_in_force_when_a_referendum_against_it_fails() {
	with_laws(|| {
		let jurists = jurists(5);
		let all: Vec<&Citizen> = jurists.iter().collect();
		let bill = propose(all[0], statute("On wells"), &all[..3]);
		pass(bill, &jurists);
		let referendum = object(bill, &all[2..]);
		// One no of five is no quorum: the verdict of the panel stands.
		vote(all[3], referendum, &[NO]);
		assert_eq!(in_force(bill), 1);
		let second = refused(&all[4].pair, object_call(bill));
		assert_eq!(second, Error::TooLate.into());
	});
}

#[test]
fn law_is_in_force_when_a_referendum_against_it_ends_in_a_tie() {
	with_laws(|| {
		let jurists = jurists(5);
		let all: Vec<&Citizen> = jurists.iter().collect();
		let bill = propose(all[0], statute("On wells"), &all[..3]);
		pass(bill, &jurists);
		let referendum = object(bill, &all[2..]);
		vote(all[0], referendum, &[YES]);
		vote(all[1], referendum, &[NO]);
		assert_eq!(in_force(bill), 1);
	});
}

#[test]
fn constitution_changes_only_when_the_people_say_yes_too() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let all: Vec<&Citizen> = jurists.iter().collect();
		let before = suspend_below();
		assert_ne!(before, 150_000);
		let change = act_of(Class::Constitution, &set_suspend_below(150_000));

		// The panel says yes, the people stay at home: nothing changes.
		let bill = submit(all[0], change.clone());
		pass(bill, &jurists);
		let referendum = asked_about(bill);
		assert_eq!(
			Laws::pending(bill).expect("passed").phase,
			pallet_laws::Phase::Referendum {
				poll: referendum,
				required: true
			}
		);
		let needless = refused(&all[1].pair, object_call(bill));
		assert_eq!(needless, Error::ReferendumRunning.into());
		assert_eq!(outcome(bill), Outcome::Struck { poll: referendum });
		assert_eq!(suspend_below(), before);

		// Both say yes.
		let bill = submit(all[0], change);
		pass(bill, &jurists);
		let referendum = asked_about(bill);
		confirm(bill, &jurists[..3]);
		over(referendum);
		assert_eq!(suspend_below(), before, "the delay is not over");
		assert_eq!(in_force(bill), 1);
		assert_eq!(suspend_below(), 150_000);
	});
}

// What fails.

#[test]
fn nothing_is_done_when_the_call_of_a_law_fails() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let nowhere = 1_000_000;
		let rename = RuntimeCall::Territory(pallet_territory::Call::rename_unit {
			unit: nowhere,
			name: BoundedVec::truncate_from(b"Nowhere".to_vec()),
		});
		let bill = submit(&jurists[0], act_of(Class::Parameter, &rename));
		pass(bill, &jurists);
		let unknown = pallet_territory::Error::<Runtime>::UnknownUnit;
		assert_eq!(outcome(bill), Outcome::Failed(unknown.into()));
		assert_eq!(Laws::pending(bill), None);
		nothing_is_law();
		assert!(Laws::laws_of(unit(COUNTRY), 0, 10).is_empty());
	});
}

#[test]
fn submit_is_refused_when_a_law_could_not_make_the_call() {
	with_laws(|| {
		let jurists = jurists(2);
		let head = &jurists[0];
		lead(head);
		let fine = set_support(30_000);
		let refusal = |bill: BillOf| refused(&head.pair, submit_call(0, bill));

		// A call of another class, and one inside another.
		for class in [Class::Upgrade, Class::Constitution] {
			let wrong = refusal(act_of(class, &fine));
			assert_eq!(wrong, Error::CallNotOfClass.into(), "{class:?}");
		}
		let batch = RuntimeCall::Utility(pallet_utility::Call::batch_all {
			calls: vec![fine.clone()],
		});
		let as_root = RuntimeCall::Utility(pallet_utility::Call::dispatch_as {
			as_origin: Box::new(frame_system::RawOrigin::Root.into()),
			call: Box::new(fine.clone()),
		});
		let later = RuntimeCall::Scheduler(pallet_scheduler::Call::schedule {
			when: now() + 10,
			maybe_periodic: None,
			priority: 0,
			call: Box::new(fine.clone()),
		});
		for hidden in [batch, as_root, later] {
			for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
				let nested = refusal(act_of(class, &hidden));
				assert_eq!(nested, Error::CallNotOfClass.into(), "{hidden:?}");
			}
		}

		// A call that is not there, too long, or no call at all.
		let lookup = |hash, len| BillOf {
			call: Some(Bounded::Lookup { hash, len }),
			..act_of(Class::Parameter, &fine)
		};
		let missing = refusal(lookup(H256::repeat_byte(1), 100));
		assert_eq!(missing, Error::MissingPreimage.into());
		let long = constants::MAX_LAW_CALL_BYTES + 1;
		let oversized = refusal(lookup(H256::repeat_byte(1), long));
		assert_eq!(oversized, Error::OversizedCall.into());
		let noise = BillOf {
			call: Some(Bounded::Inline(BoundedVec::truncate_from(vec![0xff; 9]))),
			..act_of(Class::Parameter, &fine)
		};
		assert_eq!(refusal(noise), Error::BadCall.into());

		// A call where none belongs, none where one does, and a unit that makes no such laws.
		let statute_with_call = BillOf {
			class: Class::Statute,
			..act_of(Class::Parameter, &fine)
		};
		assert_eq!(refusal(statute_with_call), Error::StatuteWithCall.into());
		let without = BillOf {
			call: None,
			..act_of(Class::Parameter, &fine)
		};
		assert_eq!(refusal(without), Error::MissingCall.into());
		let of_village = BillOf {
			unit: village(),
			..act_of(Class::Parameter, &fine)
		};
		let wrong_unit = refused(&head.pair, propose_call(of_village));
		assert_eq!(wrong_unit, Error::WrongUnit.into());
		assert_eq!(pallet_jury::NextBill::<Runtime>::get(), 0);
	});
}

#[test]
fn preimage_of_a_passed_bill_stays_until_it_is_law() {
	with_laws(|| {
		let jurists = jurists(5);
		lead(&jurists[0]);
		let call = codec::Encode::encode(&set_support(40_000));
		let hash = BlakeTwo256::hash(&call);
		let eve = Sr25519Keyring::Eve.pair();
		let by_eve = |call| {
			let sent = signed(&eve, RuntimeCall::Preimage(call)).expect("paid for");
			sent.expect("done");
		};
		let len = call.len() as u32;
		by_eve(pallet_preimage::Call::note_preimage { bytes: call });
		let bill = BillOf {
			call: Some(Bounded::Lookup { hash, len }),
			..act_of(Class::Parameter, &set_support(40_000))
		};
		let bill = submit(&jurists[0], bill);
		pass(bill, &jurists);
		// Whoever brought the call takes it away, and it stays for the law all the same.
		by_eve(pallet_preimage::Call::unnote_preimage { hash });
		assert_eq!(Preimage::len(&hash), Some(len));
		assert_eq!(in_force(bill), 1);
		assert_eq!(support_needed(), 40_000);
		assert_eq!(Preimage::len(&hash), None);
	});
}
