//! `resign`: who may, what follows, and what it costs.

use super::*;
use frame_support::dispatch::CheckIfFeeless;

/// Whether the call would be free.
fn is_free(person: PersonId, office: OfficeId) -> bool {
	Call::<Test>::resign { office }.is_feeless(&RuntimeOrigin::signed(account(person)))
}

fn refused(person: PersonId, office: OfficeId, error: Error<Test>) {
	assert!(!is_free(person, office), "a call that fails is never free");
	assert_noop!(
		OfficesPallet::resign(RuntimeOrigin::signed(account(person)), office),
		error
	);
}

#[test]
fn resign_ends_the_mandate_when_the_incumbent_calls() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		run_to(7);
		resign(ALES, VILLAGE_HEAD);
		assert_eq!(ended(mandate), Some((7, End::Resigned)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
		assert_eq!(OfficesPallet::held_by(ALES), None);
		next_block();
		assert_eq!(last_called(), Some((VILLAGE_HEAD, Cause::Vacancy)));
	});
}

#[test]
fn resign_leaves_whoever_acts_when_the_mandate_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[BELA]);
		suspend(mandate);
		resign(ALES, VILLAGE_HEAD);
		assert_eq!(ended(mandate), Some((1, End::Resigned)));
		assert_eq!(seat(VILLAGE_HEAD), Seat::Acting { person: BELA });
	});
}

#[test]
fn resign_does_not_make_the_resigned_act_as_the_head_above() {
	ExtBuilder::default().build_and_execute(|| {
		elect(DISTRICT_HEAD, EWA, &[ALES]);
		elect(VILLAGE_HEAD, ALES, &[]);
		resign(EWA, DISTRICT_HEAD);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: ALES });
		resign(ALES, VILLAGE_HEAD);
		assert_eq!(seat(VILLAGE_HEAD), Seat::Vacant);
		assert_eq!(seat(DISTRICT_HEAD), Seat::Acting { person: ALES });
	});
}

#[test]
fn resign_fails_when_the_origin_is_not_signed() {
	ExtBuilder::default().build_and_execute(|| {
		for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
			let call = Call::<Test>::resign {
				office: VILLAGE_HEAD,
			};
			assert!(!call.is_feeless(&origin));
			assert_noop!(
				OfficesPallet::resign(origin, VILLAGE_HEAD),
				DispatchError::BadOrigin
			);
		}
	});
}

#[test]
fn resign_fails_when_the_account_is_no_citizen() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		lose(ALES);
		refused(ALES, VILLAGE_HEAD, Error::NotACitizen);
		refused(STRANGER, VILLAGE_HEAD, Error::NotACitizen);
	});
}

#[test]
fn resign_fails_when_the_office_is_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		refused(ALES, 77, Error::UnknownOffice);
	});
}

#[test]
fn resign_fails_when_another_holds_the_office() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		elect(VILLAGE_MEMBER, BELA, &[]);
		refused(BELA, VILLAGE_HEAD, Error::NotIncumbent);
	});
}

#[test]
fn resign_fails_when_the_person_only_acts() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[BELA]);
		resign(ALES, VILLAGE_HEAD);
		refused(BELA, VILLAGE_HEAD, Error::NotIncumbent);
		refused(ALES, VILLAGE_HEAD, Error::NotIncumbent);
	});
}

#[test]
fn resign_is_free_when_an_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		let mandate = elect(VILLAGE_HEAD, ALES, &[]);
		assert!(is_free(ALES, VILLAGE_HEAD));
		assert!(
			spent().is_empty() && ended(mandate).is_none(),
			"only a trial"
		);
		resign(ALES, VILLAGE_HEAD);
		assert_eq!(spent(), [account(ALES)]);
		assert!(!is_free(ALES, VILLAGE_HEAD));
	});
}

#[test]
fn resign_is_paid_for_when_no_act_is_left() {
	ExtBuilder::default().build_and_execute(|| {
		elect(VILLAGE_HEAD, ALES, &[]);
		OutOfActs::mutate(|out| out.insert(ALES));
		assert!(!is_free(ALES, VILLAGE_HEAD));
		resign(ALES, VILLAGE_HEAD);
	});
}
