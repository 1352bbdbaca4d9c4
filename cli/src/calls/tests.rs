//! What is typed, encoded and read back, against metadata made here.

use super::*;
use crate::{
	identity::{address, Identity},
	output::Usage,
};
use codec::{Compact, Encode};
use scale_info::{meta_type, TypeInfo};
use subxt::ext::frame_metadata::v16;

/// Of the name that the chain's own has.
#[derive(TypeInfo, Encode)]
struct AccountId32([u8; 32]);

#[derive(TypeInfo, Encode)]
struct Bounded(Vec<u8>);

#[derive(TypeInfo, Encode)]
struct Share(u32);

#[derive(TypeInfo, Encode)]
struct Rule {
	quorum: Share,
	#[codec(compact)]
	weight: u128,
}

#[allow(dead_code)]
#[derive(TypeInfo, Encode)]
enum Kind {
	#[codec(index = 0)]
	Head,
	#[codec(index = 3)]
	Seats { number: u8, fast: bool },
	#[codec(index = 4)]
	Of(u32),
}

#[allow(dead_code, non_camel_case_types)]
#[derive(TypeInfo, Encode)]
enum OfficesCall {
	#[codec(index = 2)]
	establish {
		title: Bounded,
		kind: Kind,
		holder: Option<AccountId32>,
		rule: Rule,
		hash: [u8; 4],
		terms: Vec<(u32, i64)>,
	},
	#[codec(index = 5)]
	nothing {},
}

#[allow(dead_code)]
#[derive(TypeInfo)]
enum RuntimeCall {
	#[codec(index = 36)]
	Offices(OfficesCall),
}

fn metadata() -> Metadata {
	v16::RuntimeMetadataV16::new(
		vec![v16::PalletMetadata {
			name: "Offices",
			storage: None,
			calls: Some(v16::PalletCallMetadata {
				ty: meta_type::<OfficesCall>(),
				deprecation_info: v16::EnumDeprecationInfo::nothing_deprecated(),
			}),
			event: None,
			constants: vec![],
			error: None,
			associated_types: vec![],
			view_functions: vec![],
			index: 36,
			docs: vec![],
			deprecation_info: v16::ItemDeprecationInfo::NotDeprecated,
		}],
		v16::ExtrinsicMetadata {
			versions: vec![5],
			address_ty: meta_type::<u8>(),
			call_ty: meta_type::<RuntimeCall>(),
			signature_ty: meta_type::<u8>(),
			transaction_extensions_by_version: [(0, vec![])].into(),
			transaction_extensions: vec![],
		},
		vec![],
		v16::OuterEnums {
			call_enum_ty: meta_type::<RuntimeCall>(),
			event_enum_ty: meta_type::<()>(),
			error_enum_ty: meta_type::<()>(),
		},
		v16::CustomMetadata {
			map: Default::default(),
		},
	)
	.try_into()
	.unwrap()
}

fn alice() -> [u8; 32] {
	Identity::development("//Alice").unwrap().account()
}

/// The arguments of a call that is right, by name.
fn arguments() -> Vec<(&'static str, String)> {
	vec![
		("title", "Bridge".into()),
		("kind", r#"{"seats": {"number": 3, "fast": true}}"#.into()),
		("holder", address(&alice())),
		("rule", r#"{"quorum": 500000, "weight": "1_000"}"#.into()),
		("hash", "0x01020304".into()),
		("terms", "[[1, -2], [3, 4]]".into()),
	]
}

fn typed_in(arguments: &[(&'static str, String)]) -> Vec<String> {
	let each = arguments.iter();
	each.map(|(name, value)| format!("{name}={value}"))
		.collect()
}

fn bytes() -> Vec<u8> {
	let call = OfficesCall::establish {
		title: Bounded(b"Bridge".to_vec()),
		kind: Kind::Seats {
			number: 3,
			fast: true,
		},
		holder: Some(AccountId32(alice())),
		rule: Rule {
			quorum: Share(500_000),
			weight: 1_000,
		},
		hash: [1, 2, 3, 4],
		terms: vec![(1, -2), (3, 4)],
	};
	[vec![36], call.encode()].concat()
}

#[test]
fn call_is_encoded_by_the_types_of_the_chain() {
	let call = encode(&metadata(), "Offices.establish", &typed_in(&arguments())).unwrap();
	assert_eq!(call.0, bytes());
	// The pallet's name may be small.
	let call = encode(&metadata(), "offices.establish", &typed_in(&arguments())).unwrap();
	assert_eq!(call.0, bytes());
}

#[test]
fn call_without_arguments_is_its_two_numbers() {
	let none: [&str; 0] = [];
	let call = encode(&metadata(), "Offices.nothing", &none).unwrap();
	assert_eq!(call.0, [36, 5]);
	assert_eq!(
		read(&metadata(), &[36, 5]).unwrap().to_string(),
		"Offices.nothing"
	);
}

#[test]
fn what_is_read_can_be_typed_and_gives_the_same_bytes() {
	let metadata = metadata();
	let written = read(&metadata, &bytes()).unwrap();
	assert_eq!(written.name, "Offices.establish");
	assert_eq!(written.arguments[0].1, "Bridge");
	assert_eq!(written.arguments[2].1, address(&alice()).as_str());
	let again: Vec<String> = written
		.arguments
		.iter()
		.map(|(name, value)| format!("{name}={value}"))
		.collect();
	let call = encode(&metadata, &written.name, &again).unwrap();
	assert_eq!(call.0, bytes());
	let shown = written.to_string();
	assert!(
		shown.starts_with("Offices.establish title=Bridge kind='{"),
		"{shown}"
	);
}

#[test]
fn absent_value_choice_without_fields_and_wrapped_value_are_written_short() {
	let mut given = arguments();
	given[1].1 = "head".into();
	given[2].1 = "null".into();
	let call = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap();
	let start = [vec![36, 2], b"Bridge".to_vec().encode(), vec![0, 0]].concat();
	assert_eq!(call.0[..start.len()], start);
	let written = read(&metadata(), &call.0).unwrap();
	assert_eq!(written.arguments[1].1, "Head");
	assert_eq!(written.arguments[2].1, Value::Null);

	given[1].1 = r#"{"Of": 7}"#.into();
	let call = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap();
	let start = [
		vec![36, 2],
		b"Bridge".to_vec().encode(),
		vec![4, 7, 0, 0, 0],
	]
	.concat();
	assert_eq!(call.0[..start.len()], start);
}

#[test]
fn text_that_is_no_text_is_read_as_hexadecimal() {
	for raw in [&b"\xff\xfe"[..], b"0x12", b"a\nb"] {
		let mut given = arguments();
		given[0].1 = crate::output::hex(raw);
		let call = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap();
		assert_eq!(
			call.0[2..],
			[raw.to_vec().encode(), call.0[3 + raw.len()..].to_vec()].concat()
		);
		let written = read(&metadata(), &call.0).unwrap();
		assert_eq!(written.arguments[0].1, crate::output::hex(raw).as_str());
	}
}

#[test]
fn numbers_that_look_like_text_stay_what_the_type_says() {
	let mut given = arguments();
	given[0].1 = "2026".into();
	let call = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap();
	assert_eq!(call.0[2..7], b"2026".to_vec().encode());
	let shown = read(&metadata(), &call.0).unwrap().to_string();
	assert!(shown.contains("title='\"2026\"'"), "{shown}");
}

#[test]
fn encode_fails_with_the_place_of_the_mistake() {
	for (number, value, expected) in [
		(
			1,
			"King",
			"kind is not \"King\" but one of: Head, Seats, Of",
		),
		(1, "7", "kind is a choice"),
		(
			1,
			r#"{"Seats": {"number": 256, "fast": true}}"#,
			"kind.Seats.number cannot be as large",
		),
		(
			1,
			r#"{"Seats": {"number": 3}}"#,
			"kind.Seats lacks \"fast\"",
		),
		(2, "nobody", "holder is no account"),
		(
			3,
			r#"{"quorum": -1, "weight": 1}"#,
			"rule.quorum is a whole number, not negative",
		),
		(
			3,
			r#"{"quorum": 1, "weight": 1, "size": 2}"#,
			"rule has no \"size\"",
		),
		(3, "5", "rule is a record"),
		(4, "0x0102", "hash has 2 bytes and must have 4"),
		(4, "0x010", "hash is no even number"),
		(5, "[[1]]", "terms.0 has 1 elements and must have 2"),
		(5, "true", "terms is a list"),
	] {
		let mut given = arguments();
		given[number].1 = value.into();
		let error = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(
			format!("{error:#}").contains(expected),
			"{expected}: {error:#}"
		);
	}
}

#[test]
fn encode_fails_with_the_signature_when_an_argument_is_missing_unknown_or_twice() {
	let all = typed_in(&arguments());
	let mut twice = all.clone();
	twice.push(all[0].clone());
	let mut unknown = all.clone();
	unknown.push("size=3".into());
	let mut bare = all.clone();
	bare[0] = "Bridge".into();
	for (given, expected) in [
		(all[1..].to_vec(), "lacks \"title\""),
		(twice, "given twice"),
		(unknown, "has no \"size\""),
		(bare, "write NAME=VALUE"),
	] {
		let error = encode(&metadata(), "Offices.establish", &given).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
		assert!(
			format!("{error:#}").contains(expected),
			"{expected}: {error:#}"
		);
	}
	let error = encode(&metadata(), "Offices.establish", &all[1..]).unwrap_err();
	let signature = "Offices.establish title=TEXT|0xHEX kind=Head|Seats|Of holder=ADDRESS|null";
	assert!(format!("{error:#}").contains(signature), "{error:#}");
}

#[test]
fn encode_fails_when_pallet_or_call_is_unknown() {
	let none: [&str; 0] = [];
	for (name, expected) in [
		("establish", "PALLET.CALL"),
		("Posts.establish", "those with calls are Offices"),
		("Offices.abolish", "Offices.nothing"),
	] {
		let error = encode(&metadata(), name, &none).unwrap_err();
		assert!(format!("{error:#}").contains(expected), "{error:#}");
	}
	assert_eq!(list(&metadata(), "offices").unwrap().len(), 2);
}

#[test]
fn read_fails_when_bytes_are_no_call_or_more_or_less_than_one() {
	let metadata = metadata();
	let whole = bytes();
	let longer = [whole.clone(), vec![0]].concat();
	let all: [&[u8]; 6] = [&[], &[36], &[35, 2], &[36, 9], &whole[..9], &longer];
	for wrong in all {
		assert!(read(&metadata, wrong).is_err(), "{wrong:?}");
	}
	let endless = [vec![36, 2], Compact(u32::MAX).encode()].concat();
	assert!(read(&metadata, &endless).is_err());
}

#[test]
fn argument_is_read_from_a_file_when_it_begins_with_an_at() {
	let file = tempfile::NamedTempFile::new().unwrap();
	fs::write(file.path(), "[[1, -2], [3, 4]]").unwrap();
	let mut given = arguments();
	given[5].1 = format!("@{}", file.path().display());
	let call = encode(&metadata(), "Offices.establish", &typed_in(&given)).unwrap();
	assert_eq!(call.0, bytes());
	fs::write(file.path(), "[[").unwrap();
	assert!(encode(&metadata(), "Offices.establish", &typed_in(&given)).is_err());
}
