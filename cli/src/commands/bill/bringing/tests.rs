//! What is refused before the chain is asked.

use super::*;
use crate::output::Usage;

fn opts(class: Class) -> Submit {
	Submit {
		office: None,
		propose: true,
		unit: Some("BY".into()),
		class,
		title: "Bridge".into(),
		text: None,
		amends: None,
		repeals: None,
		call: None,
		call_file: None,
		key: "ann".into(),
	}
}

#[track_caller]
fn assert_refused(opts: Submit, call: Option<&[u8]>, name: &str) {
	let error = opts.bill(0, call).unwrap_err();
	match error.downcast_ref() {
		Some(Refused::Failed(pallet, error, _)) => {
			assert_eq!((pallet.as_str(), error.as_str()), (LAWS, name));
		}
		_ => panic!("{error:#}"),
	}
}

#[test]
fn class_is_read_by_its_name() {
	for known in Class::ALL {
		assert_eq!(class(class_name(known)), Ok(known));
	}
	let error = class("law").unwrap_err();
	assert!(error.contains("statute, parameter, upgrade, constitution"));
}

#[test]
fn bill_of_a_statute_is_its_text() {
	let hash = hex([7; 32]);
	let statute = Submit {
		text: Some(hash),
		amends: Some(4),
		..opts(Class::Statute)
	};
	let bill = statute.bill(5, None).unwrap();
	assert_eq!((bill.unit, bill.text), (5, H256([7; 32])));
	assert_eq!((bill.change, bill.call), (Some(Change::Amends(4)), None));
	assert_eq!(bill.title.as_slice(), b"Bridge");
}

#[test]
fn bill_takes_the_hash_of_the_file_of_its_text() {
	let file = tempfile::NamedTempFile::new().unwrap();
	std::fs::write(file.path(), "A bridge is built.\n").unwrap();
	let statute = Submit {
		text: Some(file.path().display().to_string()),
		repeals: Some(2),
		..opts(Class::Statute)
	};
	let bill = statute.bill(5, None).unwrap();
	let expected = sp_crypto_hashing::blake2_256(b"A bridge is built.\n");
	assert_eq!(bill.text, H256(expected));
	assert_eq!(bill.change, Some(Change::Repeals(2)));
}

#[test]
fn bill_with_a_call_has_a_text_too() {
	let parameter = Submit {
		text: Some(hex([7; 32])),
		..opts(Class::Parameter)
	};
	let bill = parameter.bill(0, Some(&[36, 2])).unwrap();
	assert_eq!(bill.call, Some(KeptCall::Inline(vec![36, 2])));
	assert_eq!(bill.text, H256([7; 32]));
}

#[test]
fn bill_is_refused_when_it_has_no_text() {
	assert_refused(opts(Class::Statute), None, "MissingText");
	for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
		assert_refused(opts(class), Some(&[36, 2]), "MissingText");
	}
}

#[test]
fn bill_is_refused_when_class_and_call_do_not_fit() {
	assert_refused(opts(Class::Statute), Some(&[36, 2]), "StatuteWithCall");
	for class in [Class::Parameter, Class::Upgrade, Class::Constitution] {
		assert_refused(opts(class), None, "MissingCall");
	}
}

#[test]
fn bill_is_refused_as_usage_when_title_or_text_cannot_be_read() {
	let untitled = Submit {
		title: " ".into(),
		..opts(Class::Statute)
	};
	let nowhere = Submit {
		text: Some("no-such-file".into()),
		..opts(Class::Statute)
	};
	for wrong in [untitled, nowhere] {
		let error = wrong.bill(0, None).unwrap_err();
		assert!(error.is::<Usage>(), "{error:#}");
	}
}
