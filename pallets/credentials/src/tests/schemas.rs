//! Opening and closing schemas.

use super::*;
use frame_support::assert_noop;

fn text(length: usize) -> Vec<u8> {
	vec![b'x'; length]
}

fn open(who: AccountId, publicity: Publicity) -> DispatchResult {
	open_as(who, text(9), text(9), VALIDITY, publicity)
}

fn open_as(
	who: AccountId,
	title: Vec<u8>,
	purpose: Vec<u8>,
	validity: u64,
	publicity: Publicity,
) -> DispatchResult {
	CredentialsPallet::open_schema(
		signed(who),
		Title::truncate_from(title),
		Purpose::truncate_from(purpose),
		validity,
		publicity,
	)
}

fn close(who: AccountId, schema: SchemaId) -> DispatchResult {
	CredentialsPallet::close_schema(signed(who), schema)
}

#[test]
fn open_schema_numbers_it_and_keeps_what_it_says() {
	ExtBuilder::default().build_and_execute(|| {
		run_to(3);
		assert_ok!(open_as(GUILD, text(96), text(256), 7, Publicity::Private));
		let expected = Schema {
			issuer: GUILD,
			title: Title::truncate_from(text(96)),
			purpose: Purpose::truncate_from(text(256)),
			validity: 7,
			publicity: Publicity::Private,
			opened: 3,
			closed: false,
		};
		assert_eq!(CredentialsPallet::schema(4), Some(expected));
		System::assert_last_event(
			Event::SchemaOpened {
				schema: 4,
				issuer: GUILD,
			}
			.into(),
		);
	});
}

#[test]
fn open_schema_fails_when_caller_is_no_issuer() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(open(STRANGER, Publicity::Public), Error::<Test>::NotIssuer);
	});
}

#[test]
fn open_schema_fails_when_issuer_is_suspended() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(suspend(SCHOOL));
		assert_noop!(
			open(SCHOOL, Publicity::Public),
			Error::<Test>::IssuerSuspended
		);
	});
}

#[test]
fn open_schema_fails_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert_ok!(open(SCHOOL, Publicity::Public));
		assert_noop!(
			open(SCHOOL, Publicity::Public),
			Error::<Test>::QuotaExhausted
		);
	});
}

#[test]
fn open_schema_fails_when_title_is_unreadable() {
	ExtBuilder::default().build_and_execute(|| {
		for title in [b"".to_vec(), b"  ".to_vec(), vec![0xff, 0xfe]] {
			assert_noop!(
				open_as(SCHOOL, title, text(9), VALIDITY, Publicity::Public),
				Error::<Test>::BadTitle
			);
		}
	});
}

#[test]
fn open_schema_fails_when_purpose_is_unreadable() {
	ExtBuilder::default().build_and_execute(|| {
		for purpose in [b"".to_vec(), b"\n".to_vec(), vec![0xff, 0xfe]] {
			assert_noop!(
				open_as(SCHOOL, text(9), purpose, VALIDITY, Publicity::Public),
				Error::<Test>::BadPurpose
			);
		}
	});
}

#[test]
fn open_schema_fails_when_validity_is_zero() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			open_as(SCHOOL, text(9), text(9), 0, Publicity::Public),
			Error::<Test>::BadValidity
		);
	});
}

#[test]
fn open_schema_fails_when_numbers_are_used_up() {
	ExtBuilder::default().build().execute_with(|| {
		NextSchema::<Test>::put(SchemaId::MAX);
		assert_noop!(
			open(SCHOOL, Publicity::Public),
			Error::<Test>::TooManySchemas
		);
	});
}

#[test]
fn open_schema_fails_when_issuer_has_too_many_anonymous() {
	ExtBuilder::default().quota(100).build_and_execute(|| {
		// The school has one already.
		for _ in 1..MAX_ANONYMOUS {
			assert_ok!(open(SCHOOL, Publicity::Anonymous));
		}
		assert_noop!(
			open(SCHOOL, Publicity::Anonymous),
			Error::<Test>::TooManyAnonymous
		);
		assert_ok!(open(SCHOOL, Publicity::Private));
		assert_ok!(open(GUILD, Publicity::Anonymous));
	});
}

#[test]
fn close_schema_ends_offers_only() {
	ExtBuilder::default().build_and_execute(|| {
		give(CERTIFICATE, ALES);
		assert_ok!(offer(CERTIFICATE, BELA));
		assert_ok!(close(SCHOOL, CERTIFICATE));
		System::assert_last_event(
			Event::SchemaClosed {
				schema: CERTIFICATE,
			}
			.into(),
		);
		assert_noop!(offer(CERTIFICATE, CIM), Error::<Test>::SchemaClosed);
		assert_ok!(accept(BELA, CERTIFICATE));
		run_to(5);
		assert_ok!(extend(CERTIFICATE, ALES, 5 + VALIDITY));
		assert!(holds(ALES, CERTIFICATE) && holds(BELA, CERTIFICATE));
	});
}

#[test]
fn close_schema_fails_when_closed_already() {
	ExtBuilder::default().build_and_execute(|| {
		assert_ok!(close(SCHOOL, CERTIFICATE));
		assert_noop!(close(SCHOOL, CERTIFICATE), Error::<Test>::SchemaClosed);
	});
}

#[test]
fn close_schema_fails_when_it_is_anothers() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(close(GUILD, CERTIFICATE), Error::<Test>::NotYourSchema);
	});
}

#[test]
fn close_schema_fails_when_unknown() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(close(SCHOOL, 77), Error::<Test>::UnknownSchema);
	});
}

#[test]
fn close_schema_fails_when_quota_is_used_up() {
	ExtBuilder::default().quota(1).build_and_execute(|| {
		assert_ok!(open(SCHOOL, Publicity::Public));
		assert_noop!(close(SCHOOL, CERTIFICATE), Error::<Test>::QuotaExhausted);
	});
}
