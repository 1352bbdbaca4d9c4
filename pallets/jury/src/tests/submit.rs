//! `submit`: who may, by right of which office, and what begins then.

use super::*;
use veche_primitives::offices::Seat;

fn refused(person: PersonId, office: OfficeId, bill: BillOf<Test>, error: Error<Test>) {
	assert_noop!(submit(person, office, bill), error);
}

#[test]
fn submit_freezes_the_roll_at_once_when_the_incumbent_calls() {
	ExtBuilder::default().build_and_execute(|| {
		let id = submitted();
		let frozen = Phase::Frozen {
			epoch: roll_epoch(),
			frozen_in: 0,
		};
		let expected = BillRecord {
			bill: bill_of(VILLAGE),
			by: BELA,
			office: Some(VILLAGE_HEAD),
			since: 1,
			jurists: JURISTS,
			params: PARAMS,
			petition: None,
			trial: None,
			phase: frozen,
		};
		assert_eq!(JuryPallet::bill(id), Some(expected));
		assert_eq!(polls_opened(), 0);
		assert!(is_told(Event::Submitted {
			bill: id,
			unit: VILLAGE,
			class: Class::Statute,
			by: BELA,
			office: VILLAGE_HEAD,
		}));
		System::assert_last_event(
			Event::RollFrozen {
				bill: id,
				epoch: roll_epoch(),
				electorate: JURISTS,
				jurists: POOL,
				seed_epoch: 3,
			}
			.into(),
		);
	});
}

#[test]
fn submit_keeps_the_call_of_the_bill() {
	ExtBuilder::default().build_and_execute(|| {
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![1] });
		let bill = Bill {
			class: Class::Parameter,
			call: Some(Bounded::Inline(BoundedVec::truncate_from(remark.encode()))),
			..bill_of(VILLAGE)
		};
		assert_ok!(submit(BELA, VILLAGE_HEAD, bill.clone()));
		assert_eq!(record(latest()).bill, bill);
	});
}

#[test]
fn submit_takes_the_numbers_of_the_class() {
	let strict = Params { panel: 9, ..PARAMS };
	ExtBuilder::default()
		.params(&[(Class::Statute, PARAMS), (Class::Constitution, strict)])
		.build_and_execute(|| {
			submitted();
			let bill = Bill {
				class: Class::Constitution,
				..bill_of(VILLAGE)
			};
			assert_ok!(submit(BELA, VILLAGE_HEAD, bill));
			assert_eq!([0, 1].map(|id| record(id).params), [PARAMS, strict]);
		});
}

#[test]
fn submit_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			assert_noop!(
				JuryPallet::submit(origin, VILLAGE_HEAD, bill_of(VILLAGE)),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn submit_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		refused(STRANGER, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotACitizen);
	});
}

#[test]
fn submit_fails_when_the_incumbent_has_lost_the_standing_of_a_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		Citizens::mutate(|citizens| citizens.remove(&BELA));
		refused(BELA, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotACitizen);
	});
}

#[test]
fn submit_fails_when_the_person_is_an_observer() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, OBSERVER);
		refused(OBSERVER, VILLAGE_HEAD, bill_of(VILLAGE), Error::Observer);
	});
}

#[test]
fn submit_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(BELA, NO_OFFICE, bill_of(VILLAGE), Error::UnknownOffice);
	});
}

#[test]
fn submit_fails_when_the_office_serves_another_unit() {
	ExtBuilder::default().build_and_execute(|| {
		for unit in [DISTRICT, OTHER_VILLAGE, NO_UNIT] {
			refused(
				BELA,
				VILLAGE_HEAD,
				bill_of(unit),
				Error::OfficeOfAnotherUnit,
			);
		}
		// Nor does an office above speak for the unit below.
		refused(
			ALES,
			DISTRICT_HEAD,
			bill_of(VILLAGE),
			Error::OfficeOfAnotherUnit,
		);
	});
}

#[test]
fn submit_fails_when_the_person_holds_another_office() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotIncumbent);
		refused(CIM, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotIncumbent);
	});
}

#[test]
fn submit_fails_when_the_incumbent_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let suspended = Seat::Suspended {
			mandate: 1,
			acting: Some(CIM),
		};
		sit(VILLAGE_HEAD, suspended);
		refused(BELA, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotIncumbent);
	});
}

#[test]
fn submit_fails_when_the_person_only_acts() {
	ExtBuilder::default().build_and_execute(|| {
		let suspended = Seat::Suspended {
			mandate: 1,
			acting: Some(CIM),
		};
		for seat in [suspended, Seat::Acting { person: CIM }] {
			sit(VILLAGE_HEAD, seat);
			refused(CIM, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotIncumbent);
		}
	});
}

#[test]
fn submit_fails_when_the_office_is_vacant() {
	ExtBuilder::default().build_and_execute(|| {
		sit(VILLAGE_HEAD, Seat::Vacant);
		refused(BELA, VILLAGE_HEAD, bill_of(VILLAGE), Error::NotIncumbent);
	});
}

#[test]
fn submit_fails_when_too_many_are_under_way_by_right_of_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MaxPerOffice::get() {
			submitted();
		}
		refused(BELA, VILLAGE_HEAD, bill_of(VILLAGE), Error::TooManyOfOffice);
		// A successor has no more room, another office has.
		elect(VILLAGE_HEAD, CIM);
		refused(CIM, VILLAGE_HEAD, bill_of(VILLAGE), Error::TooManyOfOffice);
		assert_ok!(submit(ALES, DISTRICT_HEAD, bill_of(DISTRICT)));
		let second = establish(VILLAGE);
		elect(second, DANA);
		assert_ok!(submit(DANA, second, bill_of(VILLAGE)));
	});
}

#[test]
fn submit_fails_when_too_many_are_under_way_in_the_unit() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_trials();
		let third = establish(VILLAGE);
		elect(third, DANA);
		refused(DANA, third, bill_of(VILLAGE), Error::TooManyInUnit);
	});
}

#[test]
fn submit_succeeds_when_the_unit_is_full_of_petitions() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_petitions(VILLAGE);
		for _ in 0..MaxPerOffice::get() {
			submitted();
		}
		assert_eq!(OpenIn::<Test>::get(VILLAGE), MaxPerOffice::get());
		assert_eq!(PetitionsIn::<Test>::get(VILLAGE), MaxPetitions::get());
	});
}

#[test]
fn submit_succeeds_when_the_people_carry_many_bills() {
	ExtBuilder::default().build_and_execute(|| {
		fill_with_petitions(VILLAGE);
		next_block();
		for id in 0..MaxPetitions::get() {
			let poll = record(id).petition.unwrap();
			for elector in 0..4 {
				support(poll, elector);
			}
		}
		next_block();
		for id in 0..MaxPetitions::get() {
			assert!(matches!(phase(id), Phase::Frozen { .. }));
		}
		// None of them takes the place of a bill of an incumbent.
		assert_eq!(OpenIn::<Test>::get(VILLAGE), 0);
		fill_with_trials();
	});
}

#[test]
fn submit_has_room_again_when_a_bill_is_decided() {
	ExtBuilder::default().build_and_execute(|| {
		for _ in 0..MaxPerOffice::get() {
			submitted();
		}
		run_to(UNSEATED);
		assert_eq!(verdict(0), Some(Verdict::NoPanel));
		submitted();
	});
}

#[test]
fn submit_fails_when_people_cannot_read_the_title() {
	ExtBuilder::default().build_and_execute(|| {
		for title in [&b""[..], b"  ", &[0xff, 0xfe]] {
			let bill = Bill {
				title: Title::truncate_from(title.to_vec()),
				..bill_of(VILLAGE)
			};
			refused(BELA, VILLAGE_HEAD, bill, Error::BadTitle);
		}
	});
}

#[test]
fn submit_fails_when_the_bill_could_not_become_law() {
	ExtBuilder::default().build_and_execute(|| {
		RefuseCheck::set(Some(REFUSED));
		assert_noop!(submit(BELA, VILLAGE_HEAD, bill_of(VILLAGE)), REFUSED);
	});
}

#[test]
fn submit_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build_and_execute(|| {
		NextBill::<Test>::put(BillId::MAX);
		refused(BELA, VILLAGE_HEAD, bill_of(VILLAGE), Error::NoMoreNumbers);
	});
}
