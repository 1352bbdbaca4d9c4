use crate::{mock::*, parse_units, NextUnit, UnitEntry, UnitKind, Units, BELARUS};

/// The default country, with `more` units in the file.
fn with(more: Vec<UnitEntry>) -> ExtBuilder {
	let country = entry("XX", "", UnitKind::Country, "Country");
	ExtBuilder::default().units([vec![country], more].concat())
}

#[test]
fn genesis_builds_belarus_in_file_order() {
	let units = parse_units(BELARUS).unwrap();
	let count = units.len() as u32;
	ExtBuilder::default().units(units).build_and_execute(|| {
		assert_eq!(NextUnit::<Test>::get(), count);
		assert_eq!(
			Units::<Test>::get(0).map(|unit| unit.name),
			Some(name("Belarus"))
		);
		let (id, council) = Territory::unit_by_code(b"BY-BR-04-01".to_vec()).unwrap();
		assert_eq!(council.name, name("Bezdzezh village council"));
		let codes = Territory::lineage(id)
			.into_iter()
			.map(|(_, unit)| unit.code);
		assert!(codes.eq(["BY-BR-04-01", "BY-BR-04", "BY-BR", "BY"].map(code)));
	});
}

#[test]
fn genesis_reads_the_json_of_a_preset() {
	let json = r#"[{"code":"XX","parent":"","kind":"country","name":"Country"}]"#;
	let units: Vec<UnitEntry> = serde_json::from_str(json).unwrap();
	assert_eq!(units, vec![entry("XX", "", UnitKind::Country, "Country")]);
}

#[test]
#[should_panic(expected = "unit `A`: UnknownParent")]
fn genesis_panics_when_parent_is_unknown() {
	with(vec![entry("A", "B", UnitKind::Council, "A")]).build();
}

#[test]
#[should_panic(expected = "unit `A`: UnknownParent")]
fn genesis_panics_when_parent_comes_later() {
	let child = entry("A", "B", UnitKind::Council, "A");
	with(vec![child, entry("B", "XX", UnitKind::Council, "B")]).build();
}

#[test]
#[should_panic(expected = "unit `A`: DuplicateCode")]
fn genesis_panics_when_code_is_there_twice() {
	let twice = entry("A", "XX", UnitKind::Council, "A");
	with(vec![twice.clone(), twice]).build();
}

#[test]
#[should_panic(expected = "unit `D8`: TooDeep")]
fn genesis_panics_when_tree_is_too_deep() {
	let chain = (1..=8).map(|depth: u32| {
		let parent = if depth == 1 {
			"XX".into()
		} else {
			format!("D{}", depth - 1)
		};
		entry(&format!("D{depth}"), &parent, UnitKind::Council, "Deep")
	});
	with(chain.collect()).build();
}

#[test]
#[should_panic(expected = "unit `A`: BadName")]
fn genesis_panics_when_name_is_too_long() {
	with(vec![entry("A", "XX", UnitKind::Council, &"n".repeat(97))]).build();
}
