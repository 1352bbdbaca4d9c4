use crate::{parse_units, UnitKind, UnitsError, BELARUS};
use rstest::rstest;

#[test]
fn parse_units_reads_the_file_of_belarus() {
	let units = parse_units(BELARUS).unwrap();
	let count = |kind| units.iter().filter(|unit| unit.kind == kind).count();
	assert_eq!(
		units.first().map(|unit| unit.name.as_str()),
		Some("Belarus")
	);
	assert_eq!(count(UnitKind::Country), 1);
	assert_eq!(count(UnitKind::Region), 7);
	assert_eq!(count(UnitKind::District), 73);
	assert_eq!(count(UnitKind::Council), 10);
}

#[test]
fn parse_units_keeps_commas_in_names() {
	let units =
		parse_units("code,parent,kind,name\r\n\r\nA,,country,Land, old and new\r\n").unwrap();
	assert_eq!(units[0].name, "Land, old and new");
}

#[rstest]
#[case::no_heading("A,,country,Land", UnitsError::Heading)]
#[case::empty("", UnitsError::Heading)]
#[case::too_few_columns("code,parent,kind,name\nA,,country", UnitsError::Columns(2))]
#[case::unknown_kind("code,parent,kind,name\nA,,empire,Land", UnitsError::Kind(2))]
#[case::no_code("code,parent,kind,name\n\n,,country,Land", UnitsError::Code(3))]
#[case::long_code(
	"code,parent,kind,name\nABCDEFGHIJKLMNOPQRSTUVWXY,,country,Land",
	UnitsError::Code(2)
)]
#[case::no_name("code,parent,kind,name\nA,,country,", UnitsError::Name(2))]
#[case::quotes("code,parent,kind,name\nA,,country,\"Land\"", UnitsError::Name(2))]
fn parse_units_fails_and_names_the_line(#[case] file: &str, #[case] error: UnitsError) {
	assert_eq!(parse_units(file), Err(error));
	assert!(error.to_string().starts_with("line "));
}
