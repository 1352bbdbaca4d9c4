use super::{
	code::tests::{authorization, code, version_of},
	*,
};
use crate::output::Usage;
use serde_json::Value;

/// The hash of the chain's code.
const OLD: [u8; 32] = [9; 32];
/// The hash of the code in the file.
const NEW: [u8; 32] = [7; 32];

fn chain() -> Version {
	version_of("veche", 1)
}

fn next() -> Code {
	code(Some(version_of("veche", 2)))
}

fn other() -> Authorization {
	Authorization {
		code_hash: [8; 32],
		check_version: true,
	}
}

fn drawn(checked: &Checked) -> String {
	let mut out = Vec::new();
	checked.draw(&mut out).unwrap();
	let text = String::from_utf8(out).unwrap();
	assert!(
		text.lines().all(|line| line.chars().count() <= 80),
		"{text}"
	);
	text
}

fn shows(checked: &Checked, parts: &[&str]) {
	let text = drawn(checked);
	for part in parts {
		assert!(text.contains(part), "{part}:\n{text}");
	}
}

#[test]
fn check_is_good_when_it_is_the_authorised_code() {
	let checked = Checked::new(&next(), None, Some(authorization(true)), &chain(), OLD);
	assert_eq!(checked.verdict(), Verdict::Good);
	shows(
		&checked,
		&[
			"next.wasm is the code that a law has authorised.\n",
			"size        3 bytes\n",
			"version     2; the chain's is 1\n",
			"Anybody can bring it: `veche law upgrade next.wasm`\n",
		],
	);
}

#[test]
fn check_is_bad_and_shows_both_hashes_when_it_is_other_code() {
	let checked = Checked::new(&next(), Some(3), Some(other()), &chain(), OLD);
	assert_eq!(checked.verdict(), Verdict::Bad);
	let (its, wanted) = (hex([7; 32]), hex([8; 32]));
	shows(
		&checked,
		&[
			"next.wasm is NOT the code that bill 3 is about.\n",
			&format!("its hash    {its}\n"),
			&format!("the bill's  {wanted}\n"),
			"Build it again from the same commit",
		],
	);
}

#[test]
fn check_is_bad_when_nothing_is_authorised() {
	let checked = Checked::new(&next(), None, None, &chain(), OLD);
	assert_eq!(checked.verdict(), Verdict::Bad);
	assert_eq!(checked.check_version, None);
	shows(&checked, &["is NOT", "authorised  no new code now\n"]);
	assert!(!drawn(&checked).contains("Build it again"));
}

#[test]
fn check_is_bad_when_the_chain_would_refuse_the_version() {
	let old = code(Some(chain()));
	let checked = Checked::new(&old, Some(3), Some(authorization(true)), &chain(), OLD);
	assert_eq!(checked.verdict(), Verdict::Bad);
	assert!(checked.same);
	shows(
		&checked,
		&["The chain would refuse it now: the version it says"],
	);
	let json = serde_json::to_value(&checked).unwrap();
	assert_eq!(json["fault"], "SpecVersionNeedsToIncrease", "{json}");
}

#[test]
fn check_warns_when_the_version_is_not_looked_at() {
	let checked = Checked::new(
		&code(None),
		Some(3),
		Some(authorization(false)),
		&chain(),
		OLD,
	);
	assert_eq!(checked.verdict(), Verdict::Good);
	shows(
		&checked,
		&["version     unknown; the chain's is 1\n", "ask why"],
	);
}

#[test]
fn check_warns_when_the_version_cannot_be_read() {
	let warning = "Its version cannot be read here: the chain may refuse it.\n";
	let wanted = Some(authorization(true));
	let checked = Checked::new(&code(None), None, wanted, &chain(), OLD);
	assert_eq!(checked.verdict(), Verdict::Good);
	shows(&checked, &[warning]);
	let checked = Checked::new(&next(), None, wanted, &chain(), OLD);
	assert!(!drawn(&checked).contains(warning));
}

#[test]
fn check_is_good_when_the_code_is_in_force() {
	let now = version_of("veche", 2);
	for (bill, wanted) in [
		(None, None),
		(None, Some(authorization(true))),
		(Some(3), Some(authorization(true))),
	] {
		let checked = Checked::new(&next(), bill, wanted, &now, NEW);
		assert!(checked.settled() && checked.in_force);
		assert_eq!((checked.verdict(), checked.fault), (Verdict::Good, None));
		shows(&checked, &["next.wasm is the chain's code already.\n"]);
		assert!(!drawn(&checked).contains("would"));
	}
	let checked = Checked::new(&next(), None, Some(authorization(true)), &chain(), OLD);
	assert!(!checked.settled() && !checked.in_force);
}

#[test]
fn check_is_bad_when_the_code_is_in_force_and_other_code_is_asked_about() {
	for bill in [None, Some(3)] {
		let checked = Checked::new(&next(), bill, Some(other()), &chain(), NEW);
		assert!(checked.in_force && !checked.settled());
		assert_eq!(checked.verdict(), Verdict::Bad);
		let parts = ["is NOT", "It is the code that the chain has now.\n"];
		shows(&checked, &parts);
	}
}

#[test]
fn code_is_known_when_the_node_has_it_from_somebody_else() {
	assert!(is_known(&Refused::Known.into()));
	assert!(!is_known(&Refused::Banned.into()));
	assert!(!is_known(&anyhow::anyhow!("lost")));
}

#[test]
fn code_is_refused_as_usage_when_it_is_not_the_authorised_one() {
	let code = next();
	let error = may_be_brought(&code, None, &chain()).unwrap_err();
	assert!(error.is::<Usage>(), "{error:#}");
	let call = format!("System.authorize_upgrade code_hash={}", hex([7; 32]));
	assert!(format!("{error:#}").contains(&call), "{error:#}");

	let error = may_be_brought(&code, Some(other()), &chain()).unwrap_err();
	assert!(error.is::<Usage>(), "{error:#}");
	for hash in [hex([7; 32]), hex([8; 32])] {
		assert!(format!("{error:#}").contains(&hash), "{error:#}");
	}
}

#[test]
fn code_is_refused_before_it_is_sent_when_its_version_is_not_higher() {
	let wanted = Some(authorization(true));
	let error = may_be_brought(&code(Some(chain())), wanted, &chain()).unwrap_err();
	assert!(!error.is::<Usage>(), "{error:#}");
	let said = format!("{error:#}");
	assert!(
		said.starts_with("System.SpecVersionNeedsToIncrease") && said.contains("nothing was sent"),
		"{said}"
	);
	// The chain decides on what cannot be read here, and a law may do without the check.
	for (code, check) in [
		(next(), true),
		(code(None), true),
		(code(Some(chain())), false),
	] {
		may_be_brought(&code, Some(authorization(check)), &chain()).unwrap();
	}
}

#[test]
fn rejection_says_why_and_that_another_law_is_needed() {
	let failed = |error: &str| {
		let documented = "What the chain documents.".to_string();
		rejected(Refused::Failed(SYSTEM.into(), error.into(), documented))
	};
	for (error, part) in [
		(failed("SpecVersionNeedsToIncrease"), "is not higher"),
		(failed("InvalidSpecName"), "for another chain"),
		(failed("FailedToExtractRuntimeVersion"), "no version"),
		(failed("Unheard"), "What the chain documents."),
		(
			rejected(Refused::Other("the call failed".into())),
			"the call failed",
		),
	] {
		let said = format!("{error:#}");
		assert!(
			said.contains(part) && said.contains("another law"),
			"{said}"
		);
	}
}

#[test]
fn call_tells_what_it_authorises_when_it_is_about_code() {
	let call = |name: &str, hash: Value| Written {
		name: name.into(),
		arguments: vec![("code_hash".into(), hash)],
	};
	let hash = || Value::from(hex([7; 32]));
	for (name, checked) in [
		("System.authorize_upgrade", true),
		("System.authorize_upgrade_without_checks", false),
	] {
		let found = authorized_by(&call(name, hash()));
		assert_eq!(found, Some(authorization(checked)));
	}
	assert_eq!(authorized_by(&call("System.remark", hash())), None);
	let cut = Value::from("0x07");
	assert_eq!(authorized_by(&call("System.authorize_upgrade", cut)), None);
}
