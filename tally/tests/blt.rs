//! The reader of cast-vote records: what it accepts, what it refuses, and that it never panics.

use proptest::prelude::*;
use rstest::rstest;
use veche_tally::{
	blt::{BltError, Election, Reason},
	Method, Ranking, TIED,
};

const NAMES: &str = "\"A\"\n\"B\"\n\"C\"\n\"Title\"\n";

fn read(ballots: &str) -> Result<Election, BltError> {
	Election::parse(&format!("3 1\n{ballots}\n0\n{NAMES}"))
}

fn ranking(bytes: &[u8]) -> Ranking {
	Ranking::from_bytes(bytes.to_vec()).expect("short")
}

#[rstest]
#[case::strict("4 1 3 2 0", 4, &[0, 2, 1])]
#[case::equal("1 1=3 2 0", 1, &[0, TIED | 2, 1])]
#[case::equal_with_blanks("1 1 = 3 2 0", 1, &[0, TIED | 2, 1])]
#[case::skipped("1 - 2 - 1 0", 1, &[1, 0])]
#[case::twice("1 2 1 2 0", 1, &[1, 0])]
#[case::twice_in_an_equal_rank("1 2 1=2=3 0", 1, &[1, 0, TIED | 2])]
#[case::blank("7 0", 7, &[])]
#[case::only_skipped("1 - - 0", 1, &[])]
#[case::with_id("(x 1) 2 3 0", 2, &[2])]
#[case::with_comment("2 3 0 # note 0", 2, &[2])]
fn ballot_is_read(#[case] line: &str, #[case] count: u32, #[case] expected: &[u8]) {
	assert_eq!(
		read(line).expect("valid").ballots,
		[(count, ranking(expected))]
	);
}

#[rstest]
#[case::no_such("1 4 0", Reason::NoSuchCandidate(4))]
#[case::zero_in_equal("1 1=0 0", Reason::NoSuchCandidate(0))]
#[case::open("1 2 3", Reason::OpenBallot)]
#[case::open_before_comment("1 2 3 # 0", Reason::OpenBallot)]
#[case::leading_equals("1 =2 0", Reason::Equals)]
#[case::trailing_equals("1 2=- 0", Reason::Equals)]
#[case::double_equals("1 2==3 0", Reason::Equals)]
#[case::equals_as_weight("= 2 0", Reason::Equals)]
#[case::letter("1 x 0", Reason::Unexpected('x'))]
#[case::fraction("1.5 2 0", Reason::Unexpected('.'))]
#[case::open_id("(a 1 2 0", Reason::Unexpected('('))]
#[case::dash_as_weight("- 2 0", Reason::Unexpected('-'))]
#[case::zero_weight("0 2 0", Reason::ZeroWeight)]
#[case::negative_candidate("1 -2 0", Reason::Withdrawal(2))]
#[case::withdrawn_unknown("-4", Reason::Withdrawal(4))]
#[case::large("99999999999999999999 1 0", Reason::TooLarge)]
#[case::large_weight("4294967296 1 0", Reason::TooManyBallots)]
fn ballot_is_refused_with_its_line(#[case] line: &str, #[case] reason: Reason) {
	assert_eq!(read(line), Err(BltError { line: 2, reason }));
}

#[rstest]
#[case::empty("", 1, Reason::Header)]
#[case::only_candidates("3\n", 2, Reason::Header)]
#[case::words("hello", 1, Reason::Unexpected('h'))]
#[case::negative_first("-3 1", 1, Reason::Header)]
#[case::one("1 1\n0\n", 1, Reason::Candidates(1))]
#[case::too_many("33 1\n0\n", 1, Reason::Candidates(33))]
#[case::far_too_many("300 1\n0\n", 1, Reason::Candidates(300))]
#[case::seats("3 9999999999", 1, Reason::TooLarge)]
#[case::no_end("3 1\n1 2 0\n", 3, Reason::NoEnd)]
#[case::names_missing("3 1\n0\n\"A\"\n\"B\"\n", 5, Reason::Names { found: 2, candidates: 3 })]
#[case::late_withdrawal("3 1\n1 2 0\n-2\n0\n", 3, Reason::Withdrawal(2))]
#[case::sum("3 1\n4294967295 1 0\n1 1 0\n0\n", 3, Reason::TooManyBallots)]
fn file_is_refused(#[case] text: &str, #[case] line: usize, #[case] reason: Reason) {
	assert_eq!(Election::parse(text), Err(BltError { line, reason }));
}

#[test]
fn error_names_line_and_reason() {
	let error = read("1 9 0").expect_err("there is no candidate 9");
	assert_eq!(error.to_string(), "line 2: there is no candidate 9");
}

#[test]
fn withdrawn_candidates_leave_the_rankings_and_cannot_win() {
	let election = read("-1\n5 1 2 0\n1 1 0\n2 3 2=1 0").expect("valid");
	assert_eq!(election.withdrawn, [0]);
	let report = election.report(Method::Schulze).expect("valid");
	assert_eq!((report.ballots, report.blank), (8, 1));
	assert_eq!(report.first_preferences, [0, 5, 2]);
	assert_eq!(report.winners, [2]);
	let all_tied = read("-1\n5 2=3 0").expect("valid");
	assert_eq!(
		all_tied.report(Method::Schulze).expect("valid").winners,
		[2, 3]
	);
}

#[test]
fn several_ballots_may_share_a_line() {
	let election = Election::parse("3 1 -3 2 1 0 1 2 0 0 \"A\" \"B \"\"b\"\"\" \"C\" \"T\"");
	let election = election.expect("valid");
	assert_eq!(election.ballots, [(2, ranking(&[0])), (1, ranking(&[1]))]);
	assert_eq!(election.withdrawn, [2]);
	assert_eq!(election.names, ["A", "B \"b\"", "C"]);
	assert_eq!(election.title, "T");
}

#[rstest]
#[case::quoted("\"Ann Lee\"", "Ann Lee")]
#[case::doubled("\"Ann \"\"Lee\"\"\"", "Ann \"Lee\"")]
#[case::escaped(r#""Ann \"Lee\"""#, "Ann \"Lee\"")]
#[case::unquoted("Ann Lee (Ind)", "Ann Lee (Ind)")]
#[case::comment("\"Ann # Lee\" # first", "Ann # Lee")]
#[case::number_sign("Team #3", "Team #3")]
#[case::unquoted_comment("Ann # first", "Ann")]
fn name_is_read(#[case] line: &str, #[case] name: &str) {
	let text = format!("# made by hand\r\n2 1\r\n\r\n1 1 0\r\n0\r\n{line}\r\nB\r\n# x\r\nT\r\n");
	let election = Election::parse(&text).expect("valid");
	assert_eq!(election.names, [name, "B"]);
	assert_eq!(election.title, "T");
}

#[test]
fn names_are_made_up_when_the_file_has_none() {
	let election = Election::parse("2 1\n1 1 0\n0\n").expect("valid");
	assert_eq!(election.names, ["Candidate 1", "Candidate 2"]);
	assert_eq!(election.title, "");
}

#[test]
fn old_encodings_are_read() {
	let election = Election::from_bytes(b"2 1\n1 1 0\n0\nM\xf2r\nB\nT\n").expect("valid");
	assert_eq!(election.names, ["M\u{f2}r", "B"]);
	let marked = Election::from_bytes(b"\xef\xbb\xbf2 1\r1 1 0\r0\rA\rB\rT").expect("valid");
	assert_eq!(marked.names, ["A", "B"]);
}

#[test]
fn huge_weights_are_counted_at_once() {
	let election = read("4294967295 1 0").expect("valid");
	assert_eq!(
		election.report(Method::Schulze).expect("valid").ballots,
		u32::MAX
	);
	assert_eq!(election.choices(Method::Schulze).take(3).count(), 3);
}

#[test]
fn yes_no_needs_three_candidates() {
	assert_eq!(
		read("2 1 0\n1 2 0")
			.expect("valid")
			.report(Method::YesNo)
			.unwrap()
			.winners,
		[1]
	);
	let two = Election::parse("2 1\n1 1 0\n0\n").expect("valid");
	assert!(two.report(Method::YesNo).is_err());
}

proptest! {
	#[test]
	fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
		count_all(&bytes);
	}

	#[test]
	fn anything_like_a_file_is_read_without_panic(
		text in "(#x\n)?[0-9]{1,2} 1\n(-[0-9]\n)?([0-9=# ()\"a-]{0,12}0?\n){0,8}0\n([\"\\\\#a é]{0,8}\n){0,5}",
	) {
		count_all(text.as_bytes());
	}

	#[test]
	fn a_written_election_is_read_back(
		ballots in prop::collection::vec((1u32..9, Just([1u8, 2, 3]).prop_shuffle(), 0usize..4), 0..20),
	) {
		let mut text = String::from("3 1\n");
		let mut expected = Vec::new();
		for (count, order, length) in ballots {
			text += &count.to_string();
			for candidate in &order[..length] {
				text += &format!(" {candidate}");
			}
			text += " 0\n";
			let ranking = Ranking::strict(order[..length].iter().map(|c| c - 1)).expect("short");
			expected.push((count, ranking));
		}
		text += "0\n\"A\"\n\"B\"\n\"C\"\n\"T\"\n";
		prop_assert_eq!(Election::parse(&text).expect("valid").ballots, expected);
	}
}

fn count_all(bytes: &[u8]) {
	if let Ok(election) = Election::from_bytes(bytes) {
		for method in Method::ALL {
			let report = election.report(method);
			assert!(report.is_ok() || method == Method::YesNo);
		}
		assert_eq!(election.names.len(), usize::from(election.candidates));
	}
}
