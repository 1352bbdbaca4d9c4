//! The periods, and the genesis.

use super::*;
use frame_support::assert_noop;
use rstest::rstest;
use sp_runtime::DispatchError;

#[test]
fn set_params_changes_them() {
	ExtBuilder::default().build_and_execute(|| {
		let params = Params {
			offer_lifetime: 3,
			..PARAMS
		};
		assert_ok!(CredentialsPallet::set_params(RuntimeOrigin::root(), params));
		assert_eq!(CredentialsPallet::params(), params);
		System::assert_last_event(Event::ParamsChanged { params }.into());
	});
}

#[test]
fn set_params_fails_when_not_authorised() {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::set_params(signed(SCHOOL), PARAMS),
			DispatchError::BadOrigin
		);
	});
}

#[rstest]
#[case::no_time_to_answer(Params { offer_lifetime: 0, ..PARAMS })]
#[case::no_day(Params { day: 0, ..PARAMS })]
fn set_params_fails_when_a_period_is_zero(#[case] params: Params<u64>) {
	ExtBuilder::default().build_and_execute(|| {
		assert_noop!(
			CredentialsPallet::set_params(RuntimeOrigin::root(), params),
			Error::<Test>::BadParams
		);
	});
}

#[test]
fn default_params_are_valid() {
	assert!(Params::<u64>::default().is_valid());
}

#[test]
fn genesis_accredits_issuers_and_opens_schemas() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(System::providers(&SCHOOL), 1);
		let school = CredentialsPallet::issuer(SCHOOL).unwrap();
		assert_eq!((school.daily_quota, school.usage.used), (QUOTA, 0));
		let certificate = CredentialsPallet::schema(CERTIFICATE).unwrap();
		assert_eq!(certificate.title.as_slice(), b"School of governance");
		assert_eq!(certificate.publicity, Publicity::Public);
		assert_eq!(AnonymousOf::<Test>::get(SCHOOL).into_inner(), [DIPLOMA]);
		assert_eq!(NextSchema::<Test>::get(), 4);
	});
}

#[test]
fn genesis_is_read_from_json() {
	let json = r#"{
		"issuers": [[1, 5]],
		"schemas": [{
			"issuer": 1,
			"title": "School of governance",
			"purpose": "Who runs learns first",
			"validity": 9,
			"publicity": "anonymous"
		}],
		"params": { "offerLifetime": 20, "day": 10 }
	}"#;
	let config: GenesisConfig<Test> = serde_json::from_str(json).unwrap();
	assert_eq!(config.params, PARAMS);
	assert_eq!(config.schemas[0].publicity, Publicity::Anonymous);
}

#[test]
fn genesis_refuses_a_misspelt_publicity() {
	let json = r#"{
		"issuer": 1, "title": "T", "purpose": "P", "validity": 9, "publicity": "secret"
	}"#;
	assert!(serde_json::from_str::<SchemaEntry<u64, u64>>(json).is_err());
}

#[test]
#[should_panic(expected = "named twice")]
fn genesis_panics_when_an_issuer_is_named_twice() {
	ExtBuilder::default()
		.issuers(&[(SCHOOL, 3), (SCHOOL, 4)])
		.build();
}

#[test]
#[should_panic(expected = "ZeroQuota")]
fn genesis_panics_when_a_quota_is_zero() {
	ExtBuilder::default().issuers(&[(SCHOOL, 0)]).build();
}

#[test]
#[should_panic(expected = "NotIssuer")]
fn genesis_panics_when_a_schema_is_nobodys() {
	ExtBuilder::default().issuers(&[(GUILD, 3)]).build();
}

#[test]
#[should_panic(expected = "BadTitle")]
fn genesis_panics_when_a_title_is_too_long() {
	let long = "x".repeat(97);
	ExtBuilder::default()
		.schemas(vec![entry(SCHOOL, &long, Publicity::Public)])
		.build();
}

#[test]
#[should_panic(expected = "bad parameters")]
fn genesis_panics_when_a_period_is_zero() {
	ExtBuilder::default()
		.params(Params { day: 0, ..PARAMS })
		.build();
}
