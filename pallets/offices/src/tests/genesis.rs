//! The offices at the start of the chain.

use super::*;

#[test]
fn genesis_establishes_offices_in_order() {
	ExtBuilder::default().build_and_execute(|| {
		assert_eq!(NextOffice::<Test>::get(), 4);
		let (office, _) = OfficesPallet::office(DISTRICT_HEAD).unwrap();
		assert_eq!((office.unit, office.kind), (DISTRICT, OfficeKind::Head));
		assert_eq!(office.title, title("Office"));
	});
}

#[test]
fn genesis_calls_elections_on_the_first_block_when_no_founding_is_given() {
	ExtBuilder::default().build_and_execute(|| {
		let mut called = called();
		called.sort();
		assert_eq!(
			called,
			(0..4).map(|id| (id, Cause::Founding)).collect::<Vec<_>>()
		);
	});
}

#[test]
fn genesis_calls_elections_at_the_founding() {
	ExtBuilder::default().founding(5).build_and_execute(|| {
		run_to(4);
		assert!(called().is_empty());
		assert!((0..4).all(|office| seat(office) == Seat::Vacant));
		run_to(5);
		assert_eq!(called().len(), 4);
	});
}

#[test]
fn genesis_calls_elections_far_ahead_too() {
	ExtBuilder::default().founding(500).build_and_execute(|| {
		run_to(499);
		assert!(called().is_empty());
		run_to(500);
		assert_eq!(called().len(), 4);
	});
}

#[test]
fn genesis_is_read_from_json() {
	let json = r#"{
		"offices": [{
			"unit": 3,
			"title": "Office",
			"kind": "head",
			"method": "schulze",
			"term": 100,
			"acting": "next_in_line"
		}],
		"founding": 7,
		"params": { "service": 1, "bar": 2 }
	}"#;
	let genesis: GenesisConfig<Test> = serde_json::from_str(json).unwrap();
	assert_eq!(
		genesis.offices,
		[entry(VILLAGE, OfficeKind::Head, ActingRule::NextInLine)]
	);
	assert_eq!(genesis.founding, 7);
	assert_eq!(genesis.params, Params { service: 1, bar: 2 });
}

#[test]
fn genesis_refuses_a_misspelt_field() {
	let json = r#"{ "unit": 3, "titel": "Office" }"#;
	assert!(serde_json::from_str::<OfficeEntry<u64>>(json).is_err());
}

#[test]
#[should_panic(expected = "HeadExists")]
fn genesis_panics_when_a_unit_gets_two_heads() {
	let head = entry(VILLAGE, OfficeKind::Head, ActingRule::Nobody);
	ExtBuilder::default()
		.offices(vec![head.clone(), head])
		.build();
}

#[test]
#[should_panic(expected = "is too long")]
fn genesis_panics_when_a_title_is_too_long() {
	let mut office = entry(VILLAGE, OfficeKind::Head, ActingRule::Nobody);
	office.title = "x".repeat(97);
	ExtBuilder::default().offices(vec![office]).build();
}

#[test]
#[should_panic(expected = "a share is above the whole")]
fn genesis_panics_when_a_number_cannot_work() {
	ExtBuilder::default()
		.params(Params {
			bar: 1_000_001,
			..PARAMS
		})
		.build();
}
