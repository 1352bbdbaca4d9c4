//! Accrediting, suspending, reinstating.

use super::*;
use frame_support::assert_noop;
use sp_runtime::DispatchError;

fn accredit(issuer: AccountId, daily_quota: u32) -> DispatchResult {
	CredentialsPallet::accredit_issuer(RuntimeOrigin::root(), issuer, daily_quota)
}

#[test]
fn accredit_issuer_makes_an_account_without_tokens() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(accredit(9, 5));
		assert_eq!(System::providers(&9), 1);
		let issuer = CredentialsPallet::issuer(9).unwrap();
		assert_eq!((issuer.left(0), issuer.suspended), (5, false));
		System::assert_last_event(
			Event::IssuerAccredited {
				issuer: 9,
				daily_quota: 5,
			}
			.into(),
		);
	});
}

#[test]
fn accredit_issuer_changes_the_quota_when_known() {
	ExtBuilder::default().quota(2).build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_ok!(offer(CERTIFICATE, BELA));
		assert_ok!(accredit(SCHOOL, 1));
		assert_noop!(offer(CERTIFICATE, CIM), Error::<Test>::QuotaExhausted);
		assert_ok!(accredit(SCHOOL, 2));
		assert_ok!(offer(CERTIFICATE, CIM));
		assert_eq!(System::providers(&SCHOOL), 1);
	});
}

#[test]
fn accredit_issuer_keeps_the_suspension_when_known() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert_ok!(accredit(SCHOOL, 50));
		assert_noop!(offer(CERTIFICATE, ALES), Error::<Test>::IssuerSuspended);
	});
}

#[test]
fn accredit_issuer_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::accredit_issuer(signed(SCHOOL), 9, 5),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn accredit_issuer_fails_when_quota_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(accredit(9, 0), Error::<Test>::ZeroQuota);
	});
}

#[test]
fn suspend_issuer_makes_its_credentials_not_hold() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		give(MEMBERSHIP, ALES);
		assert_ok!(suspend(SCHOOL));
		assert!(!holds(ALES, CERTIFICATE) && holds(ALES, MEMBERSHIP));
		System::assert_last_event(
			Event::IssuerSuspended {
				issuer: SCHOOL,
				suspended: true,
			}
			.into(),
		);
	});
}

#[test]
fn suspend_issuer_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::suspend_issuer(signed(SCHOOL), SCHOOL),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn suspend_issuer_fails_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(suspend(STRANGER), Error::<Test>::NotIssuer);
	});
}

#[test]
fn suspend_issuer_fails_when_suspended_already() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert_noop!(suspend(SCHOOL), Error::<Test>::IssuerSuspended);
	});
}

#[test]
fn suspended_issuer_may_do_nothing() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(suspend(SCHOOL));
		assert_noop!(offer(CERTIFICATE, BELA), Error::<Test>::IssuerSuspended);
		assert_noop!(withdraw(CERTIFICATE, ALES), Error::<Test>::IssuerSuspended);
		assert_noop!(
			extend(CERTIFICATE, ALES, 101),
			Error::<Test>::IssuerSuspended
		);
		assert_noop!(
			CredentialsPallet::close_schema(signed(SCHOOL), CERTIFICATE),
			Error::<Test>::IssuerSuspended
		);
	});
}

#[test]
fn reinstate_issuer_makes_its_credentials_hold_again() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(suspend(SCHOOL));
		assert_ok!(reinstate(SCHOOL));
		assert!(holds(ALES, CERTIFICATE));
		System::assert_last_event(
			Event::IssuerSuspended {
				issuer: SCHOOL,
				suspended: false,
			}
			.into(),
		);
		assert_ok!(offer(CERTIFICATE, BELA));
	});
}

#[test]
fn reinstate_issuer_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert_noop!(
			CredentialsPallet::reinstate_issuer(signed(SCHOOL), SCHOOL),
			DispatchError::BadOrigin
		);
	});
}

#[test]
fn reinstate_issuer_fails_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reinstate(STRANGER), Error::<Test>::NotIssuer);
	});
}

#[test]
fn reinstate_issuer_fails_when_not_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(reinstate(SCHOOL), Error::<Test>::NotSuspended);
	});
}

#[test]
fn quota_begins_anew_when_the_day_is_over() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert_ok!(offer(CERTIFICATE, ALES));
		assert_noop!(offer(CERTIFICATE, BELA), Error::<Test>::QuotaExhausted);
		run_to(PARAMS.day);
		assert_ok!(offer(CERTIFICATE, BELA));
	});
}
