//! The demo itself, small: a real node, real proofs, from the first key to the audit.

use crate::common::{node_program, VECHE};
use serde_json::Value;
use std::{
	path::Path,
	process::{Command, Output, Stdio},
	time::{Duration, Instant},
};

fn demo(arguments: &[&str]) -> Output {
	Command::new(VECHE)
		.args(["demo", "--busy"])
		.args(arguments)
		.env("VECHE_NODE", node_program())
		.stdin(Stdio::null())
		.output()
		.unwrap()
}

/// The same, but not for ever. The limit is only against hanging: an act here shares the machine with
/// other tests, and how long one takes on a quiet machine is measured by hand.
fn demo_in_time(arguments: &[&str]) -> Output {
	const LIMIT: Duration = Duration::from_secs(1_200);
	let begun = Instant::now();
	let output = demo(arguments);
	let took = begun.elapsed();
	assert!(
		took < LIMIT,
		"{took:?}: {}",
		String::from_utf8_lossy(&output.stdout)
	);
	output
}

fn last_line(output: &Output) -> String {
	let text = String::from_utf8_lossy(&output.stdout);
	text.trim_end()
		.lines()
		.last()
		.unwrap_or_default()
		.to_string()
}

#[test]
fn demo_passes_when_ballots_are_few() {
	let output = demo(&["--voters", "10"]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert!(
		output.status.success(),
		"{text}\n{}",
		String::from_utf8_lossy(&output.stderr)
	);
	assert!(
		last_line(&output).starts_with("PASSED: 10 voters elected "),
		"{text}"
	);
	for refusal in [
		"the stranger's ballot is refused",
		"the forged ballot is refused",
	] {
		assert!(text.contains(refusal), "{text}");
	}
}

#[test]
fn demo_passes_when_file_and_method_are_others_and_some_abstain() {
	let folder = tempfile::tempdir().unwrap();
	let file = folder.path().join("hamlet.blt");
	std::fs::write(
		&file,
		"4 1\n3 1 2 0\n2 3 0\n1 0\n0\n\"A\"\n\"B\"\n\"C\"\n\"D\"\n\"Hamlet\"\n",
	)
	.unwrap();
	let file = file.to_str().unwrap();
	let output = demo(&["--ballots", file, "--voters", "8", "--method", "approval"]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert!(
		output.status.success(),
		"{text}\n{}",
		String::from_utf8_lossy(&output.stderr)
	);
	assert!(text.contains("An election: Hamlet"), "{text}");
	assert!(text.contains("No independent result"), "{text}");
}

#[test]
fn election_passes_when_voters_are_few() {
	let output = demo_in_time(&["--act", "election", "--voters", "12"]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert!(
		output.status.success(),
		"{text}\n{}",
		String::from_utf8_lossy(&output.stderr)
	);
	let last = last_line(&output);
	assert!(last.starts_with("PASSED: 12 voters elected "), "{text}");
	assert!(last.contains("is now Head of "), "{text}");
	for said in [
		"Elections.NoCertificate:",
		"Elections.OutsideUnit:",
		"Pledges.TooManyPledges:",
		"Elections.NoRecord:",
		"No independent result",
		"ended in block",
		"caretaker",
	] {
		assert!(text.contains(said), "{said}: {text}");
	}
}

#[test]
fn recall_passes_when_voters_are_few() {
	let folder = tempfile::tempdir().unwrap();
	let pages = folder.path().join("portraits");
	let pages = pages.to_str().unwrap();
	let output = demo(&["--act", "recall", "--voters", "12", "--html", pages]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert!(
		output.status.success(),
		"{text}\n{}",
		String::from_utf8_lossy(&output.stderr)
	);
	let last = last_line(&output);
	assert!(last.starts_with("PASSED: 12 people of "), "{text}");
	assert!(last.contains("recalled Vera Lis"), "{text}");
	for said in [
		"Pledges.NotYours:",
		"Recall.TooSoon:",
		"Recall.NotSuspended:",
		"Recall.NotYours:",
		"once more in this one, is refused",
		"is in office again",
		"because of the recall",
	] {
		assert!(text.contains(said), "{said}: {text}");
	}
	for name in ["alena-hryn.html", "vera-lis.html"] {
		let page = std::fs::read_to_string(Path::new(pages).join(name)).unwrap();
		assert!(page.contains("<svg"), "{name}: {page}");
	}
}

#[test]
fn law_passes_when_people_are_few() {
	let output = demo_in_time(&["--act", "law", "--voters", "24"]);
	let text = String::from_utf8_lossy(&output.stdout);
	assert!(
		output.status.success(),
		"{text}\n{}",
		String::from_utf8_lossy(&output.stderr)
	);
	let last = last_line(&output);
	assert!(last.starts_with("PASSED: two laws are in force"), "{text}");
	for said in [
		"a ticket before the seed is known is refused",
		"Laws.CallNotOfClass:",
		"Jury.NotIncumbent:",
		"Laws.WrongUnit:",
		"a second ticket of the same jurist is refused",
		"with the own key slipped in, is refused",
		"sent for this one, is refused",
		"the highest of all is refused",
		"a ticket when the panel sits already is refused",
		"the vote of a jurist who was not drawn is refused",
		"the vote of a reserve who has not been called is refused",
		"the vote of the one who was silent too long is refused",
		"Laws.PetitionRunning:",
		"Laws.TooLate:",
		"with a word more",
	] {
		assert!(text.contains(said), "{said}: {text}");
	}
}

#[test]
fn demo_is_refused_as_usage_when_act_file_method_or_voters_are_wrong() {
	let no_blt = "Cargo.toml";
	for (arguments, words) in [
		(
			&["--act", "opera"][..],
			"this version plays: vote, election, recall, law",
		),
		(&["--ballots", no_blt][..], "is no BLT file"),
		(
			&["--method", "yes_no"][..],
			"cannot be elected by yes and no",
		),
		(&["--voters", "2"][..], "--voters 3 or more"),
		(
			&["--act", "election", "--voters", "7"][..],
			"--voters 8 or more",
		),
		(
			&["--act", "election", "--method", "marks"][..],
			"--method schulze",
		),
		(
			&["--act", "election", "--on", "ws://127.0.0.1:9944"][..],
			"leave --on out",
		),
		(
			&["--act", "recall", "--on", "ws://127.0.0.1:9944"][..],
			"leave --on out",
		),
		(
			&["--act", "recall", "--voters", "11"][..],
			"--voters 12 or more",
		),
		(
			&["--act", "recall", "--method", "marks"][..],
			"--method schulze",
		),
		(
			&["--act", "recall", "--ballots", no_blt][..],
			"leave --ballots out",
		),
		(
			&["--act", "law", "--on", "ws://127.0.0.1:9944"][..],
			"leave --on out",
		),
		(
			&["--act", "law", "--voters", "23"][..],
			"--voters 24 or more",
		),
		(
			&["--act", "law", "--method", "approval"][..],
			"leave --method out",
		),
		(
			&["--act", "law", "--ballots", no_blt][..],
			"leave --ballots out",
		),
		(&["--html", "folder"][..], "leave --html out"),
		(
			&["--act", "law", "--html", "folder"][..],
			"leave --html out",
		),
	] {
		let output = demo(arguments);
		let error = String::from_utf8_lossy(&output.stderr);
		assert_eq!(output.status.code(), Some(2), "{error}");
		assert!(error.contains(words), "{error}");
	}
}

#[test]
fn demo_fails_with_advice_when_node_is_missing() {
	let output = demo(&["--node", "/no/such/node", "--voters", "3"]);
	assert_eq!(output.status.code(), Some(1));
	let last = last_line(&output);
	assert!(
		last.starts_with("FAILED: ") && last.contains("cargo xtask build"),
		"{last}"
	);
}

#[test]
fn demo_prints_only_its_report_when_asked_for_json() {
	for act in ["vote", "election", "recall", "law"] {
		let missing = ["--node", "/no/such/node", "--voters", "24"];
		let output = demo(&[&["--json", "--act", act][..], &missing].concat());
		assert_eq!(output.status.code(), Some(1));
		let report: Value = serde_json::from_slice(&output.stdout).unwrap();
		assert_eq!(report["act"], act);
		assert_eq!(report["passed"], false);
		let error = report["error"].as_str().unwrap();
		assert!(error.contains("cargo xtask build"), "{error}");
		assert!(report["checks"].as_array().unwrap().is_empty());
	}
}
